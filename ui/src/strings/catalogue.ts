/**
 * The shape of a catalogue. A sentence is a string with `{name}` holes, or one string per plural form of `{count}`
 * (the forms of `Intl.PluralRules`; `other` is always there).
 */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
export type Sentence = string | Plural;

type Holes<S> = S extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never;
type Texts<S> = S extends string ? S : S extends { other: infer Other } ? Other : never;

/** The names that a sentence must be given. */
export type HolesOf<S> = Holes<Texts<S>> | (S extends string ? never : 'count');
/** The parameters of a sentence: none, or one value per hole. */
export type ParamsOf<S> = [HolesOf<S>] extends [never] ? [] : [params: Record<HolesOf<S>, string | number>];

/** Fills the holes. Numbers are written as the language writes them; a hole without a value stays visible. */
export function fill(
  sentence: Sentence,
  language: string,
  params: Record<string, string | number> = {},
): string {
  let text: string;
  if (typeof sentence === 'string') {
    text = sentence;
  } else {
    const form = new Intl.PluralRules(language).select(Number(params['count'] ?? 0));
    text = sentence[form] ?? sentence.other;
  }
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = params[name];
    if (value === undefined) return hole;
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
  });
}
