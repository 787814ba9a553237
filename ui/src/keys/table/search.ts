import type { UiCommand } from '../command';

export const searchCommands = [
  {
    id: 'search.open',
    title: 'command.search_open',
    keys: ['Enter'],
    when: 'search',
    footer: 10,
    hidden: true,
  },
  { id: 'search.box', title: 'command.search_box', keys: ['/', 'Mod+F'], when: 'search', footer: 20 },
  { id: 'search.save', title: 'command.search_save', keys: ['Mod+S'], when: 'search', footer: 30 },
  { id: 'search.sort', title: 'command.search_sort', keys: ['Alt+R'], when: 'search' },
  { id: 'search.view', title: 'command.search_view', keys: ['Alt+V'], when: 'search', footer: 40 },
  { id: 'search.facets', title: 'command.search_facets', keys: ['Alt+F'], when: 'search' },
  { id: 'search.export', title: 'command.search_export', keys: [], when: 'search' },
  { id: 'search.help', title: 'command.search_help', keys: ['Alt+H'], when: 'search' },
] as const satisfies readonly UiCommand[];
