/**
 * For development in a browser only: a small stand-in for the shell's verbs. One workspace is open, the one of the
 * development server; files come from the browser's own dialogs and drops, an export is a download.
 */
import type { WireError } from './host';

interface Picked {
  files: { token: string; file_name: string; folder: string; size: number }[];
  refused: never[];
}

const PREFERENCES = 'dragoman.bridge.preferences';
const held = new Map<string, File>();
const heard = new Map<string, Set<(payload: unknown) => void>>();

function preferences(): Record<string, unknown> {
  const fresh = { theme: 'system', text_size: 'medium', analyst: 'Analyst', language: '', layout: {} };
  try {
    return { ...fresh, ...(JSON.parse(localStorage.getItem(PREFERENCES) ?? '{}') as object) };
  } catch {
    return fresh;
  }
}

function changePreferences(change: { layout?: object }): object {
  const before = preferences();
  const layout = { ...(before['layout'] as object), ...change.layout };
  localStorage.setItem(PREFERENCES, JSON.stringify({ ...before, ...change, layout }));
  return state();
}

const state = (): object => ({
  version: 'development',
  platform: 'linux',
  workspace: { file_name: 'development.dragoman', folder: '' },
  backed_up: null,
  recent: [],
  preferences: preferences(),
  problem: null,
});

function hold(files: Iterable<File>): Picked {
  const picked: Picked = { files: [], refused: [] };
  for (const file of files) {
    const token = crypto.randomUUID();
    held.set(token, file);
    const folder = file.webkitRelativePath.split('/').slice(0, -1).join('/');
    picked.files.push({ token, file_name: file.name, folder, size: file.size });
  }
  return picked;
}

function pick(folder: boolean): Promise<Picked> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.webkitdirectory = folder;
    input.addEventListener('change', () => resolve(hold(input.files ?? [])));
    input.addEventListener('cancel', () => resolve(hold([])));
    input.click();
  });
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Puts the bytes of a held file where the request names it by token; the core behind the bridge cannot see it. */
async function carried(source: unknown): Promise<object | undefined> {
  if (typeof source !== 'object' || source === null || !('staged' in source)) return undefined;
  const file = held.get(String(source.staged));
  if (file === undefined) return undefined;
  return { source: { base64: base64(new Uint8Array(await file.arrayBuffer())) }, file_name: file.name };
}

/** The request with the bytes of the files that it names. */
export async function withBytes(command: string, args: unknown): Promise<unknown> {
  if (command === 'preview_article') {
    const one = args as { source?: unknown };
    return { ...one, ...(await carried(one.source)) };
  }
  if (command === 'import_articles') {
    const { articles } = args as { articles: { source?: unknown }[] };
    return {
      articles: await Promise.all(articles.map(async (one) => ({ ...one, ...(await carried(one.source)) }))),
    };
  }
  if (command === 'import_glossary') {
    const one = args as { source?: unknown };
    const bytes = await carried(one.source);
    return bytes === undefined ? one : { source: (bytes as { source: unknown }).source };
  }
  return args;
}

function download(file_name: string, text: string): object {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
  link.download = file_name;
  link.click();
  URL.revokeObjectURL(link.href);
  return { file: { token: 'download', file_name, folder: '', size: new Blob([text]).size } };
}

type Ask = (command: string, args: unknown) => Promise<unknown>;

/** Does one of the shell's verbs; `ask` reaches the core. Rejects with a {@link WireError}. */
export async function perform(verb: string, args: unknown, ask: Ask): Promise<unknown> {
  switch (verb) {
    case 'window_state':
      return state();
    case 'window_set_preferences':
      return changePreferences(args as { layout?: object });
    case 'window_pick_glossary':
    case 'window_pick_files':
      return pick(false);
    case 'window_pick_folder':
      return pick(true);
    case 'window_release_files':
      for (const token of (args as { tokens: string[] }).tokens) held.delete(token);
      return {};
    case 'window_export_briefing': {
      const preview = (await ask('preview_briefing', args)) as { markdown: string };
      return download('briefing.md', preview.markdown);
    }
    case 'window_offer':
      return {};
    case 'window_stop':
      return { stopped: false };
    default: {
      const what = `a browser cannot do ${verb}; open the desktop window`;
      const refusal: WireError = { code: 'desktop', message: what, detail: { what } };
      throw refusal;
    }
  }
}

function tell(event: string, payload: unknown): void {
  for (const one of heard.get(event) ?? []) one(payload);
}

let watching = false;
function watchDrops(): void {
  if (watching) return;
  watching = true;
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
  window.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    tell('dragging', { over: true });
  });
  window.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) tell('dragging', { over: false });
  });
  window.addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    tell('dragging', { over: false });
    tell('dropped', hold(event.dataTransfer?.files ?? []));
  });
}

/** Hears drops of files; nothing else happens outside a desktop. */
export function hear(event: string, listener: (payload: unknown) => void): () => void {
  watchDrops();
  const all = heard.get(event) ?? new Set();
  heard.set(event, all.add(listener));
  return () => all.delete(listener);
}
