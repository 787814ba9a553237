import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../tests/axe';
import type { ActorRow, LikelySameActors, SameCandidate, SameReason } from '../../api/generated/commands';
import { replaceHost } from '../../host';
import { listen, registry } from '../../keys';
import Toasts from '../../parts/Toasts.svelte';
import { router } from '../../state/place.svelte';
import { status } from '../../state/status.svelte';
import { workspace } from '../../state/workspace.svelte';
import '../../styles/index.css';
import Actors from './Actors.svelte';

const NAMES: Record<string, string> = { z1: 'Selenskyj', z2: 'Зеленський', p1: 'Putin' };
const row = (uid: string): ActorRow => ({
  uid,
  kind: 'person',
  name: NAMES[uid] ?? '',
  names: [{ name: NAMES[uid] ?? '', language: '', script: '' }],
  note: '',
  roles: [],
  statements: 2,
});
const candidate = (uid: string): SameCandidate => ({
  actor: { uid, kind: 'person', name: NAMES[uid] ?? '' },
  role: 'Präsident',
  statements: 2,
});
const REASONS: SameReason[] = [
  { reason: 'sounds_alike', one: 'Selenskyj', other: 'Зеленський' },
  { reason: 'same_role', title: 'Präsident' },
  { reason: 'same_statements', statements: 1 },
];

let writes: [name: string, request: unknown][] = [];
let refused = false;
let merged = false;
let stop: () => void = () => undefined;

function likely(actor: string | undefined): LikelySameActors {
  const isShown = !refused && !merged && actor !== 'p1';
  const other = actor === 'z2' ? 'z1' : 'z2';
  const pair = { one: candidate(actor ?? 'z1'), other: candidate(other), score: 84, reasons: REASONS };
  return {
    pairs: isShown ? [pair] : [],
    more: false,
    refused: refused && actor === 'z1' ? [candidate('z2').actor] : [],
  };
}

beforeEach(async () => {
  writes = [];
  refused = merged = false;
  const rows = (): ActorRow[] => (merged ? ['p1', 'z2'] : ['p1', 'z1', 'z2']).map(row);
  const answers: Record<string, (request: { uid?: string; actor?: string }) => unknown> = {
    get_workspace: () => ({ title: 'Demo', actors: 3, read_only: false, undo: {}, sequence: writes.length }),
    list_actors: () => ({ actors: rows() }),
    list_statements: () => ({ statements: [], total: 0 }),
    list_likely_same_actors: ({ actor }) => likely(actor),
    get_actor: ({ uid }) => ({ actor: row(uid ?? ''), notes: [] }),
  };
  replaceHost({
    call: (name: string, request: { uid?: string }) => {
      const answer = answers[name];
      if (answer !== undefined) return Promise.resolve(answer(request));
      writes.push([name, request]);
      if (name === 'refuse_same_actor') refused = true;
      if (name === 'reconsider_same_actor' || name === 'undo') refused = merged = false;
      if (name === 'merge_actors') merged = true;
      return Promise.resolve({
        command: 'c',
        repeated: false,
        sequence: writes.length,
        touched: { entities: ['actor'], uids: [] },
        result: {},
      });
    },
  } as unknown as Parameters<typeof replaceHost>[0]);
  await workspace.open();
  router.go('actors', { list: 'actors', uid: 'p1' });
  const [unlisten, close] = [listen(), registry.pushContext('actors')];
  stop = () => {
    unlisten();
    close();
  };
  await render(Toasts);
  const { container } = await render(Actors);
  container.style.height = '800px';
});

afterEach(() => {
  stop();
  for (const { id } of status.toasts) status.dismiss(id);
  workspace.close();
});

/** Goes to the pair by its key alone. */
async function goToPair(): Promise<void> {
  await expect.element(page.getByText('1 pair may be the same')).toBeVisible();
  await userEvent.keyboard('s');
  await expect.element(page.getByRole('button', { name: 'Merge with “Зеленський”' })).toHaveFocus();
}

describe('actors that may be the same', () => {
  it('are counted in the list and reached by a key, with reasons for and against', async () => {
    await goToPair();
    await expect.element(page.getByText('“Selenskyj” and “Зеленський” sound alike.')).toBeVisible();
    await expect.element(page.getByText('Both are “Präsident”.')).toBeVisible();
    await expect.element(page.getByText('But both stand in 1 statement, side by side.')).toBeVisible();
    expect(page.getByRole('img', { name: 'May be the same as 1 other actor' }).elements()).toHaveLength(2);
    await expectAccessible();
  });

  it('are merged by keyboard under the name that is chosen, and taken apart again', async () => {
    await goToPair();
    await userEvent.keyboard('{Enter}');
    await expect
      .element(page.getByRole('button', { name: 'Keep the name “Selenskyj” and merge' }))
      .toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('button', { name: 'Merge with “Зеленський”' })).toHaveFocus();
    expect(writes).toEqual([]);
    await userEvent.keyboard('{Enter}{Tab}{Enter}');
    await expect.poll(() => writes).toEqual([['merge_actors', { uid: 'z1', into: 'z2' }]]);
    await expect.element(page.getByRole('textbox', { name: 'Preferred name' })).toHaveValue('Зеленський');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => writes.at(-1)?.[0]).toBe('undo');
  });

  it('are not proposed again once refused, until that is reconsidered', async () => {
    await goToPair();
    await userEvent.keyboard('{Tab}{Enter}');
    await expect.poll(() => writes).toEqual([['refuse_same_actor', { one: 'z1', other: 'z2' }]]);
    await expect.element(page.getByText('Said to be somebody else:')).toBeVisible();
    expect(page.getByText('1 pair may be the same').elements()).toHaveLength(0);
    await page.getByRole('button', { name: 'Reconsider “Зеленський”' }).click();
    await expect.poll(() => writes.at(-1)).toEqual(['reconsider_same_actor', { one: 'z1', other: 'z2' }]);
    await expect.element(page.getByRole('button', { name: 'Merge with “Зеленський”' })).toBeVisible();
  });
});
