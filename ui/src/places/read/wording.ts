import type { AttributionView, Role, StatementView } from '../../api/generated/commands';
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

const nameOf = (link: AttributionView): string =>
  link.actor?.name ?? (link.words === '' ? t('read.nobody') : `“${link.words}”`);

/** Who said it, in one line: `Zakharova › Russian Foreign Ministry › Russia`. */
export function chainLine(chain: readonly AttributionView[]): string {
  const voices = chain.filter(({ role }) => VOICES.has(role)).map(nameOf);
  return voices.filter((name, at) => voices.indexOf(name) === at).join(' › ');
}

/** Who said it, or that nobody is named. */
export function speakerLine(statement: Pick<StatementView, 'chain' | 'kind' | 'outlet'>): string {
  const line = chainLine(statement.chain);
  if (line !== '') return line;
  if (statement.kind === 'author_voice' || statement.kind === 'headline')
    return statement.outlet?.name ?? t('read.newsroom');
  return t('read.nobody');
}

/** How it was said: the kind, and through what. */
export function mannerLine(statement: Pick<StatementView, 'chain' | 'kind'>): string {
  const through = statement.chain
    .filter(({ role }) => role === 'medium' || role === 'relayed_by')
    .map(nameOf);
  return [word('kind', statement.kind), ...new Set(through)].join(' · ');
}

/** Any CSS colour for a stance. */
export const STANCE_DOTS = {
  for: 'var(--ok)',
  against: 'var(--warn)',
  neutral: 'var(--edge)',
  declines: 'var(--rule)',
} as const;
