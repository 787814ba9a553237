/**
 * What is being typed and not saved. The shell keeps it on the disk, outside the workspace, so that the end of the
 * program or of the page costs at most the last moment of it; it is gone from there when it is saved or given up.
 */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { askWindow } from '../api/window';

/** Milliseconds until what was typed is sent; while somebody goes on typing, as often. */
const PAUSE = 250;

class Drafts {
  /** What was kept when the workspace was opened, and was taken up nowhere yet. */
  readonly #stored = new SvelteMap<string, unknown>();
  /** What the shell has, as far as is known. */
  readonly #kept = new Map<string, string>();
  /** What it is to have; null = nothing. */
  readonly #wanted = new Map<string, string | null>();
  #isWaiting = false;
  #sending = false;

  /** A workspace was opened: reads what was typed in it before. Where nothing can be kept, there is nothing. */
  async load(): Promise<void> {
    this.#stored.clear();
    this.#kept.clear();
    this.#wanted.clear();
    const { drafts = [] } = await askWindow('window_drafts', {}).catch(() => ({ drafts: [] }));
    for (const { key, content } of drafts) {
      this.#stored.set(key, content);
      this.#kept.set(key, JSON.stringify(content));
    }
  }

  /** Keys of what was typed before and is taken up nowhere yet. */
  keys(beginning: string): string[] {
    return [...this.#stored.keys()].filter((key) => key.startsWith(beginning));
  }

  has(key: string): boolean {
    return this.#stored.has(key);
  }

  /** Looks at what was typed before, without taking it up. */
  peek(key: string): unknown {
    return this.#stored.get(key);
  }

  /** Takes up what was typed before under this key, if `isValid` accepts it. It stays on the disk until it is dropped. */
  take<T>(key: string, isValid: (content: unknown) => content is T): T | undefined {
    return untrack(() => {
      if (!this.#stored.has(key)) return undefined;
      const content = this.#stored.get(key);
      this.#stored.delete(key);
      if (isValid(content)) return content;
      this.drop(key);
      return undefined;
    });
  }

  /** Keeps `content` (anything that JSON can hold) under this key. */
  keep(key: string, content: unknown): void {
    this.#want(key, JSON.stringify(content));
  }

  /** It was saved, or given up. */
  drop(key: string): void {
    untrack(() => this.#stored.delete(key));
    this.#want(key, null);
  }

  #want(key: string, json: string | null): void {
    if (!this.#wanted.has(key) && (this.#kept.get(key) ?? null) === json) return;
    this.#wanted.set(key, json);
    // Not put off by the next key: somebody who types without a pause loses no more.
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    setTimeout(() => void this.#send(), PAUSE);
  }

  async #send(): Promise<void> {
    this.#isWaiting = false;
    if (this.#sending) return;
    this.#sending = true;
    while (this.#wanted.size > 0) {
      const [next] = this.#wanted;
      if (next === undefined) break;
      const [key, json] = next;
      this.#wanted.delete(key);
      const content: unknown = json === null ? null : JSON.parse(json);
      const isKept = await askWindow('window_keep_draft', { key, content }).then(
        () => true,
        () => false,
      );
      if (!isKept) continue;
      if (json === null) this.#kept.delete(key);
      else this.#kept.set(key, json);
    }
    this.#sending = false;
  }
}

export const drafts = new Drafts();

/**
 * Keeps what is typed in a part, from its start to its end: `typed` says what, undefined when there is nothing to keep.
 * To be called while the part is being made.
 */
export function keepTyped(key: () => string | null, typed: () => unknown): void {
  $effect(() => {
    const name = key();
    const content = typed();
    if (name === null) return;
    if (content === undefined) drafts.drop(name);
    else drafts.keep(name, content);
  });
}

export const isText = (content: unknown): content is string => typeof content === 'string';

/** Whether it is an object that has texts under these names. */
export function hasTexts<K extends string>(
  ...names: K[]
): (content: unknown) => content is Record<K, string> {
  return (content): content is Record<K, string> =>
    typeof content === 'object' &&
    content !== null &&
    names.every((name) => typeof (content as Record<string, unknown>)[name] === 'string');
}
