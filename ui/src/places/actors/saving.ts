import { offendingField } from '../../api/errors';
import { status } from '../../state/status.svelte';

/**
 * Does a change that a field asks for. Answers what the core says against the value, to be shown beside the field;
 * undefined when it was done, or when it failed otherwise, which is shown in the corner.
 */
export async function refusalOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (thrown) {
    const offending = offendingField(thrown);
    if (offending === null) status.fail(thrown);
    return offending?.reason;
  }
}
