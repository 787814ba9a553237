import { askWindow, type ExportedFile } from '../api/window';
import { fileSize } from '../strings/formats';
import { t } from '../strings/index.svelte';
import { status } from './status.svelte';

type Said =
  | 'workspace.copied'
  | 'workspace.statements_exported'
  | 'workspace.lines_exported'
  | 'archive.failures_exported';

/** Lets the shell ask where to, and says what was written; says nothing when the person changed their mind. */
export async function exported(ask: () => Promise<{ file: ExportedFile | null }>, said: Said): Promise<void> {
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
