import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../tests/axe';
import type { ActorRow } from '../../api/generated/commands';
import { replaceHost } from '../../host';
import { listen, registry } from '../../keys';
import Toasts from '../../parts/Toasts.svelte';
import { router } from '../../state/place.svelte';
import { status } from '../../state/status.svelte';
import { workspace } from '../../state/workspace.svelte';
import '../../styles/index.css';
import Actors from './Actors.svelte';

const actor = (uid: string, names: string[]): ActorRow => ({
  uid,
  kind: 'person',
  name: names[0] ?? '',
  names: names.map((name) => ({ name, language: 'en', script: 'Latn' })),
  note: '',
  roles: [],
  statements: 2,
});
const actors = [actor('z1', ['Zelenskyy', 'Selenskyj', 'Zelensky']), actor('z2', ['Volodymyr Zelenskyy'])];

let writes: [name: string, request: unknown][] = [];
let stop: () => void = () => undefined;
const WRITE = /^(edit|merge|add|delete|undo|restore)/;

beforeEach(async () => {
  writes = [];
  const answers: Record<string, (request: { uid?: string }) => unknown> = {
    get_workspace: () => ({ title: 'Demo', actors: 2, read_only: false, undo: {}, sequence: writes.length }),
    list_actors: () => ({ actors }),
    list_statements: () => ({ statements: [], total: 0 }),
    get_actor: ({ uid }) => ({ actor: actors.find((one) => one.uid === uid), notes: [] }),
  };
  replaceHost({
    call: (name: string, request: { uid?: string }) => {
      if (!WRITE.test(name)) return Promise.resolve(answers[name]?.(request));
      writes.push([name, request]);
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
  router.go('actors', { list: 'actors', uid: 'z1' });
  const [unlisten, close] = [listen(), registry.pushContext('actors')];
  stop = () => {
    unlisten();
    close();
  };
});

afterEach(() => {
  stop();
  for (const { id } of status.toasts) status.dismiss(id);
  workspace.close();
});

async function show(): Promise<void> {
  await render(Toasts);
  const { container } = await render(Actors);
  container.style.height = '800px';
}

describe('the page of an actor', () => {
  it('renames in place, and keeps all other names', async () => {
    await show();
    const name = page.getByRole('textbox', { name: 'Preferred name' });
    await expect.element(name).toHaveValue('Zelenskyy');
    await expectAccessible();
    await name.fill('Volodymyr Zelenskyj');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => writes).toHaveLength(1);
    expect(writes[0]).toEqual([
      'edit_actor',
      {
        uid: 'z1',
        names: ['Volodymyr Zelenskyj', 'Selenskyj', 'Zelensky'].map((one) => ({ name: one, language: 'en' })),
      },
    ]);
  });

  it('makes another name the preferred one by the arrows', async () => {
    await show();
    await page.getByRole('textbox', { name: 'Name: Selenskyj' }).click();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await expect.poll(() => writes).toHaveLength(1);
    expect(writes[0]?.[1]).toMatchObject({
      names: [{ name: 'Selenskyj' }, { name: 'Zelenskyy' }, { name: 'Zelensky' }],
    });
  });

  it('merges only after saying what happens, and takes it back as long as nothing else was done', async () => {
    await show();
    await page.getByRole('button', { name: 'Merge into' }).click();
    await page.getByRole('combobox', { name: 'Into' }).fill('volod');
    await page
      .getByRole('dialog')
      .getByRole('option', { name: /Volodymyr/ })
      .click();
    await expect.element(page.getByText('2 statements go to “Volodymyr Zelenskyy”.')).toBeVisible();
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect.poll(() => writes).toEqual([['merge_actors', { uid: 'z1', into: 'z2' }]]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => writes.at(-1)?.[0]).toBe('undo');
  });
});
