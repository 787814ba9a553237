import type { PlainKey } from '../strings/index.svelte';

/**
 * Where a command's keys work. `global` always does; a place's context while it is shown; the others while the part
 * that they name has the focus (`pushContext`).
 */
export const CONTEXTS = [
  'global',
  'read',
  'search',
  'actors',
  'compare',
  'briefings',
  'outline',
  'text',
  'form',
  'dialog',
] as const;
export type Context = (typeof CONTEXTS)[number];

/** One thing that the window can do. What it does is bound by the part that can do it (`bind`). */
export interface UiCommand {
  /** Unique, `group.verb`. */
  id: string;
  title: PlainKey;
  /** Chords, the first one is shown. None: the command is reached by palette, menu or button only. */
  keys: readonly string[];
  when: Context;
  /** Whether the keys act while a text field has the focus; otherwise only chords that cannot be typing do. */
  inFields?: boolean;
  /** Whether holding the key repeats the command. */
  repeats?: boolean;
  /** Whether the footer shows the key while it works; the lower, the earlier. */
  footer?: number;
  /** Not in the palette: it makes sense only at the focus. */
  hidden?: boolean;
}
