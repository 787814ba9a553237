/** A suggestion of a combobox. */
export interface Option {
  id: string;
  label: string;
  /** Why it is here, or what tells it from its like: other names, a role, a parent. */
  detail?: string;
  lang?: string;
  dir?: 'ltr' | 'rtl' | 'auto';
  /** Any CSS colour. */
  dot?: string;
}

/** Gives suggestions for what is typed; an empty query asks for the usual ones. */
export type Complete = (query: string, signal: AbortSignal) => Promise<readonly Option[]> | readonly Option[];

/** A row of the list: a suggestion, or the offer to make what was typed. */
export type Row = { kind: 'option'; option: Option } | { kind: 'create'; name: string };

/** Waits for a pause in typing before it asks (milliseconds). */
const PAUSE = 60;

interface Wants {
  complete: () => Complete;
  /** Whether what was typed may be made new. */
  mayCreate: () => boolean;
  /** Suggestions that are not offered (chosen already). */
  taken: () => ReadonlySet<string>;
  choose: (row: Row) => void;
}

/** What a combobox does, apart from how it looks: asks, orders the answers, walks through them. */
export class ComboboxState {
  query = $state('');
  open = $state(false);
  busy = $state(false);
  /** Which row is active; -1 for none. */
  at = $state(-1);
  #options: readonly Option[] = $state.raw([]);
  #asking: AbortController | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  readonly #wants: Wants;
  readonly rows: readonly Row[] = $derived.by(() => this.#rows());

  constructor(wants: Wants) {
    this.#wants = wants;
  }

  #rows(): readonly Row[] {
    const taken = this.#wants.taken();
    const rows: Row[] = this.#options
      .filter(({ id }) => !taken.has(id))
      .map((option) => ({ kind: 'option', option }));
    const name = this.query.trim();
    const isThere = this.#options.some(({ label }) => label.toLocaleLowerCase() === name.toLocaleLowerCase());
    if (this.#wants.mayCreate() && name !== '' && !isThere) rows.push({ kind: 'create', name });
    return rows;
  }

  get active(): Row | undefined {
    return this.rows[this.at];
  }

  /** Opens the list with suggestions for what stands in the field. */
  show(): void {
    this.open = true;
    void this.#ask();
  }

  /** After typing. */
  typed(): void {
    this.open = true;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#ask(), PAUSE);
  }

  hide(): void {
    clearTimeout(this.#pause);
    this.#asking?.abort();
    this.open = false;
    this.busy = false;
    this.at = -1;
  }

  async #ask(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.busy = true;
    try {
      const options = await this.#wants.complete()(this.query.trim(), asking.signal);
      if (asking.signal.aborted) return;
      this.#options = options;
    } catch {
      if (asking.signal.aborted) return;
      this.#options = [];
    }
    this.busy = false;
    this.at = this.query.trim() !== '' && this.rows.length > 0 ? 0 : -1;
  }

  /** Moves to the next or previous row, round and round; opens the list first. */
  move(step: 1 | -1): void {
    if (!this.open) {
      this.show();
      return;
    }
    const { length } = this.rows;
    if (length === 0) return;
    this.at = this.at === -1 ? (step === 1 ? 0 : length - 1) : (this.at + step + length) % length;
  }

  /** Takes the active row, or says that there is none. Waits for suggestions that are still on their way. */
  async accept(): Promise<boolean> {
    if (!this.open) return false;
    if (this.#pause !== undefined && this.busy === false && this.at === -1 && this.query.trim() !== '') {
      clearTimeout(this.#pause);
      await this.#ask();
    }
    const row = this.active;
    if (row === undefined) return false;
    this.#wants.choose(row);
    return true;
  }

  take(row: Row): void {
    this.#wants.choose(row);
  }
}
