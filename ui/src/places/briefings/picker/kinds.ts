import type { Kind } from '../../../api/generated/commands';

const ALL: Record<Kind, true> = {
  direct: true,
  indirect: true,
  mixed: true,
  free_indirect: true,
  reported_act: true,
  author_voice: true,
  headline: true,
  announced: true,
};

/** How a statement can be made in the text: all ways. */
export const KINDS = Object.keys(ALL) as readonly Kind[];
