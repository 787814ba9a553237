import type { UiCommand } from '../command';

export const actorsCommands = [] as const satisfies readonly UiCommand[];
