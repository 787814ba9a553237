import type { TextSize, Theme } from '../api/window';
import { speak } from '../strings/index.svelte';

export type { Theme } from '../api/window';
export type Size = TextSize;

const SIZES: readonly Size[] = ['small', 'medium', 'large', 'larger', 'largest'];

/** Theme, text size and language of the window. The session keeps them with the shell. */
class Appearance {
  #system = matchMedia('(prefers-color-scheme: dark)');
  #systemDark = $state(this.#system.matches);
  theme: Theme = $state('system');
  size: Size = $state('medium');
  language: string = $state('en');
  /** What is shown now. */
  readonly shown: 'light' | 'dark' = $derived(
    this.theme === 'system' ? (this.#systemDark ? 'dark' : 'light') : this.theme,
  );

  /** Puts the choices onto the page, and follows the system. Call once, before the first paint. */
  start(): void {
    this.#system.addEventListener('change', ({ matches }) => {
      this.#systemDark = matches;
      this.#apply();
    });
    this.#apply();
  }

  /** Changes what is named; a language of '' is that of the system. */
  choose(choice: { theme?: Theme; size?: Size; language?: string }): void {
    if (choice.theme !== undefined) this.theme = choice.theme;
    if (choice.size !== undefined) this.size = choice.size;
    if (choice.language !== undefined) this.language = choice.language || navigator.language;
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
    // The shell enlarges the whole window for the last two.
    root.dataset['size'] = this.size === 'small' || this.size === 'large' ? this.size : 'medium';
    root.lang = this.language;
  }
}

export const appearance = new Appearance();
