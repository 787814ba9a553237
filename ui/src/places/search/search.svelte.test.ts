import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../tests/axe';
import type {
  Hit,
  KeywordInContext,
  KwicRow,
  Search as Request,
  SearchFacets,
  SearchPage,
} from '../../api/generated/commands';
import { replaceHost } from '../../host';
import { router } from '../../state/place.svelte';
import { workspace } from '../../state/workspace.svelte';
import '../../styles/index.css';
import Search from './Search.svelte';
import { searching } from './searching.svelte';

const hit = (uid: string, title: string): Hit => ({
  entity: 'article',
  uid,
  article: { uid, title, language: 'de' },
  outlet: 'Reuters',
  published: '2025-07-23',
  title,
  title_marks: [],
  passages: [
    { part: 'text', language: 'de', start: 100, text: 'eine dritte Runde', marks: [{ start: 5, end: 11 }] },
  ],
});

const pageOf = (query: string, hits: Hit[]): SearchPage => ({
  hits,
  total: hits.length,
  more_than_counted: false,
  next: null,
  understood: query,
  problems: query.startsWith('-') ? [{ code: 'only_not', part: query }] : [],
});

const line = (uid: string, left: string, keyword: string, right: string): KwicRow => ({
  entity: 'article',
  uid,
  start: 12,
  end: 17,
  part: 'text',
  left,
  keyword,
  right,
  language: left === '' ? 'ar' : 'de',
  direction: left === '' ? 'rtl' : 'ltr',
  article: { uid, title: 'Titel', language: 'de' },
  title: 'Titel',
  outlet: 'Reuters',
  published: '2025-07-23',
});

const asked: Request[] = [];
const contexts: KeywordInContext[] = [];
const counts: SearchFacets[] = [];
const ids: (string | undefined)[] = [];
const stopped: string[] = [];
let answer: (request: Request) => Promise<SearchPage>;

const others: Record<string, unknown> = {
  get_workspace: { title: 'Demo', articles: 2, statements: 0, read_only: false, undo: {} },
  list_saved_searches: { saved_searches: [] },
  search_facets: {
    facets: [
      {
        by: 'outlet',
        values: [
          { value: 'Die Zeit', color: '', count: 2, active: false, query: 'frieden outlet:"Die Zeit"' },
          { value: 'taz', color: '', count: 1, active: false, query: 'frieden outlet:taz' },
        ],
        more: false,
        counted: 3,
        bounded: false,
      },
    ],
  },
  keyword_in_context: {
    rows: [line('a1', 'eine dritte ', 'Runde', ' in Istanbul'), line('a2', '', 'جولة', ' ثالثة')],
    next: null,
    bounded: false,
    understood: '',
    problems: [],
  },
  complete_actors: {
    actors: [
      { actor: { uid: 'z', name: 'Maria Zakharova', kind: 'person' }, matched: 'Sacharowa', role: '' },
    ],
  },
};

beforeEach(async () => {
  for (const list of [asked, contexts, counts, ids, stopped]) list.length = 0;
  answer = ({ query }) => Promise.resolve(pageOf(query, [hit('a1', 'Erste'), hit('a2', 'Zweite')]));
  replaceHost({
    call: (name: string, request: unknown, id?: string) => {
      if (name === 'keyword_in_context') contexts.push(request as KeywordInContext);
      if (name === 'search_facets') counts.push(request as SearchFacets);
      if (name === 'window_stop') stopped.push((request as { id: string }).id);
      if (name !== 'search') return Promise.resolve(others[name] ?? new Promise(() => undefined));
      asked.push(request as Request);
      ids.push(id);
      return answer(request as Request);
    },
  } as unknown as Parameters<typeof replaceHost>[0]);
  await workspace.open();
  router.go('search');
});

afterEach(() => {
  workspace.close();
  searching.query = '';
  searching.view = 'hits';
  searching.without.clear();
});

/** The place in a window; without a height, a windowed list shows nothing. */
async function show(): Promise<void> {
  const { container } = await render(Search);
  container.style.height = '800px';
}

const box = () => page.getByRole('combobox', { name: 'Search' });

describe('the search place', () => {
  it('keeps what is switched off with a saved search, and switches it off again for it', async () => {
    await show();
    const saved = {
      query: 'frieden',
      sort: 'newest',
      view: 'hits',
      switches: { without: ['name'] },
    } as const;
    const row = { ...saved, switches: { without: [...saved.switches.without] } };
    await searching.runSaved(row);
    expect(asked.at(-1)).toMatchObject({ query: 'frieden', without: ['name'], without_terms: [] });
    expect(searching.isSaved(row)).toBe(true);
    searching.switchAll('name');
    await expect.poll(() => asked.at(-1)?.without).toEqual([]);
    expect(searching.isSaved(row)).toBe(false);
    expect(searching.isSaved({ ...row, switches: {} })).toBe(true);
  });

  it('asks once after a pause in typing, and drops an answer that a later query has overtaken', async () => {
    await show();
    let late: (() => void) | undefined;
    answer = ({ query }) =>
      query === 'run'
        ? new Promise((done) => (late = () => done(pageOf(query, [hit('old', 'Veraltet')]))))
        : Promise.resolve(pageOf(query, [hit('new', 'Neu')]));
    await userEvent.type(box(), 'run');
    await expect.poll(() => asked.map(({ query }) => query)).toEqual(['run']);
    expect(asked[0]).toMatchObject({ typing: true, sort: 'newest' });
    await userEvent.type(box(), 'de');
    await expect.element(page.getByRole('option', { name: /Neu/ })).toBeVisible();
    late?.();
    await new Promise((done) => setTimeout(done, 50));
    await expect.element(page.getByRole('option', { name: /Veraltet/ })).not.toBeInTheDocument();
    await expectAccessible();
  });

  it('opens the chosen hit at the words found, by the keyboard alone', async () => {
    await show();
    await userEvent.type(box(), 'dritte');
    await expect.element(page.getByRole('option', { name: /Erste/ })).toBeVisible();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(page.getByRole('option', { name: /Erste/ })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(router.place).toBe('read');
    expect(router.params('read')).toEqual({ article: 'a2', start: 105, end: 111 });
  });

  it('completes fields and their values while they are typed', async () => {
    await show();
    await userEvent.type(box(), 'spea');
    await expect.element(page.getByRole('option', { name: /speaker:/ })).toBeVisible();
    await userEvent.keyboard('{Tab}');
    await expect.element(box()).toHaveValue('speaker:');
    await userEvent.keyboard('sach');
    await expect.element(page.getByRole('option', { name: /Zakharova/ })).toBeVisible();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    // A complete filter becomes a label; Backspace makes text of it again.
    await expect.element(box()).toHaveValue('');
    await expect.element(page.getByRole('button', { name: 'Remove speaker:Maria Zakharova' })).toBeVisible();
    expect(searching.query).toBe('speaker:"Maria Zakharova"');
    await userEvent.keyboard('frieden');
    expect(searching.query).toBe('speaker:"Maria Zakharova" frieden');
    await userEvent.keyboard('{Home}{Backspace}');
    await expect.element(box()).toHaveValue('speaker:"Maria Zakharova" frieden');
  });

  it('filters by a value that is counted, and walks the values with the arrows', async () => {
    await show();
    await userEvent.type(box(), 'frieden');
    await expect.element(page.getByRole('button', { name: /Zeit 2/ })).toBeVisible();
    const head = page.getByRole('button', { name: 'Outlet', exact: true });
    head.element().focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await expect.element(page.getByRole('button', { name: /taz 1/ })).toHaveFocus();
    expect(page.getByRole('button', { name: /Zeit 2/ }).element()).toHaveAttribute('tabindex', '-1');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => asked.at(-1)).toMatchObject({ query: 'frieden outlet:taz', typing: false });
    await expect.element(page.getByRole('button', { name: 'Remove outlet:taz' })).toBeVisible();
    await expect.element(box()).toHaveValue('frieden');
    head.element().focus();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(page.getByRole('button', { name: /Zeit 2/ })).not.toBeInTheDocument();
    await expectAccessible();
  });

  it('stops a search that a later one overtakes', async () => {
    await show();
    answer = ({ query }) =>
      query === 'run' ? new Promise(() => undefined) : Promise.resolve(pageOf(query, [hit('new', 'Neu')]));
    await userEvent.type(box(), 'run');
    await expect.poll(() => asked.length).toBe(1);
    await userEvent.type(box(), 'de');
    await expect.poll(() => stopped.length).toBe(1);
    expect(stopped[0]).toBe(ids[0]);
  });

  it('leaves what is switched off out of the lines and the counts too', async () => {
    await show();
    await userEvent.type(box(), 'frieden');
    await expect.poll(() => counts.length).toBeGreaterThan(0);
    searching.view = 'context';
    await expect.poll(() => contexts.length).toBe(1);
    searching.switchAll('inflection');
    await expect.poll(() => contexts.at(-1)?.without).toEqual(['inflection']);
    await expect.poll(() => counts.at(-1)?.without).toEqual(['inflection']);
  });

  it('shows words in context, sorts them and opens the place of a line', async () => {
    await show();
    await userEvent.type(box(), 'runde');
    await expect.element(page.getByRole('option', { name: /Erste/ })).toBeVisible();
    await page.getByRole('radio', { name: 'In context' }).click();
    await expect.element(page.getByRole('option', { name: /eine dritte Runde in/ })).toBeVisible();
    await page.getByRole('button', { name: 'Words before' }).click();
    await expect.poll(() => contexts.map(({ sort }) => sort)).toEqual(['newest', 'left']);
    const rtl = page.getByRole('option', { name: /جولة/ });
    expect(rtl.element().querySelector('[dir=rtl]')).not.toBeNull();
    await expectAccessible();
    page
      .getByRole('option', { name: /dritte Runde/ })
      .element()
      .focus();
    await userEvent.keyboard('{Enter}');
    expect(router.params('read')).toEqual({ article: 'a1', start: 12, end: 17 });
  });

  it('shows a briefing as often as it was found', async () => {
    await show();
    const part: Hit = { ...hit('b', 'Positions'), entity: 'briefing', article: null };
    answer = ({ query }) => Promise.resolve(pageOf(query, [part, part, hit('a1', 'Erste')]));
    await userEvent.type(box(), 'istanbul');
    await expect.poll(() => page.getByRole('option', { name: /Positions/ }).elements().length).toBe(2);
  });

  it('says in words what cannot be searched for', async () => {
    await show();
    await userEvent.type(box(), '-kiew');
    await vi.waitFor(() => expect(document.body.textContent).toContain('Only -words were given'));
  });
});
