import type { Uid } from '../api/generated/commands';
import { workspace } from './workspace.svelte';

/** Where statements were put last: it is likely to be the next place too. */
interface Target {
  briefing: Uid;
  /** The heading that they were put under; null: at the end. */
  heading: Uid | null;
}

/** Statements on their way into a briefing: places ask, one dialog answers for all of them. */
class BriefingTarget {
  /** The statements asked about; null while nobody asks. */
  asked: readonly Uid[] | null = $state.raw(null);
  #recent: readonly Target[] = [];
  #opened = -1;

  /** Asks which briefing to put these statements into, and where. */
  ask(statements: readonly Uid[]): void {
    if (statements.length > 0 && workspace.isOpen) this.asked = [...new Set(statements)];
  }

  done(): void {
    this.asked = null;
  }

  /** Where statements were put in this workspace since it was opened, the last place first, each briefing once. */
  get recent(): readonly Target[] {
    return this.#opened === workspace.opened ? this.#recent : [];
  }

  /** Notes where they were put. */
  used(target: Target): void {
    this.#recent = [target, ...this.recent.filter(({ briefing }) => briefing !== target.briefing)];
    this.#opened = workspace.opened;
  }
}

export const briefingTarget = new BriefingTarget();
