import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isKey } from '../strings/index.svelte';
import { CallError } from './call';
import { describe as inWords, describeReason, describeRefusal, offendingField } from './errors';

const rust = readFileSync(new URL('../../../src-tauri/core/src/error.rs', import.meta.url), 'utf8');
const codes = Array.from(
  rust.matchAll(/Error::\w+(?: \{ \.\. \}|\(_\))? => "(\w+)"/g),
  (match) => match[1] ?? '',
);

function variants(name: string): string[] {
  const body = new RegExp(`pub enum ${name} \\{([\\s\\S]*?)\\n\\}`).exec(rust)?.[1] ?? '';
  return Array.from(body.matchAll(/^ {4}([A-Z]\w*)/gm), (match) =>
    (match[1] ?? '').replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase(),
  );
}

const failed = (code: string, detail: unknown = {}): CallError => new CallError('c', code, 'm', detail);

describe('every error of the core', () => {
  it('has a title, what was kept and what to do', () => {
    expect(codes.length).toBeGreaterThan(15);
    for (const code of codes) {
      for (const part of ['title', 'kept', 'todo']) expect(isKey(`error.${code}.${part}`), code).toBe(true);
      expect(inWords(failed(code)).title).not.toContain('unexpected');
    }
  });

  it('has words for each reason and each refusal', () => {
    expect(variants('Reason').length).toBeGreaterThan(5);
    expect(variants('Refusal').length).toBeGreaterThan(5);
    for (const reason of variants('Reason')) expect(isKey(`reason.${reason}`), reason).toBe(true);
    for (const refusal of variants('Refusal')) expect(isKey(`refusal.${refusal}`), refusal).toBe(true);
  });
});

describe('an error in words', () => {
  it('names what it is about', () => {
    const reason = { reason: 'not_a_date', value: 'soon' };
    const error = failed('invalid', { field: 'said', reason });
    expect(inWords(error).title).toContain('said: “soon” is not a date');
    expect(offendingField(error)).toEqual({ field: 'said', reason: describeReason(reason) });
    expect(inWords(failed('not_found', { entity: 'actor', uid: 'u' })).title).toContain('actor');
    expect(
      inWords(failed('refused', { name: 'a.pdf', refusal: { refusal: 'binary', looks_like: 'PDF' } })).title,
    ).toBe('“a.pdf” was not imported: it is not text (it looks like PDF).');
  });

  it('is found for anything that can be thrown', () => {
    for (const thrown of [
      null,
      undefined,
      'x',
      new Error('y'),
      failed('of_the_future'),
      failed('invalid', null),
    ]) {
      expect(inWords(thrown).title.length).toBeGreaterThan(3);
    }
    expect(describeReason(null)).toBe('is not accepted');
    expect(describeRefusal({ refusal: 'of_the_future' })).toBe('it cannot be used.');
  });
});
