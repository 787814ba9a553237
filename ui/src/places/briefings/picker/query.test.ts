import { describe, expect, it } from 'vitest';
import { KINDS } from './kinds';
import { statementQuery } from './query';

const kinds = KINDS.map((kind) => `kind:${kind}`).join(' OR ');

describe('what is typed over the statements', () => {
  it('asks for statements, by their words or their speaker', () => {
    expect(statementQuery(' Peskov  talks ')).toBe(
      `${kinds} speaker:Peskov OR Peskov speaker:talks OR talks`,
    );
  });

  it.each(['speaker:Peskov', '"hardly possible"', 'Kyiv OR Kiew', 'truce -ceasefire', 'verhandl*'])(
    'leaves %s as it was written',
    (typed) => {
      expect(statementQuery(typed)).toBe(`${kinds} ${typed}`);
    },
  );

  it('takes hyphens inside words for what they are', () => {
    expect(statementQuery('cease-fire')).toContain('speaker:cease-fire OR cease-fire');
  });
});
