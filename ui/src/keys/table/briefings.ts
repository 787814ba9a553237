import type { UiCommand } from '../command';

export const briefingsCommands = [
  // Bound by whatever place shows a statement; in Briefings, B goes to the statements instead.
  {
    id: 'briefing.add_statement',
    title: 'command.briefing_add_statement',
    keys: ['B'],
    when: 'global',
    footer: 50,
  },

  { id: 'briefings.new', title: 'command.briefing_new', keys: ['N'], when: 'briefings', footer: 60 },
  { id: 'briefings.list', title: 'command.briefing_list', keys: ['L'], when: 'briefings' },
  { id: 'briefings.rename', title: 'command.briefing_title', keys: ['F2'], when: 'briefings' },
  { id: 'briefings.facts', title: 'command.briefing_facts', keys: ['Shift+F2'], when: 'briefings' },
  { id: 'briefings.pick', title: 'command.briefing_pick', keys: ['B'], when: 'briefings', footer: 20 },
  { id: 'briefings.find', title: 'command.briefing_find', keys: ['/'], when: 'briefings' },
  { id: 'briefings.heading', title: 'command.briefing_heading', keys: ['H'], when: 'briefings', footer: 30 },
  { id: 'briefings.prose', title: 'command.briefing_prose', keys: ['P'], when: 'briefings', footer: 31 },
  {
    id: 'briefings.export',
    title: 'command.briefing_export',
    keys: ['Mod+E'],
    when: 'briefings',
    footer: 50,
  },
  { id: 'briefings.copy', title: 'command.briefing_copy', keys: ['Mod+Shift+C'], when: 'briefings' },
  { id: 'briefings.source', title: 'command.briefing_source', keys: ['M'], when: 'briefings' },
  { id: 'briefings.delete', title: 'command.briefing_delete', keys: [], when: 'briefings' },

  // While an entry of the outline (not a button or field in it) has the focus.
  {
    id: 'outline.edit',
    title: 'command.outline_edit',
    keys: ['Enter'],
    when: 'outline',
    hidden: true,
    footer: 10,
  },
  {
    id: 'outline.up',
    title: 'command.outline_up',
    keys: ['Alt+ArrowUp'],
    when: 'outline',
    inFields: false,
    repeats: true,
    footer: 11,
  },
  {
    id: 'outline.down',
    title: 'command.outline_down',
    keys: ['Alt+ArrowDown'],
    when: 'outline',
    inFields: false,
    repeats: true,
    footer: 12,
  },
  {
    id: 'outline.deeper',
    title: 'command.outline_deeper',
    keys: ['Alt+ArrowRight'],
    when: 'outline',
    inFields: false,
  },
  {
    id: 'outline.higher',
    title: 'command.outline_higher',
    keys: ['Alt+ArrowLeft'],
    when: 'outline',
    inFields: false,
  },
  { id: 'outline.open', title: 'command.outline_open', keys: ['T'], when: 'outline', footer: 13 },
  { id: 'outline.remove', title: 'command.outline_remove', keys: ['Delete', 'Backspace'], when: 'outline' },
  {
    id: 'outline.menu',
    title: 'command.outline_menu',
    keys: ['Shift+F10'],
    when: 'outline',
    hidden: true,
  },
] as const satisfies readonly UiCommand[];
