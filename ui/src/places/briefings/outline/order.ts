/** The order of an outline, and what belongs to what in it. Pure. */
import type { BriefingItemView, Uid } from '../../../api/generated/commands';

type Entry = Pick<BriefingItemView, 'uid' | 'kind' | 'level'>;

/** How many statements stand under each heading, down to the next one of its level or above; by the heading's uid. */
export function countsUnder(items: readonly Entry[]): ReadonlyMap<Uid, number> {
  const counts = new Map<Uid, number>();
  const open: Entry[] = [];
  for (const item of items) {
    if (item.kind === 'heading') {
      while (open.length > 0 && (open.at(-1)?.level ?? 2) >= (item.level ?? 2)) open.pop();
      open.push(item);
      counts.set(item.uid, 0);
    } else if (item.kind === 'statement') {
      for (const heading of open) counts.set(heading.uid, (counts.get(heading.uid) ?? 0) + 1);
    }
  }
  return counts;
}

/** `items` with the entry at `from` taken out and put where it has `to` entries before it. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.toSpliced(from, 1);
  const item = items[from];
  return item === undefined ? [...items] : rest.toSpliced(to, 0, item);
}

/**
 * Where an entry comes to stand that is dropped into the gap before the entry `gap` (or at the end), as the number of
 * entries before it once it is taken out; undefined when it stays where it is.
 */
export function droppedAt(from: number, gap: number): number | undefined {
  const to = gap > from ? gap - 1 : gap;
  return to === from ? undefined : to;
}

/** The gap nearest to the height `y`: how many of the boxes have their middle above it. */
export function gapAt(y: number, boxes: readonly { top: number; bottom: number }[]): number {
  return boxes.filter(({ top, bottom }) => (top + bottom) / 2 < y).length;
}

/** The last entry of the part that a heading begins, subordinate headings included; the heading itself if it is empty. */
export function endOfSection(items: readonly Entry[], heading: Uid): Uid {
  const start = items.findIndex(({ uid }) => uid === heading);
  const level = items[start]?.level ?? 2;
  const next = items.findIndex(
    (item, at) => at > start && item.kind === 'heading' && (item.level ?? 2) <= level,
  );
  return items[(next === -1 ? items.length : next) - 1]?.uid ?? heading;
}

/** The level that a heading gets when it is put after the entry `at`: that of the heading above it, else 2. */
export function levelAfter(items: readonly Entry[], at: number): number {
  return items.slice(0, at + 1).findLast(({ kind }) => kind === 'heading')?.level ?? 2;
}

/** `items` in the order of `uids`; those that are not among them come last. */
export function inOrder<T extends { uid: Uid }>(items: readonly T[], uids: readonly Uid[]): T[] {
  const place = new Map(uids.map((uid, at) => [uid, at]));
  return items.toSorted((a, b) => (place.get(a.uid) ?? Infinity) - (place.get(b.uid) ?? Infinity));
}

/** The statements that an outline quotes. */
export function quotedIn(items: readonly BriefingItemView[]): ReadonlySet<Uid> {
  return new Set(items.flatMap(({ statement }) => (statement ? [statement.uid] : [])));
}
