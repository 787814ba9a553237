/** What the query language can be helped with while it is typed: names of fields, and their values. */

/** The fields that the core's search knows. */
export const FIELDS = [
  'speaker',
  'outlet',
  'lang',
  'topic',
  'tag',
  'kind',
  'event',
  'title',
  'after',
  'before',
] as const;
export type Field = (typeof FIELDS)[number];

/** The part of the query in which the caret stands. Positions are UTF-16 offsets, as fields of a page count. */
export interface Token {
  from: number;
  to: number;
  /** Before a field's name: `-` or nothing. */
  sign: string;
  /** The field, when it is complete; then `text` is what stands of its value. */
  field: Field | null;
  text: string;
}

const isField = (name: string): name is Field => FIELDS.some((field) => field === name);

/** Where the token at `caret` begins: after the last white space or parenthesis that stands in no quotes. */
function beginning(query: string, caret: number): number {
  let from = 0;
  let quoted = false;
  for (let at = 0; at < caret; at += 1) {
    const letter = query.charAt(at);
    if (letter === '"') quoted = !quoted;
    else if (!quoted && /[\s()]/u.test(letter)) from = at + 1;
  }
  return from;
}

/** The token that is being typed at `caret`. */
export function tokenAt(query: string, caret: number): Token {
  const from = beginning(query, caret);
  const typed = query.slice(from, caret);
  const rest = /^[^\s()"]*"?/u.exec(query.slice(caret))?.[0] ?? '';
  const to = caret + rest.length;
  const sign = typed.startsWith('-') ? '-' : '';
  const plain = typed.slice(sign.length);
  const colon = plain.indexOf(':');
  const name = plain.slice(0, Math.max(0, colon)).toLowerCase();
  if (colon > 0 && isField(name)) {
    return { from, to, sign, field: name, text: plain.slice(colon + 1).replaceAll('"', '') };
  }
  return { from, to, sign, field: null, text: plain };
}

/** The fields that begin with what is typed; from two letters on. */
export function fieldsFor({ field, text }: Token): Field[] {
  const typed = text.toLowerCase();
  return field !== null || typed.length < 2 ? [] : FIELDS.filter((name) => name.startsWith(typed));
}

/** A value as it must be written: in quotes when it has more than one word. */
export function written(value: string): string {
  const clean = value.replaceAll('"', ' ').trim();
  return /[\s():]/u.test(clean) ? `"${clean}"` : clean;
}

/** The query with its token replaced; a value is followed by a space, a field's name by nothing. */
export function completed(
  query: string,
  token: Token,
  field: Field,
  value?: string,
): { query: string; caret: number } {
  const put = `${token.sign}${field}:${value === undefined ? '' : `${written(value)} `}`;
  const after = query.slice(token.to).replace(value === undefined ? /^$/ : /^ /, '');
  return { query: query.slice(0, token.from) + put + after, caret: token.from + put.length };
}
