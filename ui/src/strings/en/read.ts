/** The read place. */
export const read = {
  'read.empty.title': 'Nothing to read yet',
  'read.empty.body': 'Import articles from files, a folder or the clipboard; they are listed here.',
} as const;
