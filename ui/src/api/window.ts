/**
 * The shell's own verbs (`src-tauri/src/host`): dialogs, files, recent workspaces, preferences. They go through the same
 * door as the core's commands. A path never comes this way: files are named by tokens.
 */
import { host, type WireError } from '../host';
import { CallError } from './call';
import type { KeywordInContext } from './generated/commands';
import type { Verified, WindowVerbs as Generated } from './generated/window-verbs';

export type Theme = 'system' | 'light' | 'dark';
/** The last two enlarge the whole window: 150 and 200 %. */
export type TextSize = 'small' | 'medium' | 'large' | 'larger' | 'largest';

export interface Preferences {
  theme: Theme;
  text_size: TextSize;
  /** Name of the analyst, as the history keeps it. */
  analyst: string;
  /** BCP 47 of the window's own words; '' = as the system says. */
  language: string;
  /** What all backups of a workspace may need together: bytes. */
  backup_limit?: number;
  layout: Record<string, unknown>;
}

/** A file as the window shows it. */
export interface OpenFile {
  file_name: string;
  folder: string;
}

export interface RecentWorkspace extends OpenFile {
  /** To open it with. */
  token: string;
  /** RFC 3339, UTC. */
  opened: string;
  /** Whether the file is there now. */
  present: boolean;
}

export interface WindowState {
  version: string;
  /** linux, macos or windows. */
  platform: string;
  workspace: OpenFile | null;
  /** When the open workspace was last backed up here: RFC 3339, UTC. */
  backed_up: string | null;
  /** Last opened first. */
  recent: RecentWorkspace[];
  preferences: Preferences;
  /** What went wrong before the window could hear of it; told once. */
  problem: WireError | null;
}

export interface StagedFile {
  /** To name the file with, as `{ staged: token }`. */
  token: string;
  file_name: string;
  /** Where it is below the chosen folder, '' for a file chosen itself. */
  folder: string;
  /** Bytes. */
  size: number;
}

export interface RefusedFile {
  file_name: string;
  folder: string;
  refusal: unknown;
}

export interface PickedFiles {
  files: StagedFile[];
  /** Files and folders that cannot be read. */
  refused: RefusedFile[];
  /** Instead of files: too many to be looked at one by one, or such as hold many articles. */
  archive?: StagedArchive | null;
}

export type StagedArchive = NonNullable<Generated['window_pick_files']['answer']['archive']>;
/** What is seen of an archive before anything is stored. */
export type ArchiveView = Generated['window_look_at_archive']['answer'];
/** The import of many articles that runs, or ran last. */
export type ImportView = Generated['window_import']['answer'];

export interface ExportedFile extends OpenFile {
  /** To show it in the file manager with. */
  token: string;
  /** Bytes. */
  size: number;
}

/** At most one; none asks with a dialog. */
export interface OpenRequest {
  recent?: string;
  staged?: string;
}

/** Absent fields stay; in `layout`, null forgets. */
export type PreferencesChange = Partial<Preferences>;

type Nothing = Record<string, never>;
/** `done` is false when the person changed their mind in a dialog. */
export interface Done {
  done: boolean;
}

/** Every verb: what it asks for and what it answers. */
export interface WindowVerbs {
  window_state: { request: Nothing; answer: WindowState };
  window_new_workspace: { request: { title: string }; answer: Done };
  window_open_workspace: { request: OpenRequest; answer: Done };
  window_open_damaged: { request: Nothing; answer: Nothing };
  window_salvage: Pick<Generated['window_salvage'], 'request' | 'answer'>;
  window_repair: { request: Nothing; answer: Nothing };
  window_close_workspace: { request: Nothing; answer: Nothing };
  window_forget_workspace: { request: { token: string }; answer: Nothing };
  window_pick_files: { request: Nothing; answer: PickedFiles };
  window_pick_folder: { request: Nothing; answer: PickedFiles };
  window_look_at_archive: Pick<Generated['window_look_at_archive'], 'request' | 'answer'>;
  window_start_import: Pick<Generated['window_start_import'], 'request' | 'answer'>;
  window_import: { request: Nothing; answer: ImportView };
  window_pause_import: { request: { paused: boolean }; answer: ImportView };
  window_resume_import: { request: Nothing; answer: ImportView };
  window_cancel_import: { request: Nothing; answer: ImportView };
  window_export_import_failures: { request: Nothing; answer: { file: ExportedFile | null } };
  window_release_files: { request: { tokens: string[] }; answer: Nothing };
  window_export_briefing: { request: { uid: string }; answer: { file: ExportedFile | null } };
  window_export_statements: { request: Nothing; answer: { file: ExportedFile | null } };
  window_export_search_lines: { request: KeywordInContext; answer: { file: ExportedFile | null } };
  window_pick_glossary: { request: Nothing; answer: PickedFiles };
  window_export_glossary: { request: { format: 'tsv' | 'tbx' }; answer: { file: ExportedFile | null } };
  window_verify_briefing: { request: Nothing; answer: Verified };
  window_backups: Pick<Generated['window_backups'], 'request' | 'answer'>;
  window_preview_backup: Pick<Generated['window_preview_backup'], 'request' | 'answer'>;
  window_restore_backup: Pick<Generated['window_restore_backup'], 'request' | 'answer'>;
  window_make_backup: Pick<Generated['window_make_backup'], 'request' | 'answer'>;
  window_keep_draft: { request: { key: string; content: unknown }; answer: Nothing };
  window_drafts: { request: Nothing; answer: { drafts: { key: string; content: unknown }[] } };
  window_backup: { request: Nothing; answer: { file: ExportedFile | null } };
  window_reveal: { request: { token: string }; answer: Nothing };
  window_stop: { request: { id: string }; answer: { stopped: boolean } };
  window_set_preferences: { request: PreferencesChange; answer: WindowState };
  window_offer: { request: { commands: string[] }; answer: Nothing };
  window_quit: { request: Nothing; answer: Nothing };
}
/** What a glossary can be written as: tab-separated text, or TBX-Basic. */
export type GlossaryFormat = WindowVerbs['window_export_glossary']['request']['format'];
export type WindowVerb = keyof WindowVerbs;

/** What the shell tells the window. What a write touched is known from its own answer already. */
export interface WindowEvents {
  /** Another workspace is open, or none, or the preferences changed. */
  state: WindowState;
  /** An item of the menu was chosen. */
  menu: { command: string };
  /** Files are being held over the window, or no longer. */
  dragging: { over: boolean };
  /** A backup was made: when (RFC 3339). */
  backup: { at: string };
  /** An import of many articles got on, or ended. */
  import: ImportView;
  /** Files were dropped. */
  dropped: PickedFiles;
  /** Something failed that no call waits for. */
  problem: WireError;
}

/** An error of the shell or core as one that can be described. */
export function asCallError(source: string, { code, message, detail }: WireError): CallError {
  return new CallError(source, code, message, detail);
}

/** Asks the shell. Rejects with a {@link CallError}. */
export async function askWindow<V extends WindowVerb>(
  verb: V,
  request: WindowVerbs[V]['request'],
): Promise<WindowVerbs[V]['answer']> {
  try {
    return (await host().call(verb, request)) as WindowVerbs[V]['answer'];
  } catch (thrown) {
    throw asCallError(verb, thrown as WireError);
  }
}

/** Hears the shell; returns what stops hearing it. */
export function hearWindow<E extends keyof WindowEvents>(
  event: E,
  heard: (payload: WindowEvents[E]) => void,
): () => void {
  let stopped = false;
  let stop = (): void => undefined;
  void host()
    .on(event, (payload) => heard(payload as WindowEvents[E]))
    .then((undo) => {
      if (stopped) undo();
      else stop = undo;
    });
  return () => {
    stopped = true;
    stop();
  };
}
