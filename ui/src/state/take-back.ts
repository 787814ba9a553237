import type { Entity, Uid } from '../api/generated/commands';
import { t } from '../strings/index.svelte';
import { status } from './status.svelte';
import { workspace } from './workspace.svelte';

/** Does something and shows what it fails with; says whether it was done. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (thrown) {
    status.fail(thrown);
    return false;
  }
}

/**
 * Says what the last command did, and offers to take it back. Undo takes back what was done last; so once something
 * else was done, the offer says so instead of taking back that.
 */
export function tellUndoable(text: string): void {
  const done = workspace.view?.sequence;
  status.tell(text, {
    label: t('back.undo'),
    run: () => {
      if (done === undefined || workspace.view?.sequence !== done) status.tell(t('back.too_late'));
      else void attempt(() => workspace.perform('undo', {}));
    },
  });
}

/** Puts something into the bin, and offers to take it out again, whatever was done since. */
export async function putIntoBin(entity: Entity, uid: Uid, name: string): Promise<boolean> {
  const things = { entity, uids: [uid] };
  const done = await attempt(() => workspace.perform('delete', things));
  if (done) {
    status.tell(t('back.binned', { name }), {
      label: t('back.restore'),
      run: () => void attempt(() => workspace.perform('restore', things)),
    });
  }
  return done;
}
