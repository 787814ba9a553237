/** Small things that this window remembers between starts (widths, theme). Never anything of the workspace. */
const PREFIX = 'dragoman.';

/** What was remembered under `name`, if `isValid` accepts it; else `fallback`. */
export function recall<T>(name: string, isValid: (value: unknown) => value is T, fallback: T): T {
  try {
    const stored = localStorage.getItem(PREFIX + name);
    const value: unknown = stored === null ? undefined : JSON.parse(stored);
    return isValid(value) ? value : fallback;
  } catch {
    return fallback;
  }
}

/** Remembers `value`; where nothing can be stored, the window works on without. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    return;
  }
}
