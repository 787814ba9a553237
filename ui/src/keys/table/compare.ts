import type { UiCommand } from '../command';

export const compareCommands = [
  { id: 'compare.open', title: 'command.compare_open', keys: ['O'], when: 'compare', footer: 10 },
  {
    id: 'compare.contradiction',
    title: 'command.compare_contradiction',
    keys: ['X'],
    when: 'compare',
    footer: 30,
    repeats: true,
  },
  { id: 'compare.view', title: 'command.compare_view', keys: ['V'], when: 'compare', footer: 40 },
  { id: 'compare.grid', title: 'command.compare_grid', keys: ['G'], when: 'compare' },
] as const satisfies readonly UiCommand[];
