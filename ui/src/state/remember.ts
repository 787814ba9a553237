/**
 * Small things that the window remembers between starts (widths of panes and the like). Never anything of the workspace.
 * The shell keeps them with the preferences: the desktop's web view keeps nothing itself.
 */
import { askWindow } from '../api/window';

/** Dragging a pane changes its width many times (milliseconds). */
const PAUSE = 200;

let known: Record<string, unknown> = {};
let unsaved: Record<string, unknown> = {};
let pause: ReturnType<typeof setTimeout> | undefined;

/** Takes over what the shell has kept; what was changed since then stays. */
export function recallAll(kept: Readonly<Record<string, unknown>>): void {
  known = { ...known, ...kept, ...unsaved };
}

/** What was remembered under `name`, if `isValid` accepts it; else `fallback`. */
export function recall<T>(name: string, isValid: (value: unknown) => value is T, fallback: T): T {
  const value = known[name];
  return isValid(value) ? value : fallback;
}

/** Remembers `value` (as JSON at most 2000 bytes) under `name`; the shell hears of it soon after. */
export function remember(name: string, value: unknown): void {
  // A copy: what is remembered must not change along with a state.
  const copy: unknown = JSON.parse(JSON.stringify(value));
  known[name] = copy;
  unsaved[name] = copy;
  clearTimeout(pause);
  pause = setTimeout(() => void save(), PAUSE);
}

/** Where nothing can be kept, the window works on without. */
async function save(): Promise<void> {
  const layout = unsaved;
  unsaved = {};
  await askWindow('window_set_preferences', { layout }).catch(() => undefined);
}
