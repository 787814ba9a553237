/** Exported briefings whose quotes are checked again. */
export const verify = {
  'command.briefings_verify': 'Verify a briefing',

  'verify.title': 'Verify a briefing',
  'verify.ok': {
    one: '{name}: {count} quote, and it stands in its source to the letter.',
    other: '{name}: {count} quotes, and each stands in its source to the letter.',
  },
  'verify.none': '{name} quotes nothing that could be checked.',
  'verify.failing': {
    one: '{name}: {count} quote or reference does not hold.',
    other: '{name}: {count} quotes or references do not hold.',
  },
  'verify.line': 'Line {line}',
  'verify.unreadable': {
    one: '{count} file of the folder could not be read:',
    other: '{count} files of the folder could not be read:',
  },
  'verify.another': 'Verify another…',

  'outcome.holds': 'Holds',
  'outcome.quote_differs': 'The quote is not what its source says',
  'outcome.source_missing': 'Its source is not in the folder',
  'outcome.source_changed': 'Its source has changed since',
  'outcome.source_unreadable': 'Its source cannot be read as the footnote says',
  'outcome.text_missing': 'The corrected text that it quotes is not in the folder',
  'outcome.broken_reference': 'Quote and footnote do not belong together',
} as const;
