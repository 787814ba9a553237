import type { TranslationView } from '../../../api/generated/commands';
import type { Paragraph, TextIndex } from '../../../text';

const isBlank = (text: string): boolean => text.trim() === '';

/** The paragraph that repeats the article's title: it is shown as the heading. `null` when there is none. */
export function headingOf(index: TextIndex, title: string): number | null {
  const first = index.paragraphs.find(({ text }) => !isBlank(text));
  return first !== undefined && title.trim() !== '' && first.text.trim() === title.trim()
    ? first.index
    : null;
}

/**
 * The paragraphs of a whole article's translation beside those of the original, by the original's paragraph. `null` when
 * they do not correspond one to one; the translation may leave out the heading, if it has a title of its own.
 */
export function align(
  paragraphs: readonly Paragraph[],
  heading: number | null,
  translation: Pick<TranslationView, 'text' | 'title'>,
): Map<number, string> | null {
  const theirs = translation.text.split('\n').filter((line) => !isBlank(line));
  const own = paragraphs.filter(({ text }) => !isBlank(text));
  const body = own.filter(({ index }) => index !== heading);
  const pair = (to: readonly Paragraph[]): Map<number, string> =>
    new Map(to.map(({ index }, at) => [index, theirs[at] ?? '']));
  if (theirs.length === own.length) return pair(own);
  return heading !== null && theirs.length === body.length ? pair(body) : null;
}
