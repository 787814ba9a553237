import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointLength, sliceCodePoints, TextIndex } from './offsets';

/** Texts with astral, combining, right-to-left and broken characters, line ends, and long runs over checkpoints. */
const character = fc.constantFrom(
  'a',
  'ß',
  'م',
  '中',
  '😀',
  '𝔸',
  'e\u0301',
  '\n',
  ' ',
  '\u200f',
  '\ud83d',
  '\ude00',
);
const text = fc.oneof(
  fc.array(character, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.tuple(fc.integer({ min: 400, max: 1600 }), character).map(([n, c]) => `x${c.repeat(n)}😀y`),
);
const points = (value: string): string[] => Array.from(value);

describe('positions', () => {
  it('count code points, whatever the text', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(codePointLength(value)).toBe(points(value).length);
        expect(new TextIndex(value).length).toBe(points(value).length);
      }),
    );
  });

  it('go to the page and back unchanged', () => {
    fc.assert(
      fc.property(text, fc.nat(2000), (value, wanted) => {
        const index = new TextIndex(value);
        const position = wanted % (index.length + 1);
        expect(index.position(index.locate(position))).toBe(position);
      }),
    );
  });

  it('name the place that counting from the start names', () => {
    fc.assert(
      fc.property(text, fc.nat(2000), (value, wanted) => {
        const index = new TextIndex(value);
        const position = wanted % (index.length + 1);
        const before = points(value).slice(0, position).join('');
        const line = before.split('\n').length - 1;
        expect(index.locate(position)).toEqual({
          paragraph: line,
          offset: before.length - (before.lastIndexOf('\n') + 1),
        });
      }),
    );
  });

  it('inside a surrogate pair mean its beginning', () => {
    const index = new TextIndex('a😀b');
    expect(index.position({ paragraph: 0, offset: 2 })).toBe(1);
    expect(index.position({ paragraph: 0, offset: 3 })).toBe(2);
  });

  it('outside the text are clamped into it', () => {
    const index = new TextIndex('ab\ncd');
    expect(index.locate(99)).toEqual({ paragraph: 1, offset: 2 });
    expect(index.locate(-5)).toEqual({ paragraph: 0, offset: 0 });
    expect(index.position({ paragraph: 9, offset: 9 })).toBe(5);
  });
});

describe('ranges', () => {
  it('hold the characters between their ends', () => {
    fc.assert(
      fc.property(text, fc.nat(2000), fc.nat(2000), (value, a, b) => {
        const index = new TextIndex(value);
        const [start, end] = [a % (index.length + 1), b % (index.length + 1)].toSorted((x, y) => x - y) as [
          number,
          number,
        ];
        const expected = points(value).slice(start, end).join('');
        expect(index.slice({ start, end })).toBe(expected);
        expect(sliceCodePoints(value, start, end)).toBe(expected);
      }),
    );
  });

  it('fall into pieces that hold all but the line ends', () => {
    fc.assert(
      fc.property(text, fc.nat(2000), fc.nat(2000), (value, a, b) => {
        const index = new TextIndex(value);
        const start = Math.min(a, b) % (index.length + 1);
        const end = Math.max(start, Math.max(a, b) % (index.length + 1));
        const joined = index
          .pieces({ start, end })
          .map(({ paragraph, from, to }) => index.paragraphs[paragraph]?.text.slice(from, to))
          .join('');
        expect(joined).toBe(index.slice({ start, end }).replaceAll('\n', ''));
      }),
    );
  });

  it('are trimmed to what is not white space', () => {
    const index = new TextIndex('  😀 word \n');
    expect(index.trim({ start: 0, end: index.length })).toEqual({ start: 2, end: 8 });
    expect(index.trim({ start: 0, end: 2 })).toEqual({ start: 2, end: 2 });
  });
});
