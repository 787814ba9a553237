import { SvelteSet } from 'svelte/reactivity';
import { reading, type Reading } from '../../api/reading';
import type {
  Expansion,
  ExpansionReason,
  Facet,
  Hit,
  QueryProblem,
  SavedSearchRow,
  SearchSort,
  SearchView,
} from '../../api/generated/commands';
import { workspace } from '../../state/workspace.svelte';

/** Asks after a pause in typing of this length (milliseconds). */
const PAUSE = 120;
/** A query that stands this long counts as one that was meant (milliseconds). */
const MEANT = 1500;
/** Hits that are asked for at once. */
const PAGE = 50;
const RECENT = 12;
/** Hits that are held at most; who reads on beyond them narrows the search. */
const HELD = 2000;
/** Values are counted when typing has paused for so long (milliseconds): hits come first. */
const COUNTING = 250;

/** A hit with a key of its own: a briefing is found once for each of its parts that has the words. */
export interface Found {
  key: string;
  hit: Hit;
}

/** `hits` with keys, going on from those `before`. */
export function found(hits: readonly Hit[], before: readonly Found[] = []): Found[] {
  const all = [...before];
  for (const hit of hits) {
    const base = `${hit.entity}-${hit.uid}`;
    const earlier = all.filter(
      (other) => other.hit.entity === hit.entity && other.hit.uid === hit.uid,
    ).length;
    all.push({ key: earlier === 0 ? base : `${base}-${String(earlier)}`, hit });
  }
  return all;
}

/** Words and reasons that are switched off and on. */
export interface Switches {
  without: ExpansionReason[];
  without_terms: string[];
  with_terms: string[];
}

/** A saved search, as far as it says what to look for. */
export type Saved = Pick<SavedSearchRow, 'query' | 'sort' | 'view' | 'switches'>;

const complete = ({ without = [], without_terms = [], with_terms = [] }: Partial<Switches>): Switches => ({
  without,
  without_terms,
  with_terms,
});

const sameSwitches = (one: Switches, other: Switches): boolean => {
  const sorted = ({ without, without_terms, with_terms }: Switches): string =>
    JSON.stringify([without.toSorted(), without_terms.toSorted(), with_terms.toSorted()]);
  return sorted(one) === sorted(other);
};

const NOTHING_SWITCHED: Switches = { without: [], without_terms: [], with_terms: [] };

/** What the search place shows. It outlives the place, so that coming back shows what was there. */
export class Searching {
  query = $state('');
  sort: SearchSort = $state('newest');
  hits: readonly Found[] = $state.raw([]);
  total = $state(0);
  /** There are more than were counted. */
  isMore = $state(false);
  problems: readonly QueryProblem[] = $state.raw([]);
  understood = $state('');
  /** What else is looked for, or could be; not how the word goes on that is being typed. */
  expansions: readonly Expansion[] = $state.raw([]);
  /** Reasons for which nothing is looked for. */
  readonly without = new SvelteSet<ExpansionReason>();
  readonly #withoutTerms = new SvelteSet<string>();
  readonly #withTerms = new SvelteSet<string>();
  /** What was switched off and on when `answered` was asked. */
  switched: Switches = $state.raw(NOTHING_SWITCHED);
  /** The query that `hits` answer; `null` before the first answer. */
  answered: string | null = $state(null);
  error: unknown = $state.raw();
  busy = $state(false);
  /** The key of the hit that has the keys. */
  active: string | null = $state(null);
  view: SearchView = $state('hits');
  /** The values of what was found; those of the query before stay until the new ones are counted. */
  facets: readonly Facet[] = $state.raw([]);
  counting = $state(false);
  /** More was found than is held. */
  isCut = $state(false);
  /** Queries of this session, last first. */
  recent: readonly string[] = $state.raw([]);

  #asked = 0;
  #reading: Reading<'search'> | undefined;
  #counting: Reading<'search_facets'> | undefined;
  #counted: string | null = null;
  #count: ReturnType<typeof setTimeout> | undefined;
  #next: string | null = null;
  /** Whether the last word of what was answered counted as a beginning. */
  #typing = $state(false);
  #opened = -1;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #meant: ReturnType<typeof setTimeout> | undefined;

  /** What could not be used of the query; not what is still being typed at its end. */
  get shownProblems(): readonly QueryProblem[] {
    const end = (this.answered ?? '').trimEnd();
    return this.problems.filter(
      ({ code, part }) => !this.#typing || code === 'only_not' || !end.endsWith(part),
    );
  }

  get current(): Found | undefined {
    return this.hits.find(({ key }) => key === this.active) ?? this.hits[0];
  }

  /** After typing. */
  typed(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#ask(true), PAUSE);
  }

  /** Searches for a query that is complete. */
  async run(query = this.query, sort = this.sort, view = this.view): Promise<void> {
    clearTimeout(this.#pause);
    this.query = query;
    this.sort = sort;
    this.view = view;
    this.keep();
    await this.#ask(false);
  }

  /** Searches for what was saved, with what was switched off and on in it. */
  async runSaved({ query, sort, view, switches }: Saved): Promise<void> {
    this.#switchTo(switches);
    await this.run(query, sort, view);
  }

  /** Whether what was saved is what is searched for now. */
  isSaved({ query, sort, view, switches }: Saved): boolean {
    return (
      query === this.query &&
      sort === this.sort &&
      view === this.view &&
      sameSwitches(complete(switches), this.switches)
    );
  }

  #switchTo(switches: Partial<Switches>): void {
    const { without, without_terms, with_terms } = complete(switches);
    const pairs: [SvelteSet<string>, string[]][] = [
      [this.without as SvelteSet<string>, without],
      [this.#withoutTerms, without_terms],
      [this.#withTerms, with_terms],
    ];
    for (const [set, all] of pairs) {
      set.clear();
      for (const one of all) set.add(one);
    }
  }

  /** Asks again after something was changed; what is active stays so. */
  async again(): Promise<void> {
    if (this.answered !== null)
      await this.#ask(this.#typing, Math.min(200, Math.max(PAGE, this.hits.length)));
  }

  /** Looks for a word no longer, or again. */
  switch({ term, on }: Expansion): void {
    if (on) {
      this.#withTerms.delete(term);
      this.#withoutTerms.add(term);
    } else {
      this.#withoutTerms.delete(term);
      this.#withTerms.add(term);
    }
    void this.#ask(this.#typing);
  }

  /** Looks for nothing more for this reason, or again. */
  switchAll(reason: ExpansionReason): void {
    if (!this.without.delete(reason)) this.without.add(reason);
    void this.#ask(this.#typing);
  }

  /** What is switched off and on now. */
  get switches(): Switches {
    return {
      without: [...this.without],
      without_terms: [...this.#withoutTerms],
      with_terms: [...this.#withTerms],
    };
  }

  /** Notes the query as one that was meant. */
  keep(): void {
    clearTimeout(this.#meant);
    const query = this.query.trim();
    if (query === '') return;
    // A query that only goes on from the last one replaces it.
    const others = this.recent.filter((other) => other !== query && !query.startsWith(other));
    this.recent = [query, ...others].slice(0, RECENT);
  }

  /** Forgets what was found in another workspace. */
  opened(): void {
    if (this.#opened === workspace.opened) return;
    const isFirst = this.#opened === -1;
    this.#opened = workspace.opened;
    if (isFirst) return;
    this.#asked += 1;
    this.query = '';
    this.recent = [];
    this.#clear();
  }

  #clear(): void {
    this.hits = [];
    this.total = 0;
    this.isMore = false;
    this.problems = [];
    this.understood = '';
    this.expansions = [];
    this.#switchTo({});
    this.switched = NOTHING_SWITCHED;
    this.answered = null;
    this.active = null;
    this.error = undefined;
    this.busy = false;
    this.isCut = false;
    this.#next = null;
    this.facets = [];
    this.#counted = null;
    this.counting = false;
    clearTimeout(this.#count);
    this.#counting?.stop();
  }

  /** Counts the values of what was found, when nothing else is asked any more. */
  #countSoon(query: string, typing: boolean, again: boolean): void {
    clearTimeout(this.#count);
    if (this.#counts(query) === this.#counted && !again) return;
    this.#counting?.stop();
    this.counting = true;
    this.#count = setTimeout(() => void this.#countNow(query), typing ? COUNTING : 0);
  }

  /** What is counted: the query as it was understood with what was switched. */
  #counts(query: string): string {
    return JSON.stringify([query, this.switched]);
  }

  async #countNow(query: string): Promise<void> {
    const counts = this.#counts(query);
    const own = reading('search_facets', { query, ...this.switched });
    this.#counting = own;
    try {
      const { facets } = await own.answer;
      if (own !== this.#counting || query !== this.answered) return;
      this.facets = facets;
      this.#counted = counts;
    } catch {
      // What cannot be counted is not shown; why, the search itself says.
      if (own === this.#counting) this.facets = [];
    } finally {
      if (own === this.#counting) this.counting = false;
    }
  }

  async #ask(typing: boolean, limit = PAGE): Promise<void> {
    const asked = ++this.#asked;
    const { query, sort } = this;
    clearTimeout(this.#meant);
    if (query.trim() === '') {
      this.#clear();
      return;
    }
    this.busy = true;
    this.#reading?.stop();
    clearTimeout(this.#count);
    this.#counting?.stop();
    try {
      const { switches } = this;
      this.#reading = reading('search', { query, sort, typing, limit, ...switches });
      const page = await this.#reading.answer;
      // A later query has overtaken this one.
      if (asked !== this.#asked) return;
      this.hits = found(page.hits);
      this.total = page.total;
      this.isMore = page.more_than_counted;
      this.problems = page.problems;
      this.understood = page.understood;
      this.expansions = (page.expansions ?? []).filter(({ reason }) => reason !== 'completion');
      this.answered = query;
      if (JSON.stringify(switches) !== JSON.stringify(this.switched)) this.switched = switches;
      this.error = undefined;
      this.#next = page.next ?? null;
      this.isCut = false;
      this.#typing = typing;
      this.#countSoon(query, typing, limit !== PAGE);
      if (!this.hits.some(({ key }) => key === this.active)) this.active = null;
      this.#meant = setTimeout(() => this.keep(), MEANT);
    } catch (thrown) {
      if (asked === this.#asked) this.error = thrown;
    } finally {
      if (asked === this.#asked) this.busy = false;
    }
  }

  /** The next page, when the end of the list comes near. */
  async more(): Promise<void> {
    const after = this.#next;
    if (after === null || this.busy || this.answered !== this.query) return;
    if (this.hits.length >= HELD) {
      this.isCut = true;
      return;
    }
    const asked = ++this.#asked;
    this.#next = null;
    this.busy = true;
    try {
      const { query, sort } = this;
      const typing = this.#typing;
      this.#reading = reading('search', { query, sort, typing, limit: PAGE, after, ...this.switches });
      const page = await this.#reading.answer;
      if (asked !== this.#asked) return;
      this.hits = found(page.hits, this.hits);
      this.#next = page.next ?? null;
    } catch (thrown) {
      if (asked === this.#asked) this.error = thrown;
    } finally {
      if (asked === this.#asked) this.busy = false;
    }
  }
}

export const searching = new Searching();
