import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/keys/table';

const src = resolve(import.meta.dirname, '../src');
const menu = readFileSync(resolve(import.meta.dirname, '../../src-tauri/src/menu.rs'), 'utf8');
const ids = Array.from(menu.matchAll(/\bitem\(\s*"([^"]+)"/g), (match) => match[1] ?? '');

const parts = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.svelte'))
  .map((name) => readFileSync(join(src, name), 'utf8'))
  .filter((text) => text.includes('bindCommands('))
  .join('\n');

describe('the menu of the desktop', () => {
  it('has been read', () => {
    expect(ids.length).toBeGreaterThan(25);
    expect(ids).toContain('export.statements');
  });

  it.each(ids)('names %s, which is in the table and bound by some part', (id) => {
    expect(COMMANDS.map((command) => command.id)).toContain(id);
    expect(parts).toContain(`'${id}': `);
  });
});
