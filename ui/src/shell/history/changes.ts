import type { ChangeView } from '../../api/generated/commands';
import { dayAndTime } from '../../strings/formats';
import { isKey, languageName, number, t, word } from '../../strings/index.svelte';

/** One row of the file that a command changed, in words. */
export interface ChangedRow {
  key: string;
  /** What the row is, and what became of it: `statement, changed`. */
  what: string;
  fields: { name: string; before: string; after: string }[];
}

/** Columns that only the program needs: what is computed from others, or leads from row to row. */
const INNER =
  /^(id|uid|folded|prefix|suffix|first_start|.*_earliest|.*_latest|.*sha256|revision_id|from_id|to_id|statement_id)$/;
/** Columns whose values come from a closed list of the vocabulary. */
const LISTS: Record<string, string> = {
  role: 'role',
  stance: 'stance',
  certainty: 'certainty',
  reliability: 'reliability',
  credibility: 'credibility',
};
const LISTS_OF_TABLE: Record<string, string> = {
  'statement.kind': 'kind',
  'actor.kind': 'actor_kind',
  'link.kind': 'link_kind',
  'translation.status': 'translation_status',
};
const YES_OR_NO = new Set(['preferred', 'orphaned']);

type Columns = Record<string, unknown>;
const columns = (value: unknown): Columns =>
  typeof value === 'object' && value !== null ? (value as Columns) : {};

function inWords(table: string, column: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (YES_OR_NO.has(column)) return t(value === 1 || value === true ? 'value.yes' : 'value.no');
  // The number of a row says nothing; that it is another row does.
  if (column.endsWith('_id')) return t('history.another');
  if (typeof value === 'number') return number(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (column === 'language') return languageName(text);
  if (column === 'added' || column === 'deleted') return dayAndTime(text) || text;
  const list = LISTS_OF_TABLE[`${table}.${column}`] ?? LISTS[column];
  return list === undefined ? text : word(list, text);
}

const columnName = (column: string): string => (isKey(`column.${column}`) ? word('column', column) : column);

/** What a command changed, row by row, without what only the program needs. */
export function changedRows(changes: readonly ChangeView[]): ChangedRow[] {
  return changes.map(({ table, op, before, after, uid }, at) => {
    const [was, is] = [columns(before), columns(after)];
    const became = { insert: 'history.added', delete: 'history.removed', update: 'history.changed' } as const;
    const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])]
      .filter((column) => !INNER.test(column))
      .map((column) => ({
        name: columnName(column),
        before: inWords(table, column, was[column]),
        after: inWords(table, column, is[column]),
      }))
      .filter((field) => field.before !== '' || field.after !== '');
    const how = op === 'insert' || op === 'delete' ? became[op] : became.update;
    return { key: `${uid}/${String(at)}`, what: `${word('table', table)}, ${t(how)}`, fields };
  });
}
