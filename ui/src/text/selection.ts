/** The page's selection as a range of code points, and back. */
import type { Location, Range, TextIndex } from './offsets';
import { textNodes } from './paint';

function paragraphOf(element: Element): number {
  return element instanceof HTMLElement ? Number(element.dataset['paragraph']) : Number.NaN;
}

/**
 * Where an end of a selection is. Browsers put it into elements too (a triple click ends before the next paragraph), so
 * an end outside a text node is moved to the nearest text: forward for a beginning, back for an end.
 */
function locationOf(root: Element, node: Node, offset: number, isEnd: boolean): Location | null {
  const own = node instanceof Element ? node : node.parentElement;
  const within = own?.closest('[data-paragraph]') ?? null;
  if (node instanceof Text && within !== null && root.contains(within)) {
    return { paragraph: paragraphOf(within), offset };
  }
  const all = Array.from(root.querySelectorAll('[data-paragraph]'));
  if (within !== null && root.contains(within)) {
    const before = offset === 0;
    if (!before) return { paragraph: paragraphOf(within), offset: Number.MAX_SAFE_INTEGER };
    if (!isEnd) return { paragraph: paragraphOf(within), offset: 0 };
    const previous = all[all.indexOf(within) - 1];
    return previous === undefined
      ? { paragraph: paragraphOf(within), offset: 0 }
      : { paragraph: paragraphOf(previous), offset: Number.MAX_SAFE_INTEGER };
  }
  const point = document.createRange();
  point.setStart(node, offset);
  const isAfterPoint = (element: Element): boolean => {
    const first = element.firstChild ?? element;
    return point.comparePoint(first, 0) > 0;
  };
  if (isEnd) {
    const last = all.findLast((element) => !isAfterPoint(element));
    return last === undefined ? null : { paragraph: paragraphOf(last), offset: Number.MAX_SAFE_INTEGER };
  }
  const first = all.find(isAfterPoint);
  return first === undefined ? null : { paragraph: paragraphOf(first), offset: 0 };
}

/** What is selected of the text under `root`, without white space at its ends; `null` when that is nothing. */
export function readSelection(root: Element, index: TextIndex): Range | null {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return null;
  const from = locationOf(root, range.startContainer, range.startOffset, false);
  const to = locationOf(root, range.endContainer, range.endOffset, true);
  if (from === null || to === null) return null;
  const trimmed = index.trim({ start: index.position(from), end: index.position(to) });
  return trimmed.start < trimmed.end ? trimmed : null;
}

/** Selects `range` of the text under `root` on the page; says whether it is shown there. */
export function writeSelection(root: Element, index: TextIndex, range: Range): boolean {
  const nodeOf = textNodes(root);
  const from = index.locate(range.start);
  const to = index.locate(range.end);
  const [first, last] = [nodeOf(from.paragraph), nodeOf(to.paragraph)];
  const selection = document.getSelection();
  if (selection === null || first === null || last === null) {
    return false;
  }
  selection.setBaseAndExtent(
    first,
    Math.min(from.offset, first.length),
    last,
    Math.min(to.offset, last.length),
  );
  return true;
}

/** The boxes of `range` in the window (CSS pixels), one per line; empty when it is not shown. */
export function boxesOf(root: Element, index: TextIndex, range: Range): DOMRect[] {
  const nodeOf = textNodes(root);
  return index.pieces(range).flatMap(({ paragraph, from, to }) => {
    const node = nodeOf(paragraph);
    if (node === null) return [];
    const box = document.createRange();
    box.setStart(node, Math.min(from, node.length));
    box.setEnd(node, Math.min(to, node.length));
    return Array.from(box.getClientRects());
  });
}
