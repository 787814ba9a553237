import { reading, type Reading } from '../../api/reading';
import type { KwicRow, KwicSort, SearchView } from '../../api/generated/commands';
import type { Switches } from './searching.svelte';

/** Lines that are asked for at once. */
const PAGE = 100;
/** Lines that are held at most. */
const HELD = 5000;

/** A line with a key of its own. */
export interface Line {
  key: string;
  row: KwicRow;
}

/** The order of a view. */
export function sortOf(view: SearchView): KwicSort {
  if (view === 'context_left') return 'left';
  return view === 'context_right' ? 'right' : 'newest';
}

/** The view of an order. */
export function viewOf(sort: KwicSort): SearchView {
  if (sort === 'left') return 'context_left';
  return sort === 'right' ? 'context_right' : 'context';
}

/** The words of a search in context, as far as they have been looked at. */
export class Lines {
  rows: readonly Line[] = $state.raw([]);
  /** There are more lines than were sorted. */
  bounded = $state(false);
  busy = $state(false);
  error: unknown = $state.raw();
  /** What `rows` answer. */
  answered: string | null = $state(null);
  active: string | null = $state(null);

  #reading: Reading<'keyword_in_context'> | undefined;
  #next: string | null = null;
  #sort: KwicSort = 'newest';
  #switches: Switches | undefined;

  get current(): Line | undefined {
    return this.rows.find(({ key }) => key === this.active) ?? this.rows[0];
  }

  clear(): void {
    this.#reading?.stop();
    this.#reading = undefined;
    this.rows = [];
    this.answered = null;
    this.active = null;
    this.error = undefined;
    this.busy = false;
    this.#next = null;
  }

  /** The first page. `switches`: what else is looked for, or not. */
  async ask(query: string, sort: KwicSort, switches?: Switches): Promise<void> {
    this.#sort = sort;
    this.#switches = switches;
    await this.#read(query, null);
  }

  /** The next page, when the end of the list comes near. */
  async more(): Promise<void> {
    const after = this.#next;
    if (after === null || this.busy || this.answered === null || this.rows.length >= HELD) return;
    await this.#read(this.answered, after);
  }

  async #read(query: string, after: string | null): Promise<void> {
    this.#reading?.stop();
    const own = reading('keyword_in_context', {
      query,
      sort: this.#sort,
      limit: PAGE,
      after,
      ...this.#switches,
    });
    this.#reading = own;
    this.busy = true;
    try {
      const page = await own.answer;
      // A later question has overtaken this one.
      if (own !== this.#reading) return;
      const before = after === null ? [] : this.rows;
      this.rows = [...before, ...page.rows.map((row, at) => ({ key: String(before.length + at), row }))];
      if (after === null) this.active = null;
      this.bounded = page.bounded;
      this.#next = page.next ?? null;
      this.answered = query;
      this.error = undefined;
    } catch (thrown) {
      if (own === this.#reading) this.error = thrown;
    } finally {
      if (own === this.#reading) this.busy = false;
    }
  }
}

export const lines = new Lines();
