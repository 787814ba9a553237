/** The search place. */
export const search = {
  'search.empty.title': 'Search everything',
  'search.empty.body':
    'Words, “phrases”, prefix*, -not, OR, and fields such as speaker: or lang: work over titles, texts, translations, notes and names.',
} as const;
