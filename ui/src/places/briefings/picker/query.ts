import { KINDS } from './kinds';

/** Operators, quotation marks and fields: who writes them means them. */
const SYNTAX = /["“”„«»:*()]|(^|\s)-|\bOR\b/;

/**
 * The query that finds statements (and nothing else) by what somebody types: words of the quote, its translations and
 * notes; a plain word may also be the speaker's name. Naming every kind says that statements are looked for.
 */
export function statementQuery(typed: string): string {
  const text = typed.trim();
  const statements = KINDS.map((kind) => `kind:${kind}`).join(' OR ');
  if (SYNTAX.test(text)) return `${statements} ${text}`;
  const words = text.split(/\s+/).map((word) => `speaker:${word} OR ${word}`);
  return `${statements} ${words.join(' ')}`;
}
