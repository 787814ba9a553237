import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsUnder, droppedAt, endOfSection, gapAt, inOrder, levelAfter, moved } from './order';

const heading = (uid: string, level: number) => ({ uid, kind: 'heading' as const, level });
const quote = (uid: string) => ({ uid, kind: 'statement' as const, level: null });
const prose = (uid: string) => ({ uid, kind: 'prose' as const, level: null });

const outline = [
  prose('intro'),
  heading('russia', 2),
  quote('1'),
  heading('kremlin', 3),
  quote('2'),
  prose('remark'),
  quote('3'),
  heading('ukraine', 2),
  quote('4'),
];

describe('an outline', () => {
  it('counts under a heading what stands below its subordinate headings too', () => {
    expect([...countsUnder(outline)]).toEqual([
      ['russia', 3],
      ['kremlin', 2],
      ['ukraine', 1],
    ]);
  });

  it('ends a section before the next heading of the same level or above', () => {
    expect(endOfSection(outline, 'russia')).toBe('3');
    expect(endOfSection(outline, 'ukraine')).toBe('4');
    expect(endOfSection([heading('alone', 2)], 'alone')).toBe('alone');
  });

  it('gives a new heading the level of the one above it', () => {
    expect([0, 2, 5, 8].map((at) => levelAfter(outline, at))).toEqual([2, 2, 3, 2]);
  });
});

describe('moving an entry', () => {
  it('by dropping it puts it into the gap that was pointed at, whatever it is and wherever it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), fc.nat(), (length, a, b) => {
        const items = Array.from({ length }, (_, at) => at);
        const [from, gap] = [a % length, b % (length + 1)];
        const to = droppedAt(from, gap);
        const wanted = [...items.slice(0, gap).filter((one) => one !== from), from];
        const after = to === undefined ? items : moved(items, from, to);
        expect(after.slice(0, wanted.length)).toEqual(wanted);
        expect(after.toSorted((x, y) => x - y)).toEqual(items);
      }),
    );
  });

  it('changes nothing beside the entry itself', () => {
    expect([droppedAt(2, 2), droppedAt(2, 3)]).toEqual([undefined, undefined]);
  });

  it('finds the gap by the middles of the entries', () => {
    const boxes = [
      { top: 0, bottom: 20 },
      { top: 20, bottom: 100 },
    ];
    expect([-5, 11, 59, 61, 500].map((y) => gapAt(y, boxes))).toEqual([0, 1, 1, 2, 2]);
  });

  it('keeps entries that the order does not know at the end', () => {
    expect(inOrder([quote('new'), quote('a'), quote('b')], ['b', 'a']).map(({ uid }) => uid)).toEqual([
      'b',
      'a',
      'new',
    ]);
  });
});
