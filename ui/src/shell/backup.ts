import type { KeywordInContext } from '../api/generated/commands';
import { askWindow, type ExportedFile } from '../api/window';
import { status } from '../state/status.svelte';
import { fileSize } from '../strings/formats';
import { t } from '../strings/index.svelte';

type Said = 'workspace.copied' | 'workspace.statements_exported' | 'workspace.lines_exported';

/** Lets the shell ask where to, and says what was written; says nothing when the person changed their mind. */
async function write(ask: () => Promise<{ file: ExportedFile | null }>, said: Said): Promise<void> {
  try {
    const { file } = await ask();
    if (file !== null) tell(file, said);
  } catch (error) {
    status.fail(error);
  }
}

function tell({ file_name: name, size, token }: ExportedFile, said: Said): void {
  const show = (): void =>
    void askWindow('window_reveal', { token }).catch((error: unknown) => status.fail(error));
  status.tell(t(said, { name, size: fileSize(size) }), { label: t('workspace.show_file'), run: show });
}

/** Copies the workspace to a place that the person chooses, and says where it is. */
export const backUp = (): Promise<void> => write(() => askWindow('window_backup', {}), 'workspace.copied');

/** Writes all statements as a table (CSV) where the person chooses, and says where it is. */
export const exportStatements = (): Promise<void> =>
  write(() => askWindow('window_export_statements', {}), 'workspace.statements_exported');

/** Writes every line of a search in context as a table (CSV) where the person chooses, and says where it is. */
export const exportLines = (request: KeywordInContext): Promise<void> =>
  write(() => askWindow('window_export_search_lines', request), 'workspace.lines_exported');
