import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { wireError, type Host } from './host';
import { wellFormed } from './well-formed';

interface Answered {
  ok: unknown;
}

/** The desktop shell, through its single door. */
export const tauriHost: Host = {
  kind: 'tauri',
  async call(command, args, id, group) {
    try {
      const answer = await invoke<Answered>('call', {
        command,
        args: wellFormed(args),
        id: id ?? null,
        group: group ?? null,
      });
      return answer.ok;
    } catch (thrown) {
      throw wireError(thrown, 'internal');
    }
  },
  on: (event, heard) => listen(event, ({ payload }) => heard(payload)),
};
