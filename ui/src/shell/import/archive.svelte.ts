import { SvelteMap } from 'svelte/reactivity';
import { uuidv7 } from '../../api/uuid';
import { askWindow, type ArchiveView, type StagedArchive } from '../../api/window';
import type { Option } from '../../parts/combobox.svelte';
import { importing } from '../../state/importing.svelte';
import { workspace } from '../../state/workspace.svelte';
import { about } from '../../strings/formats';
import { t } from '../../strings/index.svelte';

/** An archive that is about to be imported: what is seen of it, and what is said of all its articles. */
export class Archive {
  view: ArchiveView | undefined = $state.raw();
  error: unknown = $state.raw();
  starting = $state(false);
  outlet: Option | null = $state(null);
  /** EDTF. */
  published = $state('');
  /** BCP 47. */
  language = $state('');
  /** Outlets that are made with the import, by their uid. */
  readonly newOutlets = new SvelteMap<string, string>();
  #asked = 0;

  constructor(readonly staged: StagedArchive) {}

  get name(): string {
    const { file_name: name, more } = this.staged;
    return more === 0 ? name : t('archive.and_more', { name, count: more });
  }

  /** How many articles there are; what is estimated is rounded. */
  readonly count = $derived(
    this.view?.exact === true ? (this.view.total ?? undefined) : about(this.view?.total ?? undefined),
  );

  /** The same in words. */
  readonly total = $derived(
    this.count === undefined
      ? t('archive.total_unknown')
      : t(this.view?.exact === true ? 'archive.total' : 'archive.total_about', { count: this.count }),
  );

  readonly isEmpty = $derived(
    this.view !== undefined && this.view.total === this.view.items.length
      ? this.view.items.every(({ trouble }) => trouble !== undefined && trouble !== null)
      : false,
  );

  /** Looks at the first articles, with what is said of all. A later look overtakes this one. */
  async look(language: string, published: string): Promise<void> {
    const asked = ++this.#asked;
    try {
      const { token } = this.staged;
      const view = await askWindow('window_look_at_archive', { token, language, published });
      if (asked !== this.#asked) return;
      this.view = view;
      this.error = undefined;
    } catch (error) {
      if (asked === this.#asked) this.error = error;
    }
  }

  newOutlet(name: string): Option {
    const same = [...this.newOutlets].find(([, other]) => other.toLowerCase() === name.toLowerCase());
    const uid = same?.[0] ?? uuidv7();
    if (same === undefined) this.newOutlets.set(uid, name);
    return { id: uid, label: name };
  }

  /** Starts the import; throws when it could not begin. */
  async start(): Promise<void> {
    this.starting = true;
    try {
      const outlet = this.outlet?.id;
      const name = outlet === undefined ? undefined : this.newOutlets.get(outlet);
      if (outlet !== undefined && name !== undefined) {
        await workspace.perform('add_outlet', { uid: outlet, name });
        this.newOutlets.delete(outlet);
      }
      const { language, published } = this;
      importing.began(
        await askWindow('window_start_import', {
          token: this.staged.token,
          language,
          published: published.trim(),
          ...(outlet === undefined ? {} : { outlet }),
        }),
      );
    } finally {
      this.starting = false;
    }
  }

  /** The dialog was closed: the shell may let the archive go. */
  end(): void {
    this.#asked += 1;
    void askWindow('window_release_files', { tokens: [this.staged.token] }).catch(() => undefined);
  }
}
