import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../tests/axe';
import type { Hit, Search as Request, SearchPage } from '../../api/generated/commands';
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

const asked: Request[] = [];
let answer: (request: Request) => Promise<SearchPage>;

const others: Record<string, unknown> = {
  get_workspace: { title: 'Demo', articles: 2, statements: 0, read_only: false, undo: {} },
  list_saved_searches: { saved_searches: [] },
  complete_actors: {
    actors: [
      { actor: { uid: 'z', name: 'Maria Zakharova', kind: 'person' }, matched: 'Sacharowa', role: '' },
    ],
  },
};

beforeEach(async () => {
  asked.length = 0;
  answer = ({ query }) => Promise.resolve(pageOf(query, [hit('a1', 'Erste'), hit('a2', 'Zweite')]));
  replaceHost({
    call: (name: string, request: unknown) => {
      if (name !== 'search') return Promise.resolve(others[name] ?? new Promise(() => undefined));
      asked.push(request as Request);
      return answer(request as Request);
    },
  } as unknown as Parameters<typeof replaceHost>[0]);
  await workspace.open();
  router.go('search');
});

afterEach(() => {
  workspace.close();
  searching.query = '';
});

/** The place in a window; without a height, a windowed list shows nothing. */
async function show(): Promise<void> {
  const { container } = await render(Search);
  container.style.height = '800px';
}

const box = () => page.getByRole('combobox', { name: 'Search' });

describe('the search place', () => {
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
    await expect.element(box()).toHaveValue('speaker:"Maria Zakharova" ');
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
