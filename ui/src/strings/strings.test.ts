import { describe, expect, it } from 'vitest';
import { fill, type Sentence } from './catalogue';
import { de } from './de';
import { en } from './en';
import { isKey, LANGUAGES, languageName, speak, t, word } from './index.svelte';

const holes = (sentence: Sentence): string[] => {
  const texts = typeof sentence === 'string' ? [sentence] : Object.values(sentence);
  return [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []))].toSorted();
};

describe('the catalogues', () => {
  it('have the same holes in every language', () => {
    for (const [key, sentence] of Object.entries(de)) {
      expect(isKey(key), key).toBe(true);
      expect(holes(sentence), key).toEqual(holes(en[key as keyof typeof en]));
    }
  });

  it('have no sentence with white space at its ends', () => {
    for (const sentence of Object.values({ ...en, ...de }) as Sentence[]) {
      for (const text of typeof sentence === 'string' ? [sentence] : Object.values(sentence)) {
        expect(text).toBe(text.trim());
      }
    }
  });
});

describe('a sentence', () => {
  it('takes the plural form of its count', () => {
    expect([0, 1, 2, 1200].map((count) => t('parts.suggestions', { count }))).toEqual([
      '0 suggestions',
      '1 suggestion',
      '2 suggestions',
      '1,200 suggestions',
    ]);
    expect(fill({ one: 'o', few: 'f', other: 'x' }, 'uk', { count: 3 })).toBe('f');
  });

  it('puts words in as they are, braces and dollar signs included', () => {
    expect(t('palette.none', { query: '{query} $& $1' })).toBe('Nothing is called “{query} $& $1”.');
  });

  it('is said in a language only when the window has all its sentences', () => {
    const complete = Object.keys(en).every((key) => key in de);
    expect(LANGUAGES.includes('de')).toBe(complete);
    speak('de-AT');
    expect(t('place.read')).toBe(complete ? 'Lesen' : 'Read');
    speak('xx');
    expect(t('place.read')).toBe('Read');
  });

  it('shows a word that it does not know as it is', () => {
    expect(word('kind', 'author_voice')).toBe('author’s voice');
    expect(word('kind', 'constructor')).toBe('constructor');
    expect(languageName('not a tag')).toBe('not a tag');
  });
});
