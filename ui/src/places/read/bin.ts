import type { Entity, Uid } from '../../api/generated/commands';
import { status } from '../../state/status.svelte';
import { workspace } from '../../state/workspace.svelte';
import { t } from '../../strings/index.svelte';

/** Puts something into the bin, and offers to take it out again. Failures are shown. */
export async function putIntoBin(entity: Entity, uid: Uid, told: string): Promise<void> {
  try {
    await workspace.perform('delete', { entity, uids: [uid] });
    const restore = async (): Promise<void> => {
      try {
        await workspace.perform('restore', { entity, uids: [uid] });
      } catch (thrown) {
        status.fail(thrown);
      }
    };
    status.tell(told, { label: t('read.restore'), run: () => void restore() });
  } catch (thrown) {
    status.fail(thrown);
  }
}
