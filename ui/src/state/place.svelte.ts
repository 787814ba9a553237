/** The places of the window, in the order of the header. */
export const PLACES = ['read', 'search', 'actors', 'compare', 'briefings'] as const;
export type Place = (typeof PLACES)[number];

/** What each place can be opened at. All of it is optional: a place without it shows what it showed last. */
export interface PlaceParams {
  /** An article, and in it a statement or a range (code points) to scroll to and flash. */
  read: { article?: string; statement?: string; start?: number; end?: number };
  search: { query?: string };
  /** One thing among actors, topics, tags, outlets and events, or a concept of the glossary. */
  actors: { list?: 'actors' | 'topics' | 'tags' | 'outlets' | 'events' | 'glossary'; uid?: string };
  compare: { topic?: string };
  briefings: { briefing?: string };
}

interface Visit<P extends Place = Place> {
  place: P;
  params: PlaceParams[P];
}

/** How many steps back are kept. */
const KEPT = 100;

/** What is being written where the window leaves is stored by its field as it loses the focus, not lost with it. */
function leaveField(): void {
  const field = document.activeElement;
  if (field instanceof HTMLElement && field.matches('input, textarea') && field.closest('dialog') === null)
    field.blur();
}

/** Where the window is, and where it was. */
class Router {
  #visits: Visit[] = $state([{ place: 'read', params: {} }]);
  #at = $state(0);
  readonly #visit: Visit = $derived(this.#visits[this.#at] ?? { place: 'read', params: {} });

  get place(): Place {
    return this.#visit.place;
  }

  /** What `place` was asked to show by the current visit; empty when another place is shown. */
  params<P extends Place>(place: P): PlaceParams[P] {
    return this.#visit.place === place ? (this.#visit.params as PlaceParams[P]) : {};
  }

  /** Opens a place; the way back leads to where the window was. */
  go<P extends Place>(place: P, params: PlaceParams[P] = {}): void {
    if (place !== this.place) leaveField();
    const kept = this.#visits.slice(Math.max(0, this.#at + 1 - KEPT), this.#at + 1);
    this.#visits = [...kept, { place, params }];
    this.#at = this.#visits.length - 1;
  }

  /** Notes what the place shows now, so that the way back leads to it; makes no new step. */
  note<P extends Place>(place: P, params: PlaceParams[P]): void {
    if (this.#visit.place === place) this.#visits[this.#at] = { place, params };
  }

  get canGoBack(): boolean {
    return this.#at > 0;
  }

  get canGoForward(): boolean {
    return this.#at < this.#visits.length - 1;
  }

  back(): void {
    leaveField();
    if (this.canGoBack) this.#at -= 1;
  }

  forward(): void {
    leaveField();
    if (this.canGoForward) this.#at += 1;
  }
}

export const router = new Router();
