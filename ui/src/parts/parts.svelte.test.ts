import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../tests/axe';
import { appearance } from '../state/appearance.svelte';
import '../styles/index.css';
import Gallery from './testing/Gallery.svelte';

beforeEach(() => {
  localStorage.clear();
  appearance.choose({ theme: 'light' });
});

describe('the shared parts', () => {
  it.each(['light', 'dark'] as const)('have no accessibility faults in the %s theme', async (theme) => {
    appearance.choose({ theme });
    await render(Gallery);
    await page.getByRole('combobox', { name: 'Speaker' }).click();
    await expect.element(page.getByRole('option', { name: 'Dmitry Peskov' })).toBeVisible();
    await expectAccessible();
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect.element(page.getByRole('dialog')).toBeVisible();
    await expectAccessible();
  });
});

describe('a list', () => {
  const shown = (): HTMLElement[] => Array.from(document.querySelectorAll('[role=listbox] [role=option]'));

  it('keeps few of many rows in the page, and says where each stands', async () => {
    await render(Gallery);
    await expect.poll(() => shown().length).toBeGreaterThan(8);
    expect(shown().length).toBeLessThan(40);
    expect(shown()[0]?.getAttribute('aria-setsize')).toBe('5000');
    expect(shown()[0]?.getAttribute('aria-posinset')).toBe('1');
  });

  it('moves by keys, with the focus on the row, to the very end', async () => {
    const events: string[] = [];
    await render(Gallery, { log: (event) => events.push(event) });
    await page.getByRole('option', { name: 'Row 0' }).click();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await expect.element(page.getByRole('option', { name: 'Row 2', exact: false }).first()).toHaveFocus();
    await userEvent.keyboard('{End}');
    await expect.poll(() => document.activeElement?.getAttribute('aria-posinset')).toBe('5000');
    await userEvent.keyboard('{Enter}');
    expect(events).toEqual(['r4999']);
    const box = document.activeElement?.getBoundingClientRect();
    const frame = document.querySelector('[role=listbox]')?.getBoundingClientRect();
    expect(box?.bottom).toBeLessThanOrEqual((frame?.bottom ?? 0) + 1);
    await userEvent.keyboard('{Home}');
    await expect.poll(() => document.activeElement?.getAttribute('aria-posinset')).toBe('1');
  });

  it('measures its rows, so that none overlap', async () => {
    await render(Gallery);
    await expect
      .poll(() => {
        const boxes = shown().map((row) => row.getBoundingClientRect());
        return boxes.every((box, at) => at === 0 || Math.abs(box.top - (boxes[at - 1]?.bottom ?? 0)) < 0.6);
      })
      .toBe(true);
  });

  it('keeps the focused row when it is scrolled away', async () => {
    await render(Gallery);
    await page.getByRole('option', { name: 'Row 0' }).click();
    document.querySelector('[role=listbox]')?.scrollTo(0, 50_000);
    await expect.poll(() => shown().length > 3 && shown()[3]?.textContent.includes('Row 0')).toBe(false);
    expect(document.activeElement?.getAttribute('aria-posinset')).toBe('1');
  });
});

describe('a combobox', () => {
  it('completes from any name, by keys alone', async () => {
    const events: string[] = [];
    await render(Gallery, { log: (event) => events.push(event) });
    const field = page.getByRole('combobox', { name: 'Speaker' });
    await field.click();
    await userEvent.keyboard('sachar');
    await expect
      .element(page.getByRole('option', { name: 'Maria Zakharova' }))
      .toHaveAttribute('aria-selected', 'true');
    await userEvent.keyboard('{Enter}');
    await expect.element(field).toHaveValue('Maria Zakharova');
    await expect.element(field).toHaveAttribute('aria-expanded', 'false');
    expect(events).toEqual(['speaker z']);
  });

  it('offers to make what is not there', async () => {
    const events: string[] = [];
    await render(Gallery, { log: (event) => events.push(event) });
    await page.getByRole('combobox', { name: 'Speaker' }).click();
    await userEvent.keyboard('Nobody Yet');
    await page.getByRole('option', { name: 'Create “Nobody Yet”' }).click();
    await expect.poll(() => events).toEqual(['speaker new-Nobody Yet']);
  });

  it('takes back words that were not chosen, and clears when emptied', async () => {
    const events: string[] = [];
    await render(Gallery, { log: (event) => events.push(event) });
    const field = page.getByRole('combobox', { name: 'Speaker' });
    await field.click();
    await userEvent.keyboard('pesk');
    await expect.element(page.getByRole('option', { name: 'Dmitry Peskov' })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard(' and more{Escape}');
    await expect.element(field).toHaveValue('Dmitry Peskov');
    await field.fill('');
    await userEvent.tab();
    await expect.poll(() => events.at(-1)).toBe('speaker none');
  });

  it('with several values adds, does not offer twice, and removes the last by Backspace', async () => {
    const events: string[] = [];
    await render(Gallery, { log: (event) => events.push(event) });
    await page.getByRole('combobox', { name: 'Tags' }).click();
    await userEvent.keyboard('pesk');
    await page.getByRole('option', { name: 'Dmitry Peskov' }).click();
    await page.getByRole('combobox', { name: 'Tags' }).click();
    await expect.element(page.getByRole('option', { name: 'Maria Zakharova' })).toBeVisible();
    await expect.element(page.getByRole('option', { name: 'Dmitry Peskov' })).not.toBeInTheDocument();
    await userEvent.keyboard('{Backspace}');
    await expect.poll(() => events).toEqual(['p', '']);
  });
});

describe('a menu', () => {
  it('is walked by keys and letters, runs, and gives the focus back', async () => {
    const events: string[] = [];
    await render(Gallery, { log: (event) => events.push(event) });
    const button = page.getByRole('button', { name: 'More' });
    await button.click();
    await expect.element(page.getByRole('menuitem', { name: 'Rename' })).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}');
    await expect.element(page.getByRole('menuitem', { name: 'Delete' })).toHaveFocus();
    await userEvent.keyboard('m{Enter}');
    expect(events).toEqual(['merge']);
    await expect.element(button).toHaveFocus();
    await button.click();
    await userEvent.keyboard('{Escape}');
    await expect.element(button).toHaveFocus();
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
  });
});

describe('choices and tabs', () => {
  it('follow the arrows, round and round', async () => {
    await render(Gallery);
    await page.getByRole('radio', { name: 'Mixed' }).click();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByRole('radio', { name: 'Direct', exact: true })).toBeChecked();
    await page.getByRole('tab', { name: 'Actors' }).click();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(page.getByRole('tabpanel')).toHaveTextContent('Panel two');
  });
});

describe('panes', () => {
  const left = (): number => document.querySelector('[data-pane=left]')?.getBoundingClientRect().width ?? 0;

  it('are resized by keys and remembered', async () => {
    const { unmount } = await render(Gallery);
    const before = left();
    const handle = page.getByRole('separator', { name: 'Width of Rows' });
    (handle.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await expect.poll(left).toBe(before + 32);
    await unmount();
    await render(Gallery);
    await expect.poll(left).toBe(before + 32);
  });
});

describe('a text area', () => {
  it('grows with its text', async () => {
    await render(Gallery);
    const area = page.getByRole('textbox', { name: 'Translation' });
    const before = area.element().clientHeight;
    await area.fill('a\nb\nc\nd\ne\nf');
    await expect.poll(() => area.element().clientHeight).toBeGreaterThan(before + 40);
  });
});
