import { hear, perform, withBytes } from './bridge-window';
import { wireError, type Host, type WireError } from './host';
import { wellFormed } from './well-formed';

type Answered = { ok: unknown } | { error: WireError };

async function ask(command: string, args: unknown, id?: string, group?: string): Promise<unknown> {
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
}

/** A core behind the development server (`vite/bridge-plugin.ts`), and a stand-in for the shell. */
export const bridgeHost: Host = {
  kind: 'bridge',
  async call(command, args, id, group) {
    if (command.startsWith('window_')) return perform(command, args, ask);
    return ask(command, await withBytes(command, args), id, group);
  },
  on: (event, heard) => Promise.resolve(hear(event, heard)),
};
