import { call } from '../../api/call';
import type { Option } from '../../parts/combobox.svelte';
import { fits } from '../../parts/matching';
import { languageName, t, word, type PlainKey } from '../../strings/index.svelte';
import { KINDS } from '../../text';
import { FIELDS, fieldsFor, type Field, type Token } from './fields';

/** A suggestion's `id` is what `completed` needs: the field, and the value when there is one. */
export interface Chosen {
  field: Field;
  value?: string;
}

const MOST = 12;

const STANCES = ['for', 'against', 'neutral', 'declines'] as const;
const CERTAINTIES = ['certain', 'probable', 'possible', 'doubtful'] as const;
const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
const CREDIBILITIES = ['1', '2', '3', '4', '5', '6'] as const;
const HAVING = ['translation', 'note', 'outlet', 'date', 'speaker', 'topic', 'tag', 'event'] as const;
const BEING = ['article', 'statement', 'translation', 'note', 'briefing', 'orphaned', 'origin'] as const;

const option = (chosen: Chosen, label: string, more: Partial<Option> = {}): Option => ({
  id: JSON.stringify(chosen),
  label,
  ...more,
});

/** What a suggestion stands for. */
export function chosenOf({ id }: Pick<Option, 'id'>): Chosen | null {
  const chosen = JSON.parse(id) as Chosen;
  return FIELDS.includes(chosen.field) ? chosen : null;
}

const dot = (color: string): Partial<Option> => (color === '' ? {} : { dot: color });

async function languages(): Promise<string[]> {
  const found = new Set<string>();
  const { articles } = await call('list_articles', { limit: 500 });
  for (const { language } of articles) if (language !== '') found.add(language);
  return [...found].toSorted();
}

/** The values that a field can have here. */
async function values(field: Field, text: string): Promise<Option[]> {
  const fitting = <T>(rows: readonly T[], name: (row: T) => string): T[] =>
    rows.filter((row) => fits(text, name(row)));
  const words = <W extends string>(all: readonly W[], label: (own: W) => string, isGrade = false): Option[] =>
    fitting(all, (own) => `${own} ${label(own)}`).map((own) =>
      option({ field, value: own }, isGrade ? own : label(own), { detail: isGrade ? label(own) : own }),
    );
  switch (field) {
    case 'speaker':
    case 'behalf':
    case 'relayed':
    case 'addressee':
    case 'holder':
    case 'medium':
    case 'actor':
      return (await call('complete_actors', { text, limit: MOST })).actors.map(({ actor, matched, role }) =>
        option({ field, value: actor.name }, actor.name, {
          detail: (matched === actor.name ? role : matched) || word('actor_kind', actor.kind),
        }),
      );
    case 'outlet':
      return fitting((await call('list_outlets', {})).outlets, ({ name }) => name).map(({ name, articles }) =>
        option({ field, value: name }, name, { detail: t('search.articles', { count: articles }) }),
      );
    case 'topic':
      return fitting((await call('list_topics', {})).topics, ({ name }) => name).map(
        ({ name, color, statements }) =>
          option({ field, value: name }, name, {
            ...dot(color),
            detail: t('statement.count', { count: statements }),
          }),
      );
    case 'tag':
      return fitting((await call('list_tags', {})).tags, ({ name }) => name).map(
        ({ name, color, statements_below }) =>
          option({ field, value: name }, name, {
            ...dot(color),
            detail: t('statement.count', { count: statements_below }),
          }),
      );
    case 'event':
      return fitting((await call('list_events', {})).events, ({ name, series }) => `${name} ${series}`).map(
        ({ name, happened }) => option({ field, value: name }, name, { detail: happened }),
      );
    case 'lang':
      return fitting(await languages(), (tag) => `${tag} ${languageName(tag)}`).map((tag) =>
        option({ field, value: tag }, tag, { detail: languageName(tag) }),
      );
    case 'kind':
      return fitting(KINDS, (kind) => `${kind} ${word('kind', kind)}`).map((kind) =>
        option({ field, value: kind.replaceAll('_', '-') }, word('kind', kind), {
          dot: `var(--k-${kind})`,
        }),
      );
    case 'stance':
      return words(STANCES, (stance) => word('stance', stance));
    case 'certainty':
      return words(CERTAINTIES, (certainty) => word('certainty', certainty));
    case 'reliability':
      return words(RELIABILITIES, (grade) => word('reliability', grade), true);
    case 'credibility':
      return words(CREDIBILITIES, (grade) => word('credibility', grade), true);
    case 'has':
      return words(HAVING, (what) => t(`search.has_${what}`));
    case 'is':
      return words(BEING, (what) => t(`search.is_${what}`));
    case 'title':
    case 'after':
    case 'before':
    case 'published':
    case 'said-after':
    case 'said-before':
    case 'said':
      return [];
  }
}

/** What could be meant by the token: fields by their beginning, or the values of its field. */
export async function suggest(token: Token): Promise<Option[]> {
  if (token.field !== null) return (await values(token.field, token.text)).slice(0, MOST);
  return fieldsFor(token).map((field) =>
    option({ field }, `${field}:`, {
      detail: t(`search.field_${field.replace('-', '_')}` as PlainKey),
    }),
  );
}
