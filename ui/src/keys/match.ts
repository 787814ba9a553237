const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

/**
 * How well `query` fits `title`: 0 is best, higher is worse, `null` is not at all. Every word of the query must begin
 * a word of the title, or stand inside it, or its letters must come in this order.
 */
export function fit(query: string, title: string): number | null {
  const text = fold(title);
  let score = 0;
  for (const word of fold(query).split(/\s+/).filter(Boolean)) {
    const at = text.indexOf(word);
    if (at === 0) continue;
    if (at > 0) {
      score += /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? 20 : 5;
      continue;
    }
    let from = 0;
    for (const letter of word) {
      const next = text.indexOf(letter, from);
      if (next === -1) return null;
      score += 10 + (next - from);
      from = next + 1;
    }
  }
  return score;
}
