/**
 * Dates in the Extended Date/Time Format, levels 0 and 1 (https://www.loc.gov/standards/datetime/), put into words. The
 * core has the last word on what a date is; this says while somebody types what it will understand.
 */
import { language, t, type PlainKey } from '../strings/index.svelte';

const SEASONS = ['spring', 'summer', 'autumn', 'winter'] as const;
const QUALIFIERS: Record<string, PlainKey> = {
  '?': 'dates.uncertain',
  '~': 'dates.approximate',
  '%': 'dates.uncertain_approximate',
};

const isYear = (year: number): boolean => Number.isInteger(year) && Math.abs(year) <= 9999;

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function format(year: number, month: number, day: number, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const era: Intl.DateTimeFormatOptions = year < 0 ? { era: 'short' } : {};
  return new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : language(), {
    ...options,
    ...era,
    timeZone: 'UTC',
  }).format(date);
}

const DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?$/;

/** A date without qualifier: `2025-07-23`, `2025-07`, `2025-21`, `2025`, and with digits that are not known. */
function plain(text: string): string | null {
  const long = /^Y(-?\d{5,})$/.exec(text);
  if (long?.[1] !== undefined) return t('dates.year', { year: long[1] });

  const unknown = /^(\d{2}XX|\d{3}X)$/.exec(text);
  if (unknown !== null) {
    return text.endsWith('XX')
      ? t('dates.century', { from: `${text.slice(0, 2)}00`, to: `${text.slice(0, 2)}99` })
      : t('dates.decade', { year: `${text.slice(0, 3)}0` });
  }

  const parts = /^(-?\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?$/.exec(text);
  if (parts === null) return null;
  const [, y = '', m, d] = parts;
  const year = Number(y);
  if (!isYear(year) || y === '-0000') return null;
  const inYear = year < 0 ? format(year, 1, 1, { year: 'numeric' }) : y;
  if (m === undefined) return t('dates.year', { year: inYear });
  if (m === 'XX') {
    if (d !== undefined && d !== 'XX') return null;
    return t(d === undefined ? 'dates.some_month' : 'dates.some_day', { when: inYear });
  }
  const month = Number(m);
  if (month >= 21 && month <= 24 && d === undefined) {
    const season = SEASONS[month - 21] ?? 'spring';
    return t(`dates.${season}`, { year: inYear });
  }
  if (month < 1 || month > 12) return null;
  const inMonth = format(year, month, 1, { month: 'long', year: 'numeric' });
  if (d === undefined) return inMonth;
  if (d === 'XX') return t('dates.some_day', { when: inMonth });
  const day = Number(d);
  return day < 1 || day > daysIn(year, month) ? null : format(year, month, day, DAY);
}

function single(text: string, withTime: boolean): string | null {
  const at = text.indexOf('T');
  if (at > 0) {
    const time = text.slice(at + 1);
    const day = /^\d{4}-\d\d-\d\d$/.test(text.slice(0, at)) ? plain(text.slice(0, at)) : null;
    return withTime && day !== null && TIME.test(time)
      ? t('dates.moment', { day, time: time.replace('Z', ' UTC') })
      : null;
  }
  const qualifier = QUALIFIERS[text.at(-1) ?? ''];
  const words = plain(qualifier === undefined ? text : text.slice(0, -1));
  return words === null || qualifier === undefined ? words : `${words}; ${t(qualifier)}`;
}

/** An end of an interval: `..` is open, nothing is unknown. */
function end(text: string): string | null {
  if (text === '..') return t('dates.open');
  return text === '' ? t('dates.unknown') : single(text, false);
}

/**
 * What a date means, in the window's language: “Wednesday, 23 July 2025; uncertain”. `null` when it is no date; an empty
 * string for an empty one, which means that the date is not known.
 */
export function spellOut(edtf: string): string | null {
  const text = edtf.trim();
  if (text === '') return '';
  const ends = text.split('/');
  if (ends.length === 1) return single(text, true);
  const [first = '', last = ''] = ends;
  if (ends.length > 2 || (!/\d/.test(first) && !/\d/.test(last))) return null;
  const [from, to] = [end(first), end(last)];
  return from === null || to === null ? null : t('dates.interval', { from, to });
}
