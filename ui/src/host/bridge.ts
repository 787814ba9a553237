import { wireError, type Host, type WireError } from './host';
import { wellFormed } from './well-formed';

type Answered = { ok: unknown } | { error: WireError };

/** A core behind the development server (`vite/bridge-plugin.ts`). It sends no events. */
export const bridgeHost: Host = {
  kind: 'bridge',
  async call(command, args, id, group) {
    let answer: Answered;
    try {
      const response = await fetch('/rpc', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ command, args: wellFormed(args), id, group }),
      });
      answer = (await response.json()) as Answered;
    } catch (thrown) {
      throw wireError(thrown, 'unreachable');
    }
    if ('error' in answer) throw wireError(answer.error, 'internal');
    return answer.ok;
  },
  on: () => Promise.resolve(() => undefined),
};
