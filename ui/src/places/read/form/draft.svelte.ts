import type {
  ActorRef,
  AddStatement,
  Certainty,
  Commands,
  Credibility,
  EditStatement,
  Kind,
  NamedRef,
  Reliability,
  Role,
  Stance,
  StatementView,
  Uid,
} from '../../../api/generated/commands';
import { uuidv7 } from '../../../api/uuid';
import type { Option } from '../../../parts/combobox.svelte';
import { workspace } from '../../../state/workspace.svelte';
import type { Range, TextIndex } from '../../../text';
import { spansOf } from '../spans';

type Maker = 'add_actor' | 'add_tag' | 'add_topic' | 'add_event';

/** Something that the form names and that is stored together with the statement. */
export type Pending = {
  [M in Maker]: {
    kind: M extends `add_${infer K}` ? K : never;
    uid: Uid;
    name: string;
    command: M;
    request: Commands[M]['request'];
  };
}[Maker];

/** A link of the chain while it is edited. */
export class DraftLink {
  readonly key = uuidv7();
  role: Role = $state('speaker');
  actor: Option | null = $state.raw(null);
  words = $state('');

  constructor(role: Role, actor?: ActorRef | null, words = '') {
    this.role = role;
    this.actor = actor === undefined || actor === null ? null : { id: actor.uid, label: actor.name };
    this.words = words;
  }
}

export interface DraftTopic {
  key: string;
  topic: Option | null;
  stance: Stance;
}

export type Grade<T extends string> = T | '';

const optionOf = ({ uid, name, color }: NamedRef): Option => ({
  id: uid,
  label: name,
  ...(color === '' ? {} : { dot: color }),
});

const QUOTES = /[„“”«»‹›"「」『』]/u;

/** The kind that quotation marks in the words suggest. */
export function guessKind(quote: string): Kind {
  const text = quote.trim();
  if (!QUOTES.test(text)) return 'indirect';
  const isWhole = QUOTES.test(text.slice(0, 1)) && QUOTES.test(text.replace(/[.,;!?]+$/u, '').slice(-1));
  return isWhole ? 'direct' : 'mixed';
}

type Field =
  | 'kind'
  | 'spans'
  | 'topics'
  | 'tags'
  | 'events'
  | 'said'
  | 'about'
  | 'certainty'
  | 'reliability'
  | 'credibility'
  | 'note'
  | 'pending';

/** A draft as it is kept outside the window. */
export interface StoredStatement {
  article: Uid;
  statement: Uid | null;
  /** What was there when it began. */
  first: string;
  chain: { role: Role; actor: Option | null; words: string }[];
  fields: Pick<Draft, Field>;
}

function isStored(stored: unknown): stored is StoredStatement {
  const { article, chain, fields } = (stored ?? {}) as Partial<StoredStatement>;
  return typeof article === 'string' && Array.isArray(chain) && Array.isArray(fields?.spans);
}

/** A statement being made or changed, until it is saved or given up. */
export class Draft {
  readonly article: Uid;
  /** The statement that is changed; `null` for a new one. */
  readonly statement: Uid | null;
  /** The commands of one saving are undone together. */
  #group = uuidv7();
  kind: Kind = $state('indirect');
  spans: Range[] = $state.raw([]);
  chain: DraftLink[] = $state([]);
  topics: DraftTopic[] = $state([]);
  tags: readonly Option[] = $state.raw([]);
  events: readonly Option[] = $state.raw([]);
  said = $state('');
  about = $state('');
  certainty: Grade<Certainty> = $state('');
  reliability: Grade<Reliability> = $state('');
  credibility: Grade<Credibility> = $state('');
  note = $state('');
  pending: Pending[] = $state.raw([]);
  /** The link whose field had the focus last; words from the text go there. */
  lastLink: string | null = $state(null);
  /** What the core refused, by the name of the field. */
  refused: { field: string; reason: string } | null = $state.raw(null);
  saving = $state(false);
  /** Whether it was typed before the program ended. */
  isRevived = $state(false);
  /** Whether the form takes the focus when it appears. */
  wantsFocus = false;
  #first = '';

  private constructor(article: Uid, statement: Uid | null) {
    this.article = article;
    this.statement = statement;
  }

  /** A new statement over `span`; `isHeading` when it lies in the article's heading. */
  static begin(article: Uid, span: Range, index: TextIndex, isHeading: boolean): Draft {
    const draft = new Draft(article, null);
    draft.spans = [span];
    draft.kind = isHeading ? 'headline' : guessKind(index.slice(span));
    draft.chain = [new DraftLink('speaker')];
    draft.#first = draft.#written();
    draft.wantsFocus = true;
    return draft;
  }

  /** As it was typed before the program ended; undefined when it is none. */
  static revive(stored: unknown): Draft | undefined {
    if (!isStored(stored)) return undefined;
    const draft = new Draft(stored.article, stored.statement);
    Object.assign(draft, stored.fields);
    draft.chain = stored.chain.map(({ role, actor, words }) => {
      const link = new DraftLink(role, null, words);
      link.actor = actor;
      return link;
    });
    draft.#first = stored.first;
    draft.isRevived = true;
    return draft;
  }

  /** What is kept until it is saved or given up; undefined while nothing would be lost. */
  stored(): StoredStatement | undefined {
    if (!this.isChanged) return undefined;
    const {
      kind,
      spans,
      topics,
      tags,
      events,
      said,
      about,
      certainty,
      reliability,
      credibility,
      note,
      pending,
    } = this;
    return {
      article: this.article,
      statement: this.statement,
      first: this.#first,
      chain: this.chain.map(({ role, actor, words }) => ({ role, actor, words })),
      fields: {
        kind,
        spans,
        topics,
        tags,
        events,
        said,
        about,
        certainty,
        reliability,
        credibility,
        note,
        pending,
      },
    };
  }

  static of(statement: StatementView): Draft {
    const draft = new Draft(statement.article.uid, statement.uid);
    draft.kind = statement.kind;
    draft.spans = spansOf(statement);
    draft.chain = statement.chain.map(({ role, actor, words }) => new DraftLink(role, actor, words));
    draft.topics = statement.topics.map(({ topic, stance }) => ({
      key: uuidv7(),
      topic: optionOf(topic),
      stance,
    }));
    draft.tags = statement.tags.map(optionOf);
    draft.events = statement.events.map(optionOf);
    draft.said = statement.said;
    draft.about = statement.about;
    draft.certainty = statement.certainty ?? '';
    draft.reliability = statement.reliability ?? '';
    draft.credibility = statement.credibility ?? '';
    draft.note = statement.note;
    draft.#first = draft.#written();
    draft.wantsFocus = true;
    return draft;
  }

  /** Whether something would be lost without saving. */
  get isChanged(): boolean {
    return this.#written() !== this.#first;
  }

  /** Adds a span, joined with those that it touches. */
  addSpan(span: Range): void {
    const apart = this.spans.filter(({ start, end }) => end < span.start || span.end < start);
    const joined = this.spans
      .filter((other) => !apart.includes(other))
      .reduce(
        (sum, { start, end }) => ({ start: Math.min(sum.start, start), end: Math.max(sum.end, end) }),
        span,
      );
    this.spans = [...apart, joined].toSorted((a, b) => a.start - b.start);
  }

  setSpan(at: number, span: Range): void {
    this.spans = this.spans.with(at, span);
  }

  removeSpan(at: number): void {
    this.spans = this.spans.filter((_, other) => other !== at);
  }

  /** Adds a link at the end, with the first role that is not there yet. Answers its key. */
  addLink(): string {
    const order: Role[] = ['speaker', 'on_behalf_of', 'holder', 'medium', 'relayed_by', 'addressee'];
    const role = order.find((one) => !this.chain.some((link) => link.role === one)) ?? 'speaker';
    const link = new DraftLink(role);
    this.chain.push(link);
    return link.key;
  }

  removeLink(key: string): void {
    this.chain = this.chain.filter((link) => link.key !== key);
  }

  moveLink(key: string, step: 1 | -1): void {
    const at = this.chain.findIndex((link) => link.key === key);
    const other = this.chain[at + step];
    const link = this.chain[at];
    if (other === undefined || link === undefined) return;
    this.chain = this.chain.with(at, other).with(at + step, link);
  }

  /** Takes over another statement's chain; the words stay behind, for they are that statement's. */
  takeChain(statement: StatementView): void {
    this.chain = statement.chain.map(({ role, actor }) => new DraftLink(role, actor));
  }

  addTopic(): string {
    const key = uuidv7();
    this.topics.push({ key, topic: null, stance: 'for' });
    return key;
  }

  /** Notes something that is to be stored with the statement; it can be chosen at once. */
  make<P extends Pending>(pending: Omit<P, 'uid'>): Option {
    const uid = uuidv7();
    const made = { ...pending, uid, request: { ...pending.request, uid } } as unknown as Pending;
    this.pending = [...this.pending, made];
    return { id: uid, label: made.name };
  }

  #content(): Omit<AddStatement, 'article'> {
    return {
      kind: this.kind,
      spans: this.spans.map(({ start, end }) => ({ start, end })),
      // A row in which nothing was filled in says nothing.
      chain: this.chain
        .filter(
          ({ actor, words, role }) =>
            actor !== null || words !== '' || role !== 'speaker' || this.chain.length > 1,
        )
        .map(({ role, actor, words }) => ({ role, actor: actor?.id ?? null, words })),
      topics: this.topics.flatMap(({ topic, stance }) =>
        topic === null ? [] : [{ topic: topic.id, stance }],
      ),
      tags: this.tags.map(({ id }) => id),
      events: this.events.map(({ id }) => id),
      said: this.said.trim(),
      about: this.about.trim(),
      certainty: this.certainty === '' ? null : this.certainty,
      reliability: this.reliability === '' ? null : this.reliability,
      credibility: this.credibility === '' ? null : this.credibility,
      note: this.note,
    };
  }

  #written(): string {
    return JSON.stringify(this.#content());
  }

  /** Saves, with everything new that it names, as one thing to undo. Answers the statement. Throws a `CallError`. */
  async save(index: TextIndex): Promise<Uid> {
    const content = this.#content();
    const spans = content.spans.map((span) => ({ ...span, quote: index.slice(span) }));
    const used = [
      ...(content.chain ?? []).map(({ actor }) => actor),
      ...(content.topics ?? []).map(({ topic }) => topic),
      ...(content.tags ?? []),
      ...(content.events ?? []),
    ];
    this.refused = null;
    this.saving = true;
    try {
      for (const pending of this.pending.filter(({ uid }) => used.includes(uid))) {
        await workspace.perform(pending.command, pending.request, this.#group);
        this.pending = this.pending.filter(({ uid }) => uid !== pending.uid);
      }
      if (this.statement === null) {
        const request: AddStatement = { ...content, spans, article: this.article };
        const { uid } = await workspace.perform('add_statement', request, this.#group);
        return uid;
      }
      const request: EditStatement = { ...content, spans, uid: this.statement };
      await workspace.perform('edit_statement', request, this.#group);
      return this.statement;
    } finally {
      this.saving = false;
    }
  }
}
