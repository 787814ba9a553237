import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { call, CallError } from '../../api/call';
import { offendingField } from '../../api/errors';
import type { ImportedArticles } from '../../api/generated/commands';
import { uuidv7 } from '../../api/uuid';
import { askWindow, type PickedFiles } from '../../api/window';
import type { Option } from '../../parts/combobox.svelte';
import { workspace } from '../../state/workspace.svelte';
import { Candidate, type Defaults } from './candidate.svelte';

/** Sources looked at at the same time. */
const AT_ONCE = 4;
/** Articles stored by one command, so that a long import shows progress and can be stopped. */
const BATCH = 25;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

/** What became of one import. */
export interface Outcome {
  imported: { uid: string; title: string }[];
  refused: number;
  /** Stopped by hand. */
  stopped: boolean;
  /** What broke it off. */
  error: unknown;
  /** The number of the last command, to know whether anything was done since. */
  sequence: number;
}

/** Everything that is about to be imported, from the choice of files to the stored articles. */
export class ImportSession {
  candidates: Candidate[] = $state.raw([]);
  active: string | null = $state(null);
  readonly defaults: Defaults = $state({ outlet: null, published: '', language: '', named: false });
  /** The articles done and to do while an import runs. */
  progress: { done: number; total: number } | undefined = $state();
  outcome: Outcome | undefined = $state.raw();
  #stopping = false;
  #looking = 0;
  #ended = false;
  /** Outlets that are made with the import, by their uid. */
  readonly newOutlets = new SvelteMap<string, string>();
  /** The first entry with these bytes, by SHA-256. */
  readonly #firsts = new SvelteMap<string, Candidate>();

  readonly chosen = $derived(this.candidates.filter((one) => one.chosen));
  readonly refused = $derived(this.candidates.filter((one) => one.stage === 'refused'));
  readonly duplicates = $derived(this.candidates.filter((one) => one.stage === 'ready' && one.isDuplicate));
  readonly looked = $derived(
    this.candidates.filter(({ stage }) => stage !== 'waiting' && stage !== 'looking').length,
  );
  readonly edited = $derived(this.candidates.some((one) => one.edited && one.stage !== 'imported'));

  get running(): boolean {
    return this.progress !== undefined;
  }

  /** Outlets that the pages name and the workspace does not know. */
  readonly namedOutlets = $derived(
    new SvelteSet(this.candidates.map(({ namedOutlet }) => namedOutlet).filter(Boolean)),
  );

  /** Takes in what the shell holds. */
  add(picked: PickedFiles): void {
    const held = picked.files.map(
      ({ token, file_name, folder, size }) => new Candidate({ staged: token }, file_name, folder, size),
    );
    const refused = picked.refused.map(({ file_name, folder, refusal }) => {
      const one = new Candidate({ staged: '' }, file_name, folder, undefined);
      one.stage = 'refused';
      one.refusal = refusal;
      return one;
    });
    this.#take([...held, ...refused]);
  }

  /** Takes in text from the clipboard, which can still be changed. */
  paste(text: string): Candidate {
    const one = new Candidate({ text }, '', '', undefined);
    this.#take([one]);
    this.active = one.id;
    return one;
  }

  #take(more: Candidate[]): void {
    this.candidates = [...this.candidates, ...more];
    this.active ??= more[0]?.id ?? null;
    this.look();
  }

  /** Looks at what was not looked at yet, a few at a time, what is shown first. */
  look(): void {
    while (this.#looking < AT_ONCE && !this.#ended) {
      const waiting = (one: Candidate): boolean => one.stage === 'waiting' && !one.isBlank;
      const next =
        this.candidates.find((one) => one.id === this.active && waiting(one)) ??
        this.candidates.find(waiting);
      if (next === undefined) return;
      void this.#lookAt(next);
    }
  }

  async #lookAt(one: Candidate): Promise<void> {
    this.#looking += 1;
    one.stage = 'looking';
    const { source, encoding, mediaType } = one;
    // Pasted text, encoding or type may have changed while the core looked.
    const isStale = (): boolean =>
      one.source !== source || one.encoding !== encoding || one.mediaType !== mediaType;
    try {
      const preview = await call('preview_article', one.question());
      if (!isStale()) {
        one.preview = preview;
        one.stage = 'ready';
        this.#noteTwin(one, preview.sha256);
      }
    } catch (error) {
      if (!isStale()) this.#failed(one, error);
    }
    this.#looking -= 1;
    if (isStale()) one.lookAgain();
    this.look();
  }

  #noteTwin(one: Candidate, sha256: string): void {
    const first = this.#firsts.get(sha256);
    if (first === undefined || first === one) this.#firsts.set(sha256, one);
    one.twin = first === one || first?.preview?.sha256 !== sha256 ? undefined : first;
  }

  #failed(one: Candidate, error: unknown): void {
    one.stage = 'refused';
    one.preview = undefined;
    if (error instanceof CallError && error.code === 'refused')
      one.refusal = (error.detail as { refusal?: unknown }).refusal;
    else one.error = error;
  }

  /** An outlet that is stored together with the articles; one of this name that is new already is taken again. */
  newOutlet(name: string): Option {
    const same = [...this.newOutlets].find(([, other]) => other.toLowerCase() === name.toLowerCase());
    const uid = same?.[0] ?? uuidv7();
    if (same === undefined) this.newOutlets.set(uid, name);
    return { id: uid, label: name };
  }

  #request(one: Candidate): ReturnType<Candidate['article']> {
    const named = this.defaults.named && one.outlet === null ? one.namedOutlet : '';
    return named === ''
      ? one.article(this.defaults)
      : { ...one.article(this.defaults), outlet: this.newOutlet(named).id };
  }

  /** What holds for all needs to know what each source says itself. */
  async #lookFirst(wanted: readonly Candidate[]): Promise<void> {
    const { outlet, published, language, named } = this.defaults;
    if (outlet === null && published.trim() === '' && language === '' && !named) return;
    for (const one of wanted) {
      while ((one.stage === 'waiting' || one.stage === 'looking') && !this.#stopping) await pause();
    }
  }

  stop(): void {
    this.#stopping = true;
  }

  /** Stores what is chosen, in batches that are undone together. Never throws. */
  async run(): Promise<Outcome> {
    const wanted = this.chosen;
    const group = uuidv7();
    // What was wrong in the last attempt may be right now.
    for (const one of wanted) one.fault = undefined;
    const outcome: Outcome = { imported: [], refused: 0, stopped: false, error: undefined, sequence: 0 };
    this.#stopping = false;
    this.outcome = undefined;
    this.progress = { done: 0, total: wanted.length };
    try {
      await this.#lookFirst(wanted);
      await this.#storeOutlets(wanted, group);
      for (let at = 0; at < wanted.length; at += BATCH) {
        if (this.#stopping) {
          outcome.stopped = true;
          break;
        }
        const batch = wanted.slice(at, at + BATCH);
        await this.#store(
          batch.filter((one) => one.chosen),
          group,
          outcome,
        );
        this.progress = { done: at + batch.length, total: wanted.length };
      }
    } catch (error) {
      outcome.error = error;
    }
    outcome.sequence = workspace.view?.sequence ?? 0;
    this.progress = undefined;
    this.outcome = outcome;
    return outcome;
  }

  async #storeOutlets(wanted: Candidate[], group: string): Promise<void> {
    const used = new SvelteSet(wanted.map((one) => this.#request(one).outlet));
    for (const [uid, name] of [...this.newOutlets]) {
      if (!used.has(uid)) continue;
      await workspace.perform('add_outlet', { uid, name }, group);
      this.newOutlets.delete(uid);
    }
  }

  async #store(batch: Candidate[], group: string, outcome: Outcome): Promise<void> {
    if (batch.length === 0) return;
    const articles = batch.map((one) => this.#request(one));
    let answer: ImportedArticles;
    try {
      answer = await workspace.perform('import_articles', { articles }, group);
    } catch (error) {
      this.#noteFault(batch, error);
      throw error;
    }
    const { imported, refused } = answer;
    for (const { index, uid, title } of imported) {
      const one = batch[index];
      if (one !== undefined) {
        one.stage = 'imported';
        one.uid = uid;
      }
      outcome.imported.push({ uid, title });
    }
    for (const { index, refusal } of refused) {
      const one = batch[index];
      if (one === undefined) continue;
      one.stage = 'refused';
      one.refusal = refusal;
      outcome.refused += 1;
    }
  }

  /** Shows an entry that the core does not accept beside its field. */
  #noteFault(batch: readonly Candidate[], error: unknown): void {
    const offending = offendingField(error);
    const [, index, field] = /^articles\[(\d+)\]\.(\w+)/.exec(offending?.field ?? '') ?? [];
    const one = batch[Number(index ?? -1)];
    if (one === undefined || offending === null || field === undefined) return;
    one.fault = { field, reason: offending.reason };
    this.active = one.id;
  }

  /** The dialog was closed: nothing more is looked at, and the shell may let the files go. */
  end(): void {
    this.#ended = true;
    const tokens = this.candidates.map(({ token }) => token ?? '').filter((token) => token !== '');
    // A file that is held a little longer does no harm.
    if (tokens.length > 0) void askWindow('window_release_files', { tokens }).catch(() => undefined);
  }
}
