import type { ArticleView, StatementView, TranslationView } from '../../../api/generated/commands';
import type { TextIndex } from '../../../text';
import { spansOf } from '../spans';

/** The translation to show of several: checked before draft, then the wanted language, then the newest. */
export function best(
  translations: readonly TranslationView[],
  language: string,
): TranslationView | undefined {
  return translations.toSorted(
    (a, b) =>
      Number(b.status === 'checked') - Number(a.status === 'checked') ||
      Number(b.language === language) - Number(a.language === language) ||
      (a.added < b.added ? 1 : a.added > b.added ? -1 : 0),
  )[0];
}

/** The translation of the whole article that is shown. */
export function wholeOf(view: ArticleView, language: string): TranslationView | undefined {
  return best(
    view.translations.filter(({ passage }) => passage === undefined || passage === null),
    language,
  );
}

/** Translations of passages and statements, by the paragraph that they stand under: the one in which they end. */
export function beneath(
  view: ArticleView,
  statements: readonly StatementView[],
  index: TextIndex,
  language: string,
): Map<number, TranslationView[]> {
  const found: { end: number; translation: TranslationView }[] = [];
  for (const translation of view.translations) {
    const { passage } = translation;
    if (passage !== undefined && passage !== null) found.push({ end: passage.end, translation });
  }
  for (const statement of statements) {
    const translation = best(statement.translations, language);
    const end = spansOf(statement)[0]?.end;
    if (translation !== undefined && end !== undefined) found.push({ end, translation });
  }
  const by = new Map<number, TranslationView[]>();
  for (const { end, translation } of found.toSorted((a, b) => a.end - b.end)) {
    const { index: at } = index.paragraphAt(Math.max(0, end - 1));
    by.set(at, [...(by.get(at) ?? []), translation]);
  }
  return by;
}
