import type { StatementView } from '../../api/generated/commands';
import type { Range } from '../../text';

/** Where a statement stands in the current text; spans that were lost in a correction are left out. */
export const spansOf = (statement: StatementView): Range[] =>
  statement.spans.filter(({ orphaned }) => !orphaned).map(({ start, end }) => ({ start, end }));
