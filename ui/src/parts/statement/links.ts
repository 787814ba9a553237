import type { LinkedStatement, LinkKind } from '../../api/generated/commands';
import { t, type PlainKey } from '../../strings/index.svelte';

const WORDS: Record<LinkKind, [outgoing: PlainKey, incoming: PlainKey]> = {
  contradicts: ['statement.link_contradicts', 'statement.link_contradicted'],
  updates: ['statement.link_updates', 'statement.link_updated'],
  confirms: ['statement.link_confirms', 'statement.link_confirmed'],
  repeats: ['statement.link_repeats', 'statement.link_repeated'],
  answers: ['statement.link_answers', 'statement.link_answered'],
};

/** How the statement that carries the link stands to the other one: `contradicts`, `updated by`. */
export function linkWords({ kind, outgoing }: Pick<LinkedStatement, 'kind' | 'outgoing'>): string {
  return t(WORDS[kind][outgoing ? 0 : 1]);
}
