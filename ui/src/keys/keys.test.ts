import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { en } from '../strings/en';
import { ariaKeys, chordOf, isTyping, readable, type KeyEvent } from './chord';
import { CONTEXTS } from './command';
import { fit } from './match';
import { COMMANDS } from './table';

const press = (key: string, code: string, held: Partial<KeyEvent> = {}): KeyEvent => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('the table of commands', () => {
  it('gives each command an id of its own', () => {
    const ids = COMMANDS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('gives a chord to one command only within a context', () => {
    for (const context of CONTEXTS) {
      const chords = COMMANDS.filter(({ when }) => when === context).flatMap(({ keys }) => keys);
      expect(chords).toEqual([...new Set(chords)]);
    }
  });

  it('gives each command a title that exists', () => {
    for (const { title } of COMMANDS) expect(en[title]).toBeTypeOf('string');
  });

  it('writes chords in the form that a key press has', () => {
    for (const chord of COMMANDS.flatMap(({ keys }) => keys)) {
      expect(chord).toMatch(
        /^(Mod\+)?(Ctrl\+)?(Alt\+)?(Shift\+)?([A-Z0-9]|F\d+|[^A-Za-z0-9]|Space|Enter|Escape|Delete|Backspace|Tab|Arrow(Up|Down|Left|Right)|Home|End|Page(Up|Down))$/,
      );
    }
  });
});

describe('a chord', () => {
  it('is the same letter on every layout that has none of its own', () => {
    for (const key of ['m', 'ь', 'ة', 'ㅡ', 'µ']) expect(chordOf(press(key, 'KeyM'), false)).toBe('M');
  });

  it('follows the letter on Latin layouts, so that Ctrl Z undoes on a German keyboard', () => {
    expect(chordOf(press('z', 'KeyY', { ctrlKey: true }), false)).toBe('Mod+Z');
  });

  it('knows Command on a Mac and Control elsewhere', () => {
    expect(chordOf(press('k', 'KeyK', { metaKey: true }), true)).toBe('Mod+K');
    expect(chordOf(press('k', 'KeyK', { ctrlKey: true }), true)).toBe('Ctrl+K');
    expect(chordOf(press('k', 'KeyK', { metaKey: true }), false)).toBe('K');
  });

  it('keeps Shift with letters and named keys, and drops it where it makes a sign', () => {
    expect(chordOf(press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+Z');
    expect(chordOf(press('F6', 'F6', { shiftKey: true }), false)).toBe('Shift+F6');
    expect(chordOf(press('?', 'Slash', { shiftKey: true }), false)).toBe('?');
  });

  it('takes Alt Gr for typing', () => {
    const altGr = press('@', 'KeyQ', {
      ctrlKey: true,
      altKey: true,
      getModifierState: (name) => name === 'AltGraph',
    });
    expect(chordOf(altGr, false)).toBe('@');
  });

  it('takes the digit of the key when a modifier is held', () => {
    expect(chordOf(press('&', 'Digit1', { ctrlKey: true }), false)).toBe('Mod+1');
  });

  it('is typing unless a modifier, a function key or Escape is in it', () => {
    expect(['M', 'Shift+M', '?', 'Enter', 'ArrowUp'].map(isTyping)).toEqual([true, true, true, true, true]);
    expect(['Mod+Z', 'Alt+ArrowUp', 'F6', 'Shift+F6', 'Escape'].map(isTyping)).not.toContain(true);
  });

  it('is readable on both kinds of keyboard', () => {
    expect(readable('Mod+Shift+Z', false)).toBe('Ctrl Shift Z');
    expect(readable('Mod+Shift+Z', true)).toBe('⇧⌘Z');
    expect(readable('Mod++', false)).toBe('Ctrl +');
    expect(ariaKeys('Mod+K', false)).toBe('Control+K');
  });
});

describe('matching in the palette', () => {
  it('finds words anywhere, without accents and case, and letters in their order', () => {
    expect(fit('brief', 'Go to Briefings')).not.toBeNull();
    expect(fit('go brie', 'Go to Briefings')).not.toBeNull();
    expect(fit('prasident', 'Präsident')).toBe(0);
    expect(fit('gtb', 'Go to Briefings')).not.toBeNull();
    expect(fit('xyz', 'Go to Briefings')).toBeNull();
  });

  it('prefers a beginning to a word and a word to scattered letters', () => {
    const scores = [fit('re', 'Read'), fit('re', 'Go to Read'), fit('re', 'Compare'), fit('rd', 'Read')];
    expect(scores).toEqual(scores.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    expect(new Set(scores).size).toBe(4);
  });

  it('finds every title by itself and never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        expect(fit(title, title)).not.toBeNull();
      }),
    );
  });
});
