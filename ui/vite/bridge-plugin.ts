/**
 * A real core behind a browser, for development and tests: `vite dev` and `vite preview` start
 * `dragoman apply WORKSPACE - --json` and pass each `POST /rpc` on as one JSON line.
 * Nothing of this is in the built window.
 *
 * Environment: `DRAGOMAN_BIN` (default `dragoman`), `DRAGOMAN_WORKSPACE` (a `.dragoman` file; made when absent).
 */
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import type { Connect, Plugin } from 'vite';

/** Requests larger than this are refused (bytes). */
const BODY_LIMIT = 256 * 1024 * 1024;

interface WireFailure {
  error: { code: string; message: string; detail: unknown };
}

function unreachable(message: string): WireFailure {
  return { error: { code: 'unreachable', message, detail: {} } };
}

/** One running core. Answers come back in the order of the requests, so a queue of waiters is enough. */
class Core {
  #child: ChildProcessWithoutNullStreams;
  #waiting: ((line: string) => void)[] = [];
  #dead: string | undefined;

  constructor(bin: string, workspace: string) {
    if (!existsSync(workspace)) spawnSync(bin, ['new', workspace], { stdio: 'inherit' });
    this.#child = spawn(bin, ['apply', workspace, '-', '--json']);
    this.#child.on('error', (error) => this.#end(error.message));
    this.#child.on('exit', (code) => this.#end(`the core ended (exit ${String(code)})`));
    this.#child.stdin.on('error', (error) => this.#end(error.message));
    this.#child.stderr.pipe(process.stderr);
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#waiting.shift()?.(line));
  }

  get alive(): boolean {
    return this.#dead === undefined;
  }

  #end(why: string): void {
    this.#dead ??= why;
    for (const answer of this.#waiting.splice(0)) answer(JSON.stringify(unreachable(this.#dead)));
  }

  ask(request: unknown): Promise<string> {
    if (this.#dead !== undefined) return Promise.resolve(JSON.stringify(unreachable(this.#dead)));
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    });
  }

  stop(): void {
    this.#child.stdin.end();
  }
}

async function body(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = part as Buffer;
    size += bytes.length;
    if (size > BODY_LIMIT) throw new Error('the request is too large');
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

export function bridge(): Plugin {
  const bin = process.env['DRAGOMAN_BIN'] ?? 'dragoman';
  const workspace = process.env['DRAGOMAN_WORKSPACE'];
  let core: Core | undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text: string;
    if (workspace === undefined) {
      text = JSON.stringify(unreachable('DRAGOMAN_WORKSPACE names no workspace'));
    } else {
      try {
        if (core === undefined || !core.alive) core = new Core(bin, workspace);
        text = await core.ask(JSON.parse(await body(request)));
      } catch (error) {
        text = JSON.stringify({
          error: { code: 'malformed', message: String(error), detail: { detail: String(error) } },
        });
      }
    }
    response.setHeader('content-type', 'application/json');
    response.end(text);
  }

  function mount(middlewares: Connect.Server): void {
    middlewares.use('/rpc', (request, response, next) => {
      if (request.method !== 'POST') return next();
      void answer(request, response);
    });
  }

  return {
    name: 'dragoman-bridge',
    configureServer(server) {
      mount(server.middlewares);
      server.httpServer?.on('close', () => core?.stop());
    },
    configurePreviewServer(server) {
      mount(server.middlewares);
      server.httpServer.on('close', () => core?.stop());
    },
  };
}
