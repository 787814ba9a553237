import type { Row } from './registers';

/** Where a tag goes: what `edit_tag` is asked. */
export interface Move {
  /** `null`: to the top. Absent: it stays below the same. */
  parent?: string | null;
  /** Among its siblings, from 0. */
  position?: number;
}

type Tag = Pick<Row, 'uid' | 'parent'>;

/** The tags below the same parent, in their order. */
export function siblings(tags: readonly Tag[], tag: Tag): Tag[] {
  return tags.filter(({ parent }) => parent === tag.parent);
}

/** A tag and all below it. */
export function branch(tags: readonly Tag[], uid: string): Set<string> {
  const all = new Set([uid]);
  // Parents stand before their children.
  for (const tag of tags) if (tag.parent !== undefined && all.has(tag.parent)) all.add(tag.uid);
  return all;
}

/** The move that an arrow means: up and down among siblings, right below the one before, left beside the parent. */
export function moveOf(
  tags: readonly Tag[],
  uid: string,
  to: 'up' | 'down' | 'in' | 'out',
): Move | undefined {
  const tag = tags.find((one) => one.uid === uid);
  if (tag === undefined) return undefined;
  const own = siblings(tags, tag);
  const at = own.findIndex((one) => one.uid === uid);
  switch (to) {
    case 'up':
      return at > 0 ? { position: at - 1 } : undefined;
    case 'down':
      return at < own.length - 1 ? { position: at + 1 } : undefined;
    case 'in': {
      const before = own[at - 1];
      return before === undefined ? undefined : { parent: before.uid };
    }
    case 'out': {
      const parent = tags.find((one) => one.uid === tag.parent);
      if (parent === undefined) return undefined;
      const after = siblings(tags, parent).findIndex((one) => one.uid === parent.uid) + 1;
      return { parent: parent.parent ?? null, position: after };
    }
  }
}
