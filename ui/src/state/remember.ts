/**
 * Small things that the window remembers between starts (widths of panes and the like). Of a workspace, never more
 * than the identity of what was open in it.
 * The shell keeps them with the preferences: the desktop's web view keeps nothing itself.
 */
import { askWindow } from '../api/window';

let known: Record<string, unknown> = {};
let unsaved: Record<string, unknown> = {};
let saving = false;

/** Takes over what the shell has kept; what was changed since then stays. */
export function recallAll(kept: Readonly<Record<string, unknown>>): void {
  known = { ...known, ...kept, ...unsaved };
}

/** What was remembered under `name`, if `isValid` accepts it; else `fallback`. */
export function recall<T>(name: string, isValid: (value: unknown) => value is T, fallback: T): T {
  const value = known[name];
  return isValid(value) ? value : fallback;
}

/** Remembers `value` (as JSON at most 2000 bytes) under `name`; the shell hears of it at once. */
export function remember(name: string, value: unknown): void {
  // A copy: what is remembered must not change along with a state.
  const json = JSON.stringify(value);
  if (JSON.stringify(known[name]) === json) return;
  const copy: unknown = JSON.parse(json);
  known[name] = copy;
  unsaved[name] = copy;
  if (!saving) void save();
}

/**
 * One message at a time; what changes meanwhile goes together in the next, so that nothing waits for a clock and is lost
 * when the window closes. Where nothing can be kept, the window works on without.
 */
async function save(): Promise<void> {
  saving = true;
  // What is said in one breath goes in one message.
  await Promise.resolve();
  while (Object.keys(unsaved).length > 0) {
    const layout = unsaved;
    unsaved = {};
    await askWindow('window_set_preferences', { layout }).catch(() => undefined);
  }
  saving = false;
}
