import { describe, expect, it } from 'vitest';
import { completed, fieldsFor, tokenAt } from './fields';

describe('the token that is being typed', () => {
  it('offers the fields that it begins', () => {
    expect(fieldsFor(tokenAt('peace spea', 10))).toEqual(['speaker']);
    expect(fieldsFor(tokenAt('-ta', 3))).toEqual(['tag']);
    expect(fieldsFor(tokenAt('s', 1))).toEqual([]);
  });

  it('is a field’s value after its colon, in quotes or not', () => {
    expect(tokenAt('x speaker:zakh', 14)).toMatchObject({ from: 2, field: 'speaker', text: 'zakh' });
    expect(tokenAt('topic:"third ro', 15)).toMatchObject({ from: 0, field: 'topic', text: 'third ro' });
    expect(tokenAt('at 14:30', 8)).toMatchObject({ field: null, text: '14:30' });
  });

  it('is replaced by what was chosen, and what stands around it is kept', () => {
    expect(completed('(spea OR x)', tokenAt('(spea OR x)', 5), 'speaker')).toEqual({
      query: '(speaker: OR x)',
      caret: 9,
    });
    const typed = 'talks -topic:thi after:2025';
    expect(completed(typed, tokenAt(typed, 16), 'topic', 'Third round')).toEqual({
      query: 'talks -topic:"Third round" after:2025',
      caret: 27,
    });
  });
});
