import { call } from '../../api/call';
import type { Hit, KwicRow, Passage } from '../../api/generated/commands';
import { router, type PlaceParams } from '../../state/place.svelte';

const REGISTERS = {
  actor: 'actors',
  topic: 'topics',
  tag: 'tags',
  outlet: 'outlets',
  event: 'events',
} as const;

type Registered = Required<Pick<PlaceParams['actors'], 'list' | 'uid'>>;

/** The register's page of a hit that is found by its name. */
export function registeredOf({ entity, uid }: Pick<Hit, 'entity' | 'uid'>): Registered | null {
  const list = entity in REGISTERS ? REGISTERS[entity as keyof typeof REGISTERS] : undefined;
  return list === undefined ? null : { list, uid };
}

/** The first found words of a passage, in code points of what the passage is a piece of. */
export function rangeOf(passage: Passage | undefined): { start?: number; end?: number } {
  const mark = passage?.marks[0];
  if (passage === undefined || mark === undefined) return {};
  return { start: passage.start + mark.start, end: passage.start + mark.end };
}

/** A line as the hit of its keyword. */
export function hitOf(row: KwicRow): Hit {
  const { entity, uid, article, outlet, published, title, part, language, start, end } = row;
  const passage: Passage = {
    part,
    language,
    start,
    text: row.keyword,
    marks: [{ start: 0, end: end - start }],
  };
  return { entity, uid, article, outlet, published, title, title_marks: [], passages: [passage] };
}

/** Whose note it is, when it is about something of the registers: the one of that name that has this note. */
async function subjectOf(note: string, name: string): Promise<Registered | null> {
  const has = ({ notes }: { notes: readonly { uid: string }[] }): boolean =>
    notes.some(({ uid }) => uid === note);
  const named = <T extends { name: string; uid: string }>(rows: readonly T[]): string[] =>
    rows.filter((row) => row.name === name).map(({ uid }) => uid);
  for (const uid of named((await call('list_actors', { text: name })).actors))
    if (has(await call('get_actor', { uid }))) return { list: 'actors', uid };
  for (const uid of named((await call('list_topics', {})).topics))
    if (has(await call('get_topic', { uid }))) return { list: 'topics', uid };
  for (const uid of named((await call('list_events', {})).events))
    if (has(await call('get_event', { uid }))) return { list: 'events', uid };
  for (const uid of named((await call('list_outlets', {})).outlets))
    if (has(await call('get_outlet', { uid }))) return { list: 'outlets', uid };
  return null;
}

/** Opens a hit where it stands: in the text at the words found, or at the page of the thing named. */
export async function openHit(hit: Hit): Promise<void> {
  const registered = registeredOf(hit);
  if (registered !== null) {
    router.go('actors', registered);
  } else if (hit.entity === 'briefing') {
    router.go('briefings', { briefing: hit.uid });
  } else if (hit.article !== null && hit.article !== undefined) {
    const article = hit.article.uid;
    const inText = hit.passages.find(
      ({ part, marks }) => (part === 'text' || part === 'quote') && marks.length > 0,
    );
    const statement = hit.entity === 'statement' ? { statement: hit.uid } : {};
    const target = hit.entity === 'translation' ? await originalOf(article, hit.uid) : rangeOf(inText);
    router.go('read', { article, ...statement, ...target });
  } else if (hit.entity === 'note') {
    const subject = await subjectOf(hit.uid, hit.title);
    if (subject !== null) router.go('actors', subject);
  }
}

/** What a translation is of, as Read opens it. */
async function originalOf(article: string, translation: string): Promise<PlaceParams['read']> {
  const view = await call('get_article', { uid: article });
  const own = view.translations.find(({ uid }) => uid === translation);
  if (own?.passage) return { start: own.passage.start, end: own.passage.end };
  const of = view.statements.find(({ translations }) => translations.some(({ uid }) => uid === translation));
  return of === undefined ? {} : { statement: of.uid };
}
