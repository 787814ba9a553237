import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../tests/axe';
import { fakeHost, written, type FakeHost } from '../../../tests/fake-host';
import App from '../../App.svelte';
import type { ArchiveView, ImportView } from '../../api/window';
import { importing } from '../../state/importing.svelte';
import { status } from '../../state/status.svelte';
import { workspace } from '../../state/workspace.svelte';
import '../../styles/index.css';

const staged = {
  token: 'a1',
  file_name: 'wire.csv',
  folder: '/home/ada',
  more: 0,
  kind: 'csv' as const,
};

const item = (title: string): ArchiveView['items'][number] => ({
  place: '2',
  title,
  language: 'de',
  outlet: '',
  published: '2025-07-01',
  author: '',
  beginning: `Text of ${title}`,
  characters: 400,
  trouble: null,
  remarks: [],
});

const seen: ArchiveView = {
  items: [
    item('First'),
    { ...item(''), place: '3', trouble: { code: 'empty', message: 'there is no text in it' } },
  ],
  total: 48_123,
  exact: false,
  bytes: 9_000_000,
  columns: [
    { name: 'Title', field: 'title' },
    { name: 'Section', field: null },
  ],
};

const none: ImportView = {
  file_name: '',
  more: 0,
  running: null,
  job: null,
  can_resume: false,
  problem: null,
};

const running = (more: Partial<NonNullable<ImportView['running']>> = {}): ImportView => ({
  ...none,
  file_name: 'wire.csv',
  running: {
    phase: 'storing',
    done: 12_000,
    total: 48_123,
    exact: false,
    per_second: 1_234.4,
    seconds_left: 200,
    paused: false,
    imported: 11_990,
    duplicates: 3,
    failed: 7,
    ...more,
  },
});

const ended = (state: 'done' | 'storing' | 'cancelled', more: Partial<ImportView> = {}): ImportView => ({
  ...none,
  file_name: 'wire.csv',
  job: {
    uid: 'j',
    state,
    taken: 48_000,
    imported: 47_990,
    duplicates: 3,
    failed: 7,
    began: '2025-07-24T09:00:00Z',
    ended: '2025-07-24T09:10:00Z',
    pending: 0,
  },
  ...more,
});

let host: FakeHost | undefined;
afterEach(() => {
  host?.remove();
  importing.failuresOpen = false;
  for (const { id } of status.toasts) status.dismiss(id);
});

async function start(answers: Parameters<typeof fakeHost>[0] = {}): Promise<FakeHost> {
  const made = fakeHost({
    window_import: () => none,
    window_pick_files: () => ({ files: [], refused: [], archive: staged }),
    window_look_at_archive: () => seen,
    window_start_import: () => running({ done: 0 }),
    list_outlets: () => ({ outlets: [] }),
    ...answers,
  });
  host = made;
  await render(App);
  await expect.poll(() => workspace.isOpen).toBe(true);
  await expect.poll(() => made.requests('window_import').length).toBeGreaterThan(0);
  return made;
}

async function pick(answers: Parameters<typeof fakeHost>[0] = {}): Promise<FakeHost> {
  const made = await start(answers);
  await userEvent.keyboard('{Control>}i{/Control}');
  await expect.element(page.getByRole('dialog', { name: 'Import an archive' })).toBeVisible();
  return made;
}

const strip = (): ReturnType<typeof page.getByRole> => page.getByRole('region', { name: 'Import' });
const settled = (): Promise<unknown> => Promise.all(document.getAnimations().map(({ finished }) => finished));

describe('an archive that was picked', () => {
  it('is shown as it would be stored: its columns, its first articles, and what cannot be imported', async () => {
    await pick();
    const dialog = page.getByRole('dialog');
    await expect.element(dialog.getByText('about 48,000 articles', { exact: true })).toBeVisible();
    await expect.element(dialog.getByText('left out', { exact: true })).toBeVisible();
    await expect.element(dialog.getByText('Text of First')).toBeVisible();
    await expect.element(dialog.getByText('There is no text in it.')).toBeVisible();
    await settled();
    await expectAccessible();
  });

  it('is looked at again with what is said of all, and imported so, with an outlet that is new', async () => {
    const made = await pick({ add_outlet: () => written({ uid: 'o' }) });
    await userEvent.type(page.getByLabelText('Published'), '2025-06');
    await expect
      .poll(() => made.requests('window_look_at_archive').at(-1))
      .toEqual({ token: 'a1', language: '', published: '2025-06' });
    const outlet = page.getByRole('combobox', { name: 'Outlet' });
    await outlet.fill('Wire');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    const [added] = made.requests('add_outlet') as { uid: string; name: string }[];
    expect(added?.name).toBe('Wire');
    expect(made.requests('window_start_import')).toEqual([
      { token: 'a1', language: '', published: '2025-06', outlet: added?.uid },
    ]);
    await expect.element(strip().getByText('Importing wire.csv')).toBeVisible();
    await expect.poll(() => made.requests('window_release_files')).toEqual([{ tokens: ['a1'] }]);
  });

  it('waits while another import runs', async () => {
    await pick({ window_import: () => running() });
    await expect.element(page.getByText(/This one can begin when it is through/)).toBeVisible();
    await expect.element(page.getByRole('button', { name: /Import about/ })).toBeDisabled();
  });
});

describe('the strip of an import', () => {
  it('says how far it is, to screen readers too, and has no accessibility faults', async () => {
    const made = await start();
    await expect.element(strip()).not.toBeInTheDocument();
    made.tell('import', running());
    const bar = strip().getByRole('progressbar', { name: 'Importing wire.csv' });
    await expect.element(bar).toHaveAttribute('aria-valuetext', '12,000 of about 48,000');
    await expect.element(strip().getByText('about 3 minutes left')).toBeVisible();
    await expect.poll(() => status.announcement).toContain('Importing wire.csv');
    await settled();
    await expectAccessible();
    made.tell('import', running({ phase: 'indexing', done: 10, total: 47_990, exact: true }));
    await expect.element(strip().getByText('Making wire.csv searchable')).toBeVisible();
    await expect.element(strip().getByRole('button', { name: 'Stop importing' })).not.toBeInTheDocument();
  });

  it('lets the lists take up the first articles at once', async () => {
    const made = await start();
    const before = made.requests('get_workspace').length;
    made.tell('import', running({ imported: 25 }));
    await expect.poll(() => made.requests('get_workspace').length).toBeGreaterThan(before);
    const after = made.requests('get_workspace').length;
    made.tell('import', running({ imported: 50 }));
    made.tell('import', running({ imported: 75 }));
    await expect.element(strip()).toBeVisible();
    expect(made.requests('get_workspace').length).toBe(after);
  });

  it('pauses and goes on', async () => {
    const made = await start({
      window_import: () => running(),
      window_pause_import: ({ paused }: { paused: boolean }) => running({ paused }),
    });
    await strip().getByRole('button', { name: 'Pause' }).click();
    await expect.element(strip().getByText('Paused: wire.csv')).toBeVisible();
    await strip().getByRole('button', { name: 'Go on' }).click();
    await expect.element(strip().getByText('Importing wire.csv')).toBeVisible();
    expect(made.requests('window_pause_import')).toEqual([{ paused: true }, { paused: false }]);
  });

  it('stops only after it was asked, with the safe answer first', async () => {
    const made = await start({ window_import: () => running(), window_cancel_import: () => running() });
    await strip().getByRole('button', { name: 'Stop importing' }).click();
    await expect.element(strip().getByRole('button', { name: 'Keep importing' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(made.requests('window_cancel_import')).toEqual([]);
    await strip().getByRole('button', { name: 'Stop importing' }).click();
    await strip().getByRole('button', { name: 'Stop here' }).click();
    await expect.poll(() => made.requests('window_cancel_import').length).toBe(1);
  });

  it('offers an import that was interrupted', async () => {
    const made = await start({
      window_import: () => ended('storing', { can_resume: true }),
      window_resume_import: () => running(),
    });
    await expect
      .element(strip().getByText('The import of wire.csv was interrupted after 48,000.'))
      .toBeVisible();
    await strip().getByRole('button', { name: 'Go on with it' }).click();
    await expect.element(strip().getByRole('progressbar')).toBeInTheDocument();
    expect(made.requests('window_resume_import')).toEqual([{}]);
  });

  it('says what became of it, and lists and saves what was left out', async () => {
    let through = false;
    const failures = [
      { source: '/home/ada/wire.csv', place: '12', code: 'duplicate', message: '', stored: false },
      {
        source: '/home/ada/wire.csv',
        place: '13',
        code: 'date',
        message: "published: 'x' is not a date",
        stored: true,
      },
    ];
    const made = await start({
      window_import: () => (through ? ended('done') : running()),
      list_import_failures: () => ({ failures, next: null }),
      window_export_import_failures: () => ({ file: null }),
    });
    through = true;
    made.tell('import', none);
    await expect
      .element(strip().getByText('47,990 articles imported · 3 were there already · 7 could not be imported'))
      .toBeVisible();
    await strip().getByRole('button', { name: 'Show what was left out' }).click();
    const dialog = page.getByRole('dialog');
    await expect.element(dialog.getByText('It is in the workspace already.')).toBeVisible();
    await expect.element(dialog.getByText('wire.csv, at 12')).toBeVisible();
    await expect.element(dialog.getByText('imported all the same')).toBeVisible();
    await settled();
    await expectAccessible();
    await dialog.getByRole('button', { name: 'Save the list as CSV…' }).click();
    await expect.poll(() => made.requests('window_export_import_failures').length).toBe(1);
    await userEvent.keyboard('{Escape}');
    await strip().getByRole('button', { name: 'Dismiss' }).click();
    await expect.element(strip()).not.toBeInTheDocument();
  });
});
