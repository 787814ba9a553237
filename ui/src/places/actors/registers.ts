/** The registers: how each is listed, and by which commands it is kept. */
import { call, type Request } from '../../api/call';
import type {
  ActorKind,
  ConceptPage,
  ConceptView,
  Entity,
  ListStatements,
  TagRow,
  Uid,
} from '../../api/generated/commands';
import type { PlaceParams } from '../../state/place.svelte';
import { workspace } from '../../state/workspace.svelte';
import { t, word } from '../../strings/index.svelte';

export type List = NonNullable<PlaceParams['actors']['list']>;
export const LISTS: readonly List[] = ['actors', 'outlets', 'topics', 'tags', 'events', 'glossary'];

/** What stands in each list. */
export const ENTITY = {
  actors: 'actor',
  outlets: 'outlet',
  topics: 'topic',
  tags: 'tag',
  events: 'event',
  glossary: 'concept',
} as const satisfies Record<List, Entity>;

/** One thing of a register, as its list and the merge dialog show it. */
export interface Row {
  uid: Uid;
  name: string;
  detail: string;
  /** Of a concept: its terms. */
  statements: number;
  /** All that it may be looked up by. */
  lookup: string;
  /** `#rrggbb`, or nothing. */
  dot: string;
  kind?: ActorKind;
  /** Of tags: 0 for the top. */
  depth: number;
  parent?: Uid;
  /** Of outlets. */
  grade?: string;
}

/** `diplomacy › talks`: a tag with those above it. */
export function tagPath(tag: Pick<TagRow, 'name' | 'parent'>, tags: readonly TagRow[]): string {
  const names = [tag.name];
  for (let above = tag.parent; above && names.length < 30;) {
    const parent = tags.find(({ uid }) => uid === above);
    if (parent === undefined) break;
    names.unshift(parent.name);
    above = parent.parent;
  }
  return names.join(' › ');
}

const joined = (parts: readonly (string | false | null | undefined)[]): string =>
  parts.filter(Boolean).join(' · ');

async function allConcepts(): Promise<ConceptView[]> {
  const found: ConceptView[] = [];
  let after: string | null = null;
  do {
    const page: ConceptPage = await call('list_concepts', { limit: 500, after });
    found.push(...page.concepts);
    after = page.next ?? null;
  } while (after !== null);
  return found;
}

/** All things of a register, in the core's order. */
export async function rowsOf(list: List): Promise<Row[]> {
  switch (list) {
    case 'actors':
      return (await call('list_actors', {})).actors.map(({ uid, name, names, kind, roles, statements }) => ({
        uid,
        name,
        statements,
        kind,
        dot: '',
        depth: 0,
        detail: roles[0]?.title || word('actor_kind', kind),
        lookup: [...names.map((one) => one.name), ...roles.map(({ title }) => title)].join(' '),
      }));
    case 'outlets':
      return (await call('list_outlets', {})).outlets.map((outlet) => ({
        uid: outlet.uid,
        name: outlet.name,
        statements: outlet.statements,
        dot: '',
        depth: 0,
        grade: outlet.reliability ?? '',
        detail: joined([outlet.country, t('search.articles', { count: outlet.articles })]),
        lookup: `${outlet.name} ${outlet.country} ${outlet.url}`,
      }));
    case 'topics':
      return (await call('list_topics', {})).topics.map((topic) => ({
        uid: topic.uid,
        name: topic.name,
        statements: topic.statements,
        dot: topic.color,
        depth: 0,
        detail: topic.question,
        lookup: `${topic.name} ${topic.question}`,
      }));
    case 'tags': {
      const { tags } = await call('list_tags', {});
      return tags.map((tag) => ({
        uid: tag.uid,
        name: tag.name,
        statements: tag.statements_below,
        dot: tag.color,
        depth: tag.depth,
        ...(tag.parent ? { parent: tag.parent } : {}),
        detail: '',
        lookup: tagPath(tag, tags),
      }));
    }
    case 'events':
      return (await call('list_events', {})).events.map((event) => ({
        uid: event.uid,
        name: event.name,
        statements: event.statements,
        dot: '',
        depth: 0,
        detail: joined([event.happened || t('statement.date_unknown'), event.place]),
        lookup: `${event.name} ${event.series} ${event.place}`,
      }));
    case 'glossary':
      return (await allConcepts()).map(({ uid, subject, terms }) => ({
        uid,
        name: terms[0]?.term ?? '',
        statements: terms.length,
        dot: '',
        depth: 0,
        detail: joined([...terms.slice(1, 6).map(({ term }) => term), subject]),
        lookup: [...terms.map(({ term }) => term), subject].join(' '),
      }));
  }
}

/** How many things a register has. */
export function countOf(list: List): number {
  return workspace.view?.[list === 'glossary' ? 'concepts' : list] ?? 0;
}

/** The statements of a thing. */
export function filterOf(list: Exclude<List, 'glossary'>, uid: Uid): ListStatements {
  return { [ENTITY[list]]: uid };
}

/** What a new thing is besides its name: of an actor the kind, of a term the language. */
export interface Besides {
  kind: ActorKind;
  language: string;
}

/** Adds a thing by its name. */
export async function add(list: List, name: string, { kind, language }: Besides): Promise<Uid> {
  switch (list) {
    case 'glossary':
      return (await workspace.perform('add_concept', { terms: [{ term: name, language }] })).uid;
    case 'actors':
      return (await workspace.perform('add_actor', { kind, names: [{ name }] })).uid;
    case 'outlets':
      return (await workspace.perform('add_outlet', { name })).uid;
    case 'topics':
      return (await workspace.perform('add_topic', { name })).uid;
    case 'tags':
      return (await workspace.perform('add_tag', { name })).uid;
    case 'events':
      return (await workspace.perform('add_event', { name })).uid;
  }
}

/** Puts `uid` into another of its like. */
export async function merge(list: List, request: Request<'merge_actors'>): Promise<void> {
  await workspace.perform(list === 'glossary' ? 'merge_concepts' : `merge_${list}`, request);
}
