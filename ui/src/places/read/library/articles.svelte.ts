import { untrack } from 'svelte';
import { call } from '../../../api/call';
import type { ArticleRow, ListArticles } from '../../../api/generated/commands';
import { concerns, onTouched } from '../../../state/touched';
import { workspace } from '../../../state/workspace.svelte';

/** Articles asked for at once. */
const PAGE = 200;
/** The most that the core gives at once. */
const MOST = 500;

/** The rows of the library, read page by page as they are scrolled to, and kept true. Make it in a component. */
export class Articles {
  rows: readonly ArticleRow[] = $state.raw([]);
  total = $state(0);
  /** False until the first answer. */
  known = $state(false);
  error: unknown = $state.raw();
  #next: string | null = null;
  #asked = 0;
  #loading = false;
  readonly #request: () => ListArticles;

  constructor(request: () => ListArticles) {
    this.#request = request;
    $effect(() => {
      const wanted = workspace.isOpen ? request() : undefined;
      void workspace.opened;
      untrack(() => void this.#read(wanted, PAGE));
    });
    $effect(() =>
      onTouched((touched) => {
        if (concerns(touched, ['article', 'statement', 'translation', 'outlet']))
          void this.#read(workspace.isOpen ? request() : undefined, Math.max(PAGE, this.rows.length));
      }),
    );
  }

  /** Reads the first `count` rows anew; what is shown stays until they are there. */
  async #read(request: ListArticles | undefined, count: number): Promise<void> {
    const asked = ++this.#asked;
    if (request === undefined) {
      this.rows = [];
      this.total = 0;
      this.known = false;
      return;
    }
    try {
      const rows: ArticleRow[] = [];
      let after: string | null = null;
      do {
        const limit = Math.min(MOST, count - rows.length);
        const page: { articles: ArticleRow[]; next?: string | null; total: number } = await call(
          'list_articles',
          {
            ...request,
            limit,
            after,
          },
        );
        if (asked !== this.#asked) return;
        rows.push(...page.articles);
        after = page.next ?? null;
        this.total = page.total;
      } while (after !== null && rows.length < count);
      this.rows = rows;
      this.#next = after;
      this.known = true;
      this.error = undefined;
    } catch (thrown) {
      if (asked === this.#asked) this.error = thrown;
    }
  }

  /** The row `at` is shown: reads on when the end is near. */
  seen(at: number): void {
    if (this.#next !== null && !this.#loading && at > this.rows.length - PAGE / 4)
      void this.#more(this.#next);
  }

  async #more(after: string): Promise<void> {
    const asked = this.#asked;
    this.#loading = true;
    try {
      const page = await call('list_articles', { ...this.#request(), limit: PAGE, after });
      if (asked !== this.#asked) return;
      this.rows = [...this.rows, ...page.articles];
      this.#next = page.next ?? null;
    } catch (thrown) {
      this.error = thrown;
    } finally {
      this.#loading = false;
    }
  }

  async reload(): Promise<void> {
    await this.#read(this.#request(), PAGE);
  }
}
