import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../../tests/axe';
import { fakeHost, written, type FakeHost } from '../../../../tests/fake-host';
import type { ArticleView, Copy } from '../../../api/generated/commands';
import { workspace } from '../../../state/workspace.svelte';
import '../../../styles/index.css';
import Copies from './Copies.svelte';

const copy = (uid: string, part: Partial<Copy>): Copy => ({
  article: { uid, title: `Titel ${uid}`, language: 'de', outlet: '', published: '', characters: 900 },
  relation: 'same_text',
  shared: 97,
  shared_of_other: 98,
  decided: null,
  ...part,
});

const view = { article: { uid: 'a1', language: 'de' } } as ArticleView;
let host: FakeHost;
let found: Copy[];

beforeEach(async () => {
  found = [copy('b', {}), copy('c', { relation: 'excerpt_of', shared: 100, shared_of_other: 31 })];
  host = fakeHost({
    list_copies: () => ({ copies: found, waiting: 0 }),
    decide_copies: () => written({}, ['article']),
  });
  await workspace.refresh();
});

afterEach(() => host.remove());

it('says what the article is to each of its copies, and what is unknown of them', async () => {
  render(Copies, { view });
  await expect.element(page.getByText('The same text', { exact: true })).toBeVisible();
  await expect.element(page.getByText('This is an excerpt of it (100 %)')).toBeVisible();
  expect(page.getByText('Outlet unknown').elements()).toHaveLength(2);
  await expectAccessible(document.body);
});

it('lets the analyst say that one is no copy, and take that back', async () => {
  render(Copies, { view });
  await page.getByRole('button', { name: 'Not a copy: Titel b' }).click();
  expect(host.requests('decide_copies')).toEqual([{ article: 'a1', others: ['b'], same: false }]);

  found = [copy('b', { decided: false })];
  await page.getByRole('button', { name: 'Not a copy: Titel c' }).click();
  await page.getByRole('button', { name: 'A copy after all: Titel b' }).click();
  expect(host.requests('decide_copies').at(-1)).toEqual({ article: 'a1', others: ['b'], same: null });
});

it('takes no room where there are none', async () => {
  found = [];
  const { container } = await render(Copies, { view });
  await expect.poll(() => host.requests('list_copies').length).toBeGreaterThan(0);
  expect(container.textContent.trim()).toBe('');
});
