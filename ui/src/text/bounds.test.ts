import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveEdge, unitAt, unitBeside, wordsOf, type Cuts } from './bounds';
import { TextIndex } from './offsets';

const text = 'Er sagte: "Ja, 😀 gern." Dann ging er.\n\nسافر الوزير أمس.';
const index = new TextIndex(text);
const at = (part: string): number => Array.from(text.slice(0, text.indexOf(part))).length;
const range = (part: string): { start: number; end: number } => ({
  start: at(part),
  end: at(part) + Array.from(part).length,
});
const cuts: Cuts = {
  language: 'de',
  sentences: [range('Er sagte: "Ja, 😀 gern."'), range('Dann ging er.'), range('سافر الوزير أمس.')],
};

describe('words', () => {
  it('leave out spaces, punctuation and signs', () => {
    expect(wordsOf(index, 0, 'de').map((word) => index.slice(word))).toEqual([
      'Er',
      'sagte',
      'Ja',
      'gern',
      'Dann',
      'ging',
      'er',
    ]);
  });

  it('are found when the language is unknown or no language at all', () => {
    expect(wordsOf(index, 0, '').length).toBe(7);
    expect(wordsOf(index, 0, 'not a tag').length).toBe(7);
  });
});

describe('a unit', () => {
  it('is the one over the position, else the next', () => {
    expect(index.slice(unitAt(index, at('agte'), 'word', cuts) ?? { start: 0, end: 0 })).toBe('sagte');
    expect(index.slice(unitAt(index, at(': "'), 'word', cuts) ?? { start: 0, end: 0 })).toBe('Ja');
    expect(unitAt(index, at('ging'), 'sentence', cuts)).toEqual(range('Dann ging er.'));
    expect(unitAt(index, at('ging'), 'paragraph', cuts)?.start).toBe(0);
  });

  it('has neighbours across paragraphs, and none beyond the ends', () => {
    expect(unitBeside(index, range('er.'), 'word', 1, cuts)).toEqual(range('سافر'));
    expect(unitBeside(index, range('سافر'), 'sentence', -1, cuts)).toEqual(range('Dann ging er.'));
    expect(unitBeside(index, range('Er'), 'word', -1, cuts)).toBeNull();
    expect(unitBeside(index, range('أمس.'), 'word', 1, cuts)).toBeNull();
  });
});

describe('an edge', () => {
  it('takes in the next word and gives it up again', () => {
    const grown = moveEdge(index, range('ging'), 'end', 1, 'word', cuts);
    expect(index.slice(grown)).toBe('ging er');
    expect(moveEdge(index, grown, 'end', -1, 'word', cuts)).toEqual(range('ging'));
    expect(index.slice(moveEdge(index, range('ging'), 'start', -1, 'word', cuts))).toBe('Dann ging');
  });

  it('first fills up the unit that it cuts', () => {
    expect(index.slice(moveEdge(index, range('agt'), 'end', 1, 'word', cuts))).toBe('agte');
    expect(index.slice(moveEdge(index, range('ging'), 'end', 1, 'sentence', cuts))).toBe('ging er.');
  });

  it('never makes a range empty or leaves the text', () => {
    fc.assert(
      fc.property(
        fc.nat(index.length - 1),
        fc.integer({ min: 1, max: 20 }),
        fc.array(
          fc.tuple(
            fc.constantFrom('start' as const, 'end' as const),
            fc.constantFrom(1 as const, -1 as const),
            fc.constantFrom('word' as const, 'sentence' as const, 'paragraph' as const),
          ),
          { maxLength: 12 },
        ),
        (start, length, moves) => {
          let current = { start, end: Math.min(index.length, start + length) };
          for (const [edge, step, unit] of moves) {
            current = moveEdge(index, current, edge, step, unit, cuts);
            expect(current.start).toBeGreaterThanOrEqual(0);
            expect(current.start).toBeLessThan(current.end);
            expect(current.end).toBeLessThanOrEqual(index.length);
          }
        },
      ),
    );
  });
});
