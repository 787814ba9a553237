import { describe, expect, it } from 'vitest';
import { completed, parted, whole, fieldsFor, tokenAt } from './fields';

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

describe('the filters of a query', () => {
  const of = (query: string, open = false) => {
    const { filters, rest } = parted(query, open);
    return [...filters, rest];
  };

  it('stand apart from what is typed, with their quotes, stances and alternatives', () => {
    expect(of('truce outlet:="Die Zeit" -kind:direct')).toEqual([
      'outlet:="Die Zeit"',
      '-kind:direct',
      'truce',
    ]);
    expect(of('topic:"third round"/for')).toEqual(['topic:"third round"/for', '']);
    expect(of('(outlet:a OR outlet:"b c") x')).toEqual(['(outlet:a OR outlet:"b c")', 'x']);
    expect(of('outlet:a OR outlet:b x')).toEqual(['(outlet:a OR outlet:b)', 'x']);
    expect(of('said-after:2025 Relayed_By:dpa')).toEqual(['said-after:2025', 'Relayed_By:dpa', '']);
  });

  it('are left where words and filters belong together', () => {
    for (const query of [
      'a OR outlet:b',
      '(a outlet:b)',
      'colour:red',
      'outlet:',
      '12:30',
      'x OR (outlet:a b)',
    ])
      expect(of(query)).toEqual([query]);
  });

  it('are text until they are complete', () => {
    expect(of('truce lang:d', true)).toEqual(['truce lang:d']);
    expect(of('truce lang:de ', true)).toEqual(['lang:de', 'truce ']);
    expect(of('topic:"third', true)).toEqual(['topic:"third']);
  });

  it('make the same query again', () => {
    expect(whole(parted('truce outlet:a'))).toBe('outlet:a truce');
    expect(whole(parted('truce  talks '))).toBe('truce  talks ');
  });
});
