import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeHost, type FakeHost } from '../../tests/fake-host';
import { recall, recallAll, remember } from './remember';

const isNumber = (value: unknown): value is number => typeof value === 'number';

let host: FakeHost;
beforeEach(() => {
  vi.useFakeTimers();
  host = fakeHost();
});
afterEach(() => {
  host.remove();
  vi.useRealTimers();
});

describe('what the window remembers', () => {
  it('is what the shell has kept, unless it makes no sense', () => {
    recallAll({ width: 300, height: 'tall' });
    expect(recall('width', isNumber, 1)).toBe(300);
    expect(recall('height', isNumber, 1)).toBe(1);
    expect(recall('depth', isNumber, 1)).toBe(1);
  });

  it('goes to the shell once, when it has settled', async () => {
    remember('width', 310);
    remember('width', 320);
    remember('side', { left: 5 });
    expect(recall('width', isNumber, 1)).toBe(320);
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.requests('window_set_preferences')).toEqual([{ layout: { width: 320, side: { left: 5 } } }]);
  });

  it('is not taken back by an older state of the shell', () => {
    remember('width', 340);
    recallAll({ width: 320 });
    expect(recall('width', isNumber, 1)).toBe(340);
  });
});
