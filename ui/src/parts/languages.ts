import { languageName } from '../strings/index.svelte';
import type { Option } from './combobox.svelte';

/** Languages of the press, by BCP 47 tag: what is offered before somebody writes a tag of their own. */
const OFFERED: readonly string[] = (
  'ar az be bg bn bs ca cs da de el en es et fa fi fr ga he hi hr hu hy id is it ja ka kk ko ku ky lt lv mk ms my nb nl ' +
  'nn pa pl ps pt ro ru sd sk sl so sq sr sr-Cyrl sr-Latn sv sw ta tg th ti tk tr tt ug uk ur uz vi yi zh zh-Hans zh-Hant'
).split(' ');

/** The form of a BCP 47 tag; whether the tag means anything the core decides. */
export const isTag = (text: string): boolean => /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(text);

/** A language as a suggestion. */
export const languageOption = (tag: string): Option => ({ id: tag, label: languageName(tag), detail: tag });

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Languages whose name in the window's language or own language, or whose tag, begins with what was typed. */
export function completeLanguages(query: string): Option[] {
  const wanted = plain(query);
  const fits = (tag: string): boolean => {
    const own = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? '';
    return [tag, languageName(tag), own].some((name) => plain(name).startsWith(wanted));
  };
  return OFFERED.filter((tag) => wanted === '' || fits(tag))
    .map(languageOption)
    .toSorted((a, b) => Number(b.id === wanted) - Number(a.id === wanted) || a.label.localeCompare(b.label));
}
