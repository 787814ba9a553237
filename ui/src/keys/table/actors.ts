import type { UiCommand } from '../command';

export const actorsCommands = [
  { id: 'actors.new', title: 'command.actors_new', keys: ['N'], when: 'actors', footer: 10 },
  { id: 'actors.rename', title: 'command.actors_rename', keys: ['F2'], when: 'actors', footer: 20 },
  { id: 'actors.merge', title: 'command.actors_merge', keys: ['M'], when: 'actors', footer: 30 },
  { id: 'actors.next_same', title: 'command.same_next', keys: ['S'], when: 'actors' },
  { id: 'actors.delete', title: 'command.actors_delete', keys: ['Delete'], when: 'actors', inFields: false },
  { id: 'actors.filter', title: 'command.actors_filter', keys: ['/'], when: 'actors', footer: 40 },
  { id: 'actors.compare', title: 'command.actors_compare', keys: ['C'], when: 'actors' },
  { id: 'actors.show_actors', title: 'command.show_actors', keys: ['Alt+1'], when: 'actors' },
  { id: 'actors.show_outlets', title: 'command.show_outlets', keys: ['Alt+2'], when: 'actors' },
  { id: 'actors.show_topics', title: 'command.show_topics', keys: ['Alt+3'], when: 'actors' },
  { id: 'actors.show_tags', title: 'command.show_tags', keys: ['Alt+4'], when: 'actors' },
  { id: 'actors.show_events', title: 'command.show_events', keys: ['Alt+5'], when: 'actors' },
  { id: 'actors.show_glossary', title: 'command.show_glossary', keys: ['Alt+6'], when: 'actors' },
  {
    id: 'actors.tag_up',
    title: 'command.tag_up',
    keys: ['Alt+ArrowUp'],
    when: 'actors',
    inFields: false,
    repeats: true,
  },
  {
    id: 'actors.tag_down',
    title: 'command.tag_down',
    keys: ['Alt+ArrowDown'],
    when: 'actors',
    inFields: false,
    repeats: true,
  },
  // On Alt+Left and Alt+Right the list itself acts, as long as it has the focus; elsewhere they go back and forward.
  { id: 'actors.tag_in', title: 'command.tag_in', keys: [], when: 'actors' },
  { id: 'actors.tag_out', title: 'command.tag_out', keys: [], when: 'actors' },
] as const satisfies readonly UiCommand[];
