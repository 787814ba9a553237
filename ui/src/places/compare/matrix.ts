/** Who says what on one question: statements put into rows by voice and columns by stance. */
import type { LinkedStatement, Stance, StatementView } from '../../api/generated/commands';
import { linkName, quoteOf, speakerLine, voices } from '../../parts/statement/wording';

export const STANCES = ['for', 'against', 'neutral', 'declines'] as const satisfies readonly Stance[];

export interface Entry {
  statement: StatementView;
  /** `null` where no stance is asked for (an event). */
  stance: Stance | null;
  /** When it was said, else published: the beginning of the date, to sort by; '' when neither is known. */
  day: string;
}

/** Everything that one voice says. */
export interface VoiceRow {
  key: string;
  /** The speaker, else for whom it is said, else what the text calls them. */
  name: string;
  /** On whose behalf, as far as it goes beyond the name. */
  behalf: string;
  cells: { stance: Stance | null; entries: Entry[] }[];
}

/** The first calendar date in an EDTF string, as far as it is known: it sorts as text. */
export function dayOf(edtf: string): string {
  return /\d{4}(?:-\d\d(?:-\d\d)?)?/.exec(edtf)?.[0] ?? '';
}

/** By date, what has none at the end; on the same day in reading order. */
function byDay(a: Entry, b: Entry): number {
  if (a.day === '' || b.day === '') return Number(a.day === '') - Number(b.day === '');
  const start = ({ statement }: Entry): number => statement.spans[0]?.start ?? 0;
  return a.day.localeCompare(b.day) || start(a) - start(b);
}

/** The statements in the order of their dates, with the stance they take on `topic`. */
export function entriesOf(statements: readonly StatementView[], topic: string | null): Entry[] {
  return statements
    .map((statement) => ({
      statement,
      stance: statement.topics.find((one) => one.topic.uid === topic)?.stance ?? null,
      day: dayOf(statement.said) || dayOf(statement.published),
    }))
    .toSorted(byDay);
}

function voiceOf(statement: StatementView): Pick<VoiceRow, 'key' | 'name' | 'behalf'> {
  const first = (['speaker', 'on_behalf_of', 'holder'] as const)
    .map((role) => statement.chain.find((link) => link.role === role))
    .find((link) => link !== undefined);
  const name = first === undefined ? speakerLine(statement) : linkName(first);
  const behalf = voices(statement.chain)
    .filter((other) => other !== name)
    .join(' › ');
  return { key: first?.actor?.uid ?? `name ${name}`, name, behalf };
}

/** One row per voice; those who say most come first. Cells stand in the order of `stances`. */
export function rowsOf(entries: readonly Entry[], stances: readonly (Stance | null)[]): VoiceRow[] {
  const rows = new Map<string, VoiceRow & { count: number; behalves: Set<string> }>();
  for (const entry of entries) {
    const voice = voiceOf(entry.statement);
    const row = rows.get(voice.key) ?? {
      ...voice,
      cells: stances.map((stance) => ({ stance, entries: [] })),
      count: 0,
      behalves: new Set<string>(),
    };
    rows.set(voice.key, row);
    row.count += 1;
    if (voice.behalf !== '') row.behalves.add(voice.behalf);
    row.cells.find(({ stance }) => stance === entry.stance)?.entries.push(entry);
  }
  return [...rows.values()]
    .toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name))
    .map(({ key, name, cells, behalves }) => ({ key, name, cells, behalf: [...behalves].join(' · ') }));
}

/** One side of a contradiction. */
export interface Side {
  statement: string;
  article: string;
  language: string;
  speaker: string;
  quote: string;
}
export interface Contradiction {
  uid: string;
  from: Side;
  to: Side;
  note: string;
}

/** Every contradiction that one of the statements has part in, each once. */
export function contradictionsOf(entries: readonly Entry[]): Contradiction[] {
  const found = new Map<string, Contradiction>();
  for (const { statement } of entries) {
    const own: Side = {
      statement: statement.uid,
      article: statement.article.uid,
      language: statement.article.language,
      speaker: speakerLine(statement),
      quote: quoteOf(statement),
    };
    for (const link of statement.links) {
      if (link.kind !== 'contradicts') continue;
      const other = sideOf(link, entries);
      const [from, to] = link.outgoing ? [own, other] : [other, own];
      found.set(link.uid, { uid: link.uid, from, to, note: link.note });
    }
  }
  return [...found.values()];
}

function sideOf(link: LinkedStatement, entries: readonly Entry[]): Side {
  const known = entries.find(({ statement }) => statement.uid === link.statement)?.statement;
  return {
    statement: link.statement,
    article: link.article.uid,
    language: link.article.language,
    speaker: known === undefined ? link.speaker : speakerLine(known),
    quote: link.quote,
  };
}

/** Where a card stands: row, column and place in its cell. */
interface Spot {
  uid: string;
  row: number;
  column: number;
}

/**
 * The card that an arrow leads to: up and down through a column, across voices; left and right to the card of
 * the next column with any that is nearest to this row.
 */
export function walk(rows: readonly VoiceRow[], from: string, arrow: string): string | undefined {
  const spots: Spot[] = rows.flatMap((row, at) =>
    row.cells.flatMap((cell, column) =>
      cell.entries.map((entry) => ({ uid: entry.statement.uid, row: at, column })),
    ),
  );
  const here = spots.find(({ uid }) => uid === from);
  if (here === undefined) return spots[0]?.uid;
  if (arrow === 'ArrowDown' || arrow === 'ArrowUp') {
    const column = spots.filter((spot) => spot.column === here.column);
    return column[column.indexOf(here) + (arrow === 'ArrowDown' ? 1 : -1)]?.uid;
  }
  const step = arrow === 'ArrowRight' ? 1 : -1;
  for (
    let column = here.column + step;
    column >= 0 && column < (rows[0]?.cells.length ?? 0);
    column += step
  ) {
    const inColumn = spots.filter((spot) => spot.column === column);
    const nearest = inColumn.toSorted((a, b) => Math.abs(a.row - here.row) - Math.abs(b.row - here.row))[0];
    if (nearest !== undefined) return nearest.uid;
  }
  return undefined;
}
