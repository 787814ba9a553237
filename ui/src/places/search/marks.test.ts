import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pieces } from './marks';

describe('the pieces of a snippet', () => {
  it('mark whole words, also when only a part of one was found', () => {
    expect(pieces('die Verhandlungen heute', [{ start: 4, end: 11 }])).toEqual([
      { text: 'die ', found: false },
      { text: 'Verhandlungen', found: true },
      { text: ' heute', found: false },
    ]);
    expect(pieces('وقال الوزير', [{ start: 7, end: 9 }]).at(-1)).toEqual({ text: 'الوزير', found: true });
  });

  it('count code points, not the halves of astral characters', () => {
    expect(pieces('🕊🕊 Frieden!', [{ start: 3, end: 10 }])).toEqual([
      { text: '🕊🕊 ', found: false },
      { text: 'Frieden', found: true },
      { text: '!', found: false },
    ]);
  });

  it('give the whole text back, whatever the marks', () => {
    const texts = fc
      .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 30 })
      .map((points) => String.fromCodePoint(...points));
    const marks = fc.array(fc.record({ start: fc.nat(40), end: fc.nat(40) }));
    fc.assert(
      fc.property(texts, marks, (text, ranges) => {
        expect(
          pieces(text, ranges)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
