import { union, type Mark } from './layers';
import type { TextIndex } from './offsets';

/** The number of code points that a mark covers. */
export function sizeOf(mark: Mark): number {
  return union(mark.spans).reduce((sum, { start, end }) => sum + end - start, 0);
}

/** All marks over the code point `position`, the smallest first; of equal ones the one that begins later. */
export function marksAt<M extends Mark>(marks: readonly M[], position: number): M[] {
  const begin = (mark: Mark): number => Math.min(...mark.spans.map(({ start }) => start));
  return marks
    .filter(({ spans }) => spans.some(({ start, end }) => start <= position && position < end))
    .map((mark) => ({ mark, size: sizeOf(mark), begin: begin(mark) }))
    .toSorted((a, b) => a.size - b.size || b.begin - a.begin)
    .map(({ mark }) => mark);
}

interface Caret {
  node: Node;
  offset: number;
}

/** WebKitGTK 2.50 has only the older of the two functions. */
function caretAt(x: number, y: number): Caret | null {
  if (typeof document.caretPositionFromPoint === 'function') {
    const caret = document.caretPositionFromPoint(x, y);
    return caret === null ? null : { node: caret.offsetNode, offset: caret.offset };
  }
  const range = document.caretRangeFromPoint(x, y);
  return range === null ? null : { node: range.startContainer, offset: range.startOffset };
}

/** Whether the point is on the character at `offset`, as opposed to beside the line or between lines. */
function isOn(node: Text, offset: number, x: number, y: number): boolean {
  if (offset < 0 || offset >= node.length) return false;
  const range = document.createRange();
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  return Array.from(range.getClientRects()).some(
    ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
  );
}

/**
 * The code point under a point of the window (CSS pixels), or `null` where there is no character of this text. A caret
 * stands between characters, so the one before and the one after it are looked at.
 */
export function positionAt(root: Element, index: TextIndex, x: number, y: number): number | null {
  const caret = caretAt(x, y);
  if (caret === null || !(caret.node instanceof Text) || !root.contains(caret.node)) return null;
  const paragraph = caret.node.parentElement?.closest<HTMLElement>('[data-paragraph]');
  if (paragraph === null || paragraph === undefined) return null;
  for (const offset of [caret.offset, caret.offset - 1]) {
    if (isOn(caret.node, offset, x, y)) {
      return index.position({ paragraph: Number(paragraph.dataset['paragraph']), offset });
    }
  }
  return null;
}
