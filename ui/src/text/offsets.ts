/**
 * Positions. Everything outside this folder counts Unicode code points from 0, end excluded; the DOM counts UTF-16
 * code units inside the text node of one paragraph. This file is the only one that knows both.
 *
 * A text is a string with LF line ends; each line is a paragraph, the LF belongs to none. A lone surrogate counts as
 * one code point, as JavaScript iterates.
 */

/** A range of a text, in code points, end excluded. */
export interface Range {
  start: number;
  end: number;
}

/** A place in the DOM's terms: which paragraph, and the UTF-16 offset into its text. */
export interface Location {
  paragraph: number;
  offset: number;
}

/** A part of one paragraph, in UTF-16 offsets into its text, end excluded. */
export interface Piece {
  paragraph: number;
  from: number;
  to: number;
}

/** One line of the text. `start` and `end` are code points; `end` is before the LF. */
export interface Paragraph {
  index: number;
  start: number;
  end: number;
  text: string;
}

/** Code points between two checkpoints of a paragraph that has astral characters. */
const STRIDE = 512;

interface Line extends Paragraph {
  /** UTF-16 offset of every STRIDE-th code point; `null` where both counts are the same. */
  checkpoints: Uint32Array | null;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** How many UTF-16 units the code point at `offset` takes. */
function width(text: string, offset: number): 1 | 2 {
  const pair = isHigh(text.charCodeAt(offset)) && isLow(text.charCodeAt(offset + 1));
  return pair ? 2 : 1;
}

/** The number of code points in `text`. */
export function codePointLength(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += width(text, at)) count += 1;
  return count;
}

/** The part of `text` between two code points. For a text that is asked often, use {@link TextIndex}. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  let at = 0;
  let offset = 0;
  while (at < start && offset < text.length) {
    offset += width(text, offset);
    at += 1;
  }
  const from = offset;
  while (at < end && offset < text.length) {
    offset += width(text, offset);
    at += 1;
  }
  return text.slice(from, offset);
}

function lineOf(index: number, start: number, text: string): Line {
  const length = codePointLength(text);
  let checkpoints: Uint32Array | null = null;
  if (length !== text.length) {
    checkpoints = new Uint32Array(Math.floor(length / STRIDE) + 1);
    let offset = 0;
    for (let at = 0; at <= length; at += 1) {
      if (at % STRIDE === 0) checkpoints[at / STRIDE] = offset;
      offset += width(text, offset);
    }
  }
  return { index, start, end: start + length, text, checkpoints };
}

/** A text with its paragraphs, ready to answer where a position is. */
export class TextIndex {
  readonly #lines: Line[];
  /** Length in code points. */
  readonly length: number;

  constructor(readonly text: string) {
    let start = 0;
    this.#lines = text.split('\n').map((line, index) => {
      const made = lineOf(index, start, line);
      start = made.end + 1;
      return made;
    });
    this.length = start - 1;
  }

  get paragraphs(): readonly Paragraph[] {
    return this.#lines;
  }

  #line(paragraph: number): Line {
    const line = this.#lines[Math.min(Math.max(paragraph, 0), this.#lines.length - 1)];
    if (line === undefined) throw new RangeError('a text has at least one paragraph');
    return line;
  }

  /** The paragraph that the code point `position` lies in; its LF counts to it. Clamped into the text. */
  paragraphAt(position: number): Paragraph {
    let low = 0;
    let high = this.#lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#line(middle).start <= position) low = middle;
      else high = middle - 1;
    }
    return this.#line(low);
  }

  /** Where the code point `position` is in the DOM's terms. Clamped into the text. */
  locate(position: number): Location {
    const line = this.#line(this.paragraphAt(position).index);
    const inside = Math.min(Math.max(position - line.start, 0), line.end - line.start);
    if (line.checkpoints === null) return { paragraph: line.index, offset: inside };
    let offset = line.checkpoints[Math.floor(inside / STRIDE)] ?? 0;
    for (let left = inside % STRIDE; left > 0; left -= 1) offset += width(line.text, offset);
    return { paragraph: line.index, offset };
  }

  /**
   * The code point at a UTF-16 offset of a paragraph. An offset in the middle of a surrogate pair means the pair's
   * beginning. Clamped into the paragraph.
   */
  position({ paragraph, offset }: Location): number {
    const line = this.#line(paragraph);
    const wanted = Math.min(Math.max(offset, 0), line.text.length);
    if (line.checkpoints === null) return line.start + wanted;
    let low = 0;
    let high = line.checkpoints.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((line.checkpoints[middle] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    let at = line.checkpoints[low] ?? 0;
    let inside = low * STRIDE;
    for (;;) {
      const next = at + width(line.text, at);
      if (at >= line.text.length || next > wanted) return line.start + inside;
      at = next;
      inside += 1;
    }
  }

  /** `range` cut at paragraph ends, in the DOM's terms; empty pieces are left out. */
  pieces({ start, end }: Range): Piece[] {
    if (start >= end) return [];
    const first = this.locate(start);
    const last = this.locate(end);
    const pieces: Piece[] = [];
    for (let paragraph = first.paragraph; paragraph <= last.paragraph; paragraph += 1) {
      const from = paragraph === first.paragraph ? first.offset : 0;
      const to = paragraph === last.paragraph ? last.offset : this.#line(paragraph).text.length;
      if (from < to) pieces.push({ paragraph, from, to });
    }
    return pieces;
  }

  /** The characters of `range`. */
  slice({ start, end }: Range): string {
    if (start >= end) return '';
    const first = this.locate(start);
    const last = this.locate(end);
    const texts: string[] = [];
    for (let paragraph = first.paragraph; paragraph <= last.paragraph; paragraph += 1) {
      const from = paragraph === first.paragraph ? first.offset : 0;
      const to = paragraph === last.paragraph ? last.offset : undefined;
      texts.push(this.#line(paragraph).text.slice(from, to));
    }
    // A range that ends behind a paragraph's LF ends at offset 0 of the next, which the join accounts for.
    return texts.join('\n');
  }

  /** `range` inside the text, without the white space at its ends; empty (at its start) if there is nothing else. */
  trim(range: Range): Range {
    const start = Math.max(0, Math.min(range.start, this.length));
    const quote = this.slice({ start, end: Math.min(range.end, this.length) });
    const trimmed = quote.trimStart();
    const from = start + codePointLength(quote.slice(0, quote.length - trimmed.length));
    return { start: from, end: from + codePointLength(trimmed.trimEnd()) };
  }
}
