/** Articles that go back to the same text. */
export const copies = {
  'copies.title': 'The same text elsewhere',
  'copies.same_text': 'The same text',
  'copies.excerpt_of': 'This is an excerpt of it ({share} %)',
  'copies.contains': 'An excerpt of this ({other} %)',
  'copies.reworded': 'Shares {share} % of this text',
  'copies.not_the_same': 'Not a copy, as you said',
  'copies.not_short': 'Not a copy',
  'copies.same_short': 'A copy after all',
  'copies.not_a_copy': 'Not a copy: {title}',
  'copies.same_after_all': 'A copy after all: {title}',
  'copies.told_apart': 'They count as two origins now.',
  'copies.taken_together': 'They count as one origin again.',
  'copies.in_library': { one: '{count} copy', other: '{count} copies' },
  'copies.once': 'Count copies once',
  'copies.import': 'Much of this text is in the workspace already:',
} as const;
