/** The actors place. */
export const actors = {
  'actors.empty.title': 'No actors yet',
  'actors.empty.body':
    'Everyone who says something, or for whom it is said, is listed here once statements are marked.',
} as const;
