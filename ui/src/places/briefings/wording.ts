/** Statements in words, as the briefings place shows them. */
import type { AttributionView, Role, StatementView, TranslationView } from '../../api/generated/commands';
import { t } from '../../strings/index.svelte';

/** The roles that answer for the words, in contrast to those that carry or receive them. */
const VOICES: ReadonlySet<Role> = new Set<Role>(['speaker', 'on_behalf_of', 'holder']);

function nameOf({ actor, words }: AttributionView): string {
  return actor?.name ?? (words === '' ? t('briefings.nobody') : `“${words}”`);
}

/** Who said it, in one line: `Zakharova › Russian Foreign Ministry › Russia`; for the author's own words, the outlet. */
export function speakerLine(statement: Pick<StatementView, 'chain' | 'kind' | 'outlet'>): string {
  const names = [...new Set(statement.chain.filter(({ role }) => VOICES.has(role)).map(nameOf))];
  if (names.length > 0) return names.join(' › ');
  const isOwnVoice = statement.kind === 'author_voice' || statement.kind === 'headline';
  return isOwnVoice ? (statement.outlet?.name ?? t('briefings.newsroom')) : t('briefings.nobody');
}

/** The words of the statement; what is left out between its spans is shown as an ellipsis. */
export function quoteOf({ spans }: Pick<StatementView, 'spans'>): string {
  return spans.map(({ quote }) => quote.trim()).join(' … ');
}

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

/** Where Read opens it. */
export function placeOf(statement: StatementView): {
  article: string;
  statement: string;
  start?: number;
  end?: number;
} {
  const first = statement.spans.find(({ orphaned }) => !orphaned);
  const at = first === undefined ? {} : { start: first.start, end: first.end };
  return { article: statement.article.uid, statement: statement.uid, ...at };
}
