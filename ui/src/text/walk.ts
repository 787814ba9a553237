import type { Mark } from './layers';

function begin(mark: Mark): number {
  return mark.spans.reduce((least, { start }) => Math.min(least, start), Number.MAX_SAFE_INTEGER);
}

function end(mark: Mark): number {
  return mark.spans.reduce((most, span) => Math.max(most, span.end), 0);
}

/** The marks in reading order: by where they begin, the longer first, then by uid so that the order is fixed. */
export function inReadingOrder<M extends Mark>(marks: readonly M[]): M[] {
  return marks.toSorted(
    (a, b) => begin(a) - begin(b) || end(b) - end(a) || (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0),
  );
}

/**
 * The mark after (`1`) or before (`-1`) the current one in reading order; from the last to the first and back. Without
 * a current one: the first at or after the code point `from`, or the last before it.
 */
export function step<M extends Mark>(
  marks: readonly M[],
  current: string | null,
  direction: 1 | -1,
  from = 0,
): M | null {
  const order = inReadingOrder(marks);
  const at = order.findIndex(({ uid }) => uid === current);
  if (at !== -1) return order.at((at + direction) % order.length) ?? null;
  if (direction === 1) return order.find((mark) => begin(mark) >= from) ?? order[0] ?? null;
  return order.findLast((mark) => begin(mark) < from) ?? order.at(-1) ?? null;
}
