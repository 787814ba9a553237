import { untrack } from 'svelte';
import { call, type Answer, type CommandName, type Request } from '../api/call';
import type { Entity } from '../api/generated/commands';
import { concerns, onTouched } from './touched';
import { workspace } from './workspace.svelte';

/**
 * The answer of a reading command, kept true: it is asked again when the request changes, when a command touches one
 * of the `entities`, and when another workspace is opened. While it is asked again the old answer stays.
 *
 * Make it while a component is set up. `request` may answer undefined: then nothing is asked and `value` is undefined.
 */
export class Live<N extends CommandName> {
  value: Answer<N> | undefined = $state.raw();
  error: unknown = $state.raw();
  loading = $state(false);
  #asked = 0;
  readonly #command: N;
  readonly #request: () => Request<N> | undefined;

  constructor(command: N, request: () => Request<N> | undefined, entities: readonly Entity[]) {
    this.#command = command;
    this.#request = request;
    $effect(() => {
      const wanted = workspace.isOpen ? request() : undefined;
      const opened = workspace.opened;
      untrack(() => void this.#ask(wanted, opened));
    });
    $effect(() =>
      onTouched((touched) => {
        if (concerns(touched, entities)) void this.reload();
      }),
    );
  }

  /** Asks again now. */
  async reload(): Promise<void> {
    await this.#ask(workspace.isOpen ? this.#request() : undefined, workspace.opened);
  }

  async #ask(request: Request<N> | undefined, opened: number): Promise<void> {
    const asked = ++this.#asked;
    if (request === undefined) {
      this.value = undefined;
      this.error = undefined;
      this.loading = false;
      return;
    }
    this.loading = true;
    try {
      const answer = await call(this.#command, request);
      // A later question or another workspace has overtaken this one.
      if (asked !== this.#asked || opened !== workspace.opened) return;
      this.value = answer;
      this.error = undefined;
    } catch (thrown) {
      if (asked === this.#asked) this.error = thrown;
    } finally {
      if (asked === this.#asked) this.loading = false;
    }
  }
}
