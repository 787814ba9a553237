import { status } from '../../../state/status.svelte';
import { t } from '../../../strings/index.svelte';
import { moveEdge, unitAt, unitBeside, wordsOf, type Range, type Unit } from '../../../text';
import type { Reading } from '../reading.svelte';

/** Shows and speaks what is selected now. */
function select(reading: Reading, range: Range | null): void {
  if (range === null) {
    status.announce(t('read.end_of_text'));
    return;
  }
  document.getSelection()?.removeAllRanges();
  reading.range = range;
  reading.surface?.reveal(range);
  status.announce(reading.selected);
}

/** Moves the sentence cursor on (`1`) or back (`-1`); where there is none, it begins at what can be seen. */
export function moveCursor(reading: Reading, step: 1 | -1): void {
  const { index, cuts, range } = reading;
  if (range !== null) {
    select(reading, unitBeside(index, range, 'sentence', step, cuts));
    return;
  }
  // Beginning at the statement that is worked on: the words that name the speaker are mostly near.
  const from =
    reading.draft?.spans.at(-1)?.start ??
    reading.marks.find(({ uid }) => uid === reading.active?.uid)?.spans[0]?.start;
  select(reading, unitAt(index, from ?? reading.surface?.firstSeen() ?? 0, 'sentence', cuts));
}

function extend(reading: Reading, edge: 'start' | 'end', step: 1 | -1, unit: Unit): void {
  const { index, cuts, range } = reading;
  if (range === null) moveCursor(reading, step);
  else select(reading, moveEdge(index, range, edge, step, unit, cuts));
}

/** Goes to the next (`1`) or previous (`-1`) word; from longer words selected, to the first or last of them. */
function moveWord(reading: Reading, step: 1 | -1): void {
  const { index, cuts, range } = reading;
  if (range === null) {
    moveCursor(reading, step);
    return;
  }
  const inside = wordsIn(reading, range);
  if (inside.length > 1) select(reading, (step === 1 ? inside[0] : inside.at(-1)) ?? null);
  else select(reading, unitBeside(index, range, 'word', step, cuts));
}

function wordsIn({ index, cuts }: Reading, { start, end }: Range): Range[] {
  const words: Range[] = [];
  for (let paragraph = index.paragraphAt(start); ;) {
    words.push(...wordsOf(index, paragraph.start, cuts.language));
    const next = index.paragraphs[paragraph.index + 1];
    if (next === undefined || next.start >= end) break;
    paragraph = next;
  }
  return words.filter((word) => start <= word.start && word.end <= end);
}

/** What the keys do while the text has them. */
export function cursorCommands(
  reading: Reading,
): Record<TextCommand, { run: () => void; enabled: () => boolean }> {
  const enabled = (): boolean => reading.view !== undefined;
  const when = (run: () => void): { run: () => void; enabled: () => boolean } => ({ run, enabled });
  // In a text that runs from right to left, the left arrow leads on.
  const towards = (right: 1 | -1): 1 | -1 => (reading.isRtl ? (right === 1 ? -1 : 1) : right);
  return {
    'text.next_sentence': when(() => moveCursor(reading, 1)),
    'text.previous_sentence': when(() => moveCursor(reading, -1)),
    'text.more_sentence': when(() => extend(reading, 'end', 1, 'sentence')),
    'text.less_sentence': when(() => extend(reading, 'end', -1, 'sentence')),
    'text.more_word': when(() => extend(reading, 'end', 1, 'word')),
    'text.less_word': when(() => extend(reading, 'end', -1, 'word')),
    'text.next_word': when(() => moveWord(reading, towards(1))),
    'text.previous_word': when(() => moveWord(reading, towards(-1))),
    'text.word_right': when(() => extend(reading, 'end', towards(1), 'word')),
    'text.word_left': when(() => extend(reading, 'end', towards(-1), 'word')),
    'text.start_back': when(() => extend(reading, 'start', -1, 'word')),
    'text.start_on': when(() => extend(reading, 'start', 1, 'word')),
    'text.pick': {
      run: () => {
        if (reading.range !== null && !pickWithin(reading, reading.range))
          status.announce(t('read.no_statement_here'));
      },
      enabled: () => reading.range !== null,
    },
    'text.clear': {
      run: () => {
        if (reading.range === null) reading.activate(null);
        reading.range = null;
        document.getSelection()?.removeAllRanges();
      },
      enabled: () => reading.range !== null || reading.active !== undefined,
    },
  };
}

/** The statements that touch the selection, one after the other. */
function pickWithin(reading: Reading, { start, end }: Range): boolean {
  const here = reading.statements.filter(({ uid }) =>
    reading.marks
      .find((mark) => mark.uid === uid)
      ?.spans.some((span) => span.start < end && start < span.end),
  );
  const at = here.findIndex(({ uid }) => uid === reading.active?.uid);
  const next = here[(at + 1) % here.length];
  if (next === undefined) return false;
  reading.activate(next.uid);
  return true;
}

type TextCommand =
  | 'text.next_sentence'
  | 'text.previous_sentence'
  | 'text.more_sentence'
  | 'text.less_sentence'
  | 'text.more_word'
  | 'text.less_word'
  | 'text.next_word'
  | 'text.previous_word'
  | 'text.word_right'
  | 'text.word_left'
  | 'text.start_back'
  | 'text.start_on'
  | 'text.pick'
  | 'text.clear';
