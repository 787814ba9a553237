import { untrack } from 'svelte';
import type { BriefingItemView, BriefingRow, Commands, ItemContent, Uid } from '../../api/generated/commands';
import { uuidv7 } from '../../api/uuid';
import { Live } from '../../state/live.svelte';
import { drafts } from '../../state/drafts.svelte';
import { status } from '../../state/status.svelte';
import { attempt, tellUndoable } from '../../state/take-back';
import { concerns, onTouched } from '../../state/touched';
import { workspace } from '../../state/workspace.svelte';
import { t } from '../../strings/index.svelte';
import { inOrder, levelAfter, moved, quotedIn } from './outline/order';
import { problemsByItem } from './problems';

/** What is being written: the title, an entry that is there, or one that is not yet. */
export class Editing {
  /** Of a heading, 2 to 6. */
  level = $state(2);
  constructor(
    readonly what: 'title' | 'entry' | 'new',
    readonly kind: 'title' | 'heading' | 'prose',
    /** What is there before it is written. */
    readonly text: string,
    /** The entry; of a new one, the entry that it is to follow (null: it comes first). */
    readonly item: Uid | null,
    level = 2,
  ) {
    this.level = level;
  }
}

/** How long the preview waits for the next change (milliseconds). */
const PREVIEW_WAITS = 150;

const SHOWN = ['briefing', 'statement', 'translation', 'article', 'actor', 'outlet', 'link'] as const;

/** The briefing that is being worked on. Make it while a component is set up. */
export class OpenBriefing {
  readonly #uid: () => Uid;
  readonly view: Live<'get_briefing'>;
  readonly preview: Live<'preview_briefing'>;
  get uid(): Uid {
    return this.#uid();
  }

  /** The entry that has the keys. */
  active: Uid | null = $state(null);
  editing: Editing | null = $state.raw(null);
  /** The entry whose row is to get the focus as soon as it is there. */
  wanted: Uid | null = $state(null);
  /** The order while moves are on their way to the file. */
  #order: readonly Uid[] | null = $state.raw(null);
  #writes: Promise<unknown> = Promise.resolve();
  #pending = 0;

  readonly row: BriefingRow | undefined = $derived.by(() => this.view.value?.briefing);
  readonly items: readonly BriefingItemView[] = $derived.by(() => {
    const items = this.view.value?.items ?? [];
    return this.#order === null ? items : inOrder(items, this.#order);
  });
  readonly at: number = $derived.by(() => this.items.findIndex(({ uid }) => uid === this.active));
  readonly current: BriefingItemView | undefined = $derived.by(() => this.items[this.at]);
  /** The statements that are quoted. */
  readonly used: ReadonlySet<Uid> = $derived.by(() => quotedIn(this.items));
  /** What a careful reader would miss, by entry. */
  readonly problems: ReadonlyMap<Uid, readonly string[]> = $derived.by(() =>
    problemsByItem(this.preview.value?.problems ?? []),
  );

  constructor(uid: () => Uid) {
    this.#uid = uid;
    this.view = new Live('get_briefing', () => ({ uid: uid() }), SHOWN);
    this.preview = new Live('preview_briefing', () => ({ uid: uid() }), []);
    $effect(() => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stop = onTouched((touched) => {
        if (!concerns(touched, SHOWN)) return;
        clearTimeout(timer);
        timer = setTimeout(() => void this.preview.reload(), PREVIEW_WAITS);
      });
      return () => {
        clearTimeout(timer);
        stop();
      };
    });
    $effect(() => {
      uid();
      untrack(() => {
        this.active = null;
        this.editing = null;
        this.#order = null;
      });
    });
    // What the file says holds again as soon as nothing is on its way to it.
    $effect(() => {
      if (this.view.value !== undefined && this.#pending === 0) untrack(() => (this.#order = null));
    });
    // An entry that is gone (undo, the bin) leaves the keys to its neighbour.
    $effect(() => {
      const { items } = this;
      untrack(() => {
        if (items.length > 0 && this.at === -1 && this.wanted === null)
          this.active = items[Math.min(this.#lastAt, items.length - 1)]?.uid ?? null;
        if (this.at !== -1) this.#lastAt = this.at;
      });
    });
    $effect(() => {
      if (this.at !== -1) this.#lastAt = this.at;
    });
  }
  #lastAt = 0;

  /** Does one write after the other, and shows what it fails with; says whether it was done. */
  #write<N extends OutlineCommand>(command: N, request: Commands[N]['request']): Promise<boolean> {
    this.#pending += 1;
    const done = this.#writes.then(async () => {
      const isDone = await attempt(() => workspace.perform(command, request));
      this.#pending -= 1;
      // The order that is shown ahead of the file gives way to what the file says, also after a refusal.
      if (this.#pending === 0 && this.#order !== null) await this.view.reload();
      return isDone;
    });
    this.#writes = done;
    return done;
  }

  /** Gives an entry the keys, and its row the focus. */
  focus(item: Uid): void {
    this.active = item;
    this.wanted = item;
  }

  async #add(content: ItemContent, after: Uid | null, focuses: boolean): Promise<boolean> {
    const uid = uuidv7();
    const first = after === null && this.items.length > 0;
    const request = { uid, briefing: this.#uid(), content, ...(first ? { first } : { after }) };
    if (!(await this.#write('add_briefing_item', request))) return false;
    this.active = uid;
    if (focuses) this.wanted = uid;
    return true;
  }

  /** Quotes a statement after the active entry (else at the end); the focus stays where it is. */
  async quote(statement: Uid): Promise<boolean> {
    const after = this.current?.uid ?? this.items.at(-1)?.uid ?? null;
    const done = await this.#add({ statement: { statement } }, after, false);
    if (done) status.announce(t('briefings.added'));
    return done;
  }

  /** Begins to write a heading or prose below the active entry. */
  begin(kind: 'heading' | 'prose'): void {
    const at = this.at === -1 ? this.items.length - 1 : this.at;
    this.editing = new Editing('new', kind, '', this.items[at]?.uid ?? null, levelAfter(this.items, at));
  }

  /** Begins to change an entry, if it is one that is written. */
  edit(item: BriefingItemView): void {
    if (item.kind === 'statement') return;
    this.active = item.uid;
    this.editing = new Editing('entry', item.kind, item.text, item.uid, item.level ?? 2);
  }

  /** Goes on with what was being written here when the program ended. */
  goOn(): void {
    if (this.editing !== null) return;
    const [key] = drafts.keys(`writing:${this.uid}:`);
    if (key === undefined) return;
    const [, , what, kind, uid] = key.split(':');
    const item = this.items.find((one) => one.uid === uid);
    if (what === 'title') this.editTitle();
    else if (what === 'entry' && item !== undefined) this.edit(item);
    else if (what === 'new' && (kind === 'heading' || kind === 'prose')) {
      this.active = item?.uid ?? null;
      this.begin(kind);
    } else drafts.drop(key);
  }

  /** Begins to change the title. */
  editTitle(): void {
    this.editing = new Editing('title', 'title', this.row?.title ?? '', null);
  }

  /** Leaves it as it was; the focus goes back to the outline unless it has gone elsewhere. */
  cancel(was: Editing, focuses = true): void {
    if (this.editing === was) this.editing = null;
    const back = was.item ?? this.active ?? this.items[0]?.uid;
    if (focuses && back !== undefined) this.focus(back);
  }

  /** Saves what was written; nothing written means cancelled. Answers whether the writing is over. */
  async save(was: Editing, text: string, focuses: boolean): Promise<boolean> {
    if (text.trim() === '') {
      this.cancel(was, focuses);
      return true;
    }
    const done = await this.#saved(was, text, focuses);
    if (done && this.editing === was) this.editing = null;
    // Something else is being written by now; what could not be saved must not be lost.
    if (!done && this.editing !== was)
      this.editing = new Editing(was.what, was.kind, text, was.item, was.level);
    return done;
  }

  async #saved(was: Editing, text: string, focuses: boolean): Promise<boolean> {
    if (was.what === 'new') {
      const content: ItemContent =
        was.kind === 'heading' ? { heading: { level: was.level, text } } : { prose: { text } };
      return this.#add(content, was.item, focuses);
    }
    if (was.what === 'title') {
      const title = text.trim();
      const done =
        title === this.row?.title || (await this.#write('edit_briefing', { uid: this.#uid(), title }));
      if (done && focuses && this.active !== null) this.focus(this.active);
      return done;
    }
    const item = this.items.find(({ uid }) => uid === was.item);
    if (item === undefined) return true;
    const changes = {
      ...(item.text === text ? {} : { text }),
      ...(item.kind === 'heading' && item.level !== was.level ? { level: was.level } : {}),
    };
    const done =
      Object.keys(changes).length === 0 ||
      (await this.#write('edit_briefing_item', { uid: item.uid, ...changes }));
    if (done && focuses) this.focus(item.uid);
    return done;
  }

  /** Makes a heading deeper (`1`) or higher (`-1`), while it is written or not. */
  relevel(step: 1 | -1): void {
    const clamp = (level: number): number => Math.min(6, Math.max(2, level + step));
    if (this.editing?.kind === 'heading') {
      this.editing.level = clamp(this.editing.level);
      status.announce(t('briefings.level_now', { level: this.editing.level }));
      return;
    }
    const item = this.current;
    if (item?.kind !== 'heading') return;
    const level = clamp(item.level ?? 2);
    if (level === item.level) return;
    void this.#write('edit_briefing_item', { uid: item.uid, level });
    status.announce(t('briefings.level_now', { level }));
  }

  /** Moves an entry so that `to` others stand before it. Shown at once, written in turn. */
  move(item: Uid, to: number): void {
    const { items } = this;
    const from = items.findIndex(({ uid }) => uid === item);
    if (from === -1 || to < 0 || to >= items.length || to === from) return;
    const order = moved(
      items.map(({ uid }) => uid),
      from,
      to,
    );
    this.#order = order;
    this.focus(item);
    status.announce(t('briefings.moved', { place: to + 1, total: order.length }));
    void this.#write('move_briefing_item', { uid: item, after: order[to - 1] ?? null });
  }

  /** Takes an entry out of the outline, and offers to put it back. */
  async remove(item: Uid): Promise<void> {
    const at = this.items.findIndex(({ uid }) => uid === item);
    const neighbour = this.items[at + 1] ?? this.items[at - 1];
    if (!(await this.#write('remove_briefing_item', { uid: item }))) return;
    if (neighbour !== undefined) this.focus(neighbour.uid);
    tellUndoable(t('briefings.removed'));
  }

  /** Chooses which translation is quoted; null leaves it to the program. */
  choose(item: Uid, translation: Uid | null): void {
    void this.#write('edit_briefing_item', { uid: item, translation });
  }
}

type OutlineCommand =
  | 'add_briefing_item'
  | 'edit_briefing'
  | 'edit_briefing_item'
  | 'move_briefing_item'
  | 'remove_briefing_item';
