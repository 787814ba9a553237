import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import '../styles/index.css';
import { positionAt } from './hit';
import { layers, type Mark } from './layers';
import { TextIndex } from './offsets';
import { Painter, textNodes } from './paint';
import { boxesOf, readSelection, writeSelection } from './selection';

const text = 'Er 😀 sagte: "Ja."\n\nمرحبا بالعالم\nDas Ende.';
const index = new TextIndex(text);
let root: HTMLElement;
let painter: Painter;

beforeEach(() => {
  root = document.createElement('article');
  for (const paragraph of index.paragraphs) {
    const p = document.createElement('p');
    p.dataset['paragraph'] = String(paragraph.index);
    p.dir = 'auto';
    p.append(paragraph.text);
    root.append(p);
  }
  document.body.append(root);
  painter = new Painter(index, textNodes(root));
});

afterEach(() => {
  painter.clear();
  root.remove();
  document.getSelection()?.removeAllRanges();
});

const painted = (name: string): string[] =>
  Array.from(CSS.highlights.get(name) ?? [], (range) => {
    const node = range.startContainer as Text;
    return node.data.slice(range.startOffset, range.endOffset);
  });
const mark = (uid: string, start: number, end: number): Mark => ({
  uid,
  kind: 'direct',
  spans: [{ start, end }],
});

describe('painting', () => {
  it('marks exactly the words, over paragraphs, by depth, without touching the text', () => {
    painter.kinds(layers([mark('a', 3, 10), mark('b', 5, 25)]));
    expect(painted('kind-direct-1')).toEqual(['😀 ', ': "Ja."', 'مرحبا ']);
    expect(painted('kind-direct-2')).toEqual(['sagte']);
    expect(root.querySelectorAll('p *').length).toBe(0);
    painter.kinds([]);
    expect(painted('kind-direct-1')).toEqual([]);
  });

  it('of two texts does not take away each other’s', () => {
    const other = new Painter(index, textNodes(root));
    painter.overlay('hit', [{ start: 0, end: 2 }]);
    other.overlay('hit', [{ start: 5, end: 10 }]);
    expect(painted('hit').toSorted()).toEqual(['Er', 'sagte']);
    other.clear();
    expect(painted('hit')).toEqual(['Er']);
  });

  it('gives the active statement a higher priority than the kinds', () => {
    painter.kinds(layers([mark('a', 3, 10)]));
    painter.overlay('active', [{ start: 3, end: 10 }]);
    const priority = (name: string): number => CSS.highlights.get(name)?.priority ?? -1;
    expect(priority('active')).toBeGreaterThan(priority('kind-direct-3'));
  });
});

describe('a point', () => {
  it('on a character is its code point, in both directions of writing', () => {
    for (const position of [0, 3, 5, 9, 21, 25, 30]) {
      const box = boxesOf(root, index, { start: position, end: position + 1 })[0];
      if (box === undefined) throw new Error(`no box for ${String(position)}`);
      expect(positionAt(root, index, box.left + box.width / 2, box.top + box.height / 2)).toBe(position);
    }
  });

  it('beside a line is no character', () => {
    const box = boxesOf(root, index, { start: 0, end: 1 })[0];
    expect(positionAt(root, index, 1200, (box?.top ?? 0) + 5)).toBeNull();
  });
});

describe('a selection', () => {
  it('goes onto the page and back', () => {
    for (const range of [
      { start: 0, end: 2 },
      { start: 3, end: 10 },
      { start: 5, end: 30 },
    ]) {
      expect(writeSelection(root, index, range)).toBe(true);
      expect(readSelection(root, index)).toEqual(range);
    }
  });

  it('of a whole paragraph ends with it, although the browser ends it in the next', () => {
    const [first, second] = Array.from(root.querySelectorAll('p'));
    document.getSelection()?.setBaseAndExtent(first?.firstChild ?? root, 0, second ?? root, 0);
    expect(index.slice(readSelection(root, index) ?? { start: 0, end: 0 })).toBe('Er 😀 sagte: "Ja."');
  });

  it('of everything, from outside the text, is the whole text', () => {
    document.getSelection()?.selectAllChildren(document.body);
    expect(readSelection(root, index)).toEqual({ start: 0, end: index.length });
    document.getSelection()?.selectAllChildren(root);
    expect(readSelection(root, index)).toEqual({ start: 0, end: index.length });
  });

  it('elsewhere on the page, of nothing or of white space is none', () => {
    expect(readSelection(root, index)).toBeNull();
    const aside = document.createElement('p');
    aside.append('aside');
    document.body.append(aside);
    document.getSelection()?.selectAllChildren(aside);
    expect(readSelection(root, index)).toBeNull();
    aside.remove();
    writeSelection(root, index, { start: 2, end: 3 });
    expect(readSelection(root, index)).toBeNull();
  });
});
