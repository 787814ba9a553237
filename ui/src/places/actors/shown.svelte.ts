import type { List } from './registers';

/** What the place shows; kept, so that coming back to it shows what was there. */
class Shown {
  list: List = $state('actors');
  /** The thing shown of each register. */
  uids: Partial<Record<List, string>> = $state({});

  get uid(): string | undefined {
    return this.uids[this.list];
  }
}

export const shown = new Shown();
