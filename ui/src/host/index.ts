import { bridgeHost } from './bridge';
import type { Host } from './host';
import { tauriHost } from './tauri';

export type { Host, WireError } from './host';

let current: Host = '__TAURI_INTERNALS__' in globalThis ? tauriHost : bridgeHost;

/** The host of this window. */
export function host(): Host {
  return current;
}

/** Puts another host in place (component tests). Returns what takes it away again. */
export function replaceHost(other: Host): () => void {
  const before = current;
  current = other;
  return () => {
    current = before;
  };
}
