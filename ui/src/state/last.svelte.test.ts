import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aWindow, fakeHost, type FakeHost } from '../../tests/fake-host';
import { lastOpened, noteOpened } from './last';
import { session } from './session.svelte';

let host: FakeHost;
beforeEach(() => (host = fakeHost()));
afterEach(() => host.remove());

function open(token: string): void {
  const recent = { token, file_name: 'a.dragoman', folder: '/', opened: '', present: true };
  session.now = { ...aWindow, recent: [recent] };
}

describe('what was open last', () => {
  it('belongs to its workspace', () => {
    open('one');
    noteOpened('article', 'a1');
    noteOpened('briefing', 'b1');
    open('two');
    expect(lastOpened('article')).toBeNull();
    noteOpened('article', 'a2');
    open('one');
    expect([lastOpened('article'), lastOpened('briefing')]).toEqual(['a1', 'b1']);
  });

  it('is nothing again when the list was opened', () => {
    open('one');
    noteOpened('briefing', 'b1');
    noteOpened('briefing', null);
    expect(lastOpened('briefing')).toBeNull();
  });

  it('is kept for ten workspaces, in less than may be remembered', async () => {
    for (let at = 0; at < 20; at += 1) {
      open(`${String(at).padStart(4, '0')}6f1e-7c3a-7d52-9a55-0123456789ab`);
      noteOpened('article', '01936f1e-7c3a-7d52-9a55-0123456789ab');
      noteOpened('briefing', '01936f1e-7c3a-7d52-9a55-0123456789ab');
    }
    await expect.poll(() => host.requests('window_set_preferences')).not.toHaveLength(0);
    await expect.poll(() => JSON.stringify(host.requests('window_set_preferences').at(-1))).toContain('0019');
    for (const sent of host.requests('window_set_preferences'))
      expect(JSON.stringify(sent).length).toBeLessThan(2000);
  });
});
