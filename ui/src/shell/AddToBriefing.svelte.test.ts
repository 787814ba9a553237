import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../tests/axe';
import { replaceHost } from '../host';
import { briefingTarget } from '../state/briefing-target.svelte';
import { status } from '../state/status.svelte';
import { workspace } from '../state/workspace.svelte';
import '../styles/index.css';
import AddToBriefing from './AddToBriefing.svelte';

const briefing = (uid: string, title: string) => ({ uid, title, language: 'en', statements: 2, items: 4 });
const outline = [
  { uid: 'h1', kind: 'heading', level: 2, text: 'Russia' },
  { uid: 'q1', kind: 'statement', text: '' },
  { uid: 'h2', kind: 'heading', level: 2, text: 'Ukraine' },
];

let written: { name: string; request: Record<string, unknown>; group: string | undefined }[] = [];
let restore: () => void;

beforeEach(async () => {
  written = [];
  const reads: Record<string, unknown> = {
    get_workspace: { title: 'Demo', target_language: 'en', read_only: false, undo: {} },
    list_briefings: { briefings: [briefing('b1', 'July'), briefing('b2', 'June')] },
    get_briefing: { briefing: briefing('b1', 'July'), items: outline },
  };
  restore = replaceHost({
    kind: 'bridge',
    on: () => Promise.resolve(() => undefined),
    call: (name, request, _id, group) => {
      if (reads[name] !== undefined) return Promise.resolve(reads[name]);
      written.push({ name, request: request as Record<string, unknown>, group });
      return Promise.resolve({ touched: { entities: ['briefing'], uids: [] }, result: { uid: 'made' } });
    },
  });
  await workspace.open();
});

afterEach(() => {
  briefingTarget.done();
  workspace.close();
  for (const { id } of status.toasts) status.dismiss(id);
  restore();
});

describe('adding statements to a briefing', () => {
  it('puts them under a heading, in their order and as one step for undo, and proposes that place again', async () => {
    await render(AddToBriefing);
    briefingTarget.ask(['s1', 's2']);
    await expect.element(page.getByRole('combobox', { name: /Briefing/ })).toHaveFocus();
    await expectAccessible();
    await userEvent.keyboard('jul{Enter}');
    await page.getByRole('combobox', { name: 'Place' }).selectOptions('Under “Russia”');
    await page.getByRole('button', { name: 'Add' }).click();
    await expect.poll(() => written.length).toBe(2);
    const [first, second] = written;
    expect(first?.request).toMatchObject({
      briefing: 'b1',
      after: 'q1',
      content: { statement: { statement: 's1' } },
    });
    expect(second?.request).toMatchObject({
      after: first?.request['uid'],
      content: { statement: { statement: 's2' } },
    });
    expect(first?.group).toBe(second?.group);
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();

    briefingTarget.ask(['s3']);
    await expect.element(page.getByRole('combobox', { name: /Briefing/ })).toHaveValue('July');
    await expect.element(page.getByRole('combobox', { name: 'Place' })).toHaveValue('h1');
    await userEvent.keyboard('{Escape}{Escape}');
    await expect.poll(() => briefingTarget.asked).toBeNull();
  });

  it('begins a briefing by its title, and asks for one when none is chosen', async () => {
    await render(AddToBriefing);
    briefingTarget.ask(['s1']);
    await expect.element(page.getByRole('dialog')).toBeVisible();
    await page.getByRole('button', { name: 'Add' }).click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('Choose one');
    expect(written).toEqual([]);
    await page.getByRole('combobox', { name: /Briefing/ }).fill('August');
    await page.getByRole('option', { name: /August/ }).click();
    await expect.poll(() => written[0]).toMatchObject({ name: 'add_briefing', request: { title: 'August' } });
    await page.getByRole('button', { name: 'Add' }).click();
    await expect.poll(() => written[1]?.request).toMatchObject({ briefing: 'made', after: null });
  });
});
