import type { UiCommand } from '../command';

export const compareCommands = [] as const satisfies readonly UiCommand[];
