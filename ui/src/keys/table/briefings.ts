import type { UiCommand } from '../command';

export const briefingsCommands = [] as const satisfies readonly UiCommand[];
