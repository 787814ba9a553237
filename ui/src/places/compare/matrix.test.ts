import { describe, expect, it } from 'vitest';
import type { StatementView, Stance } from '../../api/generated/commands';
import { contradictionsOf, dayOf, entriesOf, rowsOf, STANCES, walk } from './matrix';

const statement = (
  uid: string,
  speaker: string,
  stance: Stance,
  more: Partial<StatementView> = {},
): StatementView => ({
  uid,
  about: '',
  added: '',
  article: { uid: 'a', title: 'A', language: 'de' },
  briefings: [],
  chain: [{ role: 'speaker', words: '', actor: { uid: speaker, name: speaker, kind: 'person' } }],
  events: [],
  kind: 'direct',
  links: [],
  note: '',
  published: '',
  said: '',
  spans: [{ uid: `s${uid}`, start: 0, end: 3, quote: uid, orphaned: false, revision: 'r' }],
  tags: [],
  topics: [{ stance, topic: { uid: 't', name: 'T', color: '' } }],
  translations: [],
  ...more,
});

const statements = [
  statement('1', 'Peskov', 'against', { said: '' }),
  statement('2', 'Zelenskyy', 'for', { said: '2025-07-23?' }),
  statement('3', 'Peskov', 'against', { said: '', published: '2025-07' }),
  statement('4', 'Peskov', 'for', { said: '2025-07-22/2025-07-24' }),
];

describe('the matrix of who says what', () => {
  const entries = entriesOf(statements, 't');
  const rows = rowsOf(entries, STANCES);

  it('orders statements by when they were said, else published, and what has no date at the end', () => {
    expect(entries.map((entry) => entry.statement.uid)).toEqual(['3', '4', '2', '1']);
    expect(['', 'XXXX', '../2025-06', '2025-06~'].map(dayOf)).toEqual(['', '', '2025-06', '2025-06']);
  });

  it('has a row for each voice, and a cell for each stance', () => {
    expect(
      rows.map(({ name, cells }) => [name, cells.map((cell) => cell.entries.map((e) => e.statement.uid))]),
    ).toEqual([
      ['Peskov', [['4'], ['3', '1'], [], []]],
      ['Zelenskyy', [['2'], [], [], []]],
    ]);
  });

  it('is walked by the arrows through columns and across them', () => {
    expect(walk(rows, '4', 'ArrowDown')).toBe('2');
    expect(walk(rows, '2', 'ArrowRight')).toBe('3');
    expect(walk(rows, '3', 'ArrowDown')).toBe('1');
    expect(walk(rows, '1', 'ArrowRight')).toBeUndefined();
    expect(walk(rows, '1', 'ArrowLeft')).toBe('4');
  });

  it('names each contradiction once, whichever side it is seen from', () => {
    const link = { uid: 'l', kind: 'contradicts' as const, note: 'why', quote: 'q', speaker: 'x' };
    const article = { uid: 'a', title: 'A', language: 'de' };
    const both = entriesOf(
      [
        statement('1', 'P', 'for', { links: [{ ...link, article, outgoing: true, statement: '2' }] }),
        statement('2', 'Z', 'for', { links: [{ ...link, article, outgoing: false, statement: '1' }] }),
      ],
      't',
    );
    const found = contradictionsOf(both);
    expect(found).toHaveLength(1);
    expect([found[0]?.from.speaker, found[0]?.to.speaker]).toEqual(['P', 'Z']);
  });
});
