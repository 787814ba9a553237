import { askWindow } from '../../api/window';
import { status } from '../../state/status.svelte';
import { workspace } from '../../state/workspace.svelte';
import { t } from '../../strings/index.svelte';

/** Promises of which only what is derived is the subject: it can be made anew from what is not. */
const DERIVED: ReadonlySet<string> = new Set(['I3', 'I14']);
/** Promises that say nothing of damage to what was written. */
const HARMLESS: ReadonlySet<string> = new Set(['I10', 'I12', 'I13']);

/** What to do about promises that do not hold, by their ids: nothing of the file, make anew what is derived, or save. */
export function remedy(broken: readonly string[]): 'none' | 'repair' | 'save' {
  const grave = broken.filter((id) => !HARMLESS.has(id));
  if (grave.length === 0) return 'none';
  return grave.every((id) => DERIVED.has(id)) ? 'repair' : 'save';
}

/** Makes anew what is derived, and says so. */
export async function repair(): Promise<void> {
  try {
    await askWindow('window_repair', {});
    await workspace.refresh();
    status.tell(t('check.repaired'));
  } catch (error) {
    status.fail(error);
  }
}
