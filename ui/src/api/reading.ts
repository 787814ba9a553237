import { call, type Answer, type CommandName, type Request } from './call';
import { uuidv7 } from './uuid';
import { askWindow } from './window';

/** A question on its way. */
export interface Reading<N extends CommandName> {
  answer: Promise<Answer<N>>;
  /** The answer is not wanted any more: the core stops looking. The promise then rejects, unless it was answered. */
  stop: () => void;
}

/** Asks a reading command that can be stopped. */
export function reading<N extends CommandName>(command: N, request: Request<N>): Reading<N> {
  const id = uuidv7();
  let isAnswered = false;
  const answer = call(command, request, id).finally(() => (isAnswered = true));
  return {
    answer,
    stop: () => {
      // Nobody waits for it, and one that has just been answered cannot be stopped.
      if (!isAnswered) void askWindow('window_stop', { id }).catch(() => undefined);
    },
  };
}
