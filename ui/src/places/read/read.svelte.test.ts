import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../tests/axe';
import { fakeHost, written, type FakeHost } from '../../../tests/fake-host';
import type {
  AddStatement,
  ArticleRow,
  ArticleView,
  EditStatement,
  StatementView,
} from '../../api/generated/commands';
import { listen, registry } from '../../keys';
import { router } from '../../state/place.svelte';
import { status } from '../../state/status.svelte';
import { workspace } from '../../state/workspace.svelte';
import '../../styles/index.css';
import { guessKind } from './form/draft.svelte';
import { memory } from './memory.svelte';
import Read from './Read.svelte';

const text = 'Der Titel\nErster Satz 🕊 hier. Sacharowa sagte: „Wir sind bereit.“ Dritter Satz.';
const sentence = (words: string): { start: number; end: number } => {
  const before = [...text.slice(0, text.indexOf(words))].length;
  return { start: before, end: before + [...words].length };
};
const sentences = [
  'Der Titel',
  'Erster Satz 🕊 hier.',
  'Sacharowa sagte: „Wir sind bereit.“',
  'Dritter Satz.',
].map(sentence);

const article = (uid: string, title: string): ArticleRow => ({
  uid,
  title,
  added: '2025-07-24T09:00:00Z',
  author: '',
  characters: [...text].length,
  direction: 'ltr',
  encoding: 'UTF-8',
  file_name: 'a.txt',
  language: 'de',
  media_type: 'text/plain',
  missing: ['outlet', 'published'],
  note: '',
  outlet: null,
  published: '',
  retrieved: '',
  sha256: '00',
  statements: 0,
  translated: 0,
  copies: 0,
  url: '',
});

const statement = (uid: string, words: string, speaker: string): StatementView => ({
  uid,
  about: '',
  added: '2025-07-24T09:00:00Z',
  article: { uid: 'a1', title: 'Der Titel', language: 'de' },
  briefings: [],
  certainty: null,
  chain: [{ role: 'speaker', actor: { uid: `actor-${speaker}`, name: speaker, kind: 'person' }, words: '' }],
  credibility: null,
  events: [],
  kind: 'indirect',
  links: [],
  note: '',
  outlet: null,
  published: '',
  reliability: null,
  said: '',
  spans: [{ ...sentence(words), uid: `span-${uid}`, quote: words, orphaned: false, revision: 'r' }],
  tags: [],
  topics: [],
  translations: [],
});

let statements: StatementView[];
const view = (uid: string): ArticleView => ({
  article: article(uid, uid === 'a1' ? 'Der Titel' : 'Ein anderer'),
  notes: [],
  revision: 'r',
  revision_number: 1,
  sentences,
  statements: uid === 'a1' ? statements : [],
  text,
  translations: [],
});

let host: FakeHost;
let stop: () => void;
let close: () => void;

beforeEach(async () => {
  statements = [statement('s1', 'Erster Satz', 'Peskow'), statement('s2', 'Satz 🕊', 'Lawrow')];
  host = fakeHost({
    list_articles: () => ({
      articles: [article('a1', 'Der Titel'), article('a2', 'Ein anderer')],
      next: null,
      total: 2,
    }),
    get_article: ({ uid }: { uid: string }) => view(uid),
    complete_actors: ({ text: typed }: { text: string }) => ({
      actors:
        'sacharowa'.startsWith(typed.toLowerCase()) && typed !== ''
          ? [
              {
                actor: { uid: 'z', name: 'Maria Zakharova', kind: 'person' },
                matched: 'Sacharowa',
                role: '',
                statements: 3,
              },
            ]
          : [],
    }),
    list_tags: () => ({ tags: [] }),
    list_topics: () => ({ topics: [] }),
    list_events: () => ({ events: [] }),
    add_actor: () => written({ uid: 'new' }, ['actor']),
    add_statement: () => written({ uid: 'made' }, ['statement']),
    edit_statement: () => written({}, ['statement']),
    edit_article: ({ published }: { published: string }) => {
      if (published !== '1999') return written({}, ['article']);
      const reason = { reason: 'not_a_date', value: published };
      throw { code: 'invalid', message: '', detail: { field: 'published', reason } } as unknown as Error;
    },
  });
  stop = listen();
  close = registry.pushContext('read');
  router.go('read');
  await workspace.open();
});

afterEach(() => {
  stop();
  close();
  workspace.close();
  memory.belongTo(-2);
  host.remove();
  for (const { id } of status.toasts) status.dismiss(id);
});

async function show(): Promise<void> {
  const { container } = await render(Read);
  container.style.height = '800px';
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('Der Titel');
}

const body = () => page.getByRole('document', { name: /Text of the article/ });
async function intoText(): Promise<void> {
  (body().element() as HTMLElement).focus();
  await expect.element(body()).toHaveFocus();
}
const speaker = () => page.getByRole('combobox', { name: 'Actor: speaker' });
const saved = (): AddStatement[] => host.requests('add_statement') as AddStatement[];

describe('marking by keys alone', () => {
  it('selects a sentence, completes the speaker from another name, and sends the exact words', async () => {
    await show();
    await intoText();
    await userEvent.keyboard('jjm');
    await expect.element(speaker()).toHaveFocus();
    await userEvent.keyboard('sach');
    await expect.element(page.getByRole('option', { name: /Maria Zakharova/ })).toBeVisible();
    await userEvent.keyboard('{Enter}{Control>}{Enter}{/Control}');
    await expect.poll(saved).toHaveLength(1);
    expect(saved()[0]).toMatchObject({
      article: 'a1',
      kind: 'mixed',
      spans: [{ ...sentences[2], quote: 'Sacharowa sagte: „Wir sind bereit.“' }],
      // The name as this text has it is proposed as the words used.
      chain: [{ role: 'speaker', actor: 'z', words: 'Sacharowa' }],
    });
    await expect.element(body()).toHaveFocus();
  });

  it('takes words off and adds them, also as a further part', async () => {
    await show();
    await intoText();
    // A doubled bracket types one.
    await userEvent.keyboard('j[[[[[[m');
    await expect.element(speaker()).toHaveFocus();
    await intoText();
    await userEvent.keyboard('jj{Shift>}M{/Shift}');
    await intoText();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(saved).toHaveLength(1);
    expect(saved()[0]?.spans.map(({ quote }) => quote)).toEqual([
      'Erster',
      'Sacharowa sagte: „Wir sind bereit.“',
    ]);
  });

  it('stores a new actor together with the statement, as one thing to undo', async () => {
    await show();
    await intoText();
    await userEvent.keyboard('jjm');
    await expect.element(speaker()).toHaveFocus();
    await userEvent.keyboard('Omtzigt');
    await expect.element(page.getByRole('option', { name: 'Create “Omtzigt”' })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('radio', { name: 'person' })).toHaveFocus();
    expect(host.requests('add_actor')).toEqual([]);
    await userEvent.keyboard('{ArrowRight}{Enter}');
    await expect.element(speaker()).toHaveFocus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(saved).toHaveLength(1);
    const [made] = host.requests('add_actor') as { uid: string; kind: string }[];
    expect(made?.kind).toBe('organisation');
    expect(saved()[0]?.chain?.[0]?.actor).toBe(made?.uid);
    const groups = host.asked
      .filter(({ command }) => command === 'add_actor' || command === 'add_statement')
      .map(({ group }) => group);
    expect(groups[0]).toBeDefined();
    expect(groups[0]).toBe(groups[1]);
  });

  it('offers the chain of the statement before, and goes on to the next sentence', async () => {
    await show();
    await intoText();
    await userEvent.keyboard('jm');
    await expect.element(speaker()).toHaveFocus();
    await userEvent.keyboard('{Alt>}b{/Alt}');
    await expect.element(speaker()).toHaveFocus();
    await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
    await expect.poll(saved).toHaveLength(1);
    expect(saved()[0]?.chain?.[0]?.actor).toMatch(/^actor-/);
    await expect.element(body()).toHaveFocus();
    await userEvent.keyboard('m');
    await expect
      .element(page.getByRole('form', { name: 'New statement' }))
      .toHaveTextContent('Wir sind bereit');
  });

  it('asks before an entry is lost, and keeps it while another article is read', async () => {
    await show();
    await intoText();
    await userEvent.keyboard('jjm');
    await expect.element(speaker()).toHaveFocus();
    await page.getByRole('textbox', { name: 'Words in the text: speaker' }).fill('er');
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('Discard it?');
    await page.getByRole('button', { name: 'Keep editing' }).click();
    await page.getByRole('option', { name: /Ein anderer/ }).click();
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('Ein anderer');
    await expect.element(page.getByRole('form', { name: 'New statement' })).not.toBeInTheDocument();
    await page.getByRole('option', { name: /Der Titel/ }).click();
    await expect.element(page.getByRole('textbox', { name: 'Words in the text: speaker' })).toHaveValue('er');
  });
});

describe('statements in the text', () => {
  it('are walked through by keys and shown in the inspector, and what is changed there is sent', async () => {
    await show();
    await intoText();
    await userEvent.keyboard('n');
    await expect.element(page.getByText('Statement 1 of 2')).toBeVisible();
    await userEvent.keyboard('n');
    await expect.element(page.getByText('Statement 2 of 2')).toBeVisible();
    await userEvent.keyboard('e');
    await expect.element(speaker()).toHaveFocus();
    await page.getByRole('textbox', { name: 'Said' }).fill('2025-07-23?');
    await expect.element(page.getByText('Wednesday, 23 July 2025; uncertain')).toBeVisible();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => host.requests('edit_statement')).toHaveLength(1);
    const [sent] = host.requests('edit_statement') as EditStatement[];
    // Null takes a grade away; a field that is left out would stay.
    expect(sent).toMatchObject({ uid: 's2', said: '2025-07-23?', certainty: null });
  });

  it('that overlap are reached one after the other by clicks', async () => {
    await show();
    const paragraph = document.querySelector('[data-paragraph="1"]')?.firstChild;
    const range = document.createRange();
    range.setStart(paragraph as Text, 8);
    range.setEnd(paragraph as Text, 9);
    const box = range.getBoundingClientRect();
    const frame = body().element().getBoundingClientRect();
    const position = { x: box.left + box.width / 2 - frame.left, y: box.top + box.height / 2 - frame.top };
    await body().click({ position });
    await expect.element(page.getByText('Statement 2 of 2')).toBeVisible();
    await body().click({ position });
    await expect.element(page.getByText('Statement 1 of 2')).toBeVisible();
  });

  it('are listed for those who do not see the colours', async () => {
    await show();
    const list = page.getByRole('list', { name: 'Statements in this article' }).first();
    await expect.element(list).toHaveTextContent('Peskow');
    await expect.element(list).toHaveTextContent('Erster Satz');
  });
});

describe('what is known of an article', () => {
  it('is corrected in place, and what the core refuses stays with its reason', async () => {
    await show();
    await page.getByRole('button', { name: 'Publication date unknown' }).click();
    const field = page.getByRole('textbox', { name: 'Published' });
    await expect.element(field).toHaveFocus();
    await userEvent.keyboard('23.7.2025{Tab}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('Not a date');
    expect(host.requests('edit_article')).toEqual([]);
    await field.fill('1999');
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('“1999” is not a date');
    await expect.element(field).toHaveValue('1999');
  });
});

describe('the place', () => {
  it('has no accessibility faults, reading and marking', async () => {
    await show();
    await expectAccessible();
    await intoText();
    await userEvent.keyboard('jjm');
    await expect.element(speaker()).toHaveFocus();
    await expectAccessible();
  });
});

describe('the kind', () => {
  it('is guessed from the quotation marks', () => {
    expect(guessKind('„Wir sind bereit.“')).toBe('direct');
    expect(guessKind('"No one wants an easy road".')).toBe('direct');
    expect(guessKind('it was “hardly possible” to hope')).toBe('mixed');
    expect(guessKind('Moskau sei bereit')).toBe('indirect');
  });
});
