/** What a briefing makes of a statement. */
import type { StatementView, TranslationView } from '../../api/generated/commands';

/** The language without region and script: `de` of `de-AT`. */
export function primary(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? '';
}

/**
 * The translation that is quoted: the one chosen by hand, else the best in the briefing's language (checked before
 * draft, newest first), as the core chooses.
 */
export function quotedTranslation(
  translations: readonly TranslationView[],
  language: string,
  chosen?: string | null,
): TranslationView | undefined {
  const byHand = translations.find(({ uid }) => uid === chosen);
  if (byHand !== undefined) return byHand;
  return translations
    .filter((one) => primary(one.language) === primary(language))
    .toSorted(
      (a, b) =>
        Number(b.status === 'checked') - Number(a.status === 'checked') || b.added.localeCompare(a.added),
    )[0];
}

/** Whether readers of a briefing in this language need a translation of the statement. */
export function isForeign(statement: Pick<StatementView, 'article'>, language: string): boolean {
  return primary(statement.article.language) !== primary(language);
}

/** Whether another statement contradicts it. */
export function isDisputed({ links }: Pick<StatementView, 'links'>): boolean {
  return links.some(({ kind }) => kind === 'contradicts');
}
