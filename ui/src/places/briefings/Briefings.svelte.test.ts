import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../tests/axe';
import { replaceHost } from '../../host';
import { router } from '../../state/place.svelte';
import { status } from '../../state/status.svelte';
import { workspace } from '../../state/workspace.svelte';
import '../../styles/index.css';
import { BRIEFING, Core, statement, translation } from './testing/core';
import Place from './testing/Place.svelte';

let core: Core;
let restore: () => void;

beforeEach(async () => {
  core = new Core()
    .heading('h1', 'Russia')
    .prose('p1', 'Moscow was ready.')
    .quote(
      'q1',
      statement('s1', 'Moskau bereit sei', { translations: [translation('t1', 'Moscow was ready')] }),
    )
    .quote('q2', statement('s2', 'kein Antrag'));
  core.statements.push(statement('s3', 'keine Wunder'));
  restore = replaceHost(core.host);
  await workspace.open();
  router.go('briefings', { briefing: BRIEFING });
});

afterEach(() => {
  workspace.close();
  for (const { id } of status.toasts) status.dismiss(id);
  restore();
});

const row = (name: RegExp) => page.getByRole('row', { name });
const focused = (): string | undefined =>
  (document.activeElement as HTMLElement | null)?.dataset['entry'] ?? document.activeElement?.tagName;

async function begin(at: string): Promise<void> {
  await render(Place);
  await expect.poll(() => document.querySelector(`[data-entry="${at}"]`)).not.toBeNull();
  document.querySelector<HTMLElement>(`[data-entry="${at}"]`)?.focus();
  await expect.poll(focused).toBe(at);
}

describe('the outline', () => {
  it('says what each entry is and lacks, and has no accessibility faults', async () => {
    await begin('h1');
    await expect.element(row(/Russia/)).toHaveTextContent('2 statements');
    await expect.element(row(/Moskau bereit sei/)).toHaveTextContent('translation: draft');
    await expect
      .element(row(/kein Antrag/))
      .toHaveTextContent('No English translation yet: T opens the statement');
    await expect.poll(() => status.note).toBe('2 quotes, each with its source');
    await expectAccessible();
  });

  it('moves an entry with every press of Alt and an arrow, although the file is slower', async () => {
    await begin('q2');
    await userEvent.keyboard('{Alt>}{ArrowUp}{ArrowUp}{ArrowUp}{/Alt}');
    await expect.poll(() => core.order).toEqual(['q2', 'h1', 'p1', 'q1']);
    await userEvent.keyboard('{Alt>}{ArrowUp}{ArrowDown}{/Alt}');
    await expect.poll(() => core.order).toEqual(['h1', 'q2', 'p1', 'q1']);
    await expect.poll(focused).toBe('q2');
    expect(core.names.every((name) => name === 'move_briefing_item')).toBe(true);
  });

  it('shows the order of the file again when a move is refused', async () => {
    core.refuses = 'move_briefing_item';
    await begin('h1');
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await expect.poll(() => status.toasts.length).toBe(1);
    await expect
      .poll(() =>
        Array.from(document.querySelectorAll<HTMLElement>('[data-entry]'), (one) => one.dataset['entry']),
      )
      .toEqual(['h1', 'p1', 'q1', 'q2']);
  });

  it('moves an entry by its handle, to where the line shows', async () => {
    await begin('h1');
    const handle = document.querySelector('[data-entry=q2] .grip');
    const target = document.querySelector('[data-entry=p1]')?.getBoundingClientRect();
    const send = (type: string, y: number): void => {
      handle?.dispatchEvent(
        new PointerEvent(type, { bubbles: true, button: 0, pointerId: 1, clientX: 300, clientY: y }),
      );
    };
    // A made-up pointer cannot be captured.
    if (handle) Object.assign(handle, { setPointerCapture: () => undefined });
    send('pointerdown', 400);
    send('pointermove', (target?.top ?? 0) + 2);
    await expect.poll(() => document.querySelectorAll('.drop').length).toBe(1);
    send('pointerup', (target?.top ?? 0) + 2);
    await expect.poll(() => core.order).toEqual(['h1', 'q2', 'p1', 'q1']);
    expect(document.querySelector('.drop')).toBeNull();
  });

  it('writes a heading below the active entry, with its level, and prose below that', async () => {
    await begin('p1');
    await userEvent.keyboard('h');
    await userEvent.keyboard('Kremlin{Tab}{Tab}{Shift>}{Tab}{/Shift}{Enter}');
    await expect.poll(() => core.items[2]).toMatchObject({ kind: 'heading', level: 3, text: 'Kremlin' });
    await expect.poll(focused).toBe(core.items[2]?.uid);
    await userEvent.keyboard('p');
    await userEvent.keyboard('One.{Enter}{Enter}Two.{Control>}{Enter}{/Control}');
    await expect.poll(() => core.items[3]).toMatchObject({ kind: 'prose', text: 'One.\n\nTwo.' });
    await expect.poll(focused).toBe(core.items[3]?.uid);
  });

  it('changes prose in place, and leaves it alone on Escape', async () => {
    await begin('p1');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('textbox', { name: 'Prose' })).toHaveFocus();
    await userEvent.keyboard(' Not Kyiv.{Escape}');
    await expect.poll(focused).toBe('p1');
    expect(core.written).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard(' Kyiv too.{Control>}{Enter}{/Control}');
    await expect
      .poll(() => core.written)
      .toEqual([{ name: 'edit_briefing_item', request: { uid: 'p1', text: 'Moscow was ready. Kyiv too.' } }]);
  });

  it('keeps what is written when somebody goes elsewhere, and in the field when it cannot be saved', async () => {
    await begin('p1');
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard(' More.');
    core.refuses = 'edit_briefing_item';
    await page.getByRole('searchbox').click();
    await expect.poll(() => status.toasts.length).toBe(1);
    await expect.element(page.getByRole('textbox', { name: 'Prose' })).toHaveValue('Moscow was ready. More.');
    core.refuses = null;
    await page.getByRole('searchbox').click();
    await expect.poll(() => core.items[1]?.text).toBe('Moscow was ready. More.');
  });

  it('changes the level of a heading, and goes back in the window from any other entry', async () => {
    await begin('h1');
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
    await expect.poll(() => core.items[0]?.level).toBe(3);
    await userEvent.keyboard('{Alt>}{ArrowLeft}{ArrowLeft}{/Alt}');
    await expect.poll(() => core.names.length).toBe(2);
    expect(core.items[0]?.level).toBe(2);
    expect(router.params('briefings').briefing).toBe(BRIEFING);
  });

  it('takes an entry out, goes to its neighbour, and offers to undo', async () => {
    await begin('q1');
    await userEvent.keyboard('{Delete}');
    await expect.poll(() => core.order).toEqual(['h1', 'p1', 'q2']);
    await expect.poll(focused).toBe('q2');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => core.names.at(-1)).toBe('undo');
  });

  it('lets the translation that is quoted be chosen', async () => {
    await begin('q1');
    await userEvent.keyboard('{Enter}');
    await page.getByRole('menuitemcheckbox', { name: /English, draft/ }).click();
    await expect.poll(() => core.written.at(-1)?.request).toEqual({ uid: 'q1', translation: 't1' });
  });

  it('offers in the menu of any entry what can be done with it', async () => {
    await begin('h1');
    await row(/kein Antrag/).hover();
    await row(/kein Antrag/)
      .getByRole('button', { name: 'What to do with this entry' })
      .click();
    await page.getByRole('menuitem', { name: 'Move up' }).click();
    await expect.poll(() => core.order).toEqual(['h1', 'p1', 'q2', 'q1']);
    await expect.poll(focused).toBe('q2');
  });

  it('opens the statement in Read', async () => {
    await begin('q2');
    await userEvent.keyboard('t');
    await expect.poll(() => router.place).toBe('read');
    expect(router.params('read')).toEqual({ article: 'a1', statement: 's2', start: 3, end: 9 });
  });

  it('renames the briefing in place', async () => {
    await begin('h1');
    await userEvent.keyboard('{F2}');
    await expect.element(page.getByRole('textbox', { name: 'Title' })).toHaveFocus();
    await userEvent.keyboard(' of July{Enter}');
    await expect.poll(() => core.title).toBe('Positions of July');
    await expect.poll(focused).toBe('h1');
  });
});

describe('the statements to choose from', () => {
  it('are added after the active entry, one after the other, and each once', async () => {
    await begin('p1');
    await userEvent.keyboard('b');
    await userEvent.keyboard('{End}{Enter}');
    await expect.poll(() => core.items[2]?.statement?.uid).toBe('s3');
    await expect
      .element(page.getByRole('option', { name: /keine Wunder/ }))
      .toHaveTextContent('in this briefing');
    await expect.element(page.getByRole('option', { name: /keine Wunder/ })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await new Promise((done) => setTimeout(done, 50));
    expect(core.names).toEqual(['add_briefing_item']);
  });
});

describe('the list of briefings', () => {
  it('opens one, begins one, and puts one into the bin', async () => {
    router.go('briefings');
    await render(Place);
    await expect.element(page.getByRole('option', { name: /Positions/ })).toBeVisible();
    await expectAccessible();
    await userEvent.keyboard('n');
    await userEvent.keyboard('Ceasefire{Enter}');
    await expect
      .poll(() => core.written)
      .toEqual([{ name: 'add_briefing', request: { title: 'Ceasefire', language: 'en' } }]);
    await expect.poll(() => router.params('briefings').briefing).toBe(BRIEFING);
    await userEvent.keyboard('l');
    await page.getByRole('option', { name: /Positions/ }).click();
    await userEvent.keyboard('{Delete}');
    await expect.poll(() => core.written.at(-1)?.request).toEqual({ entity: 'briefing', uids: [BRIEFING] });
  });
});
