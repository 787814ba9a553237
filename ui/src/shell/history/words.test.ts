import { describe, expect, it } from 'vitest';
import { WRITES } from '../../api/generated/commands';
import { isKey } from '../../strings/index.svelte';
import { changedRows } from './changes';
import { line } from './words';

describe('the history in words', () => {
  it('has a sentence for every command that writes', () => {
    expect([...WRITES].filter((name) => !isKey(`log.${name}`))).toEqual([]);
  });

  it('says what was done to what, and what was taken back', () => {
    expect(line({ command: 'add_statement', how: 'do', label: 'Moskau sei bereit' })).toBe(
      'Marked a statement: “Moskau sei bereit”',
    );
    expect(line({ command: 'add_statement', how: 'undo', label: '' })).toBe('Took back: marked a statement');
    expect(line({ command: 'add_statement', how: 'redo', label: 'x' })).toBe(
      'Did again: marked a statement: “x”',
    );
  });

  it('words what changed, and leaves out what only the program needs', () => {
    const rows = changedRows([
      {
        table: 'statement',
        op: 'update',
        uid: 'u',
        before: { kind: 'direct', said: '', said_earliest: null },
        after: { kind: 'free_indirect', said: '2025-07-23', said_earliest: '2025-07-23' },
      },
    ]);
    expect(rows).toEqual([
      {
        key: 'u/0',
        what: 'statement, changed',
        fields: [
          { name: 'kind', before: 'direct', after: 'free indirect' },
          { name: 'said', before: '', after: '2025-07-23' },
        ],
      },
    ]);
  });

  it('survives rows that carry no images, as after the bin was emptied', () => {
    const bare = { table: 'note', op: 'insert', uid: 'u', before: null, after: null } as never;
    expect(changedRows([bare])[0]?.fields).toEqual([]);
  });
});
