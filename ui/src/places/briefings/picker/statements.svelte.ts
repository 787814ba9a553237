import { untrack } from 'svelte';
import { call } from '../../../api/call';
import type { StatementView } from '../../../api/generated/commands';
import { concerns, onTouched } from '../../../state/touched';
import { workspace } from '../../../state/workspace.svelte';
import { fits, joined, requestOf, type Filter } from './filter';
import { statementQuery } from './query';

/** Statements asked for at once, listed and searched. */
const PAGE = 100;
const PAGE_FOUND = 25;
/** How long it waits for the next letter (milliseconds). */
const WAITS = 120;

interface Page {
  statements: StatementView[];
  next: string | null;
  total: number | undefined;
}

/** The statements to choose from, read page by page as they are scrolled to, and kept true. Make it in a component. */
export class Statements {
  rows: readonly StatementView[] = $state.raw([]);
  /** How many there are; undefined when only a search could tell. */
  total: number | undefined = $state();
  /** False until the first answer. */
  known = $state(false);
  error: unknown = $state.raw();
  #next: string | null = null;
  #asked = 0;
  #loading = false;
  #filter: Filter | null = null;
  #text = '';

  constructor(filter: () => Filter | null, text: () => string) {
    $effect(() => {
      const wanted = filter();
      const typed = text().trim();
      const isTyping = typed !== untrack(() => this.#text);
      void workspace.opened;
      if (!workspace.isOpen) return;
      this.#filter = wanted;
      this.#text = typed;
      const timer = setTimeout(() => void this.#read(0), isTyping ? WAITS : 0);
      return () => clearTimeout(timer);
    });
    $effect(() =>
      onTouched((touched) => {
        if (concerns(touched, ['statement', 'translation', 'article', 'actor', 'topic', 'link', 'outlet']))
          void this.#read(this.rows.length);
      }),
    );
  }

  async #page(after: string | null): Promise<Page> {
    if (this.#text === '') {
      const page = await call('list_statements', { ...requestOf(this.#filter), limit: PAGE, after });
      return { statements: page.statements, next: page.next ?? null, total: page.total };
    }
    const filter = this.#filter;
    const query = statementQuery(this.#text);
    const found = await call('search', { query, typing: true, limit: PAGE_FOUND, after });
    const uids = found.hits.filter(({ entity }) => entity === 'statement').map(({ uid }) => uid);
    const views = await Promise.all(uids.map((uid) => call('get_statement', { uid })));
    return {
      statements: views.filter((view) => filter === null || fits(view, filter)),
      next: found.next ?? null,
      total: filter === null && !found.more_than_counted ? found.total : undefined,
    };
  }

  /** Reads anew, at least `count` rows (but for the first page, if there are any); what is shown stays until then. */
  async #read(count: number): Promise<void> {
    const asked = ++this.#asked;
    try {
      const rows: StatementView[] = [];
      let page: Page | undefined;
      do {
        page = await this.#page(page?.next ?? null);
        if (asked !== this.#asked) return;
        rows.push(...page.statements);
      } while (page.next !== null && rows.length < Math.max(1, count));
      this.rows = rows;
      this.total = page.next === null ? rows.length : page.total;
      this.#next = page.next;
      this.known = true;
      this.error = undefined;
    } catch (thrown) {
      if (asked === this.#asked) this.error = thrown;
    }
  }

  /** The row `at` is shown: reads on when the end is near. */
  seen(at: number): void {
    if (this.#next !== null && !this.#loading && at > this.rows.length - 20) void this.#more(this.#next);
  }

  async #more(after: string): Promise<void> {
    const asked = this.#asked;
    this.#loading = true;
    try {
      let page = await this.#page(after);
      while (page.next !== null && page.statements.length === 0) page = await this.#page(page.next);
      if (asked !== this.#asked) return;
      this.rows = joined(this.rows, page.statements);
      this.#next = page.next;
      if (page.next === null) this.total = this.rows.length;
    } catch (thrown) {
      if (asked === this.#asked) this.error = thrown;
    } finally {
      this.#loading = false;
    }
  }

  reload(): void {
    void this.#read(this.rows.length);
  }
}
