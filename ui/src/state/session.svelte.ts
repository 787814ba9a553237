import { CallError } from '../api/call';
import type { SalvageReport } from '../api/generated/window-verbs';
import {
  asCallError,
  askWindow,
  hearWindow,
  type OpenRequest,
  type PreferencesChange,
  type WindowState,
} from '../api/window';
import { appearance } from './appearance.svelte';
import { drafts } from './drafts.svelte';
import { router } from './place.svelte';
import { recallAll } from './remember';
import { status } from './status.svelte';
import { workspace } from './workspace.svelte';

/** Errors of a file of which something can be saved. */
const SAVEABLE: ReadonlySet<string> = new Set(['damaged', 'truncated', 'altered', 'storage']);

/** What the shell says about this window: which workspace is open, which were, who works here. */
class Session {
  /** Undefined until the shell has answered for the first time. */
  now: WindowState | undefined = $state.raw();
  /** Why no workspace could be opened; shown where one is chosen. */
  problem: unknown = $state.raw();
  /** A workspace is being made or opened. */
  busy = $state(false);
  /** Whether it is known what to show: a workspace, or the choice of one. */
  ready = $state(false);
  #shown: string | undefined;
  /** The first answer of the shell, when it was asked before the start: what it tells once must not be lost. */
  #first: Promise<WindowState> | undefined;

  /** Asks the shell how the window looks, to be awaited before the first paint. Never rejects: `start` says why. */
  async load(): Promise<void> {
    this.#first = askWindow('window_state', {});
    await this.#first.then(
      (state) => this.#takeOver(state),
      () => undefined,
    );
  }

  #takeOver({ preferences }: WindowState): void {
    const { theme, text_size: size, language, layout } = preferences;
    recallAll(layout);
    appearance.choose({ theme, size, language });
  }

  /** Asks what to begin with, and listens from then on. Returns what stops it. */
  start(): () => void {
    const stops = [
      hearWindow('state', (state) => void this.#adopt(state)),
      hearWindow('backup', ({ at }) => {
        if (this.now !== undefined) this.now = { ...this.now, backed_up: at };
      }),
      hearWindow('problem', (wire) => this.#tell(asCallError('window', wire))),
    ];
    void this.#begin();
    return () => {
      for (const stop of stops) stop();
      this.#shown = undefined;
      this.ready = false;
      workspace.close();
    };
  }

  async #begin(): Promise<void> {
    try {
      const state = await (this.#first ?? askWindow('window_state', {}));
      if (state.problem !== null) this.problem = asCallError('window_open_workspace', state.problem);
      this.#takeOver(state);
      await this.#adopt(state);
    } catch (error) {
      this.problem = error;
    }
    this.#first = undefined;
    this.ready = true;
  }

  /** Shows what the shell says is open. */
  async #adopt(state: WindowState): Promise<void> {
    this.now = state;
    const open = state.workspace;
    const named = open === null ? undefined : `${open.folder}\n${open.file_name}`;
    if (named === this.#shown) return;
    this.#shown = named;
    if (named === undefined) {
      workspace.close();
      status.readOnly = false;
      return;
    }
    try {
      // Before anything is shown that asks for them.
      await drafts.load();
      await workspace.open();
      this.problem = undefined;
      router.go('read');
    } catch (error) {
      this.#shown = undefined;
      workspace.close();
      this.problem = error;
    }
  }

  /** An error stays where a workspace is chosen, and is a message over one that is open. */
  #tell(error: unknown): void {
    if (workspace.isOpen) status.fail(error);
    else this.problem = error;
  }

  async #change(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    try {
      await work();
      await this.#adopt(await askWindow('window_state', {}));
    } catch (error) {
      this.#tell(error);
    } finally {
      this.busy = false;
    }
  }

  /** Makes a workspace; the shell asks where. */
  make(title: string): Promise<void> {
    return this.#change(() => askWindow('window_new_workspace', { title }));
  }

  /** Opens a workspace; the shell asks which, unless one is named. */
  open(request: OpenRequest = {}): Promise<void> {
    return this.#change(() => askWindow('window_open_workspace', request));
  }

  /** Whether a file is known to be damaged: one that could not be opened, or the one that is open. */
  get damaged(): boolean {
    const code = this.problem instanceof CallError ? this.problem.code : '';
    return SAVEABLE.has(code) || workspace.view?.read_only_because === 'damaged';
  }

  /** Opens the damaged file to read what can be read of it. */
  openDamaged(): Promise<void> {
    this.#shown = undefined;
    return this.#change(() => askWindow('window_open_damaged', {}));
  }

  /** Saves what can be saved of the damaged file; the shell asks where, and opens what was saved. */
  async salvage(): Promise<SalvageReport | undefined> {
    let report: SalvageReport | undefined;
    await this.#change(async () => {
      report = (await askWindow('window_salvage', {})).report ?? undefined;
    });
    return report;
  }

  /** The same workspace is another file now. */
  async reload(): Promise<void> {
    this.#shown = undefined;
    await this.#adopt(await askWindow('window_state', {}));
  }

  close(): Promise<void> {
    return this.#change(() => askWindow('window_close_workspace', {}));
  }

  /** Takes a workspace off the list of recent ones. */
  forget(token: string): Promise<void> {
    return this.#change(() => askWindow('window_forget_workspace', { token }));
  }

  /** Changes preferences. Throws a `CallError`. */
  async prefer(change: PreferencesChange): Promise<void> {
    this.now = await askWindow('window_set_preferences', change);
  }

  /** Lets the shell remember how the window looks, when it was changed by a key or in the settings. */
  async rememberLooks(): Promise<void> {
    const known = this.now?.preferences;
    if (known === undefined) return;
    const { theme, size: text_size } = appearance;
    if (known.theme === theme && known.text_size === text_size) return;
    try {
      await this.prefer({ theme, text_size });
    } catch (error) {
      status.fail(error);
    }
  }
}

export const session = new Session();
