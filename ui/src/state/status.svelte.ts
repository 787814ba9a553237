import { untrack } from 'svelte';
import { CallError } from '../api/call';
import { describe, type Described } from '../api/errors';

/** A message in the corner of the window; errors stay until dismissed. */
export interface Toast {
  id: number;
  text: string;
  error?: Described;
  action?: { label: string; run: () => void };
}

/** How long a message without an error stays (milliseconds). */
const STAYS = 6000;

/** Failures after which the analyst's entry is not in the file; a refusal of a wrong entry is none of them. */
const UNSAVED: ReadonlySet<string> = new Set([
  'damaged',
  'moved',
  'disk_failed',
  'read_only',
  'busy',
  'disk_full',
  'io',
  'storage',
  'unreachable',
  'internal',
]);

/** What the footer, the corner messages and the live region say. */
class Status {
  /** The title of the open workspace; empty when none is open. */
  workspace = $state('');
  readOnly = $state(false);
  /** Writes that are under way. */
  #writing = $state(0);
  /** When the last write was durable. */
  savedAt: Date | null = $state(null);
  /** Whether the last write failed. */
  failed = $state(false);
  /** One sentence about what is shown (counts, progress). */
  note = $state('');
  /** What screen readers hear next. */
  announcement = $state('');
  toasts: Toast[] = $state([]);
  #nextId = 1;

  get saving(): boolean {
    return this.#writing > 0;
  }

  /** Says `text` to screen readers, politely; the same text twice is heard twice. */
  announce(text: string): void {
    // Untracked, so that an effect may announce without hearing itself.
    this.announcement = untrack(() => this.announcement) === text ? `${text}\u00a0` : text;
  }

  /** Shows a short message; it goes away by itself. */
  tell(text: string, action?: Toast['action']): void {
    const id = this.#add({ text, ...(action === undefined ? {} : { action }) });
    setTimeout(() => this.dismiss(id), STAYS);
  }

  /** Shows an error with what was kept and what to do; it stays until dismissed. */
  fail(error: unknown, action?: Toast['action']): void {
    const described = describe(error);
    this.#add({ text: described.title, error: described, ...(action === undefined ? {} : { action }) });
  }

  #add(toast: Omit<Toast, 'id'>): number {
    const id = this.#nextId++;
    this.toasts = [...untrack(() => this.toasts).slice(-3), { id, ...toast }];
    this.announce(toast.text);
    return id;
  }

  dismiss(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  /** Runs a write and keeps the footer true about it. The error, if any, is thrown on. */
  async write<T>(work: () => Promise<T>): Promise<T> {
    this.#writing += 1;
    try {
      const answer = await work();
      this.savedAt = new Date();
      this.failed = false;
      return answer;
    } catch (error) {
      this.failed = !(error instanceof CallError) || UNSAVED.has(error.code);
      throw error;
    } finally {
      this.#writing -= 1;
    }
  }
}

export const status = new Status();
