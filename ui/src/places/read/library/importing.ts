import { COMMANDS, registry, type CommandId } from '../../../keys';

/** The command that opens the import; another part of the window binds it. */
const IMPORT = 'import.files';

const found = (): CommandId | undefined => COMMANDS.find(({ id }) => (id as string) === IMPORT)?.id;

/** Whether articles can be imported now. */
export function canImport(): boolean {
  const id = found();
  return id !== undefined && registry.can(id);
}

export function importArticles(): void {
  const id = found();
  if (id !== undefined) registry.run(id);
}
