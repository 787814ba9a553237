import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../tests/axe';
import { fakeHost, written, type FakeHost } from '../../../tests/fake-host';
import type { ConceptView, EditConcept, NewTerm } from '../../api/generated/commands';
import { listen, registry } from '../../keys';
import Toasts from '../../parts/Toasts.svelte';
import Exchange from '../../shell/glossary/Exchange.svelte';
import { router } from '../../state/place.svelte';
import { status } from '../../state/status.svelte';
import { workspace } from '../../state/workspace.svelte';
import '../../styles/index.css';
import Actors from './Actors.svelte';

const concept: ConceptView = {
  uid: 'c1',
  subject: '',
  definition: '',
  note: '',
  terms: [
    { term: 'Waffenruhe', language: 'de', status: null, note: '' },
    { term: 'ceasefire', language: 'en', status: 'preferred', note: 'UN usage' },
  ],
};

let concepts: ConceptView[];
let host: FakeHost;
let stop: () => void;

beforeEach(async () => {
  concepts = [concept];
  host = fakeHost({
    list_concepts: () => ({ concepts, total: concepts.length, next: null }),
    get_concept: () => concept,
    search: () => ({ hits: [], next: null }),
    edit_concept: ({ terms }: EditConcept) => {
      const at = terms?.findIndex(({ term }) => term === 'taken') ?? -1;
      if (at === -1) return written({}, ['concept']);
      const field = `terms[${String(at)}].term`;
      throw {
        code: 'invalid',
        message: '',
        detail: { field, reason: { reason: 'duplicate' } },
      } as unknown as Error;
    },
    add_concept: () => written({ uid: 'c2' }, ['concept']),
    window_pick_glossary: () => ({
      files: [{ token: 'tok', file_name: 'un.tbx', folder: '', size: 9 }],
      refused: [],
    }),
    window_release_files: () => ({}),
    import_glossary: () =>
      written(
        {
          added: 3,
          merged: 1,
          unchanged: 2,
          terms: 5,
          refused_total: 1,
          refused: [
            {
              line: 7,
              term: 'Ruhe',
              field: 'language',
              reason: { reason: 'not_a_language', value: '?' },
              message: '',
            },
          ],
        },
        ['concept'],
      ),
  });
  await workspace.open();
  router.go('actors', { list: 'glossary', uid: 'c1' });
  const [unlisten, close] = [listen(), registry.pushContext('actors')];
  stop = () => {
    unlisten();
    close();
  };
  await render(Toasts);
  await render(Exchange);
  const { container } = await render(Actors);
  container.style.height = '800px';
});

afterEach(() => {
  stop();
  for (const { id } of status.toasts) status.dismiss(id);
  workspace.close();
  host.remove();
});

const sent = (): (NewTerm[] | undefined)[] =>
  (host.requests('edit_concept') as EditConcept[]).map(({ terms }) => terms as NewTerm[] | undefined);

describe('the page of a concept', () => {
  it('changes a term where it stands and sends all terms, the others as they were', async () => {
    const term = page.getByRole('textbox', { name: 'Term: Waffenruhe' });
    await expect.element(term).toHaveValue('Waffenruhe');
    await expectAccessible();
    await term.fill('Feuerpause');
    await userEvent.keyboard('{Enter}');
    await expect.poll(sent).toEqual([[{ ...concept.terms[0], term: 'Feuerpause' }, concept.terms[1]]]);
  });

  it('sends language, advice and order, and nothing when nothing was changed', async () => {
    const term = page.getByRole('textbox', { name: 'Term: ceasefire' });
    await term.click();
    await userEvent.keyboard('{Enter}');
    await page.getByRole('combobox', { name: 'Advice on “Waffenruhe”' }).selectOptions('deprecated');
    await expect.poll(() => sent()[0]?.[0]?.status).toBe('deprecated');
    await page.getByRole('textbox', { name: 'Language of “ceasefire”, as a tag' }).fill('en-GB');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => sent()[1]?.[1]?.language).toBe('en-GB');
    await term.click();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await expect.poll(() => sent()[2]?.map((one) => one.term)).toEqual(['ceasefire', 'Waffenruhe']);
    expect(sent()).toHaveLength(3);
  });

  it('says beside the list what the core refuses, and puts the term back', async () => {
    const term = page.getByRole('textbox', { name: 'Term: Waffenruhe' });
    await term.fill('taken');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('is there already');
    await expect.element(page.getByRole('textbox', { name: 'Term: Waffenruhe' })).toHaveValue('Waffenruhe');
  });

  it('takes another term, with its language', async () => {
    await page.getByRole('textbox', { name: 'Language of the new term, as a tag' }).fill('uk');
    await page.getByRole('textbox', { name: 'Another term, in any language' }).fill('перемир’я');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => sent()[0]?.at(-1)).toEqual({ term: 'перемир’я', language: 'uk' });
  });
});

describe('a glossary from elsewhere', () => {
  it('is taken in by its token, and what was refused is named', async () => {
    await expect.element(page.getByRole('option', { name: /Waffenruhe/ })).toBeVisible();
    registry.run('glossary.import');
    await expect.poll(() => host.requests('import_glossary')).toEqual([{ source: { staged: 'tok' } }]);
    const dialog = page.getByRole('dialog', { name: 'What became of “un.tbx”' });
    await expect.element(dialog).toHaveTextContent('3 concepts added, 1 completed, 2 already there');
    await expect.element(dialog).toHaveTextContent(/line 7\s*Ruhe\s*language/);
    await expect.poll(() => host.requests('window_release_files')).toEqual([{ tokens: ['tok'] }]);
    await expectAccessible();
  });
});
