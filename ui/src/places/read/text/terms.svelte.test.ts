import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../../tests/axe';
import { fakeHost, type FakeHost } from '../../../../tests/fake-host';
import { listen, registry } from '../../../keys';
import { router } from '../../../state/place.svelte';
import { status } from '../../../state/status.svelte';
import { workspace } from '../../../state/workspace.svelte';
import '../../../styles/index.css';
import { memory } from '../memory.svelte';
import Read from '../Read.svelte';

const text = 'Der Titel\nDie Waffenruhe 🕊 hielt, sagte das Außenministerium.';
const at = (words: string): { start: number; end: number } => {
  const start = [...text.slice(0, text.indexOf(words))].length;
  return { start, end: start + [...words].length };
};
const article = {
  uid: 'a1',
  title: 'Der Titel',
  added: '2025-07-24T09:00:00Z',
  author: '',
  characters: [...text].length,
  direction: 'ltr',
  encoding: 'UTF-8',
  file_name: '',
  language: 'de',
  media_type: 'text/plain',
  missing: [],
  note: '',
  outlet: null,
  published: '',
  retrieved: '',
  sha256: '00',
  statements: 0,
  translated: 0,
  url: '',
};
const concept = (uid: string, definition: string, ...terms: [string, string][]) => ({
  uid,
  definition,
  subject: '',
  note: '',
  terms: terms.map(([term, language]) => ({ term, language, status: null, note: '' })),
});

let host: FakeHost;
let stop: () => void;
let close: () => void;

beforeEach(async () => {
  host = fakeHost({
    list_articles: () => ({ articles: [article], next: null, total: 1 }),
    get_article: () => ({
      article,
      notes: [],
      revision: 'r',
      revision_number: 1,
      sentences: [],
      statements: [],
      text,
      translations: [],
    }),
    list_tags: () => ({ tags: [] }),
    list_topics: () => ({ topics: [] }),
    list_events: () => ({ events: [] }),
    glossary_in_text: () => ({
      article: 'a1',
      more: false,
      concepts: [
        concept('c1', 'Both sides stop.', ['Waffenruhe', 'de'], ['ceasefire', 'en']),
        concept('c2', '', ['Außenministerium', 'de'], ['МЗС', 'uk']),
      ],
      marks: [
        { ...at('Waffenruhe'), concepts: [0] },
        { ...at('Außenministerium'), concepts: [1] },
      ],
    }),
  });
  memory.terms = true;
  stop = listen();
  close = registry.pushContext('read');
  router.go('read');
  await workspace.open();
  const { container } = await render(Read);
  container.style.height = '800px';
  const body = page.getByRole('document', { name: /Text of the article/ });
  await expect.element(body).toBeInTheDocument();
  (body.element() as HTMLElement).focus();
});

afterEach(() => {
  stop();
  close();
  workspace.close();
  memory.belongTo(-2);
  host.remove();
  for (const { id } of status.toasts) status.dismiss(id);
});

const painted = (): string[] =>
  Array.from(CSS.highlights.get('term') ?? []).map((range) =>
    (range.startContainer.textContent ?? '').slice(range.startOffset, range.endOffset),
  );
const card = () => page.getByRole('group', { name: /^Glossary/ });

describe('terms of the glossary in the text', () => {
  it('are underlined where they stand, also after signs of two units, until they are switched off', async () => {
    await expect.poll(painted).toEqual(['Waffenruhe', 'Außenministerium']);
    await userEvent.keyboard('{Shift>}G{/Shift}');
    await expect.poll(painted).toEqual([]);
    await userEvent.keyboard('{Shift>}G{/Shift}');
    await expect.poll(painted).toHaveLength(2);
  });

  it('are walked by a key, with a card and the same words for those who hear it', async () => {
    await expect.poll(painted).toHaveLength(2);
    await userEvent.keyboard('g');
    await expect.element(card()).toHaveTextContent(/ceasefire.*Both sides stop/s);
    expect(status.announcement).toBe('Waffenruhe: ceasefire (English). Both sides stop.');
    await expectAccessible();
    await userEvent.keyboard('g');
    await expect.element(card()).toHaveTextContent(/МЗС/);
    await card().getByRole('button', { name: 'Open in the glossary' }).click();
    expect(router.place).toBe('actors');
    expect(router.params('actors')).toEqual({ list: 'glossary', uid: 'c2' });
  });

  it('show their card under the pointer, and Escape closes it', async () => {
    await expect.poll(painted).toHaveLength(2);
    const [range] = CSS.highlights.get('term') ?? [];
    const live = document.createRange();
    live.setStart(range?.startContainer ?? document, range?.startOffset ?? 0);
    live.setEnd(range?.endContainer ?? document, range?.endOffset ?? 0);
    const box = live.getBoundingClientRect();
    range?.startContainer.parentElement?.dispatchEvent(
      new MouseEvent('mousemove', { bubbles: true, clientX: box.left + 12, clientY: box.top + 8 }),
    );
    await expect.element(card()).toHaveTextContent(/ceasefire/);
    await userEvent.keyboard('{Escape}');
    await expect.element(card()).not.toBeInTheDocument();
  });
});
