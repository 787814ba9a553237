import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marksAt, sizeOf } from './hit';
import { KINDS, layers, union, type Mark } from './layers';

const span = fc.tuple(fc.nat(40), fc.nat(15)).map(([start, length]) => ({ start, end: start + length }));
const marks: fc.Arbitrary<Mark[]> = fc
  .array(
    fc.record({ kind: fc.constantFrom(...KINDS.slice(0, 3)), spans: fc.array(span, { maxLength: 3 }) }),
    {
      maxLength: 9,
    },
  )
  .map((list) => list.map((mark, at) => ({ uid: String(at), ...mark })));
const covers = (mark: Mark, at: number): boolean =>
  mark.spans.some(({ start, end }) => start <= at && at < end);

describe('segments', () => {
  it('cover exactly the marks, at their depth', () => {
    fc.assert(
      fc.property(marks, (list) => {
        const segments = layers(list);
        for (let at = 0; at < 60; at += 1) {
          for (const kind of KINDS) {
            const count = list.filter((mark) => mark.kind === kind && covers(mark, at)).length;
            const here = segments.filter((s) => s.kind === kind && s.start <= at && at < s.end);
            expect(here.map(({ depth }) => depth)).toEqual(count === 0 ? [] : [Math.min(3, count)]);
          }
        }
      }),
    );
  });

  it('are as few as possible: neighbours of one kind differ in depth', () => {
    fc.assert(
      fc.property(marks, (list) => {
        const segments = layers(list);
        for (const one of segments) {
          expect(one.start).toBeLessThan(one.end);
          expect(
            segments.some((two) => two.kind === one.kind && two.depth === one.depth && two.start === one.end),
          ).toBe(false);
        }
      }),
    );
  });

  it('count a mark once where its own spans overlap', () => {
    const mark: Mark = {
      uid: 'a',
      kind: 'direct',
      spans: [
        { start: 0, end: 6 },
        { start: 3, end: 9 },
      ],
    };
    expect(layers([mark])).toEqual([{ kind: 'direct', depth: 1, start: 0, end: 9 }]);
  });
});

describe('the marks under a position', () => {
  it('are all those that cover it, the smallest first', () => {
    fc.assert(
      fc.property(marks, fc.nat(60), (list, at) => {
        const found = marksAt(list, at);
        expect(new Set(found)).toEqual(new Set(list.filter((mark) => covers(mark, at))));
        const sizes = found.map(sizeOf);
        expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
      }),
    );
  });

  it('end before the end of their spans', () => {
    const mark: Mark = { uid: 'a', kind: 'direct', spans: [{ start: 2, end: 4 }] };
    expect([1, 2, 3, 4].map((at) => marksAt([mark], at).length)).toEqual([0, 1, 1, 0]);
  });
});

describe('a union of ranges', () => {
  it('is ordered and disjoint, and ranges that touch become one', () => {
    const ranges = [
      { start: 5, end: 7 },
      { start: 0, end: 3 },
      { start: 3, end: 4 },
      { start: 9, end: 9 },
    ];
    expect(union(ranges)).toEqual([
      { start: 0, end: 4 },
      { start: 5, end: 7 },
    ]);
  });
});
