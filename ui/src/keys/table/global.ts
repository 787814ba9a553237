import type { UiCommand } from '../command';

export const globalCommands = [
  { id: 'palette.open', title: 'command.palette', keys: ['Mod+K'], when: 'global', hidden: true },
  { id: 'sheet.open', title: 'command.sheet', keys: ['?', 'F1'], when: 'global', footer: 90 },
  { id: 'place.read', title: 'command.go_read', keys: ['Mod+1'], when: 'global' },
  { id: 'place.search', title: 'command.go_search', keys: ['Mod+2', 'Mod+Shift+F'], when: 'global' },
  { id: 'place.actors', title: 'command.go_actors', keys: ['Mod+3'], when: 'global' },
  { id: 'place.compare', title: 'command.go_compare', keys: ['Mod+4'], when: 'global' },
  { id: 'place.briefings', title: 'command.go_briefings', keys: ['Mod+5'], when: 'global' },
  { id: 'place.glossary', title: 'command.go_glossary', keys: ['Mod+6'], when: 'global' },
  { id: 'place.back', title: 'command.back', keys: ['Alt+ArrowLeft'], when: 'global', inFields: false },
  {
    id: 'place.forward',
    title: 'command.forward',
    keys: ['Alt+ArrowRight'],
    when: 'global',
    inFields: false,
  },
  { id: 'pane.next', title: 'command.next_pane', keys: ['F6'], when: 'global', hidden: true },
  { id: 'pane.previous', title: 'command.previous_pane', keys: ['Shift+F6'], when: 'global', hidden: true },
  { id: 'focus.outward', title: 'command.outward', keys: ['Escape'], when: 'global', hidden: true },
  // In a field, the field's own undo acts.
  { id: 'edit.undo', title: 'command.undo', keys: ['Mod+Z'], when: 'global', inFields: false, footer: 80 },
  { id: 'edit.redo', title: 'command.redo', keys: ['Mod+Shift+Z', 'Mod+Y'], when: 'global', inFields: false },
  { id: 'view.theme', title: 'command.theme', keys: ['Mod+Shift+L'], when: 'global' },
  { id: 'view.larger', title: 'command.larger', keys: ['Mod++', 'Mod+='], when: 'global' },
  { id: 'view.smaller', title: 'command.smaller', keys: ['Mod+-'], when: 'global' },
] as const satisfies readonly UiCommand[];
