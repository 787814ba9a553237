import type { Range } from '../../api/generated/commands';

/** A line of a passage, with its own marks (code points of the line). */
export interface PassageLine {
  text: string;
  marks: Range[];
}

const plain = (text: string): string => text.trim().toLocaleLowerCase();

/**
 * The lines of a passage that say something new. What is known of a thing is kept line by line (series, place, note),
 * and a place that stands in the name and in the series would be read three times. A line that stands whole inside
 * `title` or inside another line is left out, unless nothing else is there.
 */
export function linesOnce(text: string, marks: readonly Range[], title = ''): PassageLine[] {
  let start = 0;
  const lines = text.split('\n').map((line): PassageLine => {
    const from = start;
    const length = Array.from(line).length;
    start += length + 1;
    return {
      text: line,
      marks: marks
        .filter((mark) => mark.end > from && mark.start < from + length)
        .map((mark) => ({
          start: Math.max(0, mark.start - from),
          end: Math.min(length, mark.end - from),
        })),
    };
  });
  const written = lines.filter(({ text: own }) => own.trim() !== '');
  const isNew = ({ text: own }: PassageLine, at: number): boolean => {
    const words = plain(own);
    if (plain(title).includes(words)) return false;
    return !written.some(({ text: other }, place) => {
      const others = plain(other);
      return place !== at && others.includes(words) && (others !== words || place < at);
    });
  };
  const kept = written.filter(isNew);
  return kept.length > 0 ? kept : written.slice(0, 1);
}

/**
 * An excerpt without the headline with which its text begins, because the title stands over it; `null` when nothing
 * that was found is left. Texts are compared as they are: a title that was corrected is not the headline any more.
 */
export function withoutTitle(text: string, marks: readonly Range[], title: string): PassageLine | null {
  const begin = text.length - text.trimStart().length;
  const headline = title.trim();
  if (headline === '' || !text.startsWith(headline, begin)) return { text, marks: [...marks] };
  const rest = text.slice(begin + headline.length);
  const from = begin + headline.length + (rest.length - rest.trimStart().length);
  const cut = Array.from(text.slice(0, from)).length;
  const left = marks
    .filter(({ start }) => start >= cut)
    .map(({ start, end }) => ({ start: start - cut, end: end - cut }));
  return left.length === 0 ? null : { text: text.slice(from), marks: left };
}
