/** What was open last in each of the recent workspaces, so that a start goes on where work ended. */
import { recall, remember } from './remember';
import { session } from './session.svelte';

/** By identity alone; the workspace by its token among the recent ones. */
interface Opened {
  workspace: string;
  article?: string | undefined;
  briefing?: string | undefined;
}
type What = 'article' | 'briefing';

/** More would not fit into what may be remembered under one name. */
const MOST = 10;
const NAME = 'opened';

const isOpened = (value: unknown): value is Opened =>
  typeof value === 'object' && value !== null && typeof (value as Opened).workspace === 'string';
const isList = (value: unknown): value is Opened[] => Array.isArray(value) && value.every(isOpened);

/** The workspace that is open is the first of the recent ones. */
const workspaceNow = (): string | undefined => session.now?.recent[0]?.token;
const all = (): Opened[] => recall(NAME, isList, []);

/** What was open last in this workspace. It may be gone. */
export function lastOpened(what: What): string | null {
  const found = all().find(({ workspace }) => workspace === workspaceNow())?.[what];
  return typeof found === 'string' ? found : null;
}

/** Something was opened in this workspace; null: its list was. */
export function noteOpened(what: What, uid: string | null): void {
  const workspace = workspaceNow();
  if (workspace === undefined) return;
  const before = all().find((one) => one.workspace === workspace);
  const own: Opened = { ...before, workspace, [what]: uid ?? undefined };
  const others = all().filter((one) => one.workspace !== workspace);
  remember(NAME, [own, ...others].slice(0, MOST));
}
