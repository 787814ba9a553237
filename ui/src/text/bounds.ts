/** Where words, sentences and paragraphs begin and end, and how a range grows and shrinks by them. All in code points. */
import { codePointLength, type Range, type TextIndex } from './offsets';

export type Unit = 'word' | 'sentence' | 'paragraph';

const segmenters = new Map<string, Intl.Segmenter>();

function wordSegmenter(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known !== undefined) return known;
  let made: Intl.Segmenter;
  try {
    made = new Intl.Segmenter(language, { granularity: 'word' });
  } catch {
    made = new Intl.Segmenter('und', { granularity: 'word' });
  }
  segmenters.set(language, made);
  return made;
}

/** The words of the paragraph around `position`, without spaces and punctuation. */
export function wordsOf(index: TextIndex, position: number, language: string): Range[] {
  const { text, start } = index.paragraphAt(position);
  const words: Range[] = [];
  let at = start;
  for (const { segment, isWordLike } of wordSegmenter(language).segment(text)) {
    const end = at + codePointLength(segment);
    if (isWordLike === true) words.push({ start: at, end });
    at = end;
  }
  return words;
}

/** What the units are cut by: the language for words, the core's sentence ranges for sentences. */
export interface Cuts {
  /** BCP 47; empty when unknown. */
  language: string;
  /** In order, disjoint. */
  sentences: readonly Range[];
}

function paragraphsOf(index: TextIndex): Range[] {
  return index.paragraphs.filter(({ start, end }) => start < end).map(({ start, end }) => ({ start, end }));
}

/** All units of this kind that may lie next to `position`, in order. */
function unitsNear(index: TextIndex, position: number, unit: Unit, cuts: Cuts): Range[] {
  if (unit === 'sentence' && cuts.sentences.length > 0) return [...cuts.sentences];
  if (unit !== 'word') return paragraphsOf(index);
  const here = index.paragraphAt(position).index;
  const near = index.paragraphs.slice(0, here).findLast(({ text }) => text.trim() !== '');
  const next = index.paragraphs.slice(here + 1).find(({ text }) => text.trim() !== '');
  const around = [near, index.paragraphs[here], next].filter((paragraph) => paragraph !== undefined);
  return around.flatMap((paragraph) => wordsOf(index, paragraph.start, cuts.language));
}

/** The unit over `position`, or the next one after it, or the last one; `null` in an empty text. */
export function unitAt(index: TextIndex, position: number, unit: Unit, cuts: Cuts): Range | null {
  const units = unitsNear(index, position, unit, cuts);
  return units.find(({ end }) => position < end) ?? units.at(-1) ?? null;
}

/** The unit after (`1`) or before (`-1`) `range`; `null` at the ends of the text. */
export function unitBeside(
  index: TextIndex,
  range: Range,
  unit: Unit,
  step: 1 | -1,
  cuts: Cuts,
): Range | null {
  if (step === 1)
    return unitsNear(index, range.end, unit, cuts).find(({ start }) => start >= range.end) ?? null;
  return unitsNear(index, range.start, unit, cuts).findLast(({ end }) => end <= range.start) ?? null;
}

/**
 * Moves one edge of `range` to the next boundary of a unit: outward it takes in the next unit (or the rest of the one
 * that it cuts), inward it gives one up. A range never becomes empty; where there is no further boundary it stays.
 */
export function moveEdge(
  index: TextIndex,
  range: Range,
  edge: 'start' | 'end',
  step: 1 | -1,
  unit: Unit,
  cuts: Cuts,
): Range {
  if (edge === 'end') {
    const units = unitsNear(index, range.end, unit, cuts);
    const end =
      step === 1 ? units.find((u) => u.end > range.end)?.end : units.findLast((u) => u.end < range.end)?.end;
    return end === undefined || end <= range.start ? range : { start: range.start, end };
  }
  const units = unitsNear(index, range.start, unit, cuts);
  const start =
    step === -1
      ? units.findLast((u) => u.start < range.start)?.start
      : units.find((u) => u.start > range.start)?.start;
  return start === undefined || start >= range.end ? range : { start, end: range.end };
}
