// Generated from window-verbs.schema.json (`npm run types`); do not edit.

/**
 * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
 */
export type Uid = string;
/**
 * Why a backup was made.
 */
export type BackupReason = 'timer' | 'import' | 'merge' | 'migration' | 'empty_bin' | 'hand' | 'restore';
/**
 */
export type BackupState = 'verified' | 'checked' | 'damaged';
/**
 * How far an import of many articles has come.
 */
export type ImportState = 'done' | 'storing' | 'indexing' | 'cancelled';
/**
 */
export type ImportPhase = 'storing' | 'indexing';
/**
 * What a glossary can be written as.
 */
export type GlossaryFormat = 'tsv' | 'tbx';
/**
 * Why a word is looked for beside one that was typed.
 */
export type ExpansionReason =
  'completion' | 'spelling' | 'inflection' | 'compound' | 'name' | 'other_name' | 'glossary';
/**
 */
export type ArchiveKind = ('folder' | 'zip' | 'json_lines' | 'csv') | 'several';
/**
 * Why a file cannot be imported.
 */
export type Refusal =
  | {
      refusal: 'empty';
    }
  | {
      looks_like: string;
      refusal: 'binary';
    }
  | {
      limit: number;
      refusal: 'too_big';
      size: number;
    }
  | {
      refusal: 'not_a_file';
    }
  | {
      detail: string;
      refusal: 'unreadable';
    }
  | {
      label: string;
      refusal: 'unknown_encoding';
    }
  | {
      article: Uid;
      refusal: 'duplicate';
    }
  | {
      refusal: 'forbidden';
    }
  | {
      refusal: 'parser_died';
    }
  | {
      refusal: 'parser_slow';
      seconds: number;
    }
  | {
      limit: number;
      refusal: 'parser_flooded';
    }
  | {
      detail: string;
      refusal: 'parser_missing';
    };
/**
 * What kinds of things a workspace holds.
 */
export type Entity =
  | 'workspace'
  | 'article'
  | 'outlet'
  | 'actor'
  | 'statement'
  | 'topic'
  | 'tag'
  | 'event'
  | 'link'
  | 'translation'
  | 'briefing'
  | 'note'
  | 'saved_search'
  | 'concept';
/**
 */
export type HowDifferent = 'only_now' | 'only_in_backup' | 'changed';
/**
 * Size of everything in the window.
 */
export type TextSize = ('small' | 'medium' | 'large') | 'larger' | 'largest';
/**
 * Colours of the window.
 */
export type Theme = 'system' | 'light' | 'dark';
/**
 * What became of one quote.
 */
export type Outcome =
  | 'holds'
  | 'quote_differs'
  | 'source_missing'
  | 'source_changed'
  | 'source_unreadable'
  | 'text_missing'
  | 'broken_reference';
/**
 */
export type KwicSort = 'newest' | 'left' | 'right';
/**
 * Where the words to either side end.
 */
export type KwicWithin = 'paragraph' | 'sentence';

/**
 * Every verb of the desktop shell: what it asks for and what it answers.
 */
export interface WindowVerbs {
  /**
   * Asks for a place and copies the workspace there.
   */
  window_backup: {
    request: NoArguments;
    answer: Exported;
  };
  /**
   * The backups that are made without being asked for, newest first.
   */
  window_backups: {
    request: BackupsOf;
    answer: BackupList;
  };
  /**
   * Gives up the import that runs or was interrupted. What was stored stays.
   */
  window_cancel_import: {
    request: NoArguments;
    answer: ImportView;
  };
  /**
   * Closes the workspace.
   */
  window_close_workspace: {
    request: NoArguments;
    answer: Nothing;
  };
  /**
   * What was typed in this workspace and neither saved nor given up.
   */
  window_drafts: {
    request: NoArguments;
    answer: StoredDrafts;
  };
  /**
   * Asks for a place and writes a briefing there as Markdown.
   */
  window_export_briefing: {
    request: ExportBriefing;
    answer: Exported;
  };
  /**
   * Asks for a place and writes the glossary there.
   */
  window_export_glossary: {
    request: ExportGlossary;
    answer: Exported;
  };
  /**
   * Asks for a place and writes there, as CSV, what the latest import did not store.
   */
  window_export_import_failures: {
    request: NoArguments;
    answer: Exported;
  };
  /**
   * Asks for a place and writes every line of keyword in context there as CSV.
   */
  window_export_search_lines: {
    request: KeywordInContext;
    answer: Exported;
  };
  /**
   * Asks for a place and writes all statements there as CSV.
   */
  window_export_statements: {
    request: NoArguments;
    answer: Exported;
  };
  /**
   * Takes a workspace off the list of recent ones.
   */
  window_forget_workspace: {
    request: ForgetWorkspace;
    answer: Nothing;
  };
  /**
   * The import of many articles: how far it is, or what became of the last.
   */
  window_import: {
    request: NoArguments;
    answer: ImportView;
  };
  /**
   * Keeps what is being typed, until it is saved or given up.
   */
  window_keep_draft: {
    request: KeepDraft;
    answer: Nothing;
  };
  /**
   * Looks at an archive before anything is stored.
   */
  window_look_at_archive: {
    request: LookAtArchive;
    answer: ArchiveView;
  };
  /**
   * Makes one more backup among those.
   */
  window_make_backup: {
    request: NoArguments;
    answer: BackedUp;
  };
  /**
   * Asks where to put a new workspace, makes it and opens it.
   */
  window_new_workspace: {
    request: NewWorkspace;
    answer: Done;
  };
  /**
   * Says which of the window's own commands can be run now; the menu greys the others.
   */
  window_offer: {
    request: Offer;
    answer: Nothing;
  };
  /**
   * Opens the file that could not be opened, or the open one again, to read what can be read of it: it is damaged.
   */
  window_open_damaged: {
    request: NoArguments;
    answer: Nothing;
  };
  /**
   * Opens a recent workspace, a dropped one, or asks which one.
   */
  window_open_workspace: {
    request: OpenWorkspace;
    answer: Done;
  };
  /**
   * Pauses the import that runs, or goes on.
   */
  window_pause_import: {
    request: PauseImport;
    answer: ImportView;
  };
  /**
   * Asks for article files and holds them for the window.
   */
  window_pick_files: {
    request: NoArguments;
    answer: PickedFiles;
  };
  /**
   * Asks for a folder and holds all files below it for the window.
   */
  window_pick_folder: {
    request: NoArguments;
    answer: PickedFiles;
  };
  /**
   * Asks for a file with a glossary and holds it for the window.
   */
  window_pick_glossary: {
    request: NoArguments;
    answer: PickedFiles;
  };
  /**
   * What going back to a backup would change.
   */
  window_preview_backup: {
    request: OneBackup;
    answer: RestorePreview;
  };
  /**
   * Ends the program.
   */
  window_quit: {
    request: NoArguments;
    answer: Nothing;
  };
  /**
   * Lets files go that are not needed any more.
   */
  window_release_files: {
    request: ReleaseFiles;
    answer: Nothing;
  };
  /**
   * Makes anew what is derived in the open workspace: the search index and what else is learned from texts and names.
   */
  window_repair: {
    request: NoArguments;
    answer: Nothing;
  };
  /**
   * Goes back to a backup: the workspace is replaced and opened again, the file before stays beside it.
   */
  window_restore_backup: {
    request: OneBackup;
    answer: Restored;
  };
  /**
   * Goes on with the import that was interrupted.
   */
  window_resume_import: {
    request: NoArguments;
    answer: ImportView;
  };
  /**
   * Shows a file that was exported in the file manager.
   */
  window_reveal: {
    request: Reveal;
    answer: Nothing;
  };
  /**
   * Asks where to, and saves there what can be saved of the damaged file; opens what was saved.
   */
  window_salvage: {
    request: NoArguments;
    answer: Salvaged;
  };
  /**
   * Changes the preferences; absent fields stay.
   */
  window_set_preferences: {
    request: SetPreferences;
    answer: WindowState;
  };
  /**
   * Imports all articles of an archive, beside everything else.
   */
  window_start_import: {
    request: StartImport;
    answer: ImportView;
  };
  /**
   * What the window needs to begin: workspace, recent ones, preferences, platform.
   */
  window_state: {
    request: NoArguments;
    answer: WindowState;
  };
  /**
   * Stops a reading command that is on its way.
   */
  window_stop: {
    request: Stop;
    answer: Stopped;
  };
  /**
   * Asks for an exported briefing and the folder of its sources, and checks each quote.
   */
  window_verify_briefing: {
    request: NoArguments;
    answer: Verified;
  };
}
/**
 * A request without anything to say.
 */
export interface NoArguments {}
/**
 * What was written; none when the person changed their mind.
 */
export interface Exported {
  file?: ExportedFile | null;
}
/**
 */
export interface ExportedFile {
  file_name: string;
  folder: string;
  /**
   * Bytes.
   */
  size: number;
  /**
   * To show it in the file manager with.
   */
  token: string;
}
/**
 * Of which workspace.
 */
export interface BackupsOf {
  /**
   * Token of a recent workspace; absent: the open one, or else the one that could not be opened last.
   */
  recent?: Uid | null;
}
/**
 */
export interface BackupList {
  /**
   * Newest first.
   */
  backups: Backup[];
  /**
   * Name of the folder beside the workspace in which they lie.
   */
  folder: string;
  /**
   * What all of them may need together: bytes.
   */
  limit: number;
  workspace: OpenFile;
}
/**
 * One backup.
 */
export interface Backup {
  /**
   * When it was made, by the clock there was: RFC 3339, UTC, seconds.
   */
  at: string;
  /**
   * How many commands its history has.
   */
  commands: number;
  /**
   * Name of its file; it says which one is meant.
   */
  name: string;
  /**
   * Counts on through all backups of the folder, whatever the clock says.
   */
  ordinal: number;
  reason: BackupReason;
  /**
   * Bytes.
   */
  size: number;
  state: BackupState;
}
/**
 * A file as the window shows it; the window can do nothing with these words.
 */
export interface OpenFile {
  file_name: string;
  /**
   * The folder, as people read it.
   */
  folder: string;
}
/**
 * The import of many articles that runs, or ran last.
 */
export interface ImportView {
  /**
   * It was interrupted and waits for a word.
   */
  can_resume: boolean;
  /**
   * Of the first file or folder; '' when it is not known any more.
   */
  file_name: string;
  /**
   * As the file keeps it; absent while it runs, and when there was none.
   */
  job?: ImportJob | null;
  /**
   * How many others it takes articles from.
   */
  more: number;
  /**
   * What broke it off.
   */
  problem?: WireError | null;
  /**
   * Present while it runs or is paused.
   */
  running?: RunningImport | null;
}
/**
 * An import as the file keeps it.
 */
export interface ImportJob {
  /**
   * RFC 3339, UTC.
   */
  began: string;
  /**
   * Not stored because the same bytes are there already.
   */
  duplicates: number;
  /**
   * RFC 3339, UTC; empty until it is done or cancelled.
   */
  ended: string;
  failed: number;
  imported: number;
  /**
   * Articles, of this import or another, that are stored and not yet indexed.
   */
  pending: number;
  state: ImportState;
  /**
   * Items taken from the sources: imported, duplicates and failed.
   */
  taken: number;
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  uid: string;
}
/**
 * An error as it crosses to the window or to `--json`.
 */
export interface WireError {
  /**
   * Stable; the window words it.
   */
  code: string;
  /**
   * The error's own data; its fields depend on the code.
   */
  detail: {
    [k: string]: unknown;
  };
  /**
   * English, for people at the command line and for the log.
   */
  message: string;
}
/**
 */
export interface RunningImport {
  /**
   * Of the phase: items taken, or articles indexed.
   */
  done: number;
  duplicates: number;
  /**
   * Whether `total` was counted and not estimated.
   */
  exact: boolean;
  failed: number;
  /**
   * Of the whole import, like the two after it.
   */
  imported: number;
  paused: boolean;
  /**
   * Items a second, lately.
   */
  per_second: number;
  phase: ImportPhase;
  /**
   * Until the phase ends.
   */
  seconds_left?: number | null;
  /**
   * How many there are in the phase; absent while nobody knows.
   */
  total?: number | null;
}
/**
 * Nothing more to say.
 */
export interface Nothing {}
/**
 */
export interface StoredDrafts {
  drafts: StoredDraft[];
}
/**
 * Something that was typed and not saved.
 */
export interface StoredDraft {
  content: unknown;
  /**
   * Where it was typed; the window knows.
   */
  key: string;
}
/**
 */
export interface ExportBriefing {
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  uid: string;
}
/**
 */
export interface ExportGlossary {
  format: GlossaryFormat;
}
/**
 * Asks for every place where a query's words stand, each as a line of a table.
 */
export interface KeywordInContext {
  after?: string | null;
  /**
   * At most 500; 0 means 100.
   */
  limit?: number;
  /**
   * As in `search`.
   */
  query: string;
  sort?: 'newest' | 'left' | 'right';
  /**
   * Code points to either side, 10 to 300; 0 means 80.
   */
  width?: number;
  with_terms?: string[];
  /**
   * Where the words to either side end.
   */
  within?: 'paragraph' | 'sentence';
  /**
   * As in `search`.
   */
  without?: ExpansionReason[];
  without_terms?: string[];
}
/**
 */
export interface ForgetWorkspace {
  token: Uid;
}
/**
 */
export interface KeepDraft {
  /**
   * Null: it was saved or given up.
   */
  content?: {
    [k: string]: unknown;
  };
  /**
   * Where it was typed.
   */
  key: string;
}
/**
 * What an archive is read with, until something is said in it.
 */
export interface LookAtArchive {
  /**
   * BCP 47, instead of what is detected; '' = none.
   */
  language?: string;
  /**
   * EDTF, of articles that give no date themselves; '' = none.
   */
  published?: string;
  token: Uid;
}
/**
 * What is seen of an archive before anything is stored.
 */
export interface ArchiveView {
  /**
   * Of the files together, packed as they are.
   */
  bytes: number;
  /**
   * Of a table: what its columns are.
   */
  columns: ArchiveColumn[];
  /**
   * Whether `total` was counted and not estimated.
   */
  exact: boolean;
  /**
   * The first articles, in the order of the archive.
   */
  items: ArchiveItem[];
  /**
   * How many there are; absent when nobody knows.
   */
  total?: number | null;
}
/**
 */
export interface ArchiveColumn {
  /**
   * The field of the article; absent when the column is left out.
   */
  field?: string | null;
  /**
   * As the table has it.
   */
  name: string;
}
/**
 * An article as it would be stored, or why it would not.
 */
export interface ArchiveItem {
  author: string;
  /**
   * At most 400 code points.
   */
  beginning: string;
  /**
   * Code points.
   */
  characters: number;
  /**
   * BCP 47, or ''.
   */
  language: string;
  /**
   * '' when it names none.
   */
  outlet: string;
  /**
   * The file's name; in a collection the line, record or entry.
   */
  place: string;
  /**
   * EDTF, or ''.
   */
  published: string;
  /**
   * What is wrong with it although it can be.
   */
  remarks: Trouble[];
  title: string;
  /**
   * Why it cannot be imported.
   */
  trouble?: Trouble | null;
}
/**
 * Why something was not imported, or not as it was said.
 */
export interface Trouble {
  /**
   * Stable; a window words it.
   */
  code: string;
  /**
   * English, for the command line.
   */
  message: string;
}
/**
 */
export interface BackedUp {
  /**
   * None when nothing has changed since the last.
   */
  made?: Backup | null;
}
/**
 */
export interface NewWorkspace {
  /**
   * The title to give it; '' leaves the file's name as the title.
   */
  title?: string;
}
/**
 * Whether something was done, or the person changed their mind in a dialog.
 */
export interface Done {
  done: boolean;
}
/**
 */
export interface Offer {
  /**
   * Ids of the window's table of commands.
   */
  commands: string[];
}
/**
 * At most one of the fields; none asks with a dialog.
 */
export interface OpenWorkspace {
  /**
   * Token of a recent workspace.
   */
  recent?: Uid | null;
  /**
   * Token of a file that was dropped or picked.
   */
  staged?: string | null;
}
/**
 */
export interface PauseImport {
  /**
   * False goes on.
   */
  paused: boolean;
}
/**
 * Files that the shell holds for the window; empty when the person changed their mind.
 */
export interface PickedFiles {
  /**
   * Instead of files: too many to be looked at one by one, or such as hold many articles.
   */
  archive?: StagedArchive | null;
  files: StagedFile[];
  /**
   * Files and folders that cannot be read.
   */
  refused: RefusedFile[];
}
/**
 * What many articles can be imported from.
 */
export interface StagedArchive {
  /**
   * Of the first file or folder.
   */
  file_name: string;
  /**
   * Where it is, as people read it.
   */
  folder: string;
  kind: ArchiveKind;
  /**
   * How many others were chosen with it.
   */
  more: number;
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  token: string;
}
/**
 */
export interface StagedFile {
  file_name: string;
  /**
   * Where it is below the chosen folder, '' for a file chosen itself.
   */
  folder: string;
  /**
   * Bytes.
   */
  size: number;
  /**
   * To name the file with, as `{"staged": token}`.
   */
  token: string;
}
/**
 */
export interface RefusedFile {
  file_name: string;
  folder: string;
  refusal: Refusal;
}
/**
 */
export interface OneBackup {
  /**
   * Of the list.
   */
  name: string;
  /**
   * As for the list of backups.
   */
  recent?: Uid | null;
}
/**
 * What going back to a backup would change.
 */
export interface RestorePreview {
  backup: string;
  /**
   * How many commands both have in common, from the first on.
   */
  common: number;
  /**
   * By kind of thing; kinds without a difference are left out.
   */
  differences: Difference[];
  /**
   * The last of those, last first, at most 20.
   */
  last_lost: LostCommand[];
  /**
   * How many commands of the present file the backup does not have.
   */
  lost: number;
  /**
   * How many commands the backup has that the present file has not.
   */
  regained: number;
  /**
   * Why the present file cannot be compared; '' when it can.
   */
  trouble: string;
}
/**
 * How one kind of thing differs.
 */
export interface Difference {
  /**
   * In both, and not the same.
   */
  changed: number;
  entity: Entity;
  /**
   * In the backup and not in the present file: these would be back.
   */
  only_in_backup: number;
  /**
   * In the present file and not in the backup: these would be gone.
   */
  only_now: number;
  /**
   * Some of them, at most 30.
   */
  things: DifferentThing[];
}
/**
 */
export interface DifferentThing {
  how: HowDifferent;
  /**
   * Title, name or quote: at most 120 code points.
   */
  label: string;
}
/**
 */
export interface LostCommand {
  analyst: string;
  /**
   * RFC 3339, UTC.
   */
  at: string;
  /**
   * Of the command list.
   */
  command: string;
  sequence: number;
}
/**
 */
export interface ReleaseFiles {
  tokens: string[];
}
/**
 * What was done.
 */
export interface Restored {
  backup: string;
  /**
   * How many commands the workspace has now.
   */
  commands: number;
  /**
   * Name of the file, beside the workspace, that the workspace was until now.
   */
  kept: string;
}
/**
 */
export interface Reveal {
  token: Uid;
}
/**
 * What was saved of a damaged workspace.
 */
export interface Salvaged {
  /**
   * None when the person changed their mind in the dialog.
   */
  report?: SalvageReport | null;
}
/**
 * What was saved of a damaged workspace.
 */
export interface SalvageReport {
  /**
   * Commands of the history that were saved; 0 when the history begins anew.
   */
  commands: number;
  /**
   * The new workspace was checked and keeps its promises.
   */
  holds: boolean;
  /**
   * Table by table; those that are empty are left out.
   */
  tables: SavedTable[];
  /**
   * What else is to be known, in English.
   */
  words: string[];
}
/**
 */
export interface SavedTable {
  /**
   * Rows that are known to have been there and could not be saved.
   */
  lost: number;
  /**
   * Of those saved: in which characters had to be replaced.
   */
  mended: number;
  /**
   * Rows that are in the new workspace.
   */
  saved: number;
  table: string;
}
/**
 * Absent fields stay.
 */
export interface SetPreferences {
  /**
   * Not empty, at most 200 characters.
   */
  analyst?: string | null;
  /**
   * What all backups of a workspace may need together: bytes, at least 1 GiB.
   */
  backup_limit?: number | null;
  /**
   * BCP 47, or '' = as the system says.
   */
  language?: string | null;
  /**
   * Names to remember or, with null, to forget; names that are absent stay.
   */
  layout?: {
    [k: string]: unknown;
  };
  text_size?: TextSize | null;
  theme?: Theme | null;
}
/**
 * What the window needs to begin.
 */
export interface WindowState {
  /**
   * When the open workspace was last backed up here: RFC 3339, UTC.
   */
  backed_up?: string | null;
  /**
   * linux, macos or windows.
   */
  platform: string;
  preferences: Preferences;
  /**
   * What went wrong before the window could hear of it (a workspace named at the start that does not
   * open); told once.
   */
  problem?: WireError | null;
  /**
   * Last opened first.
   */
  recent: RecentWorkspace[];
  /**
   * Of the program.
   */
  version: string;
  /**
   * The open workspace, if any.
   */
  workspace?: OpenFile | null;
}
/**
 * How the window looks and who works in it.
 */
export interface Preferences {
  /**
   * Name of the analyst, as the history keeps it.
   */
  analyst?: string;
  /**
   * What all backups of a workspace may need together: bytes.
   */
  backup_limit?: number;
  /**
   * BCP 47: of the window's own words; '' = as the system says.
   */
  language?: string;
  /**
   * Small things that the window remembers by name (widths of panes and the like); of a workspace at most
   * the identity of what was open in it.
   */
  layout?: {
    [k: string]: unknown;
  };
  /**
   * Size of everything in the window.
   */
  text_size?: ('small' | 'medium' | 'large') | 'larger' | 'largest';
  /**
   * Colours of the window.
   */
  theme?: 'system' | 'light' | 'dark';
}
/**
 */
export interface RecentWorkspace {
  file_name: string;
  folder: string;
  /**
   * RFC 3339, UTC.
   */
  opened: string;
  /**
   * Whether the file is there now.
   */
  present: boolean;
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  token: string;
}
/**
 */
export interface StartImport {
  /**
   * BCP 47, instead of what is detected; '' = none.
   */
  language?: string;
  /**
   * Of articles that name none themselves.
   */
  outlet?: Uid | null;
  /**
   * EDTF, of articles that give no date themselves; '' = none.
   */
  published?: string;
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  token: string;
}
/**
 */
export interface Stop {
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  id: string;
}
/**
 * A reading that was stopped rejects with `cancelled`.
 */
export interface Stopped {
  /**
   * False when it was not (or no longer) on its way.
   */
  stopped: boolean;
}
/**
 * What became of the quotes of a file; none when the person changed their mind.
 */
export interface Verified {
  /**
   * Of the briefing.
   */
  file_name: string;
  report?: Report | null;
  /**
   * Files below the folder that could not be read.
   */
  unreadable: string[];
}
/**
 * The verdicts on a briefing.
 */
export interface Report {
  /**
   * By line.
   */
  lines: Verdict[];
  /**
   * There is at least one quote, and everything holds.
   */
  ok: boolean;
  /**
   * How many block quotes there are.
   */
  quotes: number;
}
/**
 * The verdict on one quote, or on a footnote without one.
 */
export interface Verdict {
  /**
   * For people, in English; '' when it holds.
   */
  detail: string;
  /**
   * The line in which the quote (or the footnote) begins, counted from 1.
   */
  line: number;
  outcome: Outcome;
}
