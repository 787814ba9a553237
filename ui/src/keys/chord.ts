/**
 * Chords: `Mod+Shift+Z`, `F6`, `Escape`, `N`, `?`, `Alt+ArrowUp`. `Mod` is Command on a Mac and Control elsewhere.
 *
 * A letter counts as typed when the layout is Latin (so that Z is Z on a German keyboard too); on any other layout the
 * key at the same place of a US keyboard counts, because `event.key` is then Cyrillic, Arabic, Chinese …
 */

export interface KeyEvent {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  getModifierState?(name: string): boolean;
}

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

function base(event: KeyEvent): string {
  if (/^[a-z]$/i.test(event.key)) return event.key.toUpperCase();
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const isLatin = event.key.length === 1 && event.key < '\u0080';
  if (letter !== undefined && !isLatin) return letter;
  const digit = /^Digit([0-9])$/.exec(event.code)?.[1];
  if (digit !== undefined && (event.ctrlKey || event.metaKey || event.altKey)) return digit;
  return event.key === ' ' ? 'Space' : event.key;
}

/** The chord that an event presses, in the form that the table is written in. */
export function chordOf(event: KeyEvent, mac: boolean = isMac): string {
  const key = base(event);
  // Alt Gr types a character; it is no Control and no Alt.
  const typing = event.getModifierState?.('AltGraph') === true && key.length === 1;
  const mod = mac ? event.metaKey : event.ctrlKey && !typing;
  const ctrl = mac && event.ctrlKey;
  const alt = event.altKey && !typing;
  // Shift is part of a sign ("?"), but not of a letter or a named key.
  const shift = event.shiftKey && (key.length > 1 || /[A-Z0-9]/.test(key));
  return [mod && 'Mod', ctrl && 'Ctrl', alt && 'Alt', shift && 'Shift', key].filter(Boolean).join('+');
}

/** Whether the chord may also be meant as typing, so that it must not act while a field has the focus. */
export function isTyping(chord: string): boolean {
  return !/(^|\+)(Mod|Ctrl|Alt)\+/.test(chord) && !/^(Shift\+)?(F\d+|Escape)$/.test(chord);
}

const SIGNS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
};
const MAC_SIGNS: Record<string, string> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Ctrl: '⌃',
  Enter: '↩',
  Backspace: '⌫',
};

/** The chord as people read it on their keyboard: `Ctrl Shift Z`, or `⇧⌘Z` on a Mac. */
export function readable(chord: string, mac: boolean = isMac): string {
  const parts = chord.split(/\+(?=.)/);
  if (mac) {
    const order = ['Ctrl', 'Alt', 'Shift', 'Mod'];
    parts.sort((a, b) => ((order.indexOf(a) + 9) % 9) - ((order.indexOf(b) + 9) % 9));
    return parts.map((part) => MAC_SIGNS[part] ?? SIGNS[part] ?? part).join('');
  }
  return parts.map((part) => (part === 'Mod' ? 'Ctrl' : (SIGNS[part] ?? part))).join(' ');
}

/** The chord in the form that `aria-keyshortcuts` wants. */
export function ariaKeys(chord: string, mac: boolean = isMac): string {
  return chord.replace('Mod', mac ? 'Meta' : 'Control').replace('Ctrl', 'Control');
}
