import { fill, type ParamsOf, type Sentence } from './catalogue';
import { de } from './de';
import { en } from './en';

export type { ParamsOf, Sentence } from './catalogue';

/** The name of a sentence. */
export type Key = keyof typeof en;
/** The names of sentences that need no parameters. */
export type PlainKey = { [K in Key]: ParamsOf<(typeof en)[K]> extends [] ? K : never }[Key];

const CATALOGUES: Record<string, Partial<Record<Key, Sentence>>> = { en, de };

/** The languages that the window offers: those whose catalogue is complete, so that nobody reads a mixture. */
export const LANGUAGES: readonly string[] = Object.entries(CATALOGUES)
  .filter(([, catalogue]) => Object.keys(en).every((key) => Object.hasOwn(catalogue, key)))
  .map(([tag]) => tag);

let spoken = $state('en');

/** The language that the window speaks now (BCP 47). */
export function language(): string {
  return spoken;
}

/** Sets the window's language; one that is not offered becomes English. */
export function speak(tag: string): void {
  const base = tag.split('-')[0] ?? 'en';
  spoken = LANGUAGES.includes(base) ? base : 'en';
}

/** The sentence `key` in the window's language, else in English, with its holes filled. */
export function t<K extends Key>(key: K, ...[params]: ParamsOf<(typeof en)[K]>): string {
  const own = CATALOGUES[spoken]?.[key];
  return own === undefined ? fill(en[key], 'en', params) : fill(own, spoken, params);
}

/** Whether there is a sentence of this name (for names put together from the core's words). */
export function isKey(name: string): name is Key {
  return Object.hasOwn(en, name);
}

/**
 * The word for a value of the core's closed lists, e.g. `word('kind', 'free_indirect')`.
 * A value that the catalogue does not know is shown as it is.
 */
export function word(list: string, value: string): string {
  const key = `${list}.${value}`;
  return isKey(key) ? t(key as PlainKey) : value;
}

/** A number as the window's language writes it. */
export function number(value: number): string {
  return new Intl.NumberFormat(spoken).format(value);
}

/** The time of day, to the second, as the window's language writes it. */
export function timeOfDay(at: Date): string {
  return new Intl.DateTimeFormat(spoken, { timeStyle: 'medium', hour12: false }).format(at);
}

/** The name of a language in the window's language ("German"), or the tag itself. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([spoken], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
