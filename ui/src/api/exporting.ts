/** What the desktop shell writes outside the workspace: it asks for the place itself, so no path comes this way. */
import { host, type WireError } from '../host';
import { CallError } from './call';

/** A file that was written. */
export interface ExportedFile {
  file_name: string;
  /** The folder, as people read it. */
  folder: string;
  /** Bytes. */
  size: number;
  /** To show it in the file manager with. */
  token: string;
}

async function ask(verb: string, request: unknown): Promise<unknown> {
  try {
    return await host().call(verb, request);
  } catch (thrown) {
    const { code, message, detail } = thrown as WireError;
    throw new CallError(verb, code, message, detail);
  }
}

/** Whether there is a shell that can write files. */
export function canExport(): boolean {
  return host().kind === 'tauri';
}

/** Asks for a place and writes the briefing there as Markdown; null when the person changed their mind. */
export async function exportBriefing(uid: string): Promise<ExportedFile | null> {
  const { file } = (await ask('window_export_briefing', { uid })) as { file?: ExportedFile | null };
  return file ?? null;
}

/** Shows a file that was written in the file manager. */
export async function revealFile(token: string): Promise<void> {
  await ask('window_reveal', { token });
}
