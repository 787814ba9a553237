import { getContext, setContext } from 'svelte';
import type { ArticleView, StatementView, Uid } from '../../api/generated/commands';
import { Live } from '../../state/live.svelte';
import { inReadingOrder, marksAt, step, TextIndex, type Cuts, type Mark, type Range } from '../../text';
import type { Draft } from './form/draft.svelte';
import { memory } from './memory.svelte';
import { spansOf } from './spans';

/** What the text pane can be asked to do, once it is shown. */
export interface Surface {
  /** Puts the keyboard into the text. */
  focus: () => void;
  /** Scrolls a range into view, if it is not. */
  reveal: (range: Range) => void;
  flash: (ranges: readonly Range[]) => void;
  /** The first code point that can be seen. */
  firstSeen: () => number;
}

/** A place in an article to open it at. */
export interface Target {
  statement?: Uid | undefined;
  start?: number | undefined;
  end?: number | undefined;
}

/** The article that is open: its text, what is marked in it, and where the analyst is. */
export class Reading {
  readonly live = new Live(
    'get_article',
    () => (memory.article === null ? undefined : { uid: memory.article }),
    [
      'article',
      'statement',
      'translation',
      'note',
      'actor',
      'outlet',
      'topic',
      'tag',
      'event',
      'link',
      'briefing',
    ],
  );
  /** Undefined until the article that is wanted has come. */
  readonly view: ArticleView | undefined = $derived.by(() => {
    const found = this.live.value;
    return found?.article.uid === memory.article ? found : undefined;
  });
  readonly #text = $derived(this.view?.text ?? '');
  /** Positions of the text; made anew only when the characters differ. */
  readonly index = $derived(new TextIndex(this.#text));
  readonly cuts: Cuts = $derived({
    language: this.view?.article.language ?? '',
    sentences: (this.view?.sentences ?? [])
      .map((range) => this.index.trim(range))
      .filter((r) => r.start < r.end),
  });
  /** What is painted. */
  readonly marks: Mark[] = $derived(
    (this.view?.statements ?? []).map((statement) => ({
      uid: statement.uid,
      kind: statement.kind,
      spans: spansOf(statement),
    })),
  );
  /** In the order of the text. */
  readonly statements: readonly StatementView[] = $derived.by(() => {
    const all = Object.fromEntries((this.view?.statements ?? []).map((one) => [one.uid, one]));
    return inReadingOrder(this.marks).flatMap(({ uid }) => all[uid] ?? []);
  });
  readonly active: StatementView | undefined = $derived(
    this.statements.find(({ uid }) => uid === memory.statement),
  );
  /** What is selected: by the mouse, or by the sentence cursor. */
  range: Range | null = $state.raw(null);
  /** Whether the library has the keys: there, letters filter. */
  inLibrary = $state(false);
  /** Whether a field has the keys: there, letters are typed. */
  inField = $state(false);
  /** Translation being written, of what. */
  translating: 'statement' | 'passage' | 'article' | null = $state(null);
  dialog: 'link' | 'correction' | null = $state(null);
  /** Whether a note about the article is being written. */
  noting = $state(false);
  surface: Surface | undefined;
  /** Whether the text is to have the keys as soon as it is shown. */
  #wantsFocus = false;
  #target: (Target & { article: Uid }) | null = null;

  get draft(): Draft | undefined {
    return memory.article === null ? undefined : memory.drafts.get(memory.article);
  }

  get isRtl(): boolean {
    return this.view?.article.direction === 'rtl';
  }

  /** Opens an article, and goes to a place in it once it is there. */
  open(article: Uid, target: Target = {}): void {
    if (article !== memory.article) {
      memory.article = article;
      memory.statement = null;
      this.range = null;
      this.translating = null;
    }
    if (target.statement === undefined && target.start === undefined) return;
    this.#target = { article, ...target };
    this.arrive();
  }

  /** Puts the keyboard into the text, now or as soon as it is there. */
  focusText(): void {
    this.#wantsFocus = this.surface === undefined || this.view === undefined;
    if (!this.#wantsFocus) this.surface?.focus();
  }

  /** Goes to the place that was asked for, if it can be shown yet. Says whether there was one. */
  arrive(): boolean {
    if (this.#wantsFocus) this.focusText();
    const target = this.#target;
    if (target === null || target.article !== this.view?.article.uid || this.surface === undefined)
      return false;
    this.#target = null;
    const statement = this.statements.find(({ uid }) => uid === target.statement);
    if (statement !== undefined) {
      this.activate(statement.uid, true);
    } else if (target.start !== undefined) {
      const range = this.index.trim({ start: target.start, end: target.end ?? target.start + 1 });
      memory.statement = null;
      this.surface.reveal(range);
      this.surface.flash([range]);
    }
    return true;
  }

  /** Makes a statement the active one and shows where it is. */
  activate(uid: Uid | null, flash = false): void {
    memory.statement = uid;
    if (this.translating === 'statement') this.translating = null;
    const spans = this.marks.find((mark) => mark.uid === uid)?.spans ?? [];
    const [first] = spans;
    if (first === undefined) return;
    this.surface?.reveal(first);
    if (flash) this.surface?.flash(spans);
  }

  /** The next (`1`) or previous (`-1`) statement, round and round. */
  walk(direction: 1 | -1): StatementView | undefined {
    const from = this.range?.start ?? this.surface?.firstSeen() ?? 0;
    const next = step(this.marks, memory.statement, direction, from);
    if (next === null) return undefined;
    this.range = null;
    this.activate(next.uid);
    return this.active;
  }

  /** The statements over a position; each call takes the one after the active one. Says whether there is one. */
  pick(position: number): boolean {
    const here = marksAt(this.marks, position);
    const at = here.findIndex(({ uid }) => uid === memory.statement);
    const next = here[(at + 1) % here.length];
    if (next === undefined) return false;
    this.activate(next.uid);
    return true;
  }

  /** The words of the selection. */
  get selected(): string {
    return this.range === null ? '' : this.index.slice(this.range);
  }
}

const KEY = Symbol('reading');

/** Makes the open article known to the parts of the place. */
export function provideReading(): Reading {
  return setContext(KEY, new Reading());
}

export function useReading(): Reading {
  return getContext<Reading>(KEY);
}
