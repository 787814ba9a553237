import { askWindow } from '../api/window';
import { exported } from '../state/exported';

/** Copies the workspace to a place that the person chooses, and says where it is. */
export const backUp = (): Promise<void> => exported(() => askWindow('window_backup', {}), 'workspace.copied');

/** Writes all statements as a table (CSV) where the person chooses, and says where it is. */
export const exportStatements = (): Promise<void> =>
  exported(() => askWindow('window_export_statements', {}), 'workspace.statements_exported');
