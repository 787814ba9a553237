/** The compare place. */
export const compare = {
  'compare.empty.title': 'Nothing to compare yet',
  'compare.empty.body': 'Statements on one topic stand side by side here, by actor and by date.',
} as const;
