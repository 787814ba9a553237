/** Terms of the glossary in the open text: which are seen, which is under a position, and how a concept is said. */
import type { ConceptView, TermMark, TermView } from '../../../api/generated/commands';
import { languageName } from '../../../strings/index.svelte';

/** Ranges painted at once, at most; a paragraph can be a whole book. */
const MOST = 4000;

/** The first of `marks` (in order, not overlapping) that ends after `position`, as its place among them. */
function firstAfter(marks: readonly TermMark[], position: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.end ?? 0) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The marks between two code points, at most as many as can be painted at once. */
export function marksBetween(marks: readonly TermMark[], from: number, to: number): TermMark[] {
  const found: TermMark[] = [];
  for (let at = firstAfter(marks, from); found.length < MOST; at += 1) {
    const mark = marks[at];
    if (mark === undefined || mark.start >= to) break;
    found.push(mark);
  }
  return found;
}

/** The mark over a code point. */
export function markAt(marks: readonly TermMark[], position: number): TermMark | undefined {
  const mark = marks[firstAfter(marks, position)];
  return mark !== undefined && mark.start <= position ? mark : undefined;
}

/** The first mark that begins after `position`, from the beginning again after the last. */
export function nextMark(marks: readonly TermMark[], position: number): TermMark | undefined {
  const at = firstAfter(marks, position);
  return [marks[at], marks[at + 1]].find((mark) => mark !== undefined && mark.start > position) ?? marks[0];
}

/** The terms of a concept that are not the words in the text. */
export function otherTerms(concept: ConceptView, words: string): TermView[] {
  const same = words.toLowerCase();
  return concept.terms.filter(({ term }) => term.toLowerCase() !== same);
}

/** A concept for those who hear it. */
export function spokenOf(concept: ConceptView, words: string): string {
  const others = otherTerms(concept, words).map(({ term, language }) =>
    language === '' ? term : `${term} (${languageName(language)})`,
  );
  return [others.join(', '), concept.definition].filter(Boolean).join('. ');
}

/** The first of `elements` (from top to bottom) that ends below `y`, and the last that begins above `below`. */
export function between(elements: readonly Element[], y: number, below: number): [number, number] | null {
  const search = (isBefore: (box: DOMRect) => boolean): number => {
    let [low, high] = [0, elements.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const element = elements[middle];
      if (element !== undefined && isBefore(element.getBoundingClientRect())) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const first = search((box) => box.bottom <= y);
  const last = search((box) => box.top < below) - 1;
  return first > last ? null : [first, last];
}
