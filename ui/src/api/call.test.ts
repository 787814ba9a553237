import { afterEach, describe, expect, it } from 'vitest';
import { replaceHost, type Host } from '../host';
import { wellFormed } from '../host/well-formed';
import { call, CallError } from './call';
import { uuidv7 } from './uuid';

let restore = (): void => undefined;
afterEach(() => restore());
function answerWith(answer: Host['call']): void {
  restore = replaceHost({ kind: 'bridge', call: answer, on: () => Promise.resolve(() => undefined) });
}

describe('a call', () => {
  it('passes command and request on with an id of its own', async () => {
    const ids: (string | undefined)[] = [];
    answerWith((command, args, id) => {
      ids.push(id);
      return Promise.resolve({ command, args });
    });
    expect(await call('get_actor', { actor: 'u' } as never)).toEqual({
      command: 'get_actor',
      args: { actor: 'u' },
    });
    await call('get_workspace', {}, 'given');
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(ids[1]).toBe('given');
  });

  it('that fails carries the code and the detail', async () => {
    answerWith(() => Promise.reject({ code: 'busy', message: 'm', detail: { a: 1 } }));
    const error = await call('get_workspace', {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CallError);
    expect(error).toMatchObject({ command: 'get_workspace', code: 'busy', detail: { a: 1 } });
  });
});

describe('outgoing strings', () => {
  it('lose lone surrogates at every depth and keep all else', () => {
    expect(wellFormed({ a: ['x\ud83d', '😀', 1, null, true], b: { c: '\ude00' } })).toEqual({
      a: ['x\ufffd', '😀', 1, null, true],
      b: { c: '\ufffd' },
    });
  });
});

describe('an id', () => {
  it('is a UUID of version 7 that begins with its time', () => {
    const id = uuidv7(0x0198_0000_abcd);
    expect(id).toMatch(/^01980000-abcd-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuidv7()).not.toBe(uuidv7());
  });
});
