import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { ListArticles, Uid } from '../../api/generated/commands';
import { recall, remember } from '../../state/remember';
import { drafts, hasTexts } from '../../state/drafts.svelte';
import { Draft } from './form/draft.svelte';

/** Where translations are shown: nowhere, below the paragraphs, or beside them. */
export const TRANSLATION_VIEWS = ['none', 'below', 'beside'] as const;
export type TranslationView = (typeof TRANSLATION_VIEWS)[number];

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isView = (value: unknown): value is TranslationView => TRANSLATION_VIEWS.some((view) => view === value);

/** What the library is asked for, apart from the page. */
export type Filters = Required<Pick<ListArticles, 'title' | 'language' | 'sort' | 'one_per_origin'>> & {
  outlet: { uid: Uid; name: string } | null;
  missing: ListArticles['missing'];
};

export const NO_FILTERS: Filters = {
  title: '',
  language: '',
  sort: 'newest',
  outlet: null,
  missing: null,
  one_per_origin: false,
};

/** What the place keeps while another place is shown. Nothing of it is stored. */
class Memory {
  /** Which opening of a workspace all of this belongs to. */
  #opened = -1;
  article: Uid | null = $state(null);
  statement: Uid | null = $state(null);
  /** Whether the library is shown where there is no room for it beside the text. */
  library = $state(false);
  filters: Filters = $state.raw(NO_FILTERS);
  /** Unsaved statements, by their article. */
  readonly drafts = new SvelteMap<Uid, Draft>();
  /** Corrected texts that are not stored yet, by their article, with the revision that they correct. */
  readonly corrections = new Map<Uid, { revision: Uid; text: string; reason: string }>();
  /** Articles whose correction was typed before the program ended. */
  readonly revivedCorrections = new SvelteSet<Uid>();
  /** How far each article was scrolled (CSS pixels). */
  readonly scrolled = new Map<Uid, number>();
  #view: TranslationView | undefined = $state();
  #terms: boolean | undefined = $state();

  get view(): TranslationView {
    return this.#view ?? recall('read.translations', isView, 'below');
  }

  set view(view: TranslationView) {
    this.#view = view;
    remember('read.translations', view);
  }

  /** Whether the terms of the glossary are marked in the text. */
  get terms(): boolean {
    return this.#terms ?? recall('read.terms', isBoolean, true);
  }

  set terms(terms: boolean) {
    this.#terms = terms;
    remember('read.terms', terms);
  }

  /** Forgets everything when another workspace was opened. */
  belongTo(opened: number): void {
    if (this.#opened === opened) return;
    this.#opened = opened;
    this.article = null;
    this.statement = null;
    this.filters = NO_FILTERS;
    this.drafts.clear();
    this.corrections.clear();
    this.revivedCorrections.clear();
    this.scrolled.clear();
    for (const key of drafts.keys('statement:')) {
      const draft = Draft.revive(
        drafts.take(key, (content): content is object => typeof content === 'object'),
      );
      if (draft !== undefined) this.drafts.set(draft.article, draft);
      else drafts.drop(key);
    }
    for (const key of drafts.keys('correction:')) {
      const kept = drafts.take(key, hasTexts('revision', 'text', 'reason'));
      if (kept !== undefined) {
        this.corrections.set(key.slice('correction:'.length), kept);
        this.revivedCorrections.add(key.slice('correction:'.length));
      }
    }
  }
}

export const memory = new Memory();
