import type { UiCommand } from '../command';

export const readCommands = [] as const satisfies readonly UiCommand[];
