import type { ImportJob } from '../api/generated/window-verbs';
import { asCallError, askWindow, hearWindow, type ImportView } from '../api/window';
import { about } from '../strings/formats';
import { t } from '../strings/index.svelte';
import { status } from './status.svelte';
import { tellTouched } from './touched';
import { workspace } from './workspace.svelte';

/** How often lists take up what an import has stored (milliseconds): what is read should not move all the time. */
const REFRESH = 10_000;
/** How often screen readers hear how far it is (milliseconds). */
const SPEAK = 60_000;

type Asked = 'window_resume_import' | 'window_cancel_import';

/** The import of many articles that runs beside everything else, or was interrupted, or has just ended. */
class Importing {
  view: ImportView | undefined = $state.raw();
  /** An import that ended while the window was open, until it is dismissed. */
  ended: ImportJob | undefined = $state.raw();
  /** What broke it off. */
  problem: unknown = $state.raw();
  /** The list of what was left out is shown. */
  failuresOpen = $state(false);
  #seen = 0;
  #refreshed = 0;
  #spoken = 0;

  readonly running = $derived(this.view?.running ?? undefined);
  readonly canResume = $derived(this.view?.can_resume === true);
  /** Whether another one may begin. */
  readonly isFree = $derived(this.running === undefined && !this.canResume);
  /** The sources in words; '' when they are not known any more. */
  readonly name = $derived.by(() => {
    const { file_name: name, more } = this.view ?? { file_name: '', more: 0 };
    return name === '' || more === 0 ? name : t('archive.and_more', { name, count: more });
  });

  /** Listens to the shell. Returns what stops it. */
  start(): () => void {
    return hearWindow('import', (view) => this.#heard(view));
  }

  /** A workspace was opened or closed. */
  async begin(isOpen: boolean): Promise<void> {
    this.view = undefined;
    this.ended = undefined;
    this.problem = undefined;
    this.#seen = 0;
    if (!isOpen) return;
    const { opened } = workspace;
    try {
      const view = await askWindow('window_import', {});
      if (opened === workspace.opened) this.view = view;
    } catch {
      // A window without this shell imports nothing.
    }
  }

  /** The shell has begun an import. */
  began(view: ImportView): void {
    this.ended = undefined;
    this.problem = undefined;
    this.#seen = 0;
    this.#spoken = Date.now();
    this.view = view;
    status.announce(this.#phase());
    if (view.running === undefined || view.running === null) void this.#through(view);
  }

  #heard(view: ImportView): void {
    const before = this.running;
    const { running } = view;
    if (running === undefined || running === null) {
      void this.#through(view);
      return;
    }
    this.view = view;
    const now = Date.now();
    if (before === undefined || before.phase !== running.phase) {
      status.announce(this.#phase());
      this.#spoken = now;
    } else if (now - this.#spoken > SPEAK) {
      status.announce(`${this.#phase()}, ${this.share()}`);
      this.#spoken = now;
    }
    // The first ones at once, and all when they are stored or it is paused.
    const isDue =
      this.#seen === 0 ||
      now - this.#refreshed > REFRESH ||
      running.phase !== before?.phase ||
      (running.paused && !before.paused);
    if (isDue && running.imported > this.#seen) this.#refresh(running.imported);
  }

  /** It ended: what became of it stands in the file. */
  async #through({ problem }: ImportView): Promise<void> {
    const { opened } = workspace;
    const wasIndexingOnly = this.view?.file_name === '';
    try {
      const view = await askWindow('window_import', {});
      if (opened !== workspace.opened) return;
      this.view = view;
      const isThrough = view.job?.state === 'done' || view.job?.state === 'cancelled';
      if (isThrough && !wasIndexingOnly) this.ended = view.job ?? undefined;
    } catch (error) {
      status.fail(error);
    }
    if (problem !== undefined && problem !== null) this.problem = asCallError('window_import', problem);
    if (this.ended !== undefined) status.announce(this.summary(this.ended));
    this.#refresh(0);
  }

  #refresh(seen: number): void {
    this.#seen = seen;
    this.#refreshed = Date.now();
    tellTouched({ entities: ['article', 'outlet'], uids: [] });
    void workspace.refresh().catch(() => undefined);
  }

  #phase(): string {
    const { name, running } = this;
    if (running?.phase === 'indexing')
      return name === '' ? t('archive.indexing_unnamed') : t('archive.indexing', { name });
    return name === '' ? t('archive.storing_unnamed') : t('archive.storing', { name });
  }

  /** What is being done, in words. */
  readonly doing = $derived.by(() => {
    if (this.running?.paused !== true) return this.#phase();
    return this.name === '' ? t('archive.paused_unnamed') : t('archive.paused', { name: this.name });
  });

  /** How far it is, in words. */
  share(): string {
    const { done, total, exact } = this.running ?? { done: 0, total: undefined, exact: false };
    if (total === undefined || total === null) return t('archive.total', { count: done });
    return exact
      ? t('archive.of', { done, total })
      : t('archive.of_about', { done, total: Math.max(done, about(total)) });
  }

  /** What became of it, in words. */
  summary({ state, imported, duplicates, failed }: ImportJob): string {
    const first =
      state === 'cancelled'
        ? t('archive.done_cancelled', { count: imported })
        : imported === 0
          ? t('archive.done_none')
          : t('archive.done', { count: imported });
    const rest = [
      ...(duplicates > 0 ? [t('archive.duplicates', { count: duplicates })] : []),
      ...(failed > 0 ? [t('archive.failed', { count: failed })] : []),
    ];
    return [first, ...rest].join(' · ');
  }

  async pause(paused: boolean): Promise<void> {
    try {
      this.#heard(await askWindow('window_pause_import', { paused }));
      if (this.running !== undefined) status.announce(this.doing);
    } catch (error) {
      status.fail(error);
    }
  }

  /** Goes on with an interrupted import, or gives one up. */
  async ask(verb: Asked): Promise<void> {
    try {
      const view = await askWindow(verb, {});
      if (verb === 'window_resume_import') this.began(view);
      else this.view = view;
    } catch (error) {
      status.fail(error);
    }
  }

  dismiss(): void {
    this.ended = undefined;
    this.problem = undefined;
  }
}

export const importing = new Importing();
