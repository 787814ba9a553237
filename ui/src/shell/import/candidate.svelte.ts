import type { ArticlePreview, ImportArticles, Source } from '../../api/generated/commands';
import type { Option } from '../../parts/combobox.svelte';

type NewArticle = ImportArticles['articles'][number];

/** How far the program is with a source. */
export type Stage = 'waiting' | 'looking' | 'ready' | 'refused' | 'imported';

/** What holds for every article that does not say its own. */
export interface Defaults {
  outlet: Option | null;
  /** EDTF. */
  published: string;
  /** BCP 47. */
  language: string;
  /** Store the outlets that the pages name themselves. */
  named: boolean;
}

let counted = 0;

/** One source that may become an article: what the program made of it, and what the analyst says instead. */
export class Candidate {
  readonly id: string;
  stage: Stage = $state('waiting');
  preview: ArticlePreview | undefined = $state.raw();
  /** Why it cannot be imported, as the core's `Refusal`. */
  refusal: unknown = $state.raw();
  /** What went wrong while it was looked at, apart from a refusal. */
  error: unknown = $state.raw();
  /** The analyst takes it in (`true`), leaves it out (`false`), or has not said. */
  wish: boolean | undefined = $state();
  /** Store it although the same bytes are there. */
  again = $state(false);
  /** An earlier entry of the list with the same bytes. */
  twin: Candidate | undefined = $state.raw();
  /** The article that it became. */
  uid: string | undefined = $state();

  // What the analyst says; undefined or empty leaves it to what was found.
  title: string | undefined = $state();
  language: string | undefined = $state();
  encoding: string | undefined = $state();
  published: string | undefined = $state();
  author: string | undefined = $state();
  url: string | undefined = $state();
  outlet: Option | null = $state.raw(null);

  /** What the core did not accept, by the name of its field. */
  fault: { field: string; reason: string } | undefined = $state.raw();

  /** Pasted text can still be changed. */
  source: Source = $state.raw({ text: '' });
  mediaType: string | undefined = $state();

  constructor(
    source: Source,
    /** '' for the clipboard. */
    readonly fileName: string,
    readonly folder: string,
    /** Bytes; unknown for the clipboard. */
    readonly size: number | undefined,
  ) {
    counted += 1;
    this.id = `c${String(counted)}`;
    this.source = source;
  }

  /** The token of the file that the shell holds. */
  get token(): string | undefined {
    return 'staged' in this.source ? this.source.staged : undefined;
  }

  get isPasted(): boolean {
    return 'text' in this.source;
  }

  get isDuplicate(): boolean {
    return (this.preview?.duplicates.length ?? 0) > 0 || this.twin !== undefined;
  }

  /** The outlet that the page names and the workspace does not know; '' when there is none. */
  get namedOutlet(): string {
    return this.preview?.missing.includes('outlet') === true ? this.preview.outlet : '';
  }

  get isBlank(): boolean {
    return 'text' in this.source && this.source.text.trim() === '';
  }

  /** Whether it would be imported now. */
  get chosen(): boolean {
    if (this.stage === 'refused' || this.stage === 'imported' || this.isBlank) return false;
    if (this.isDuplicate && !this.again) return false;
    return this.wish ?? true;
  }

  /** Whether the analyst has written something that would be lost. */
  get edited(): boolean {
    const own = [this.title, this.language, this.published, this.author, this.url, this.encoding];
    return (
      own.some((value) => value !== undefined) || this.outlet !== null || (this.isPasted && !this.isBlank)
    );
  }

  get shownTitle(): string {
    return this.title ?? this.preview?.title ?? this.fileName;
  }

  get shownLanguage(): string {
    return this.language ?? this.preview?.language ?? '';
  }

  choose(chosen: boolean): void {
    this.wish = chosen;
    if (this.isDuplicate) this.again = chosen;
  }

  /** Forgets what was found, so that it is looked at again. */
  lookAgain(): void {
    this.stage = 'waiting';
    this.refusal = undefined;
    this.error = undefined;
  }

  /** The request for its preview. */
  question(): { source: Source; file_name?: string; encoding?: string; media_type?: string } {
    return {
      source: this.source,
      ...(this.isPasted ? {} : { file_name: this.fileName }),
      ...(this.encoding === undefined ? {} : { encoding: this.encoding }),
      ...(this.mediaType === undefined ? {} : { media_type: this.mediaType }),
    };
  }

  /**
   * The article as it is to be stored. What is neither found nor said comes from `defaults`; what is left out is taken
   * from the source. Before anything was looked at, the defaults cannot know what the source says and are left out.
   */
  article(defaults: Defaults): NewArticle {
    const found = this.preview;
    const or = (own: string | undefined, known: string | undefined, fallback: string): string | undefined =>
      own ?? (known === '' && fallback !== '' ? fallback : undefined);
    const language = or(this.language, found?.language, defaults.language);
    const published = or(this.published, found?.published, defaults.published)?.trim();
    // A page that names its outlet is not given another one.
    const isSilent = found?.outlet === '' && found.missing.includes('outlet');
    const outlet = this.outlet ?? (isSilent ? defaults.outlet : null);
    return {
      ...this.question(),
      ...(this.title === undefined ? {} : { title: this.title.trim() }),
      ...(language === undefined ? {} : { language }),
      ...(published === undefined ? {} : { published }),
      ...(outlet === null ? {} : { outlet: outlet.id }),
      ...(this.author === undefined ? {} : { author: this.author.trim() }),
      ...(this.url === undefined ? {} : { url: this.url.trim() }),
      ...(this.again ? { allow_duplicate: true } : {}),
    };
  }
}
