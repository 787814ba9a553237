import { call, type Answer, type CommandName, type Request } from '../api/call';
import type { Commands, Touched, WorkspaceView } from '../api/generated/commands';
import { status } from './status.svelte';
import { tellTouched } from './touched';

/** The names of the commands that change something. */
export type WriteName = {
  [N in keyof Commands]: Commands[N]['answer'] extends { touched: Touched } ? N : never;
}[keyof Commands];

/** What a write answers, apart from what it touched. */
export type Result<N extends WriteName> = Answer<N> extends { result: infer R } ? R : never;

/** The workspace that is open in this window, and the way to change it. */
class OpenWorkspace {
  /** Undefined while none is open. */
  view: WorkspaceView | undefined = $state.raw();
  readonly isOpen = $derived(this.view !== undefined);
  /** Counts the workspaces opened, so that answers about an earlier one are not taken for this one's. */
  opened = $state(0);

  /** A workspace was opened: reads what is in it. Throws when there is none. */
  async open(): Promise<void> {
    const view = await call('get_workspace', {});
    this.opened += 1;
    status.savedAt = null;
    status.failed = false;
    this.#show(view);
  }

  /** No workspace is open any more. */
  close(): void {
    this.opened += 1;
    this.view = undefined;
    status.workspace = '';
  }

  /** Reads title, counts and what undo would do again. */
  async refresh(): Promise<void> {
    const opened = this.opened;
    const view = await call('get_workspace', {});
    if (opened === this.opened) this.#show(view);
  }

  /**
   * Does a command: durable when it answers. Everyone who shows what it touched redraws.
   * Commands with the same `group` (a UUID) are undone together. Throws a `CallError`.
   */
  async perform<N extends WriteName & CommandName>(
    command: N,
    request: Request<N>,
    group?: string,
  ): Promise<Result<N>> {
    const answer = await status.write(() => call(command, request, undefined, group));
    const { touched, result } = answer as unknown as { touched: Touched; result: Result<N> };
    tellTouched(touched);
    await this.refresh();
    return result;
  }

  #show(view: WorkspaceView): void {
    this.view = view;
    status.workspace = view.title;
    status.readOnly = view.read_only;
  }
}

export const workspace = new OpenWorkspace();
