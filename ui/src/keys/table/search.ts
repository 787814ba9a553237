import type { UiCommand } from '../command';

export const searchCommands = [] as const satisfies readonly UiCommand[];
