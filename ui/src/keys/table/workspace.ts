import type { UiCommand } from '../command';

/** Workspace, import, history, bin, settings: what can be done from everywhere. The native menu names these ids. */
export const workspaceCommands = [
  { id: 'workspace.new', title: 'command.workspace_new', keys: ['Mod+Shift+N'], when: 'global' },
  { id: 'workspace.open', title: 'command.workspace_open', keys: ['Mod+O'], when: 'global' },
  { id: 'workspace.recent', title: 'command.workspace_recent', keys: ['Mod+Shift+O'], when: 'global' },
  { id: 'workspace.open_panel', title: 'command.workspace_panel', keys: ['Mod+Shift+W'], when: 'global' },
  { id: 'workspace.backup', title: 'command.workspace_backup', keys: ['Mod+Shift+B'], when: 'global' },
  { id: 'workspace.backups', title: 'command.workspace_backups', keys: [], when: 'global' },
  { id: 'workspace.check', title: 'command.workspace_check', keys: [], when: 'global' },
  // What a damaged workspace is offered; they stand where the damage is told.
  { id: 'workspace.repair', title: 'command.workspace_repair', keys: [], when: 'global' },
  { id: 'workspace.open_damaged', title: 'command.workspace_open_damaged', keys: [], when: 'global' },
  { id: 'workspace.salvage', title: 'command.workspace_salvage', keys: [], when: 'global' },
  { id: 'workspace.close', title: 'command.workspace_close', keys: [], when: 'global' },
  { id: 'import.files', title: 'command.import_files', keys: ['Mod+I'], when: 'global' },
  { id: 'import.folder', title: 'command.import_folder', keys: ['Mod+Shift+I'], when: 'global' },
  // In a field these keys paste without formatting.
  {
    id: 'import.clipboard',
    title: 'command.import_clipboard',
    keys: ['Mod+Shift+V'],
    when: 'global',
    inFields: false,
  },
  { id: 'import.run', title: 'command.import_run', keys: ['Mod+Enter'], when: 'dialog', hidden: true },
  { id: 'import.pause', title: 'command.import_pause', keys: [], when: 'global' },
  { id: 'import.failures', title: 'command.import_failures', keys: [], when: 'global' },
  { id: 'export.statements', title: 'command.export_statements', keys: [], when: 'global' },
  { id: 'glossary.import', title: 'command.glossary_import', keys: [], when: 'global' },
  { id: 'glossary.export_tsv', title: 'command.glossary_export_tsv', keys: [], when: 'global' },
  { id: 'glossary.export_tbx', title: 'command.glossary_export_tbx', keys: [], when: 'global' },
  { id: 'briefings.verify', title: 'command.briefings_verify', keys: [], when: 'global' },
  { id: 'history.open', title: 'command.history', keys: ['Mod+H'], when: 'global' },
  { id: 'bin.open', title: 'command.bin', keys: ['Mod+Shift+D'], when: 'global' },
  { id: 'preferences.open', title: 'command.preferences', keys: ['Mod+,'], when: 'global' },
  { id: 'about.open', title: 'command.about', keys: [], when: 'global' },
] as const satisfies readonly UiCommand[];
