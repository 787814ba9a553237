/**
 * A request as it can be sent. A string of the page may hold half a character (a lone surrogate, as of a selection that
 * was cut by another program, or pasted so); JSON of one is no JSON to the core, and the whole command would fail. Each
 * becomes U+FFFD, as `String.prototype.toWellFormed` does it, which not every web view has yet.
 */
export function wellFormed<T>(value: T): T {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\ufffd') as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => wellFormed(entry)) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, wellFormed<unknown>(entry)]),
    ) as T;
  }
  return value;
}
