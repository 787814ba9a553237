import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeHost, type FakeHost } from '../../tests/fake-host';
import { recall, recallAll, remember } from './remember';

const isNumber = (value: unknown): value is number => typeof value === 'number';

let host: FakeHost;
beforeEach(() => {
  host = fakeHost();
});
afterEach(() => {
  host.remove();
});

describe('what the window remembers', () => {
  it('is what the shell has kept, unless it makes no sense', () => {
    recallAll({ width: 300, height: 'tall' });
    expect(recall('width', isNumber, 1)).toBe(300);
    expect(recall('height', isNumber, 1)).toBe(1);
    expect(recall('depth', isNumber, 1)).toBe(1);
  });

  it('goes to the shell at once, and what follows meanwhile in one message more', async () => {
    remember('width', 310);
    remember('width', 320);
    await Promise.resolve();
    expect(host.requests('window_set_preferences')).toEqual([{ layout: { width: 320 } }]);
    remember('side', { left: 5 });
    remember('side', { left: 6 });
    remember('width', 320);
    expect(recall('width', isNumber, 1)).toBe(320);
    await expect.poll(() => host.requests('window_set_preferences')).toHaveLength(2);
    expect(host.requests('window_set_preferences')[1]).toEqual({ layout: { side: { left: 6 } } });
  });

  it('is not taken back by an older state of the shell', () => {
    remember('width', 340);
    recallAll({ width: 320 });
    expect(recall('width', isNumber, 1)).toBe(340);
  });
});
