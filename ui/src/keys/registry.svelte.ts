import { getContext, setContext, untrack } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Context } from './command';
import { COMMANDS, commandOf, type CommandId, type ListedCommand } from './table';

/** What a command does now, and whether it can. */
interface Binding {
  run: () => unknown;
  enabled: () => boolean;
}

type Bindings = Partial<Record<CommandId, (() => unknown) | { run: () => unknown; enabled: () => boolean }>>;

/** Stands for one open dialog, so that contexts inside it can be told from those of the window below. */
type DialogToken = symbol;

interface Layer {
  context: Context;
  /** The dialog that the part lies in; `null` in the window itself. */
  within: DialogToken | null;
}

/** Which commands can be run now: those that a mounted part has bound, in the contexts that are open. */
class Registry {
  // The last binding of an id wins: a dialog may take over what the place below it does.
  #bindings = new SvelteMap<CommandId, Binding[]>();
  // Sets, because a state that is read while an effect is taken back may still have its earlier value, and what was
  // opened in the meantime would be lost.
  #layers = new SvelteSet<Layer>();
  #dialogs = new SvelteSet<DialogToken>();

  /** Binds commands to what they do, for as long as the caller is there. Returns what unbinds them. */
  bind(bindings: Bindings): () => void {
    const bound = Object.entries(bindings).map(([id, what]) => {
      const binding = typeof what === 'function' ? { run: what, enabled: () => true } : what;
      return [id as CommandId, binding] as const;
    });
    for (const [id, binding] of bound) this.#bindings.set(id, [...(this.#bindings.get(id) ?? []), binding]);
    return () => {
      for (const [id, binding] of bound) {
        const left = (this.#bindings.get(id) ?? []).filter((other) => other !== binding);
        if (left.length > 0) this.#bindings.set(id, left);
        else this.#bindings.delete(id);
      }
    };
  }

  /** Opens a context. Returns what closes it. */
  pushContext(context: Context, within: DialogToken | null = null): () => void {
    const layer: Layer = { context, within };
    this.#layers.add(layer);
    return () => {
      this.#layers.delete(layer);
    };
  }

  /** Notes that a modal dialog is open: the window below it, `global` included, gets no keys. */
  pushDialog(dialog: DialogToken): () => void {
    this.#dialogs.add(dialog);
    return () => {
      this.#dialogs.delete(dialog);
    };
  }

  /** The open contexts, innermost first. */
  get contexts(): readonly Context[] {
    const dialog = [...this.#dialogs].at(-1) ?? null;
    const open = [...this.#layers].filter(({ within }) => within === dialog).map(({ context }) => context);
    return [...open.toReversed(), dialog === null ? 'global' : 'dialog'];
  }

  #binding(id: CommandId): Binding | undefined {
    return this.#bindings.get(id)?.findLast((binding) => binding.enabled());
  }

  /** Whether the command can be run now. */
  can(id: CommandId): boolean {
    return this.contexts.includes(commandOf(id).when) && this.#binding(id) !== undefined;
  }

  /** Runs the command if it can be run; says whether it was. */
  run(id: CommandId): boolean {
    const binding = this.#binding(id);
    if (binding === undefined) return false;
    void binding.run();
    return true;
  }

  /** Runs what a menu of the desktop names, if it is a command that can be run here and now; says whether it was. */
  runNamed(id: string): boolean {
    const found = COMMANDS.find((command) => command.id === id);
    return found !== undefined && this.can(found.id) && this.run(found.id);
  }

  /** The command that a chord means now: that of the innermost context. */
  find(chord: string): ListedCommand | undefined {
    for (const context of this.contexts) {
      const found = COMMANDS.find(
        ({ id, when, keys }) => when === context && keys.includes(chord) && this.#binding(id) !== undefined,
      );
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Every command that can be run now, in the table's order. */
  get available(): ListedCommand[] {
    return COMMANDS.filter(({ id }) => this.can(id));
  }
}

export const registry = new Registry();

/** Runs an effect whose changes to the registry, and their taking back, must not set it off again. */
function untracked(effect: () => () => void): () => void {
  const undo = untrack(effect);
  return () => untrack(undo);
}

/**
 * Binds commands for as long as the component lives:
 * `bindCommands({ 'edit.undo': { run: undo, enabled: () => canUndo } })`. Call while a component is set up.
 */
export function bindCommands(bindings: Bindings): void {
  $effect(() => untracked(() => registry.bind(bindings)));
}

const DIALOG = Symbol('dialog');

/** Opens a context for as long as the component lives and `open` holds. Call while a component is set up. */
export function useContext(context: Context, open: () => boolean = () => true): void {
  const within = getContext<DialogToken | undefined>(DIALOG) ?? null;
  $effect(() => (open() ? untracked(() => registry.pushContext(context, within)) : undefined));
}

/** Makes the component a modal dialog while `open` holds. Call while a component is set up. */
export function useDialog(open: () => boolean): void {
  const dialog = setContext(DIALOG, Symbol('open dialog'));
  $effect(() => (open() ? untracked(() => registry.pushDialog(dialog)) : undefined));
}
