/** What a call that failed carries; the fields of `detail` depend on `code`. */
export interface WireError {
  code: string;
  /** English, for the log; the window words `code` itself. */
  message: string;
  detail: unknown;
}

/** Whatever runs the core for this window: the desktop shell, or the development bridge. */
export interface Host {
  /** Which host this is; `bridge` has no file dialogs, native menus or window state. */
  readonly kind: 'tauri' | 'bridge';
  /**
   * Runs one command of the core. `id` (a UUID) makes a repeat after a lost answer harmless; commands of
   * one `group` (a UUID) are undone together.
   * Rejects with a {@link WireError}.
   */
  call(command: string, args: unknown, id?: string, group?: string): Promise<unknown>;
  /** Hears an event of the shell; the answer stops hearing it. */
  on(event: string, heard: (payload: unknown) => void): Promise<() => void>;
}

/** Makes anything that a host threw into a {@link WireError}. */
export function wireError(thrown: unknown, fallbackCode: string): WireError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string') {
    const { code } = thrown;
    const message = 'message' in thrown && typeof thrown.message === 'string' ? thrown.message : code;
    return { code, message, detail: 'detail' in thrown ? thrown.detail : {} };
  }
  return { code: fallbackCode, message: String(thrown), detail: {} };
}
