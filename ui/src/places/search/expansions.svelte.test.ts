import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../tests/axe';
import type { Expansion, ExpansionReason } from '../../api/generated/commands';
import '../../styles/index.css';
import Expansions from './Expansions.svelte';

const expansion = (written: string, reason: ExpansionReason, more: Partial<Expansion> = {}): Expansion => ({
  of: 'Zelensky',
  term: written.toLowerCase(),
  written,
  reason,
  detail: '',
  docs: 2,
  on: true,
  ...more,
});

const EXPANSIONS = [
  expansion('Зеленський', 'name', { docs: 400 }),
  expansion('Selenskyj', 'name'),
  expansion('Silinsky', 'name', { on: false }),
  expansion('Zelenskys', 'inflection', { detail: 'en' }),
];

describe('What else is looked for', () => {
  it('says each word with its reason, and switches it by click and by key', async () => {
    const toggled: string[] = [];
    const kinds: string[] = [];
    const { container } = await render(Expansions, {
      expansions: EXPANSIONS,
      without: new Set<ExpansionReason>(),
      ontoggle: ({ term }: Expansion) => toggled.push(term),
      ontogglekind: (reason: ExpansionReason) => kinds.push(reason),
    });
    const word = page.getByRole('button', { name: 'Selenskyj: sounds the same as Zelensky, in 2 documents' });
    await expect.element(word).toHaveAttribute('aria-pressed', 'true');
    const perhaps = page.getByRole('button', { name: /^Silinsky: may sound the same/ });
    await expect.element(perhaps).toHaveAttribute('aria-pressed', 'false');
    await word.click();
    expect(toggled).toEqual(['selenskyj']);
    // One stop for Tab; the arrows go on to the next word.
    expect(container.querySelectorAll('button[tabindex="0"]')).toHaveLength(1);
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(toggled).toEqual(['selenskyj', 'silinsky']);
    await page.getByRole('button', { name: '(name)' }).click();
    expect(kinds).toEqual(['name']);
    await expectAccessible(container);
  });

  it('shows nothing where there is nothing else to look for', async () => {
    const { container } = await render(Expansions, {
      expansions: [],
      without: new Set<ExpansionReason>(),
      ontoggle: () => undefined,
      ontogglekind: () => undefined,
    });
    expect(container.querySelector('[role=toolbar]')).toBeNull();
  });
});
