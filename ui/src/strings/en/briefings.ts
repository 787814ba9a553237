/** The briefings place. */
export const briefings = {
  'briefings.empty.title': 'No briefings yet',
  'briefings.empty.body':
    'A briefing is an outline of headings, prose and statements, exported as Markdown with a source for each quote.',
} as const;
