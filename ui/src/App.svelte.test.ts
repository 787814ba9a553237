import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../tests/axe';
import { fakeHost, type FakeHost } from '../tests/fake-host';
import App from './App.svelte';
import { provide } from './keys';
import { appearance } from './state/appearance.svelte';
import { router } from './state/place.svelte';
import { status } from './state/status.svelte';
import './styles/index.css';

let host: FakeHost;
beforeEach(() => {
  host = fakeHost();
});

afterEach(() => {
  host.remove();
  router.go('read');
  appearance.choose({ theme: 'light', size: 'medium' });
  for (const { id } of status.toasts) status.dismiss(id);
});

const current = (): string | null => document.querySelector('[aria-current=page]')?.textContent ?? null;

describe('the window', () => {
  it.each(['light', 'dark'] as const)('has no accessibility faults in the %s theme', async (theme) => {
    appearance.choose({ theme });
    await render(App);
    await expectAccessible();
    await userEvent.keyboard('{F1}');
    await expect.element(page.getByRole('dialog')).toBeVisible();
    await expectAccessible();
    await userEvent.keyboard('{Escape}');
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(page.getByRole('combobox', { name: 'Search, or run a command' })).toHaveFocus();
    await expectAccessible();
  });

  it('goes to each place by its key and its button, and back', async () => {
    await render(App);
    await userEvent.keyboard('{Control>}5{/Control}');
    await expect.poll(current).toBe('Briefings');
    await page.getByRole('button', { name: 'Actors' }).click();
    await expect.poll(current).toBe('Actors');
    await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    await expect.poll(current).toBe('Briefings');
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
    await expect.poll(current).toBe('Actors');
  });

  it('runs a command from the palette and gives the focus back', async () => {
    await render(App);
    const opener = page.getByRole('button', { name: 'Search, or run a command' });
    await opener.click();
    await userEvent.keyboard('light and dark{Enter}');
    await expect.poll(() => document.documentElement.dataset['theme']).toBe('dark');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expect.element(opener).toHaveFocus();
  });

  it('offers in the palette what the places provide, and a search for anything', async () => {
    const opened: string[] = [];
    const remove = provide({
      id: 'searches',
      title: () => 'Articles',
      find: (query) =>
        Promise.resolve(
          query === 'kyi' ? [{ id: '1', title: 'Kyiv talks', run: () => opened.push('1') }] : [],
        ),
    });
    await render(App);
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard('kyi');
    await page.getByRole('option', { name: 'Kyiv talks' }).click();
    await expect.poll(() => opened).toEqual(['1']);
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard('no such thing{Enter}');
    await expect.poll(() => router.params('search').query).toBe('no such thing');
    remove();
  });

  it('keeps its keys to itself while a dialog is open', async () => {
    await render(App);
    await userEvent.keyboard('{F1}');
    await expect.element(page.getByRole('dialog')).toBeVisible();
    await userEvent.keyboard('{Control>}4{/Control}');
    expect(router.place).toBe('read');
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await userEvent.keyboard('{Control>}4{/Control}');
    await expect.poll(() => router.place).toBe('compare');
  });

  it('says in the corner and to screen readers what went wrong, until it is dismissed', async () => {
    await render(App);
    status.fail(new Error('x'));
    await expect.element(page.getByRole('status')).toHaveTextContent('Something unexpected went wrong.');
    await expectAccessible();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => status.toasts.length).toBe(0);
  });

  it('changes the size of all text', async () => {
    await render(App);
    await userEvent.keyboard('{Control>}+{/Control}');
    await expect.poll(() => document.documentElement.dataset['size']).toBe('large');
    await userEvent.keyboard('{Control>}-{/Control}');
    await expect.poll(() => document.documentElement.dataset['size']).toBe('medium');
  });
});
