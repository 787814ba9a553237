import { describe, expect, it } from 'vitest';
import { spellOut } from './edtf';

describe('a date in words', () => {
  it.each([
    ['2025-07-23', 'Wednesday 23 July 2025'],
    ['2025-07-23?', 'Wednesday 23 July 2025; uncertain'],
    ['2025-06~', 'June 2025; approximate'],
    ['2025%', 'the year 2025; uncertain and approximate'],
    ['2025-22', 'summer 2025'],
    ['202X', 'the 2020s'],
    ['2025-06-XX', 'some day in June 2025'],
    ['2025-06-02/2025-06-05', 'from Monday 2 June 2025 to Thursday 5 June 2025'],
    ['2025-06/..', 'from June 2025 to an open end'],
    ['  ', ''],
  ])('says %s as it is meant', (written, words) => {
    expect(spellOut(written)?.replaceAll(',', '')).toBe(words);
  });

  it.each([
    'tomorrow',
    '2025-13',
    '2025-02-30',
    '23.07.2025',
    '2025-7-3',
    '/',
    '..',
    '2025/2026/2027',
    '2025-XX-03',
  ])('does not take %s for a date', (written) => {
    expect(spellOut(written)).toBeNull();
  });

  it('knows leap years', () => {
    expect(spellOut('2024-02-29')).not.toBeNull();
    expect(spellOut('1900-02-29')).toBeNull();
  });
});
