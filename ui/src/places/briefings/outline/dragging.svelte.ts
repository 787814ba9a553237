import { droppedAt, gapAt } from './order';

/** How near to the edge of the pane it scrolls (CSS pixels), and how far at once. */
const EDGE = 36;
const STEP = 12;

/** Moving an entry with the pointer: HTML drag and drop does not work in the desktop's web view while files can be dropped. */
export class Dragging {
  /** The entry that is moved, from 0; null while none is. */
  from: number | null = $state(null);
  /** The gap that it would be dropped into: how many entries stand before it. */
  gap: number | null = $state(null);
  readonly #rows: () => HTMLElement[];
  readonly #drop: (from: number, to: number) => void;
  #y = 0;
  #frame = 0;

  /** `rows` are the entries' elements in their order; `drop` is told how many others come to stand before the entry. */
  constructor(rows: () => HTMLElement[], drop: (from: number, to: number) => void) {
    this.#rows = rows;
    this.#drop = drop;
  }

  /** The pointer took hold of the entry's handle. */
  grab(event: PointerEvent, from: number): void {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const listening = new AbortController();
    const { signal } = listening;
    const end = (drops: boolean): void => {
      listening.abort();
      cancelAnimationFrame(this.#frame);
      const to = this.gap === null ? undefined : droppedAt(from, this.gap);
      this.from = null;
      this.gap = null;
      if (drops && to !== undefined) this.#drop(from, to);
    };
    handle.addEventListener('pointermove', (moved) => this.#moved(moved.clientY, from), { signal });
    handle.addEventListener('pointerup', () => end(true), { signal });
    handle.addEventListener('pointercancel', () => end(false), { signal });
    addEventListener(
      'keydown',
      (pressed) => {
        if (pressed.key !== 'Escape') return;
        pressed.preventDefault();
        pressed.stopPropagation();
        end(false);
      },
      { signal, capture: true },
    );
  }

  #moved(y: number, from: number): void {
    this.#y = y;
    this.from = from;
    this.#look();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#scroll());
  }

  #look(): void {
    this.gap = gapAt(
      this.#y,
      this.#rows().map((row) => row.getBoundingClientRect()),
    );
  }

  #scroll(): void {
    const pane = this.#rows()[0]?.closest<HTMLElement>('[data-scrolls]');
    if (this.from === null || !pane) return;
    const { top, bottom } = pane.getBoundingClientRect();
    const by = this.#y < top + EDGE ? -STEP : this.#y > bottom - EDGE ? STEP : 0;
    if (by === 0) return;
    pane.scrollTop += by;
    this.#look();
    this.#frame = requestAnimationFrame(() => this.#scroll());
  }
}
