import { call } from '../../api/call';
import type { ListStatements, Role, StatementView } from '../../api/generated/commands';
import { ROLES } from '../../parts/statement/wording';

/** A statement in the list of a thing; the same one may stand under several roles. */
export interface Entry {
  key: string;
  statement: StatementView;
  /** Of actors: what the actor is to it. */
  role?: Role;
  /** The first of its role. */
  isFirst: boolean;
}

const PAGE = 100;

/** The statements of one thing, by and by, and for actors by role. */
export class StatementsOf {
  entries: readonly Entry[] = $state.raw([]);
  /** How many there are, for each role that occurs. */
  totals: readonly { role: Role | undefined; total: number }[] = $state.raw([]);
  error: unknown = $state.raw();
  loaded = $state(false);
  #asked = 0;
  #busy = false;
  /** What is to be asked next: the place among the roles, and the page there. */
  #at = 0;
  #after: string | null = null;
  #roles: readonly (Role | undefined)[] = [];
  #filter: ListStatements = {};

  /** Shows the statements of `filter`; of an actor all roles, or the one given. */
  async show(filter: ListStatements, role: Role | undefined): Promise<void> {
    const asked = ++this.#asked;
    this.#filter = filter;
    try {
      const wanted = filter.actor ? ROLES : [undefined];
      const totals = await Promise.all(
        wanted.map(async (one) => ({
          role: one,
          total: (await call('list_statements', { ...filter, ...(one ? { role: one } : {}), limit: 1 }))
            .total,
        })),
      );
      if (asked !== this.#asked) return;
      this.totals = totals.filter(({ total }) => total > 0);
      this.#roles = this.totals.map((one) => one.role).filter((one) => role === undefined || one === role);
      this.#at = 0;
      this.#after = null;
      this.#busy = false;
      const first = await this.#next();
      if (asked !== this.#asked) return;
      this.entries = first;
      this.error = undefined;
      this.loaded = true;
      if (first.length < 20) await this.more();
    } catch (thrown) {
      if (asked === this.#asked) this.error = thrown;
    }
  }

  /** The next page, when the end of the list comes near. */
  async more(): Promise<void> {
    if (this.#busy || this.#at >= this.#roles.length) return;
    const asked = this.#asked;
    this.#busy = true;
    try {
      const next = await this.#next();
      if (asked !== this.#asked) return;
      this.entries = [...this.entries, ...next];
    } catch (thrown) {
      if (asked === this.#asked) this.error = thrown;
    } finally {
      if (asked === this.#asked) this.#busy = false;
    }
    // Several short roles may be needed to fill the list.
    if (asked === this.#asked && this.entries.length < 20) await this.more();
  }

  async #next(): Promise<Entry[]> {
    if (this.#at >= this.#roles.length) return [];
    const role = this.#roles[this.#at];
    const isFirstPage = this.#after === null;
    const page = await call('list_statements', {
      ...this.#filter,
      ...(role === undefined ? {} : { role }),
      ...(this.#after === null ? {} : { after: this.#after }),
      limit: PAGE,
    });
    this.#after = page.next ?? null;
    if (this.#after === null) this.#at += 1;
    return page.statements.map((statement, at) => ({
      key: `${role ?? ''}-${statement.uid}`,
      statement,
      ...(role === undefined ? {} : { role }),
      isFirst: isFirstPage && at === 0,
    }));
  }
}
