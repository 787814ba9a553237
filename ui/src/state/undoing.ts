import { status } from './status.svelte';
import { workspace } from './workspace.svelte';
import { isKey, t, type PlainKey } from '../strings/index.svelte';

/** A command of the history in words: `add_statement` is “mark a statement”. */
export function commandWords(name: string): string {
  const key = `did.${name}`;
  return isKey(key) ? t(key as PlainKey) : name.replaceAll('_', ' ');
}

/** Takes back the last command, or does it again, and says which one it was. Failures are shown. */
export async function goThroughHistory(way: 'undo' | 'redo'): Promise<void> {
  try {
    const { name } = await workspace.perform(way, {});
    status.tell(t(way === 'undo' ? 'history.undone' : 'history.redone', { what: commandWords(name) }));
  } catch (thrown) {
    status.fail(thrown);
  }
}
