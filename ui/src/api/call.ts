import { host, type WireError } from '../host';
import type { Commands } from './generated/commands';
import { uuidv7 } from './uuid';
import { wellFormed } from './well-formed';

export type CommandName = keyof Commands & string;
export type Request<N extends CommandName> = Commands[N]['request'];
export type Answer<N extends CommandName> = Commands[N]['answer'];

/** A refusal or failure of the core; `api/errors.ts` words it. */
export class CallError extends Error {
  override readonly name = 'CallError';
  constructor(
    readonly command: string,
    readonly code: string,
    message: string,
    readonly detail: unknown,
  ) {
    super(message);
  }
}

/**
 * Runs one command of the core.
 *
 * Every call carries an id of its own; pass `id` to repeat a write whose answer was lost without doing it twice.
 * Commands with the same `group` (a UUID) are undone together. Rejects with a {@link CallError}.
 */
export async function call<N extends CommandName>(
  command: N,
  request: Request<N>,
  id: string = uuidv7(),
  group?: string,
): Promise<Answer<N>> {
  try {
    return (await host().call(command, wellFormed(request), id, group)) as Answer<N>;
  } catch (thrown) {
    const { code, message, detail } = thrown as WireError;
    throw new CallError(command, code, message, detail);
  }
}
