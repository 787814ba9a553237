import { describe, expect, it } from 'vitest';
import { TextIndex } from '../../../text';
import { align, headingOf } from './aligned';

const index = new TextIndex('Titel\n\nErster Absatz.\n\nZweiter Absatz.');

describe('the heading of a text', () => {
  it('is its first paragraph when that is the title', () => {
    expect(headingOf(index, 'Titel ')).toBe(0);
    expect(headingOf(index, 'Ein anderer Titel')).toBeNull();
    expect(headingOf(index, '')).toBeNull();
  });
});

describe('a translation of the whole article', () => {
  it('stands beside the paragraphs when there are as many, with or without the heading', () => {
    const with_ = align(index.paragraphs, 0, { title: '', text: 'Title\nFirst.\n\nSecond.' });
    expect(with_ && [...with_]).toEqual([
      [0, 'Title'],
      [2, 'First.'],
      [4, 'Second.'],
    ]);
    const without = align(index.paragraphs, 0, { title: 'Title', text: 'First.\nSecond.' });
    expect(without && [...without]).toEqual([
      [2, 'First.'],
      [4, 'Second.'],
    ]);
  });

  it('is never set beside paragraphs that it may not translate', () => {
    expect(align(index.paragraphs, 0, { title: '', text: 'All in one.' })).toBeNull();
    expect(align(index.paragraphs, null, { title: '', text: 'First.\nSecond.' })).toBeNull();
  });
});
