/** What the query language can be helped with while it is typed: names of fields, and their values. */

/** The fields that the core's search knows, the most used first. */
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
  'published',
  'behalf',
  'relayed',
  'addressee',
  'holder',
  'medium',
  'actor',
  'stance',
  'said-after',
  'said-before',
  'said',
  'reliability',
  'credibility',
  'certainty',
  'has',
  'is',
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
    const value = plain.slice(colon + 1).replace(/^=/u, '');
    return { from, to, sign, field: name, text: value.replaceAll('"', '') };
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
  return /[\s():/]/u.test(clean) ? `"${clean}"` : clean;
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

/** A query as the box shows it: filters that stand for themselves, and the rest as it is typed. */
export interface Parts {
  filters: readonly string[];
  rest: string;
}

/** A field with its value, quotes and stance and all. */
const FILTER = /^-?([a-z][a-z_-]*):=?(?:"[^"]*"(?:\/[a-z]+)?|[^\s()"]+)$/iu;
const GROUP = /^-?\((.*)\)$/su;

const isFilter = (piece: string): boolean => {
  const name = FILTER.exec(piece)?.[1]?.toLowerCase().replaceAll('_', '-');
  return name !== undefined && (isField(name) || ['on-behalf-of', 'relayed-by', 'language'].includes(name));
};

/** Pieces between spaces that stand in no quotes and no parentheses. */
function pieces(query: string): string[] {
  const found: string[] = [];
  let piece = '';
  let depth = 0;
  let quoted = false;
  for (const letter of query) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === '(') depth += 1;
    else if (!quoted && letter === ')') depth = Math.max(0, depth - 1);
    if (/\s/u.test(letter) && !quoted && depth === 0) {
      if (piece !== '') found.push(piece);
      piece = '';
    } else piece += letter;
  }
  return piece === '' ? found : [...found, piece];
}

const isAlternatives = (group: string): boolean => {
  const inner = GROUP.exec(group)?.[1];
  if (inner === undefined) return false;
  const all = pieces(inner);
  return all.length % 2 === 1 && all.every((piece, at) => (at % 2 === 1 ? piece === 'OR' : isFilter(piece)));
};

/**
 * Takes the filters out of a query: `field:value`, or several of them joined by OR. Those that an OR outside of
 * parentheses joins are joined by it first. `open`: the last piece is still being typed and stays where it is.
 */
export function parted(query: string, open = false): Parts {
  const all = pieces(query);
  const filters: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < all.length;) {
    const chain = [all[at] ?? ''];
    while (all[at + chain.length] === 'OR' && all[at + chain.length + 1] !== undefined)
      chain.push('OR', all[at + chain.length + 1] ?? '');
    at += chain.length;
    const isLast = at >= all.length;
    const isWhole = chain.every((piece, index) =>
      index % 2 === 1 ? true : isFilter(piece) || (chain.length === 1 && isAlternatives(piece)),
    );
    if (isWhole && !(open && isLast && !/\s$/u.test(query)))
      filters.push(chain.length === 1 ? (chain[0] ?? '') : `(${chain.join(' ')})`);
    else rest.push(...chain);
  }
  if (filters.length === 0) return { filters, rest: query };
  const space = open && /\s$/u.test(query) && rest.length > 0 ? ' ' : '';
  return { filters, rest: rest.join(' ') + space };
}

/** The query of its parts: what is typed last, because its last word may still be a beginning. */
export function whole({ filters, rest }: Parts): string {
  return filters.length === 0 ? rest : [...filters, rest.trimStart()].filter(Boolean).join(' ');
}
