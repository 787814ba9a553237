import type { Range } from '../../api/generated/commands';

/** A part of a snippet, found or not. */
export interface MarkedPiece {
  text: string;
  found: boolean;
}

const IN_WORDS = /[\p{L}\p{N}\p{M}\u200c\u200d]/u;

/**
 * Cuts a snippet into found and other pieces. Marks are code points of `text`; each is widened to whole words, because
 * an element that begins inside a word breaks the joining of Arabic letters.
 */
export function pieces(text: string, marks: readonly Range[]): MarkedPiece[] {
  const points = Array.from(text);
  const joins = (at: number): boolean =>
    at > 0 && at < points.length && IN_WORDS.test(points[at - 1] ?? '') && IN_WORDS.test(points[at] ?? '');
  const found = new Uint8Array(points.length);
  for (const mark of marks) {
    let start = Math.max(0, Math.min(mark.start, points.length));
    let end = Math.max(start, Math.min(mark.end, points.length));
    if (start === end) continue;
    while (joins(start)) start -= 1;
    while (joins(end)) end += 1;
    found.fill(1, start, end);
  }
  const cut: MarkedPiece[] = [];
  points.forEach((point, at) => {
    const isFound = found[at] === 1;
    const last = cut.at(-1);
    if (last !== undefined && last.found === isFound) last.text += point;
    else cut.push({ text: point, found: isFound });
  });
  return cut;
}
