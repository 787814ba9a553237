import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { place, type Wish } from './placing';

const wishes = fc
  .array(fc.record({ top: fc.nat(2000), height: fc.integer({ min: 1, max: 80 }) }), { maxLength: 40 })
  .map((all) => all.toSorted((a, b) => a.top - b.top));

describe('notes in the margin', () => {
  it('stay at their lines where there is room', () => {
    expect(
      place(
        [
          { top: 10, height: 20 },
          { top: 100, height: 20 },
        ],
        null,
        5,
      ),
    ).toEqual([10, 100]);
  });

  it('make room for the active one, which stays at its line', () => {
    const crowd: Wish[] = [100, 100, 100].map((top) => ({ top, height: 30 }));
    expect(place(crowd, 1, 5)).toEqual([65, 100, 135]);
  });

  it('never lie over each other or above the text, and keep their order', () => {
    fc.assert(
      fc.property(wishes, fc.nat(39), (all, fixed) => {
        const tops = place(all, fixed < all.length ? fixed : null, 7);
        tops.forEach((top, at) => {
          const before = all[at - 1];
          expect(top).toBeGreaterThanOrEqual(
            before === undefined ? 0 : (tops[at - 1] ?? 0) + before.height + 7,
          );
        });
      }),
    );
  });
});
