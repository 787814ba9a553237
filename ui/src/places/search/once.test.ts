import { describe, expect, it } from 'vitest';
import { linesOnce, withoutTitle } from './once';

describe('the lines of a passage', () => {
  it('say everything once: what stands in the title or in another line is left out', () => {
    const text = 'Talks between Ukraine and Russia, Istanbul\nIstanbul\nDay from text 000';
    expect(linesOnce(text, [], 'First round in Istanbul').map((line) => line.text)).toEqual([
      'Talks between Ukraine and Russia, Istanbul',
      'Day from text 000',
    ]);
    expect(linesOnce('ceasefire\nCeasefire', []).map((line) => line.text)).toEqual(['ceasefire']);
  });

  it('keep their marks, in code points of the line', () => {
    const text = '🕊 Kyiv\nin Istanbul, again';
    const [, second] = linesOnce(text, [{ start: 10, end: 18 }]);
    expect(second?.marks).toEqual([{ start: 3, end: 11 }]);
    expect(second?.text.slice(3, 11)).toBe('Istanbul');
  });

  it('are never all left out', () => {
    expect(linesOnce('Istanbul', [], 'Istanbul').map((line) => line.text)).toEqual(['Istanbul']);
  });
});

describe('an excerpt', () => {
  const title = 'Talks 🕊 resume';

  it('does not repeat the headline that stands over it', () => {
    const text = `${title}\n\nThe talks go on`;
    const found = [
      { start: 0, end: 5 },
      { start: 20, end: 25 },
    ];
    expect(withoutTitle(text, found, title)).toEqual({
      text: 'The talks go on',
      marks: [{ start: 4, end: 9 }],
    });
  });

  it('is left out when only the headline was found', () => {
    expect(withoutTitle(`${title}\n\nOn Monday`, [{ start: 0, end: 5 }], title)).toBeNull();
  });

  it('stays as it is when it begins otherwise', () => {
    const marks = [{ start: 4, end: 9 }];
    expect(withoutTitle('The talks go on', marks, title)).toEqual({ text: 'The talks go on', marks });
  });
});
