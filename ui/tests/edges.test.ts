import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../src');

/** What each folder of src may import, besides itself. */
const MAY: Record<string, readonly string[]> = {
  host: [],
  strings: [],
  text: [],
  styles: [],
  api: ['host', 'strings'],
  state: ['api', 'strings', 'text'],
  keys: ['strings'],
  parts: ['keys', 'strings', 'text', 'api', 'state'],
  places: ['parts', 'keys', 'strings', 'text', 'api', 'state'],
  shell: ['parts', 'keys', 'strings', 'state', 'api'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|svelte)$/.test(name) && !/\.test\.ts$/.test(name))
  .map((name) => name.replaceAll(sep, '/'));

const folderOf = (name: string): string => (name.includes('/') ? (name.split('/')[0] ?? '') : '');

function importsOf(name: string): string[] {
  const text = readFileSync(join(src, name), 'utf8');
  return Array.from(text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g), (match) => match[1] ?? '');
}

/** The file that a relative import names, from src. */
const target = (from: string, to: string): string =>
  relative(src, resolve(src, from, '..', to)).replaceAll(sep, '/');

describe('imports', () => {
  it.each(files.filter((name) => folderOf(name) !== ''))('of %s point one way', (name) => {
    const folder = folderOf(name);
    for (const found of importsOf(name).filter((path) => path.startsWith('.'))) {
      const other = target(name, found).split('/')[0];
      expect([folder, ...(MAY[folder] ?? [])], `${name} imports ${found}`).toContain(other);
    }
  });

  it('never lead from one place to another', () => {
    for (const name of files.filter((file) => file.startsWith('places/'))) {
      for (const found of importsOf(name).filter((path) => path.startsWith('.'))) {
        const to = target(name, found);
        if (to.startsWith('places/'))
          expect(to.split('/')[1], `${name} imports ${found}`).toBe(name.split('/')[1]);
      }
    }
  });

  it('of Tauri stand only in host', () => {
    const users = files.filter((name) => importsOf(name).some((path) => path.startsWith('@tauri-apps/')));
    expect(users.every((name) => name.startsWith('host/'))).toBe(true);
    expect(users).not.toEqual([]);
  });

  it('of Svelte stand nowhere in the text engine', () => {
    const text = files.filter((name) => name.startsWith('text/'));
    expect(text.filter((name) => importsOf(name).some((path) => path.startsWith('svelte')))).toEqual([]);
  });
});

describe('sources', () => {
  it('paint in one file only', () => {
    const users = files.filter((name) => readFileSync(join(src, name), 'utf8').includes('CSS.highlights.'));
    expect(users).toEqual(['text/paint.ts']);
  });

  it('make no markup from strings', () => {
    const bad = /\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\sstyle="/;
    expect(files.filter((name) => bad.test(readFileSync(join(src, name), 'utf8')))).toEqual([]);
  });
});
