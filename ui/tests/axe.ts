import axe from 'axe-core';
import { expect } from 'vitest';

/** Fails with the rules that `root` breaks (WCAG 2.2 A and AA, and axe's best practices), in the theme that is shown. */
export async function expectAccessible(root: Element = document.body): Promise<void> {
  const { violations } = await axe.run(root, {
    // The page of a test has no landmarks and headings of its own.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
  expect(found).toEqual([]);
}
