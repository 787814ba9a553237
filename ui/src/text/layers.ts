import type { Range } from './offsets';

/** The statement kinds, by the core's words, in the order in which they are painted. */
export const KINDS = [
  'author_voice',
  'announced',
  'reported_act',
  'headline',
  'free_indirect',
  'indirect',
  'mixed',
  'direct',
] as const;
export type Kind = (typeof KINDS)[number];

/** How many depths of overlap can be told apart. */
export const DEPTHS = [1, 2, 3] as const;
export type Depth = (typeof DEPTHS)[number];

/** What is marked in a text: a statement with its spans (code points). Spans may overlap; empty ones mark nothing. */
export interface Mark {
  uid: string;
  kind: Kind;
  spans: readonly Range[];
}

/** A range that `depth` marks of one kind cover (3 stands for three and more). */
export interface Segment extends Range {
  kind: Kind;
  depth: Depth;
}

/** The ranges as disjoint ones in order; those that touch are joined. */
export function union(ranges: readonly Range[]): Range[] {
  const sorted = ranges.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start);
  const joined: Range[] = [];
  for (const { start, end } of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

function depthOf(count: number): Depth {
  return count >= 3 ? 3 : count === 2 ? 2 : 1;
}

/**
 * Overlapping marks as segments that are disjoint within each kind: two overlapping ranges of one highlight do not
 * darken, so the depth has to be known. Kinds that overlap each other blend when painted. A mark counts once where its
 * own spans overlap. O(n log n) in the number of spans.
 */
export function layers(marks: readonly Mark[]): Segment[] {
  const segments: Segment[] = [];
  for (const kind of KINDS) {
    const steps = new Map<number, number>();
    for (const mark of marks) {
      if (mark.kind !== kind) continue;
      for (const { start, end } of union(mark.spans)) {
        steps.set(start, (steps.get(start) ?? 0) + 1);
        steps.set(end, (steps.get(end) ?? 0) - 1);
      }
    }
    let count = 0;
    let open: Segment | null = null;
    for (const [at, step] of [...steps].toSorted(([a], [b]) => a - b)) {
      count += step;
      const depth = count === 0 ? null : depthOf(count);
      if (open !== null && open.depth === depth) continue;
      if (open !== null) segments.push({ ...open, end: at });
      open = depth === null ? null : { kind, depth, start: at, end: at };
    }
  }
  return segments;
}
