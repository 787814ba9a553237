import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../../tests/axe';
import { fakeHost, written, type FakeHost } from '../../../../tests/fake-host';
import type { ArticleView, QuoteFate } from '../../../api/generated/commands';
import { workspace } from '../../../state/workspace.svelte';
import '../../../styles/index.css';
import CorrectionDialog from './testing/Correction.svelte';

const view = {
  article: { uid: 'a1', language: 'de' },
  revision: 'r1',
  revision_number: 1,
  text: 'Wir sind bereit. Nein.',
} as ArticleView;

const quotes: QuoteFate[] = [
  {
    uid: 'p1',
    statement: 's1',
    at: { start: 0, end: 15 },
    quote: 'Wir sind bereit',
    fate: 'offered',
    why: 'changed',
    to: { start: 0, end: 20 },
    words: 'Wir sind alle bereit',
  },
  { uid: 'p2', statement: 's2', at: { start: 17, end: 22 }, quote: 'Nein.', fate: 'lost' },
];

let host: FakeHost;

beforeEach(async () => {
  host = fakeHost({
    preview_correction: () => ({ revision: 'r1', changed: true, characters: 21, quotes }),
    correct_text: () => written({ revision: 'r2', number: 2, carried: 1, orphaned: ['s2'] }, ['article']),
  });
  await workspace.refresh();
});

afterEach(() => host.remove());

it('stores a corrected text only after what becomes of the marked words was shown', async () => {
  render(CorrectionDialog, { view });
  const store = page.getByRole('button', { name: 'Store the corrected text' });
  await expect.element(store).toBeDisabled();
  await userEvent.fill(page.getByLabelText('The whole text, corrected'), 'Wir sind alle bereit.');
  await expect.element(page.getByText('Other words stand there now')).toBeVisible();
  await expect.element(page.getByText('One does not stand in it any more')).toBeVisible();
  await expectAccessible(document.body);
  await page.getByLabelText('The statement follows to these words').click();
  await userEvent.fill(page.getByLabelText('Why'), 'Korrektur der Zeitung');
  await store.click();
  await expect
    .poll(() => host.requests('correct_text'))
    .toEqual([
      {
        article: 'a1',
        revision: 'r1',
        text: 'Wir sind alle bereit.',
        reason: 'Korrektur der Zeitung',
        accept: ['p1'],
      },
    ]);
});

it('keeps what was typed when it is closed', async () => {
  const shown = await render(CorrectionDialog, { view });
  await userEvent.fill(page.getByLabelText('The whole text, corrected'), 'Halb fertig');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await shown.rerender({ view, again: true });
  await expect.element(page.getByLabelText('The whole text, corrected')).toHaveValue('Halb fertig');
});
