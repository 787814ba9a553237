import { call } from '../../../api/call';
import type { OutletList, TagRow } from '../../../api/generated/commands';
import type { Complete, Option } from '../../../parts/combobox.svelte';
import { languageName, t, word } from '../../../strings/index.svelte';
import type { Draft, Pending } from './draft.svelte';

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLocaleLowerCase();

/** Whether every word of the query begins a word of the text. */
export function matches(query: string, text: string): boolean {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u);
  return fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .every((wanted) => words.some((found) => found.startsWith(wanted)));
}

/** The most suggestions that a list shows. */
const MOST = 30;

const fitting = (query: string, options: readonly Option[]): Option[] =>
  options.filter(({ label, detail }) => matches(query, `${label} ${detail ?? ''}`)).slice(0, MOST);

/** What was made in this form and is not stored yet. */
const pendingOptions = (draft: Draft, kind: Pending['kind']): Option[] =>
  draft.pending
    .filter((pending) => pending.kind === kind)
    .map(({ uid, name }) => ({ id: uid, label: name, detail: t('read.new') }));

/** Actors, by any of their names; the name that matched is told when it is not the preferred one. */
export function completeActors(draft: Draft): Complete {
  return async (query) => {
    const { actors } = await call('complete_actors', { text: query, limit: 12 });
    return [
      ...fitting(query, pendingOptions(draft, 'actor')),
      ...actors.map(({ actor, matched, role }) => ({
        id: actor.uid,
        label: actor.name,
        detail: [matched !== actor.name && matched, role || word('actor_kind', actor.kind)]
          .filter(Boolean)
          .join(' · '),
      })),
    ];
  };
}

export function completeOutlets(ask: () => Promise<OutletList>): Complete {
  return async (query) =>
    fitting(
      query,
      (await ask()).outlets.map(({ uid, name, country, reliability }) => ({
        id: uid,
        label: name,
        detail: [country, reliability].filter(Boolean).join(' · '),
      })),
    );
}

export function completeTopics(draft: Draft): Complete {
  return async (query) => {
    const { topics } = await call('list_topics', {});
    return fitting(query, [
      ...pendingOptions(draft, 'topic'),
      ...topics.map(({ uid, name, question, color }) => ({
        id: uid,
        label: name,
        detail: question,
        ...(color === '' ? {} : { dot: color }),
      })),
    ]);
  };
}

export function completeEvents(draft: Draft): Complete {
  return async (query) => {
    const { events } = await call('list_events', {});
    return fitting(query, [
      ...pendingOptions(draft, 'event'),
      ...events.map(({ uid, name, series, number, happened }) => ({
        id: uid,
        label: name,
        detail: [series && (number ? `${series} ${String(number)}` : series), happened]
          .filter(Boolean)
          .join(' · '),
      })),
    ]);
  };
}

/** `diplomacy › talks`: a tag with those above it. */
export function tagPath(tag: TagRow, tags: readonly TagRow[]): string {
  const names = [tag.name];
  for (let above = tag.parent; above;) {
    const parent = tags.find(({ uid }) => uid === above);
    if (parent === undefined || names.length > 20) break;
    names.unshift(parent.name);
    above = parent.parent;
  }
  return names.join(' › ');
}

export function completeTags(draft: Draft): Complete {
  return async (query) => {
    const { tags } = await call('list_tags', {});
    return fitting(query, [
      ...pendingOptions(draft, 'tag'),
      ...tags.map((tag) => {
        const path = tagPath(tag, tags);
        return {
          id: tag.uid,
          label: tag.name,
          ...(path === tag.name ? {} : { detail: path }),
          ...(tag.color === '' ? {} : { dot: tag.color }),
        };
      }),
    ]);
  };
}

/** Languages that news are often in; any other tag can be typed. */
const LANGUAGES =
  'ar az be bg bs ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko ku lt lv mk nl no pl ps pt ro ru sk sl sq sr sv sw ta th tr uk ur uz vi zh zh-Hant';

export const completeLanguages: Complete = (query) =>
  fitting(
    query,
    LANGUAGES.split(' ').map((tag) => ({ id: tag, label: languageName(tag), detail: tag })),
  );
