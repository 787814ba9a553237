import { language } from './index.svelte';

/** A day and the time of day, as the window's language writes them; '' for what is no RFC 3339 time. */
export function dayAndTime(rfc3339: string): string {
  const at = new Date(rfc3339);
  if (Number.isNaN(at.getTime())) return '';
  const locale = language() === 'en' ? 'en-GB' : language();
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** The day of a moment in words, '' for what is no RFC 3339 time. */
export function day(rfc3339: string): string {
  const at = new Date(rfc3339);
  if (Number.isNaN(at.getTime())) return '';
  const locale = language() === 'en' ? 'en-GB' : language();
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(at);
}

/** The time of day of a moment, '' for what is no RFC 3339 time. */
export function timeOfDay(rfc3339: string): string {
  const at = new Date(rfc3339);
  if (Number.isNaN(at.getTime())) return '';
  const locale = language() === 'en' ? 'en-GB' : language();
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in bytes as people read it: `12 kB`, `3.4 MB` (powers of 1000). */
export function fileSize(bytes: number): string {
  let at = 0;
  let size = bytes;
  while (size >= 1000 && at < UNITS.length - 1) {
    size /= 1000;
    at += 1;
  }
  const digits = at > 0 && size < 10 ? 1 : 0;
  const unit = UNITS[at] ?? 'byte';
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit,
    unitDisplay: at === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(size);
}

/** An estimate without figures that mean nothing: two of them are kept. */
export function about<T extends number | undefined>(estimate: T): T {
  if (estimate === undefined || estimate < 10) return estimate;
  const unit = 10 ** (Math.floor(Math.log10(estimate)) - 1);
  return (Math.round(estimate / unit) * unit) as T;
}

/** Whether a moment is on the same day as `now`, in the time zone of this machine. */
export function isToday(at: Date, now: Date): boolean {
  return at.toDateString() === now.toDateString();
}

/** How long ago a moment was, in its largest whole unit: `4 min. ago`, `2 days ago`. */
export function ago(at: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
  const format = new Intl.RelativeTimeFormat(language(), { style: 'short', numeric: 'always' });
  if (minutes < 60) return format.format(-minutes, 'minute');
  if (minutes < 60 * 24) return format.format(-Math.floor(minutes / 60), 'hour');
  return format.format(-Math.floor(minutes / (60 * 24)), 'day');
}
