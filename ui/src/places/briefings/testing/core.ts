/** A core that keeps one briefing in memory, and notes what it is asked to write. */
import type {
  AddBriefingItem,
  BriefingItemView,
  EditBriefingItem,
  MoveBriefingItem,
  StatementView,
  TranslationView,
} from '../../../api/generated/commands';

export const BRIEFING = 'b1';

export function translation(
  uid: string,
  text: string,
  status: 'draft' | 'checked' = 'draft',
): TranslationView {
  return {
    uid,
    text,
    status,
    language: 'en',
    added: uid,
    article: 'a1',
    title: '',
    translated: '',
    translator: '',
  } as TranslationView;
}

export function statement(uid: string, quote: string, more: Partial<StatementView> = {}): StatementView {
  return {
    uid,
    about: '',
    added: '',
    article: { uid: 'a1', title: 'Erste', language: 'de' },
    briefings: [],
    chain: [{ role: 'speaker', words: '', actor: { uid: 'z', name: 'Maria Zakharova', kind: 'person' } }],
    events: [],
    kind: 'indirect',
    links: [],
    note: '',
    published: '',
    said: '',
    spans: [{ uid: `${uid}-1`, quote, start: 3, end: 9, orphaned: false, revision: 'r1' }],
    tags: [],
    topics: [],
    translations: [],
    ...more,
  };
}

export class Core {
  title = 'Positions';
  items: BriefingItemView[] = [];
  statements: StatementView[] = [];
  /** Writes, in the order in which they came. */
  written: { name: string; request: Record<string, unknown> }[] = [];
  /** A write of this name is refused. */
  refuses: string | null = null;
  #sequence = 0;

  heading(uid: string, text: string, level = 2): this {
    this.items.push({ uid, kind: 'heading', level, text });
    return this;
  }
  prose(uid: string, text: string): this {
    this.items.push({ uid, kind: 'prose', text });
    return this;
  }
  quote(uid: string, quoted: StatementView): this {
    this.items.push({ uid, kind: 'statement', text: '', statement: quoted });
    this.statements.push(quoted);
    return this;
  }

  get order(): string[] {
    return this.items.map(({ uid }) => uid);
  }
  get names(): string[] {
    return this.written.map(({ name }) => name);
  }

  /** Answers as the shell does. */
  readonly host = {
    kind: 'bridge' as const,
    call: (name: string, request: unknown): Promise<unknown> =>
      this.#answer(name, request as Record<string, unknown>),
    on: (): Promise<() => void> => Promise.resolve(() => undefined),
  };

  async #answer(name: string, request: Record<string, unknown>): Promise<unknown> {
    await Promise.resolve();
    const row = {
      uid: BRIEFING,
      title: this.title,
      language: 'en',
      items: this.items.length,
      statements: 0,
      added: '2025-07-23T00:00:00Z',
    };
    switch (name) {
      case 'window_keep_draft':
        return {};
      case 'get_workspace':
        return {
          title: 'Demo',
          target_language: 'en',
          read_only: false,
          undo: {},
          sequence: this.#sequence,
        };
      case 'list_briefings':
        return { briefings: [row] };
      case 'get_briefing':
        return structuredClone({ briefing: row, items: this.items });
      case 'preview_briefing':
        return {
          markdown: `# ${this.title}\n`,
          quotes: this.items.filter(({ kind }) => kind === 'statement').length,
          problems: this.items
            .filter((item) => item.statement?.translations.length === 0)
            .map(({ uid }) => ({ item: uid, code: 'no_translation' })),
        };
      case 'list_statements':
        return { statements: this.statements, next: null, total: this.statements.length };
      case 'list_topics':
        return { topics: [] };
      default:
        return this.#write(name, request);
    }
  }

  #write(name: string, request: Record<string, unknown>): unknown {
    if (name === this.refuses) {
      const refusal: unknown = { code: 'disk_full', message: '', detail: {} };
      throw refusal;
    }
    this.written.push({ name, request });
    this.#sequence += 1;
    const place = (uid: unknown): number => this.items.findIndex((item) => item.uid === uid);
    if (name === 'add_briefing_item') {
      const { uid, content, after, first } = request as unknown as AddBriefingItem;
      const item = this.#item(uid ?? '', content);
      this.items.splice(first ? 0 : after ? place(after) + 1 : this.items.length, 0, item);
    } else if (name === 'move_briefing_item') {
      const { uid, after } = request as unknown as MoveBriefingItem;
      const [item] = this.items.splice(place(uid), 1);
      if (item !== undefined) this.items.splice(after ? place(after) + 1 : 0, 0, item);
    } else if (name === 'edit_briefing_item') {
      const { uid, ...changes } = request as unknown as EditBriefingItem;
      this.items = this.items.map((item) =>
        item.uid === uid ? ({ ...item, ...changes } as BriefingItemView) : item,
      );
    } else if (name === 'remove_briefing_item') this.items.splice(place(request['uid']), 1);
    else if (name === 'edit_briefing') this.title = String(request['title'] ?? this.title);
    return {
      touched: { entities: ['briefing'], uids: [BRIEFING] },
      result: { uid: request['uid'] ?? BRIEFING },
    };
  }

  #item(uid: string, content: AddBriefingItem['content']): BriefingItemView {
    if ('heading' in content) return { uid, kind: 'heading', ...content.heading };
    if ('prose' in content) return { uid, kind: 'prose', ...content.prose };
    const quoted = this.statements.find((one) => one.uid === content.statement.statement);
    return { uid, kind: 'statement', text: '', statement: quoted ?? null };
  }
}
