/**
 * A copy of `value` in which every string is well-formed UTF-16: a lone surrogate (half an emoji after a cut) becomes
 * U+FFFD. Without it, JSON to Rust fails as a whole. Keys are kept as they are.
 */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wellFormed(inner)]));
  }
  return value;
}
