import type { HistoryEntry } from '../../api/generated/commands';
import { t, word } from '../../strings/index.svelte';

/** What a command does, in words: `Marked a statement`. */
export const didWhat = (command: string): string => word('log', command);

/** The same inside a sentence: `marked a statement`. */
export function didWhatInside(command: string): string {
  const words = didWhat(command);
  return words.charAt(0).toLocaleLowerCase() + words.slice(1);
}

function taken(how: string, what: string): string {
  if (how === 'undo') return t('history.taken_back', { what });
  if (how === 'redo') return t('history.done_again', { what });
  return what;
}

/** What an entry of the history did, without to what. */
export function deed({ command, how }: Pick<HistoryEntry, 'command' | 'how'>): string {
  return taken(how, how === 'do' ? didWhat(command) : didWhatInside(command));
}

/** One line of the history: what was done, to what. */
export function line({ command, how, label }: Pick<HistoryEntry, 'command' | 'how' | 'label'>): string {
  const what = how === 'do' ? didWhat(command) : didWhatInside(command);
  return taken(how, label === '' ? what : t('history.what', { what, label }));
}
