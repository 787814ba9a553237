import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../tests/axe';
import { aWindow, aWorkspace, fakeHost, written, type FakeHost } from '../../tests/fake-host';
import App from '../App.svelte';
import { router } from '../state/place.svelte';
import { session } from '../state/session.svelte';
import { status } from '../state/status.svelte';
import { workspace } from '../state/workspace.svelte';
import '../styles/index.css';

const recent = [
  {
    token: 'r1',
    file_name: 'talks.dragoman',
    folder: '/home/a',
    opened: '2025-07-24T09:00:00Z',
    present: true,
  },
  {
    token: 'r2',
    file_name: 'gone.dragoman',
    folder: '/media/stick',
    opened: '2025-07-01T09:00:00Z',
    present: false,
  },
];
const closed = { ...aWindow, workspace: null, recent };

let host: FakeHost | undefined;
afterEach(() => {
  host?.remove();
  session.problem = undefined;
  for (const { id } of status.toasts) status.dismiss(id);
});

async function start(answers: Parameters<typeof fakeHost>[0]): Promise<FakeHost> {
  const made = fakeHost(answers);
  host = made;
  await render(App);
  await expect.poll(() => session.ready).toBe(true);
  return made;
}

describe('without a workspace', () => {
  it('offers the recent ones, and opens the one that is chosen', async () => {
    let isOpen = false;
    const made = await start({
      window_state: () => (isOpen ? aWindow : closed),
      window_open_workspace: () => {
        isOpen = true;
        return { done: true };
      },
    });
    await expect.element(page.getByRole('button', { name: /^gone/ })).toBeDisabled();
    await expectAccessible();
    await page.getByRole('button', { name: /^talks/ }).click();
    await expect.poll(() => workspace.isOpen).toBe(true);
    expect(made.requests('window_open_workspace')).toEqual([{ recent: 'r1' }]);
  });

  it('says why a workspace could not be opened and that it was not touched', async () => {
    await start({
      window_state: () => closed,
      window_open_workspace: () => {
        throw { code: 'foreign', message: '', detail: { path: 'photo.jpg' } } as unknown as Error;
      },
    });
    await userEvent.keyboard('{Control>}o{/Control}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('photo.jpg is not a Dragoman workspace.');
    await expect.element(page.getByRole('alert')).toHaveTextContent('The file was not touched.');
  });

  it('says what went wrong before the window was there', async () => {
    const problem = { code: 'newer', message: '', detail: { path: 'a.dragoman', found: 9, known: 1 } };
    await start({ window_state: () => ({ ...closed, problem }) });
    await expect.element(page.getByRole('alert')).toHaveTextContent('newer version');
  });

  it('asks for a title, and lets the shell ask where to save', async () => {
    const made = await start({ window_state: () => closed, window_new_workspace: () => ({ done: false }) });
    await userEvent.keyboard('{Control>}{Shift>}n{/Shift}{/Control}');
    await userEvent.keyboard('Istanbul talks{Enter}');
    await expect.poll(() => made.requests('window_new_workspace')).toEqual([{ title: 'Istanbul talks' }]);
  });
});

describe('with a workspace', () => {
  it('does what the menu of the desktop says, but not under a dialog', async () => {
    const made = await start({});
    made.tell('menu', { command: 'place.briefings' });
    await expect.poll(() => router.place).toBe('briefings');
    await userEvent.keyboard('{F1}');
    await expect.element(page.getByRole('dialog')).toBeVisible();
    made.tell('menu', { command: 'place.read' });
    made.tell('menu', { command: 'no.such' });
    expect(router.place).toBe('briefings');
  });

  it('lets the menu of the desktop offer what can be done, and nothing below a dialog', async () => {
    const made = await start({});
    const offered = (): string[] =>
      (made.requests('window_offer').at(-1) as { commands: string[] } | undefined)?.commands ?? [];
    await expect.poll(offered).toContain('export.statements');
    expect(offered()).toContain('edit.undo');
    expect(offered()).not.toContain('edit.redo');
    await userEvent.keyboard('{F1}');
    await expect.poll(offered).not.toContain('place.read');
  });

  it('lets a text field take back its own words when the menu says so', async () => {
    const made = await start({ window_set_preferences: () => aWindow });
    await userEvent.keyboard('{Control>},{/Control}');
    const field = page.getByRole('textbox', { name: 'Your name' });
    await field.click();
    await userEvent.keyboard('x');
    await expect.element(field).toHaveValue('Adax');
    made.tell('menu', { command: 'edit.undo' });
    await expect.element(field).toHaveValue('Ada');
    expect(made.requests('undo')).toEqual([]);
  });

  it('says which quotes of a briefing do not hold', async () => {
    const lines = [
      { line: 3, outcome: 'holds', detail: '' },
      { line: 9, outcome: 'source_missing', detail: 'a.txt' },
    ];
    const made = await start({
      window_verify_briefing: () => ({
        file_name: 'b.md',
        unreadable: [],
        report: { ok: false, quotes: 2, lines },
      }),
    });
    made.tell('menu', { command: 'briefings.verify' });
    await expect.element(page.getByRole('dialog')).toHaveTextContent('1 quote or reference does not hold');
    await expect.element(page.getByRole('listitem')).toHaveTextContent('Line 9');
    await expectAccessible();
  });

  it('goes to the welcome when the shell has closed it', async () => {
    const made = await start({});
    made.tell('state', closed);
    await expect.element(page.getByRole('heading', { name: 'Dragoman' })).toBeVisible();
  });

  it('that can only be read says so, and imports nothing', async () => {
    const made = await start({ get_workspace: () => ({ ...aWorkspace, read_only: true }) });
    await expect.element(page.getByRole('note')).toHaveTextContent('This workspace can only be read.');
    await userEvent.keyboard('{Control>}i{/Control}');
    expect(made.requests('window_pick_files')).toEqual([]);
  });

  it('empties the bin only after it was asked, and says what goes', async () => {
    const made = await start({
      list_bin: () => ({
        deleted: [
          { entity: 'article', uid: 'a', label: 'Eins', deleted: '2025-07-24T09:00:00Z' },
          { entity: 'note', uid: 'n', label: 'Zwei', deleted: '2025-07-24T09:00:00Z' },
        ],
      }),
      empty_bin: () => written({ removed: 2 }),
      restore: () => written({}),
    });
    await userEvent.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
    await page.getByRole('button', { name: 'Empty the bin…' }).click();
    await expect
      .element(page.getByRole('dialog').getByRole('alert'))
      .toHaveTextContent('1 article and 1 note');
    await expect.element(page.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    expect(made.requests('empty_bin')).toEqual([]);
    await page.getByRole('button', { name: 'Remove for good' }).click();
    await expect.poll(() => made.requests('empty_bin').length).toBe(1);
  });

  it('restores from the bin what is chosen, kind by kind, to be undone together', async () => {
    const made = await start({
      list_bin: () => ({
        deleted: [
          { entity: 'article', uid: 'a', label: 'Eins', deleted: '2025-07-24T09:00:00Z' },
          { entity: 'note', uid: 'n', label: 'Zwei', deleted: '2025-07-24T09:00:00Z' },
        ],
      }),
      restore: () => written({}),
    });
    await userEvent.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
    await expect.element(page.getByRole('option', { name: /Eins/ })).toBeVisible();
    await userEvent.keyboard('{Control>}a{/Control}');
    await page.getByRole('button', { name: 'Restore' }).click();
    await expect
      .poll(() => made.requests('restore'))
      .toEqual([
        { entity: 'article', uids: ['a'] },
        { entity: 'note', uids: ['n'] },
      ]);
    const groups = made.asked.filter(({ command }) => command === 'restore').map(({ group }) => group);
    expect(new Set(groups).size).toBe(1);
    expect(groups[0]).toBeDefined();
  });

  it('keeps the name of the analyst, and says why one is not accepted', async () => {
    const made = await start({
      window_set_preferences: ({ analyst }: { analyst?: string }) => {
        if (analyst !== '') return aWindow;
        throw {
          code: 'invalid',
          message: '',
          detail: { field: 'analyst', reason: { reason: 'empty' } },
        } as unknown as Error;
      },
    });
    await userEvent.keyboard('{Control>},{/Control}');
    const name = page.getByLabelText('Your name');
    await name.fill('');
    await userEvent.tab();
    await expect.element(name).toHaveAttribute('aria-invalid', 'true');
    await name.fill('Grace');
    await userEvent.tab();
    await expect.poll(() => made.requests('window_set_preferences').at(-1)).toEqual({ analyst: 'Grace' });
  });
});
