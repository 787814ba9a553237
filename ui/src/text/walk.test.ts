import { describe, expect, it } from 'vitest';
import type { Mark } from './layers';
import { inReadingOrder, step } from './walk';

const mark = (uid: string, start: number, end: number): Mark => ({
  uid,
  kind: 'direct',
  spans: [{ start, end }],
});
const marks = [mark('c', 20, 30), mark('b', 5, 8), mark('a', 5, 12)];

describe('walking through the statements', () => {
  it('follows the text, the longer before the shorter', () => {
    expect(inReadingOrder(marks).map(({ uid }) => uid)).toEqual(['a', 'b', 'c']);
  });

  it('goes round at both ends', () => {
    expect(step(marks, 'c', 1)?.uid).toBe('a');
    expect(step(marks, 'a', -1)?.uid).toBe('c');
    expect(step(marks, 'a', 1)?.uid).toBe('b');
  });

  it('starts at the reading position when none is current', () => {
    expect(step(marks, null, 1, 10)?.uid).toBe('c');
    expect(step(marks, null, -1, 10)?.uid).toBe('b');
    expect(step([], null, 1)).toBeNull();
  });
});
