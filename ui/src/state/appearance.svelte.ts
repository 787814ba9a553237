import { speak } from '../strings/index.svelte';
import { recall, remember } from './remember';

const THEMES = ['system', 'light', 'dark'] as const;
const SIZES = ['small', 'medium', 'large'] as const;
export type Theme = (typeof THEMES)[number];
export type Size = (typeof SIZES)[number];

const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value);
const isSize = (value: unknown): value is Size => SIZES.some((size) => size === value);
const isText = (value: unknown): value is string => typeof value === 'string';

/** Theme, text size and language of the window. */
class Appearance {
  #system = matchMedia('(prefers-color-scheme: dark)');
  #systemDark = $state(this.#system.matches);
  theme: Theme = $state(recall('theme', isTheme, 'system'));
  size: Size = $state(recall('size', isSize, 'medium'));
  language: string = $state(recall('language', isText, 'en'));
  /** What is shown now. */
  readonly shown: 'light' | 'dark' = $derived(
    this.theme === 'system' ? (this.#systemDark ? 'dark' : 'light') : this.theme,
  );

  /** Puts the choices onto the page, and keeps them there. Call once, before the first paint. */
  start(): void {
    this.#system.addEventListener('change', ({ matches }) => {
      this.#systemDark = matches;
      this.#apply();
    });
    this.#apply();
  }

  choose(choice: { theme?: Theme; size?: Size; language?: string }): void {
    if (choice.theme !== undefined) this.theme = choice.theme;
    if (choice.size !== undefined) this.size = choice.size;
    if (choice.language !== undefined) this.language = choice.language;
    remember('theme', this.theme);
    remember('size', this.size);
    remember('language', this.language);
    this.#apply();
  }

  /** From light to dark or back, whatever the system says. */
  switchTheme(): void {
    this.choose({ theme: this.shown === 'dark' ? 'light' : 'dark' });
  }

  /** One size up (`1`) or down (`-1`), as far as there are sizes. */
  resize(step: 1 | -1): void {
    const next = SIZES[SIZES.indexOf(this.size) + step];
    if (next !== undefined) this.choose({ size: next });
  }

  #apply(): void {
    speak(this.language);
    const root = document.documentElement;
    root.dataset['theme'] = this.shown;
    root.dataset['size'] = this.size;
    root.lang = this.language;
  }
}

export const appearance = new Appearance();
