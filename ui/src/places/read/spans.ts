import type { StatementView } from '../../api/generated/commands';
import type { Range } from '../../text';

/** Where a statement stands in the current text; spans that were lost in a correction are left out. */
export const spansOf = (statement: StatementView): Range[] =>
  statement.spans.filter(({ orphaned }) => !orphaned).map(({ start, end }) => ({ start, end }));

/** The words of a statement, its parts joined. */
export const quoteOf = (statement: StatementView): string =>
  statement.spans.map(({ quote }) => quote).join(' … ');
