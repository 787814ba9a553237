/** What the statements are narrowed to: those of one topic, actor, article or kind. */
import { call } from '../../../api/call';
import type { Kind, ListStatements, StatementView } from '../../../api/generated/commands';
import type { Complete, Option } from '../../../parts/combobox.svelte';
import { t, word } from '../../../strings/index.svelte';
import { KINDS } from './kinds';

export interface Filter {
  by: 'topic' | 'actor' | 'article' | 'kind';
  /** Uid, or the kind. */
  value: string;
}

/** The filter that an option stands for. */
export function filterOf(option: Option | null): Filter | null {
  const [by, value] = option?.id.split(' ') ?? [];
  if (value === undefined || (by !== 'topic' && by !== 'actor' && by !== 'article' && by !== 'kind'))
    return null;
  return { by, value };
}

/** The filter as `list_statements` wants it. */
export function requestOf(filter: Filter | null): ListStatements {
  if (filter === null) return {};
  return filter.by === 'kind' ? { kind: filter.value as Kind } : { [filter.by]: filter.value };
}

/** Whether the statement passes. */
export function fits(statement: StatementView, { by, value }: Filter): boolean {
  switch (by) {
    case 'topic':
      return statement.topics.some(({ topic }) => topic.uid === value);
    case 'actor':
      return statement.chain.some(({ actor }) => actor?.uid === value);
    case 'article':
      return statement.article.uid === value;
    case 'kind':
      return statement.kind === value;
  }
}

/** A page after those before it, without what they had already (the order may have moved in between). */
export function joined(before: readonly StatementView[], page: readonly StatementView[]): StatementView[] {
  const known = new Set(before.map(({ uid }) => uid));
  return [...before, ...page.filter(({ uid }) => !known.has(uid))];
}

/** Actors and articles offered at once. */
const MOST = 8;

/** Topics, actors, articles and kinds to narrow to; before anything is typed, the topics. */
export const completeFilter: Complete = async (typed) => {
  const query = typed.trim().toLocaleLowerCase();
  const has = (name: string): boolean => name.toLocaleLowerCase().includes(query);
  const [{ topics }, actors, articles] = await Promise.all([
    call('list_topics', {}),
    query === ''
      ? []
      : call('complete_actors', { text: typed.trim(), limit: MOST }).then((found) => found.actors),
    query === ''
      ? []
      : call('list_articles', { title: typed.trim(), limit: MOST }).then((found) => found.articles),
  ]);
  return [
    ...topics
      .filter(({ name }) => has(name))
      .map(({ uid, name, color }) => ({
        id: `topic ${uid}`,
        label: t('briefings.filter_topic', { name }),
        ...(color === '' ? {} : { dot: color }),
      })),
    ...actors.map(({ actor }) => ({
      id: `actor ${actor.uid}`,
      label: t('briefings.filter_actor', { name: actor.name }),
    })),
    ...articles.map(({ uid, title, language }) => ({
      id: `article ${uid}`,
      label: t('briefings.filter_article', { name: title }),
      lang: language,
    })),
    ...KINDS.filter((kind) => has(word('kind', kind))).map((kind) => ({
      id: `kind ${kind}`,
      label: t('briefings.filter_kind', { name: word('kind', kind) }),
    })),
  ];
};
