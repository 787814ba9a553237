import { describe, expect, it } from 'vitest';
import type { ConceptView, TermMark } from '../../../api/generated/commands';
import { between, markAt, marksBetween, nextMark, otherTerms, spokenOf } from './terms';

const mark = (start: number, end: number): TermMark => ({ start, end, concepts: [0] });
const marks = [mark(3, 6), mark(6, 9), mark(20, 21)];

describe('the marks of a text', () => {
  it('are found by a position, of which the last is excluded', () => {
    expect([2, 3, 5, 6, 8, 9, 20, 21].map((at) => markAt(marks, at)?.start)).toEqual([
      undefined,
      3,
      3,
      6,
      6,
      undefined,
      20,
      undefined,
    ]);
  });

  it('are cut to what is seen, also where a mark reaches in', () => {
    expect(marksBetween(marks, 5, 20)).toEqual([mark(3, 6), mark(6, 9)]);
    expect(marksBetween(marks, 9, 20)).toEqual([]);
    expect(marksBetween([], 0, 100)).toEqual([]);
    const many = Array.from({ length: 100_000 }, (_, at) => mark(at * 2, at * 2 + 1));
    expect(marksBetween(many, 0, 200_000)).toHaveLength(4000);
  });

  it('are walked in a round', () => {
    expect([-1, 3, 6, 7, 20].map((at) => nextMark(marks, at)?.start)).toEqual([3, 6, 20, 20, 3]);
    expect(nextMark([], 0)).toBeUndefined();
  });
});

describe('a concept', () => {
  const concept: ConceptView = {
    uid: 'c',
    subject: '',
    definition: 'Both sides stop.',
    note: '',
    terms: [
      { term: 'Waffenruhe', language: 'de', status: null, note: '' },
      { term: 'ceasefire', language: 'en', status: 'preferred', note: '' },
      { term: 'МЗС', language: '', status: null, note: '' },
    ],
  };

  it('is shown and said with its other terms and its definition', () => {
    expect(otherTerms(concept, 'WAFFENRUHE').map(({ term }) => term)).toEqual(['ceasefire', 'МЗС']);
    expect(spokenOf(concept, 'Waffenruhe')).toBe('ceasefire (English), МЗС. Both sides stop.');
  });
});

describe('what is seen of elements from top to bottom', () => {
  const boxes = [0, 10, 20, 30].map(
    (top) => ({ getBoundingClientRect: () => ({ top, bottom: top + 10 }) }) as unknown as Element,
  );
  it('goes from the first that ends below the upper edge to the last that begins above the lower', () => {
    expect(between(boxes, 5, 25)).toEqual([0, 2]);
    expect(between(boxes, 10, 20)).toEqual([1, 1]);
    expect(between(boxes, 40, 50)).toBeNull();
    expect(between([], 0, 50)).toBeNull();
  });
});
