import { askWindow } from '../api/window';
import { status } from '../state/status.svelte';
import { fileSize } from '../strings/formats';
import { t } from '../strings/index.svelte';

/** Copies the workspace to a place that the person chooses, and says where it is. */
export async function backUp(): Promise<void> {
  try {
    const { file } = await askWindow('window_backup', {});
    if (file === null) return;
    const show = (): void =>
      void askWindow('window_reveal', { token: file.token }).catch((error: unknown) => status.fail(error));
    status.tell(t('workspace.copied', { name: file.file_name, size: fileSize(file.size) }), {
      label: t('workspace.show_file'),
      run: show,
    });
  } catch (error) {
    status.fail(error);
  }
}
