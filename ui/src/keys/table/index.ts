import type { UiCommand } from '../command';
import { actorsCommands } from './actors';
import { briefingsCommands } from './briefings';
import { compareCommands } from './compare';
import { globalCommands } from './global';
import { readCommands } from './read';
import { searchCommands } from './search';
import { workspaceCommands } from './workspace';

const all = [
  ...globalCommands,
  ...workspaceCommands,
  ...readCommands,
  ...searchCommands,
  ...actorsCommands,
  ...compareCommands,
  ...briefingsCommands,
] as const;

export type CommandId = (typeof all)[number]['id'];
export type ListedCommand = UiCommand & { id: CommandId };

/** Everything that the window can do, once. Keys, palette, menus, tooltips and the shortcut sheet come from it. */
export const COMMANDS: readonly ListedCommand[] = all;

const BY_ID = new Map<string, ListedCommand>(COMMANDS.map((command) => [command.id, command]));

/** The command of this id. */
export function commandOf(id: CommandId): ListedCommand {
  const command = BY_ID.get(id);
  if (command === undefined) throw new Error(`no command ${id}`);
  return command;
}
