import { fileSize } from '../strings/formats';
import { isKey, t, word, type PlainKey } from '../strings/index.svelte';
import { CallError } from './call';

/** The codes of the core's `error.rs`, those of the shell's `failure.rs`, and the two that only this side can find. */
export type ErrorCode =
  | 'invalid'
  | 'malformed'
  | 'unknown_command'
  | 'not_found'
  | 'nothing_to'
  | 'refused'
  | 'foreign'
  | 'newer'
  | 'damaged'
  | 'missing'
  | 'folder'
  | 'special_file'
  | 'empty_file'
  | 'encrypted'
  | 'truncated'
  | 'altered'
  | 'outdated'
  | 'exists'
  | 'moved'
  | 'disk_failed'
  | 'read_only'
  | 'busy'
  | 'disk_full'
  | 'no_room'
  | 'over_limit'
  | 'backup'
  | 'cancelled'
  | 'import_unfinished'
  | 'too_much_to_undo'
  | 'io'
  | 'storage'
  | 'no_workspace'
  | 'unknown_token'
  | 'desktop'
  | 'unreachable'
  | 'internal';

/** An error in words for people. `kept` and `todo` may be empty. */
export interface Described {
  code: string;
  title: string;
  /** What was kept or is unchanged. */
  kept: string;
  /** What to do now. */
  todo: string;
  /** For a report; never needed to understand the rest. */
  technical: string;
}

type Detail = Record<string, string | number>;

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Only what can stand in a sentence. */
function speakable(value: unknown): Detail {
  const pairs = Object.entries(fields(value));
  return Object.fromEntries(
    pairs.filter(([, v]) => typeof v === 'string' || typeof v === 'number'),
  ) as Detail;
}

function say(key: string, params: Detail, fallback: PlainKey): string {
  const tt = t as (key: string, params: Detail) => string;
  return isKey(key) ? tt(key, params) : tt(fallback, params);
}

/** Words a reason of the `invalid` error. */
export function describeReason(reason: unknown): string {
  const code = String(fields(reason)['reason'] ?? 'other');
  return say(`reason.${code}`, speakable(reason), 'reason.other');
}

/** Words why a file is refused. */
export function describeRefusal(refusal: unknown): string {
  const code = String(fields(refusal)['refusal'] ?? 'other');
  return say(`refusal.${code}`, speakable(refusal), 'refusal.other');
}

/** The part of a request that an `invalid` error names, so that a form can show it beside its field. */
export function offendingField(error: unknown): { field: string; reason: string } | null {
  if (!(error instanceof CallError) || error.code !== 'invalid') return null;
  const detail = fields(error.detail);
  return { field: String(detail['field'] ?? ''), reason: describeReason(detail['reason']) };
}

function title(code: ErrorCode, detail: Record<string, unknown>): string {
  const known = speakable(detail);
  const text = (name: string): string => String(known[name] ?? '?');
  switch (code) {
    case 'invalid':
      return t('error.invalid.title', { field: text('field'), reason: describeReason(detail['reason']) });
    case 'malformed':
      return t('error.malformed.title');
    case 'unknown_command':
      return t('error.unknown_command.title', { name: text('name') });
    case 'not_found':
      return t('error.not_found.title', { entity: word('entity', text('entity')) });
    case 'nothing_to':
      if (detail['what'] === 'undo') return t('error.nothing_to.title_undo');
      if (detail['what'] === 'redo') return t('error.nothing_to.title_redo');
      return t('error.nothing_to.title', { what: text('what') });
    case 'refused':
      return t('error.refused.title', { name: text('name'), refusal: describeRefusal(detail['refusal']) });
    case 'newer':
      return t('error.newer.title', { path: text('path'), found: text('found'), known: text('known') });
    case 'foreign':
      return t('error.foreign.title', { path: text('path') });
    case 'damaged':
      return t('error.damaged.title', { path: text('path') });
    case 'missing':
      return t('error.missing.title', { path: text('path') });
    case 'folder':
      return t('error.folder.title', { path: text('path') });
    case 'special_file':
      return t('error.special_file.title', { path: text('path') });
    case 'empty_file':
      return t('error.empty_file.title', { path: text('path') });
    case 'encrypted':
      return t('error.encrypted.title', { path: text('path') });
    case 'truncated':
      return t('error.truncated.title', { path: text('path') });
    case 'altered':
      return t('error.altered.title', { path: text('path') });
    case 'outdated':
      return t('error.outdated.title', { path: text('path'), found: text('found'), known: text('known') });
    case 'backup': {
      const { code, message, detail: inner } = fields(detail['cause']);
      return t('error.backup.title', {
        reason: title((code ?? 'internal') as ErrorCode, fields(inner)) || String(message ?? ''),
      });
    }
    case 'no_room':
      return t('error.no_room.title', {
        path: text('path'),
        needed: fileSize(Number(detail['needed'])),
        free: fileSize(Number(detail['free'])),
      });
    case 'over_limit':
      return t('error.over_limit.title', {
        size: fileSize(Number(detail['size'])),
        limit: fileSize(Number(detail['limit'])),
      });
    case 'exists':
      return t('error.exists.title', { path: text('path') });
    case 'moved':
      return t('error.moved.title', { path: text('path') });
    case 'disk_failed':
      return t('error.disk_failed.title', { path: text('path') });
    case 'read_only':
      return t('error.read_only.title', { path: text('path') });
    case 'io':
      return t('error.io.title', { path: text('path') });
    case 'busy':
      return t('error.busy.title');
    case 'disk_full':
      return t('error.disk_full.title');
    case 'cancelled':
      return t('error.cancelled.title');
    case 'import_unfinished':
      return t('error.import_unfinished.title');
    case 'too_much_to_undo':
      return t('error.too_much_to_undo.title', { articles: text('articles'), limit: text('limit') });
    case 'storage':
      return t('error.storage.title');
    case 'no_workspace':
      return t('error.no_workspace.title');
    case 'unknown_token':
      return t('error.unknown_token.title');
    case 'desktop':
      return t('error.desktop.title', { what: text('what') });
    case 'unreachable':
      return t('error.unreachable.title');
    case 'internal':
      return t('error.internal.title');
  }
}

function isCode(code: string): code is ErrorCode {
  return isKey(`error.${code}.title`);
}

/** Puts anything that was thrown into words. */
export function describe(error: unknown): Described {
  const call = error instanceof CallError ? error : null;
  const code: ErrorCode = call !== null && isCode(call.code) ? call.code : 'internal';
  const technical = call === null ? String(error) : `${call.command}: ${call.code}: ${call.message}`;
  return {
    code: call?.code ?? code,
    title: title(code, fields(call?.detail)),
    kept: t(`error.${code}.kept`),
    todo: t(`error.${code}.todo`),
    technical,
  };
}

/** The commands of the window that help after an error: those to save what would else be lost. */
export function offers(
  code: string,
): readonly ('workspace.backup' | 'workspace.open_damaged' | 'workspace.salvage')[] {
  switch (code) {
    case 'moved':
    case 'disk_failed':
      return ['workspace.backup'];
    case 'damaged':
    case 'truncated':
      return ['workspace.open_damaged', 'workspace.salvage'];
    default:
      return [];
  }
}
