import type { DeletedThing } from '../../api/generated/commands';
import { isKey, language, t, word, type PlainKey } from '../../strings/index.svelte';

const PLURALS: Record<string, string> = {
  article: 'workspace.articles',
  statement: 'workspace.statements',
  translation: 'workspace.translations',
  actor: 'workspace.actors',
  topic: 'workspace.topics',
  tag: 'workspace.tags',
  event: 'workspace.events',
  outlet: 'workspace.outlets',
  briefing: 'workspace.briefings',
  note: 'workspace.notes',
  link: 'workspace.links',
  saved_search: 'workspace.saved_searches',
  concept: 'workspace.concepts',
};

/** How many things of each kind, in one phrase: `2 articles, 1 actor and 3 notes`. */
export function counted(things: readonly Pick<DeletedThing, 'entity'>[]): string {
  const kinds = [...new Set(things.map(({ entity }) => entity))];
  const phrases = kinds.map((entity) => {
    const count = things.filter((thing) => thing.entity === entity).length;
    const key = PLURALS[entity] ?? '';
    const say = t as (key: PlainKey | 'workspace.articles', params: { count: number }) => string;
    return isKey(key)
      ? say(key as 'workspace.articles', { count })
      : `${String(count)} ${word('entity', entity)}`;
  });
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(phrases);
}
