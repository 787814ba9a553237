import { replaceHost, type Host } from '../src/host';
import type { WindowState } from '../src/api/window';
import type { WorkspaceView } from '../src/api/generated/commands';

type Answers = Record<string, (request: never, group: string | undefined) => unknown>;

export interface Asked {
  command: string;
  request: unknown;
  group: string | undefined;
}

/** A host that answers what it is told to, and notes what it was asked. */
export interface FakeHost {
  asked: Asked[];
  /** The requests of one command, in their order. */
  requests: (command: string) => unknown[];
  /** Lets the window hear an event of the shell. */
  tell: (event: string, payload: unknown) => void;
  remove: () => void;
}

/** What a write answers. */
export const written = (result: unknown, entities: string[] = []): unknown => ({
  command: 'c',
  repeated: false,
  sequence: 1,
  touched: { entities, uids: [] },
  result,
});

export const aWorkspace: WorkspaceView = {
  title: 'Istanbul talks',
  path: '/home/somebody/talks.dragoman',
  articles: 5,
  statements: 54,
  translations: 20,
  actors: 31,
  topics: 6,
  tags: 12,
  events: 7,
  outlets: 3,
  concepts: 0,
  briefings: 1,
  deleted: 2,
  sequence: 90,
  size: 1_200_000,
  saved: '2025-07-24T09:00:00Z',
  target_language: 'en',
  read_only: false,
  undo: { undo: 'add_statement', redo: null },
};

export const aWindow: WindowState = {
  version: '0.1.0',
  platform: 'linux',
  workspace: { file_name: 'talks.dragoman', folder: '/home/somebody' },
  backed_up: null,
  recent: [],
  preferences: { theme: 'light', text_size: 'medium', analyst: 'Ada', language: 'en', layout: {} },
  problem: null,
};

const usual: Answers = {
  window_state: () => aWindow,
  window_set_preferences: () => aWindow,
  window_release_files: () => ({}),
  window_offer: () => ({}),
  get_workspace: () => aWorkspace,
};

/** Puts a host in place that has a workspace open; `answers` go before the usual ones. */
export function fakeHost(answers: Answers = {}): FakeHost {
  const asked: Asked[] = [];
  const heard = new Map<string, Set<(payload: unknown) => void>>();
  const all: Answers = { ...usual, ...answers };
  const host: Host = {
    kind: 'bridge',
    async call(command, request, _id, group) {
      asked.push({ command, request, group });
      await Promise.resolve();
      const answer = all[command];
      if (answer === undefined)
        throw { code: 'unknown_command', message: command, detail: { name: command } } as unknown as Error;
      return answer(request as never, group);
    },
    on: (event, listener) => {
      const listeners = heard.get(event) ?? new Set();
      heard.set(event, listeners.add(listener));
      return Promise.resolve(() => listeners.delete(listener));
    },
  };
  return {
    asked,
    requests: (command) => asked.filter((one) => one.command === command).map(({ request }) => request),
    tell: (event, payload) => {
      for (const listener of heard.get(event) ?? []) listener(payload);
    },
    remove: replaceHost(host),
  };
}
