/** Statements in words: who, through whom, when. One wording for every list that shows statements. */
import type {
  AttributionView,
  Role,
  SpanView,
  StatementView,
  TranslationView,
} from '../../api/generated/commands';
import { t, word } from '../../strings/index.svelte';

/** The roles of the chain, in the order in which people say them. */
export const ROLES: readonly Role[] = [
  'speaker',
  'on_behalf_of',
  'holder',
  'medium',
  'relayed_by',
  'addressee',
];

/** The roles that answer for the words, in contrast to those that carry or receive them. */
const VOICES: ReadonlySet<Role> = new Set<Role>(['speaker', 'on_behalf_of', 'holder']);

/** The name of a link of the chain, else the words that the text has for it. */
export function linkName({ actor, words }: AttributionView): string {
  return actor?.name ?? (words === '' ? t('statement.nobody') : `“${words}”`);
}

/** Who said it, from the speaker to the holder, each once. */
export function voices(chain: readonly AttributionView[]): string[] {
  return [...new Set(chain.filter(({ role }) => VOICES.has(role)).map(linkName))];
}

/** Who said it, in one line; '' when nobody is named. */
export function chainLine(chain: readonly AttributionView[]): string {
  return voices(chain).join(' › ');
}

/** Who said it, in one line: `Zakharova › Russian Foreign Ministry › Russia`; for the author's own words, the outlet. */
export function speakerLine(statement: Pick<StatementView, 'chain' | 'kind' | 'outlet'>): string {
  const line = chainLine(statement.chain);
  if (line !== '') return line;
  if (statement.kind === 'author_voice' || statement.kind === 'headline')
    return statement.outlet?.name ?? t('statement.newsroom');
  return t('statement.nobody');
}

/** How it was said: the kind, and through what. */
export function mannerLine(statement: Pick<StatementView, 'chain' | 'kind'>): string {
  const through = statement.chain
    .filter(({ role }) => role === 'medium' || role === 'relayed_by')
    .map(linkName);
  return [word('kind', statement.kind), ...new Set(through)].join(' · ');
}

/** The words of the statement; what is left out between its spans is shown as an ellipsis. */
export function quoteOf(statement: { spans: readonly Pick<SpanView, 'quote'>[] }): string {
  return statement.spans.map(({ quote }) => quote.trim()).join(' … ');
}

/** The translation to show: in the language wanted, checked before draft, the newest; else of any language. */
export function bestTranslation(
  translations: readonly TranslationView[],
  wanted: string,
): TranslationView | undefined {
  const rank = ({ language, status }: TranslationView): number =>
    (language.split('-')[0] === wanted.split('-')[0] ? 2 : 0) + (status === 'checked' ? 1 : 0);
  return translations.toSorted((a, b) => rank(b) - rank(a) || b.added.localeCompare(a.added))[0];
}

/** How reliable and how credible: `B2`, `B`, or nothing; the statement's own grade before its outlet's. */
export function gradeOf(statement: Pick<StatementView, 'reliability' | 'credibility' | 'outlet'>): string {
  return `${statement.reliability ?? statement.outlet?.reliability ?? ''}${statement.credibility ?? ''}`;
}

/** Where Read opens it. */
export function placeOf(statement: Pick<StatementView, 'uid' | 'article' | 'spans'>): {
  article: string;
  statement: string;
  start?: number;
  end?: number;
} {
  const first = statement.spans.find(({ orphaned }) => !orphaned);
  const at = first === undefined ? {} : { start: first.start, end: first.end };
  return { article: statement.article.uid, statement: statement.uid, ...at };
}

/** The colour of a stance, as CSS. */
export const STANCE_COLORS = {
  for: 'var(--ok)',
  against: 'var(--warn)',
  neutral: 'var(--edge)',
  declines: 'var(--soft)',
} as const;
