// Generated from the JSON Schema of all commands (`npm run types`); do not edit.

/**
 * What an actor is.
 */
export type ActorKind = ('person' | 'organisation' | 'state' | 'group') | 'unnamed';
/**
 * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
 */
export type Uid = string;
/**
 * What kinds of things a workspace holds.
 */
export type Entity =
  | 'workspace'
  | 'article'
  | 'outlet'
  | 'actor'
  | 'statement'
  | 'topic'
  | 'tag'
  | 'event'
  | 'link'
  | 'translation'
  | 'briefing'
  | 'note'
  | 'saved_search'
  | 'concept';
/**
 * An entry of the outline.
 */
export type ItemContent =
  | {
      heading: {
        /**
         * 2 to 6; the briefing's title is level 1.
         */
        level: number;
        text: string;
      };
    }
  | {
      prose: {
        text: string;
      };
    }
  | {
      statement: {
        statement: Uid;
        /**
         * Which translation to show; absent: the best in the briefing's language (checked before
         * draft, newest first).
         */
        translation?: Uid | null;
      };
    };
/**
 * What the analyst advises about a term of the glossary (ISO 12620 `administrativeStatus`, as in TBX-Basic).
 */
export type TermStatus = 'preferred' | 'admitted' | 'deprecated' | 'superseded';
/**
 * How one statement stands to another.
 */
export type LinkKind = 'contradicts' | 'updates' | 'confirms' | 'repeats' | 'answers';
/**
 * Reliability of a source (Admiralty code, first part).
 */
export type Reliability = 'A' | 'B' | 'C' | 'D' | 'E' | 'F';
/**
 * Why a word is looked for beside one that was typed.
 */
export type ExpansionReason =
  'completion' | 'spelling' | 'inflection' | 'compound' | 'name' | 'other_name' | 'glossary';
/**
 * How sure the analyst is of the reading.
 */
export type Certainty = 'certain' | 'probable' | 'possible' | 'doubtful';
/**
 * What an actor is to a statement: the links of the attribution chain.
 */
export type Role = ('speaker' | 'on_behalf_of' | 'addressee') | 'holder' | 'medium' | 'relayed_by';
/**
 * Credibility of the content (Admiralty code, second part).
 */
export type Credibility = '1' | '2' | '3' | '4' | '5' | '6';
/**
 * How a statement is made in the text.
 */
export type Kind =
  | 'direct'
  | 'indirect'
  | 'mixed'
  | 'free_indirect'
  | 'reported_act'
  | 'author_voice'
  | 'headline'
  | 'announced';
/**
 * The position a statement takes on a topic's question.
 */
export type Stance = 'for' | 'against' | 'neutral' | 'declines';
/**
 * Of what it is a translation.
 */
export type TranslationOf =
  | {
      article: Uid;
    }
  | {
      statement: Uid;
    }
  | {
      passage: {
        article: Uid;
        span: NewSpan;
      };
    };
/**
 * How far a translation has come.
 */
export type TranslationStatus = 'draft' | 'checked';
/**
 */
export type SearchSort = 'newest' | 'relevance';
/**
 * How what is found is shown.
 */
export type SearchView = 'hits' | 'context' | 'context_left' | 'context_right';
/**
 * Reading direction of a text.
 */
export type Direction = 'ltr' | 'rtl';
/**
 * What an article does not say and the analyst may know.
 */
export type Missing = 'outlet' | 'published' | 'language';
/**
 * What an entry of a briefing's outline is.
 */
export type ItemKind = 'heading' | 'prose' | 'statement';
/**
 * How far an import of many articles has come.
 */
export type ImportState = 'done' | 'storing' | 'indexing' | 'cancelled';
/**
 */
export type PlaceKind = 'network' | 'cloud';
/**
 * Why a workspace can only be read.
 */
export type ReadOnlyBecause = 'file' | 'folder' | 'medium' | 'damaged';
/**
 * Where the bytes of an article come from.
 */
export type Source =
  | {
      path: string;
    }
  | {
      staged: string;
    }
  | {
      text: string;
    }
  | {
      base64: string;
    };
/**
 * Why a part of a request is refused.
 */
export type Reason =
  | {
      reason: 'empty';
    }
  | {
      reason: 'not_a_date';
      value: string;
    }
  | {
      reason: 'not_a_language';
      value: string;
    }
  | {
      end: number;
      length: number;
      reason: 'outside_text';
      start: number;
    }
  | {
      found: string;
      reason: 'quote_differs';
    }
  | {
      allowed: string;
      reason: 'not_allowed';
      value: string;
    }
  | {
      reason: 'duplicate';
    }
  | {
      reason: 'itself';
    }
  | {
      limit: number;
      reason: 'too_long';
    };
/**
 * What a passage is a piece of.
 */
export type PassagePart = ('translation' | 'note') | 'text' | 'quote' | 'name';
/**
 * What speaks for or against two actors being the same.
 */
export type SameReason =
  | {
      one: string;
      reason: 'same_name';
    }
  | {
      one: string;
      other: string;
      reason: 'sounds_alike';
    }
  | {
      one: string;
      other: string;
      reason: 'given_name_too';
    }
  | {
      one: string;
      other: string;
      reason: 'initial';
    }
  | {
      reason: 'given_name_unknown';
    }
  | {
      reason: 'same_role';
      title: string;
    }
  | {
      organisation: ActorRef;
      reason: 'same_organisation';
    }
  | {
      articles: number;
      reason: 'same_articles';
    }
  | {
      reason: 'same_statements';
      statements: number;
    };
/**
 */
export type Fate = 'carried' | 'offered' | 'lost';
/**
 * Why the analyst has to look.
 */
export type Doubt = 'changed' | 'moved' | 'ambiguous';
/**
 * In what respect values are counted. Speaker and the like are counted over the statements in which the query is found.
 */
export type FacetBy =
  | ('outlet' | 'language' | 'speaker' | 'addressee' | 'kind' | 'event' | 'credibility')
  | 'result'
  | 'year'
  | 'month'
  | 'topic'
  | 'tag'
  | 'reliability'
  | 'translation'
  | 'orphaned'
  | 'origin';
/**
 */
export type ArticleSort = ('oldest' | 'title') | 'newest' | 'added';
/**
 * What an article is to another that goes back to the same text.
 */
export type CopyRelation = 'same_text' | 'excerpt_of' | 'contains' | 'reworded';
/**
 */
export type KwicSort = 'newest' | 'left' | 'right';
/**
 * Where the words to either side end.
 */
export type KwicWithin = 'paragraph' | 'sentence';

/**
 * Every command of the core: what it asks for and what it answers.
 */
export interface Commands {
  /**
   * Adds an actor. (write)
   */
  add_actor: {
    request: AddActor;
    answer: WrittenCreated;
  };
  /**
   * Begins a briefing. (write)
   */
  add_briefing: {
    request: AddBriefing;
    answer: WrittenCreated;
  };
  /**
   * Puts a heading, prose or a statement into a briefing's outline. (write)
   */
  add_briefing_item: {
    request: AddBriefingItem;
    answer: WrittenCreated;
  };
  /**
   * Adds a concept with its terms to the glossary. (write)
   */
  add_concept: {
    request: AddConcept;
    answer: WrittenCreated;
  };
  /**
   * Adds an event. (write)
   */
  add_event: {
    request: AddEvent;
    answer: WrittenCreated;
  };
  /**
   * Says how one statement stands to another. (write)
   */
  add_link: {
    request: AddLink;
    answer: WrittenCreated;
  };
  /**
   * Writes a note. (write)
   */
  add_note: {
    request: AddNote;
    answer: WrittenCreated;
  };
  /**
   * Adds an outlet. (write)
   */
  add_outlet: {
    request: AddOutlet;
    answer: WrittenCreated;
  };
  /**
   * Keeps a search under a name. (write)
   */
  add_saved_search: {
    request: AddSavedSearch;
    answer: WrittenCreated;
  };
  /**
   * Marks a statement. (write)
   */
  add_statement: {
    request: AddStatement;
    answer: WrittenCreated;
  };
  /**
   * Adds a tag to the codebook. (write)
   */
  add_tag: {
    request: AddTag;
    answer: WrittenCreated;
  };
  /**
   * Adds a topic. (write)
   */
  add_topic: {
    request: AddTopic;
    answer: WrittenCreated;
  };
  /**
   * Puts a translation beside an article, a passage or a statement. (write)
   */
  add_translation: {
    request: AddTranslation;
    answer: WrittenCreated;
  };
  /**
   * Checks that the file keeps its promises. (read)
   */
  check: {
    request: Check;
    answer: CheckReport;
  };
  /**
   * Actors whose names match what is being typed. (read)
   */
  complete_actors: {
    request: CompleteActors;
    answer: ActorMatches;
  };
  /**
   * Puts a corrected text in the place of an article's current one; what is marked follows exactly or is orphaned. (write)
   */
  correct_text: {
    request: CorrectText;
    answer: WrittenCorrectedText;
  };
  /**
   * Says whether articles go back to the same text. (write)
   */
  decide_copies: {
    request: DecideCopies;
    answer: WrittenNothing;
  };
  /**
   * Puts things into the bin. (write)
   */
  delete: {
    request: Things;
    answer: WrittenNothing;
  };
  /**
   * Changes an actor. (write)
   */
  edit_actor: {
    request: EditActor;
    answer: WrittenNothing;
  };
  /**
   * Corrects what is known of an article. (write)
   */
  edit_article: {
    request: EditArticle;
    answer: WrittenNothing;
  };
  /**
   * Changes a briefing's title or language. (write)
   */
  edit_briefing: {
    request: EditBriefing;
    answer: WrittenNothing;
  };
  /**
   * Changes an entry of a briefing's outline. (write)
   */
  edit_briefing_item: {
    request: EditBriefingItem;
    answer: WrittenNothing;
  };
  /**
   * Changes a concept or its terms. (write)
   */
  edit_concept: {
    request: EditConcept;
    answer: WrittenNothing;
  };
  /**
   * Changes an event. (write)
   */
  edit_event: {
    request: EditEvent;
    answer: WrittenNothing;
  };
  /**
   * Changes a link. (write)
   */
  edit_link: {
    request: EditLink;
    answer: WrittenNothing;
  };
  /**
   * Changes a note. (write)
   */
  edit_note: {
    request: EditNote;
    answer: WrittenNothing;
  };
  /**
   * Changes an outlet. (write)
   */
  edit_outlet: {
    request: EditOutlet;
    answer: WrittenNothing;
  };
  /**
   * Changes a saved search. (write)
   */
  edit_saved_search: {
    request: EditSavedSearch;
    answer: WrittenNothing;
  };
  /**
   * Changes a statement. (write)
   */
  edit_statement: {
    request: EditStatement;
    answer: WrittenNothing;
  };
  /**
   * Changes a tag. (write)
   */
  edit_tag: {
    request: EditTag;
    answer: WrittenNothing;
  };
  /**
   * Changes a topic. (write)
   */
  edit_topic: {
    request: EditTopic;
    answer: WrittenNothing;
  };
  /**
   * Changes a translation. (write)
   */
  edit_translation: {
    request: EditTranslation;
    answer: WrittenNothing;
  };
  /**
   * Changes the title or the language that translations are made into. (write)
   */
  edit_workspace: {
    request: EditWorkspace;
    answer: WrittenNothing;
  };
  /**
   * Removes for good what is in the bin; cannot be undone. (write)
   */
  empty_bin: {
    request: NoArguments;
    answer: WrittenEmptied;
  };
  /**
   * One actor with names, roles and notes. (read)
   */
  get_actor: {
    request: One;
    answer: ActorView;
  };
  /**
   * An article with text, sentences, statements, translations and notes. (read)
   */
  get_article: {
    request: One;
    answer: ArticleView;
  };
  /**
   * One briefing with its outline. (read)
   */
  get_briefing: {
    request: One;
    answer: BriefingView;
  };
  /**
   * One command of the history with its changes. (read)
   */
  get_command: {
    request: GetCommand;
    answer: CommandView;
  };
  /**
   * One concept of the glossary with its terms. (read)
   */
  get_concept: {
    request: One;
    answer: ConceptView;
  };
  /**
   * One event with its notes. (read)
   */
  get_event: {
    request: One;
    answer: EventView;
  };
  /**
   * A piece of an article's text, with what is known of the article. (read)
   */
  get_excerpt: {
    request: GetExcerpt;
    answer: ArticleExcerpt;
  };
  /**
   * The latest import of many articles: how far it is. (read)
   */
  get_import: {
    request: NoArguments;
    answer: LatestImport;
  };
  /**
   * One outlet with its notes. (read)
   */
  get_outlet: {
    request: One;
    answer: OutletView;
  };
  /**
   * A text that an article has or had. (read)
   */
  get_revision: {
    request: One;
    answer: RevisionText;
  };
  /**
   * One statement with everything it carries. (read)
   */
  get_statement: {
    request: One;
    answer: StatementView;
  };
  /**
   * One topic with its notes. (read)
   */
  get_topic: {
    request: One;
    answer: TopicView;
  };
  /**
   * The workspace at a glance: title, counts, what undo would do. (read)
   */
  get_workspace: {
    request: NoArguments;
    answer: WorkspaceView;
  };
  /**
   * Where terms of the glossary stand in the text of an article. (read)
   */
  glossary_in_text: {
    request: GlossaryInText;
    answer: TermsInText;
  };
  /**
   * Stores articles; sources that cannot be read are named and the rest is stored. (write)
   */
  import_articles: {
    request: ImportArticles;
    answer: WrittenImportedArticles;
  };
  /**
   * Adds the concepts of a file to the glossary; what is there stays. (write)
   */
  import_glossary: {
    request: ImportGlossary;
    answer: WrittenImportedGlossary;
  };
  /**
   * A page of the places where a query's words stand, each with what stands before and after. (read)
   */
  keyword_in_context: {
    request: KeywordInContext;
    answer: KwicPage;
  };
  /**
   * All actors. (read)
   */
  list_actors: {
    request: ListActors;
    answer: ActorList;
  };
  /**
   * A page of the library. (read)
   */
  list_articles: {
    request: ListArticles;
    answer: ArticlePage;
  };
  /**
   * Deleted things. (read)
   */
  list_bin: {
    request: NoArguments;
    answer: BinList;
  };
  /**
   * All briefings. (read)
   */
  list_briefings: {
    request: NoArguments;
    answer: BriefingList;
  };
  /**
   * The glossary: a page of concepts with their terms. (read)
   */
  list_concepts: {
    request: ListConcepts;
    answer: ConceptPage;
  };
  /**
   * The copies of an article: the same text, excerpts, reworded. (read)
   */
  list_copies: {
    request: One;
    answer: CopyList;
  };
  /**
   * All events. (read)
   */
  list_events: {
    request: NoArguments;
    answer: EventList;
  };
  /**
   * What was done, last first. (read)
   */
  list_history: {
    request: ListHistory;
    answer: HistoryPage;
  };
  /**
   * What the latest import of many articles could not store, and why. (read)
   */
  list_import_failures: {
    request: ListImportFailures;
    answer: ImportFailures;
  };
  /**
   * Actors that may be the same, with what speaks for and against it. (read)
   */
  list_likely_same_actors: {
    request: ListLikelySameActors;
    answer: LikelySameActors;
  };
  /**
   * Notes about the workspace as a whole. (read)
   */
  list_notes: {
    request: NoArguments;
    answer: NoteList;
  };
  /**
   * The texts that stand in more than one article. (read)
   */
  list_origins: {
    request: ListOrigins;
    answer: OriginPage;
  };
  /**
   * All outlets. (read)
   */
  list_outlets: {
    request: NoArguments;
    answer: OutletList;
  };
  /**
   * The texts that an article has had, the current one first. (read)
   */
  list_revisions: {
    request: One;
    answer: RevisionList;
  };
  /**
   * All saved searches. (read)
   */
  list_saved_searches: {
    request: ListSavedSearches;
    answer: SavedSearchList;
  };
  /**
   * Statements by what they carry. (read)
   */
  list_statements: {
    request: ListStatements;
    answer: StatementPage;
  };
  /**
   * The codebook. (read)
   */
  list_tags: {
    request: NoArguments;
    answer: TagList;
  };
  /**
   * All topics with their stances counted. (read)
   */
  list_topics: {
    request: NoArguments;
    answer: TopicList;
  };
  /**
   * Makes two actors one. (write)
   */
  merge_actors: {
    request: Merge;
    answer: WrittenNothing;
  };
  /**
   * Makes two concepts one. (write)
   */
  merge_concepts: {
    request: Merge;
    answer: WrittenNothing;
  };
  /**
   * Makes two events one. (write)
   */
  merge_events: {
    request: Merge;
    answer: WrittenNothing;
  };
  /**
   * Makes two outlets one. (write)
   */
  merge_outlets: {
    request: Merge;
    answer: WrittenNothing;
  };
  /**
   * Makes two tags one. (write)
   */
  merge_tags: {
    request: Merge;
    answer: WrittenNothing;
  };
  /**
   * Makes two topics one. (write)
   */
  merge_topics: {
    request: Merge;
    answer: WrittenNothing;
  };
  /**
   * Moves an entry of a briefing's outline. (write)
   */
  move_briefing_item: {
    request: MoveBriefingItem;
    answer: WrittenNothing;
  };
  /**
   * What would become of a file or a text, before it is stored. (read)
   */
  preview_article: {
    request: PreviewArticle;
    answer: ArticlePreview;
  };
  /**
   * The briefing as Markdown, with what is missing in it. (read)
   */
  preview_briefing: {
    request: One;
    answer: BriefingPreview;
  };
  /**
   * What would become of everything marked in an article if its text were corrected. (read)
   */
  preview_correction: {
    request: PreviewCorrection;
    answer: CorrectionPreview;
  };
  /**
   * Takes back that two actors are not the same. (write)
   */
  reconsider_same_actor: {
    request: TwoActors;
    answer: WrittenNothing;
  };
  /**
   * Does again what was undone last. (write)
   */
  redo: {
    request: NoArguments;
    answer: WrittenUndone;
  };
  /**
   * Says that two actors are not the same: they are proposed no more. (write)
   */
  refuse_same_actor: {
    request: TwoActors;
    answer: WrittenNothing;
  };
  /**
   * Takes an entry out of a briefing's outline. (write)
   */
  remove_briefing_item: {
    request: One;
    answer: WrittenNothing;
  };
  /**
   * Takes things out of the bin. (write)
   */
  restore: {
    request: Things;
    answer: WrittenNothing;
  };
  /**
   * Searches texts, translations, statements, notes and names. (read)
   */
  search: {
    request: Search;
    answer: SearchPage;
  };
  /**
   * Counts which values the things found have: outlets, months, speakers and more. (read)
   */
  search_facets: {
    request: SearchFacets;
    answer: FacetCounts;
  };
  /**
   * Takes back the last command, or the last group of commands. (write)
   */
  undo: {
    request: NoArguments;
    answer: WrittenUndone;
  };
}
/**
 */
export interface AddActor {
  kind: ActorKind;
  /**
   * At least one; the first is the preferred name.
   */
  names: NewName[];
  note?: string;
  roles?: NewActorRole[];
  uid?: Uid | null;
}
/**
 * A name of an actor.
 */
export interface NewName {
  /**
   * BCP 47 of the text it was found in; '' = unknown.
   */
  language?: string;
  name: string;
}
/**
 * An office or function over time.
 */
export interface NewActorRole {
  /**
   * EDTF, '' = unknown.
   */
  from?: string;
  organisation?: Uid | null;
  title: string;
  /**
   * EDTF, '' = unknown, '..' = still.
   */
  to?: string;
}
/**
 * What a write answers: its own result, and what it touched, so that a window redraws just that.
 */
export interface WrittenCreated {
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  command: string;
  /**
   * True when a command with this identity had been done before: nothing was done again.
   */
  repeated: boolean;
  result: Created;
  /**
   * Its number in the history, counted from 1.
   */
  sequence: number;
  touched: Touched;
}
/**
 * The thing that a command made.
 */
export interface Created {
  uid: Uid;
}
/**
 * What was added, changed or removed.
 */
export interface Touched {
  /**
   * Every kind of thing that was touched.
   */
  entities: Entity[];
  /**
   * Which ones; empty when there are more than 200.
   */
  uids: Uid[];
}
/**
 */
export interface AddBriefing {
  /**
   * BCP 47: the language that the briefing is written in; translations into it are quoted.
   */
  language?: string;
  title: string;
  uid?: Uid | null;
}
/**
 * Puts an entry into the outline.
 */
export interface AddBriefingItem {
  /**
   * The entry after which it goes; absent: at the end. Use `first` to put it at the top.
   */
  after?: Uid | null;
  briefing: Uid;
  content: ItemContent;
  first?: boolean;
  uid?: Uid | null;
}
/**
 */
export interface AddConcept {
  definition?: string;
  note?: string;
  /**
   * The field that the concept belongs to ("military", "finance"); it tells apart concepts that share a term.
   */
  subject?: string;
  /**
   * At least one; the first is what the concept is known by.
   */
  terms: NewTerm[];
  uid?: Uid | null;
}
/**
 * A term of a concept.
 */
export interface NewTerm {
  /**
   * BCP 47; '' = unknown.
   */
  language?: string;
  note?: string;
  /**
   * Absent: nothing is advised.
   */
  status?: TermStatus | null;
  /**
   * One word or several.
   */
  term: string;
}
/**
 */
export interface AddEvent {
  /**
   * EDTF, '' = unknown.
   */
  happened?: string;
  name: string;
  note?: string;
  /**
   * The how-manieth of the series, from 1.
   */
  number?: number | null;
  parties?: Uid[];
  place?: string;
  /**
   * Name of the series it belongs to, '' = none.
   */
  series?: string;
  uid?: Uid | null;
}
/**
 * Says how one statement stands to another. The same link twice is refused.
 */
export interface AddLink {
  from: Uid;
  kind: LinkKind;
  note?: string;
  to: Uid;
  uid?: Uid | null;
}
/**
 */
export interface AddNote {
  /**
   * Absent: about the workspace as a whole.
   */
  about?: Subject | null;
  text: string;
  uid?: Uid | null;
}
/**
 * What a note is about.
 */
export interface Subject {
  /**
   * What kinds of things a workspace holds.
   */
  entity:
    | 'workspace'
    | 'article'
    | 'outlet'
    | 'actor'
    | 'statement'
    | 'topic'
    | 'tag'
    | 'event'
    | 'link'
    | 'translation'
    | 'briefing'
    | 'note'
    | 'saved_search'
    | 'concept';
  uid: Uid;
}
/**
 */
export interface AddOutlet {
  country?: string;
  language?: string;
  name: string;
  note?: string;
  reliability?: Reliability | null;
  uid?: Uid | null;
  url?: string;
}
/**
 */
export interface AddSavedSearch {
  name: string;
  query: string;
  sort?: 'newest' | 'relevance';
  switches?: Switches;
  uid?: Uid | null;
  /**
   * How what is found is shown.
   */
  view?: 'hits' | 'context' | 'context_left' | 'context_right';
}
/**
 * Which expansions of a saved search's words are switched off or on: as in `search`.
 */
export interface Switches {
  with_terms?: string[];
  without?: ExpansionReason[];
  without_terms?: string[];
}
/**
 * Marks a statement.
 */
export interface AddStatement {
  /**
   * When what it speaks of happens: EDTF, '' = unknown.
   */
  about?: string;
  article: Uid;
  certainty?: Certainty | null;
  chain?: NewAttribution[];
  credibility?: Credibility | null;
  events?: Uid[];
  kind: Kind;
  note?: string;
  /**
   * Of the source for this statement; absent: as the outlet's.
   */
  reliability?: Reliability | null;
  /**
   * When it was said: EDTF, '' = unknown.
   */
  said?: string;
  /**
   * At least one.
   */
  spans: NewSpan[];
  tags?: Uid[];
  topics?: NewStance[];
  uid?: Uid | null;
}
/**
 * One link of the attribution chain as a caller gives it. Order is the chain's.
 */
export interface NewAttribution {
  /**
   * Absent: nobody is named ("it was reported").
   */
  actor?: Uid | null;
  role: Role;
  /**
   * The words that the text uses for this actor, '' when they are not kept.
   */
  words?: string;
}
/**
 * A span as a caller gives it. Code points of the article's current text, end excluded.
 */
export interface NewSpan {
  end: number;
  /**
   * When given it must be exactly what stands there; a difference refuses the whole command.
   */
  quote?: string | null;
  start: number;
}
/**
 * A topic with the stance taken.
 */
export interface NewStance {
  stance: Stance;
  topic: Uid;
}
/**
 */
export interface AddTag {
  /**
   * `#rrggbb`, '' = none.
   */
  color?: string;
  definition?: string;
  name: string;
  parent?: Uid | null;
  uid?: Uid | null;
}
/**
 */
export interface AddTopic {
  /**
   * `#rrggbb`, '' = none.
   */
  color?: string;
  name: string;
  note?: string;
  /**
   * The question that statements take a stance on.
   */
  question?: string;
  uid?: Uid | null;
}
/**
 */
export interface AddTranslation {
  /**
   * BCP 47 of the translation.
   */
  language: string;
  of: TranslationOf;
  status: TranslationStatus;
  text: string;
  /**
   * Of an article's title.
   */
  title?: string;
  /**
   * EDTF, '' = unknown.
   */
  translated?: string;
  translator?: string;
  uid?: Uid | null;
}
/**
 * How thoroughly to check.
 */
export interface Check {
  /**
   * Number of the last command that was said to be done: it and all before it must be there.
   */
  acknowledged?: number | null;
  /**
   * Also the content of every text, quote and index entry.
   */
  deep?: boolean;
}
/**
 * The invariants, one by one.
 */
export interface CheckReport {
  checks: CheckResult[];
  ok: boolean;
}
/**
 */
export interface CheckResult {
  /**
   * What was found wrong, at most 20 lines.
   */
  findings: string[];
  /**
   * I1 to I14, or the name of the check.
   */
  id: string;
  /**
   * What is worth knowing and breaks no promise; also why something could not be looked at.
   */
  notes?: string[];
  ok: boolean;
  /**
   * English, one line.
   */
  what: string;
}
/**
 * Actors whose names match what is being typed, best first: whole name, beginning of a name,
 * beginning of a word; more statements first.
 */
export interface CompleteActors {
  /**
   * At most 50; 0 means 8.
   */
  limit?: number;
  text: string;
}
/**
 */
export interface ActorMatches {
  actors: ActorMatch[];
}
/**
 */
export interface ActorMatch {
  actor: ActorRef;
  /**
   * The name that matched; it may differ from the preferred one.
   */
  matched: string;
  /**
   * First role, '' when there is none.
   */
  role: string;
  statements: number;
}
/**
 * An actor as other things show it.
 */
export interface ActorRef {
  kind: ActorKind;
  /**
   * The preferred name.
   */
  name: string;
  uid: Uid;
}
/**
 * Puts a corrected text in the place of the current one, which stays readable as an earlier revision.
 */
export interface CorrectText {
  /**
   * Which of those that are offered follow (uids of spans and translations).
   */
  accept?: Uid[];
  article: Uid;
  /**
   * Why, in the analyst's words.
   */
  reason?: string;
  /**
   * The revision that was corrected: refused when it is not the current one any more. Absent: whatever is current.
   */
  revision?: Uid | null;
  /**
   * The whole text.
   */
  text: string;
}
/**
 * What a write answers: its own result, and what it touched, so that a window redraws just that.
 */
export interface WrittenCorrectedText {
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  command: string;
  /**
   * True when a command with this identity had been done before: nothing was done again.
   */
  repeated: boolean;
  result: CorrectedText;
  /**
   * Its number in the history, counted from 1.
   */
  sequence: number;
  touched: Touched1;
}
/**
 * What was done.
 */
export interface CorrectedText {
  /**
   * Spans and passages that followed, those that were accepted too.
   */
  carried: number;
  /**
   * Counted from 1.
   */
  number: number;
  /**
   * Statements and translations that lost words.
   */
  orphaned: Uid[];
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  revision: string;
}
/**
 * What was added, changed or removed.
 */
export interface Touched1 {
  /**
   * Every kind of thing that was touched.
   */
  entities: Entity[];
  /**
   * Which ones; empty when there are more than 200.
   */
  uids: Uid[];
}
/**
 * Says whether articles go back to the same text as another one.
 */
export interface DecideCopies {
  article: Uid;
  /**
   * At most 500.
   */
  others: Uid[];
  /**
   * True: the same origin. False: not. Null: what the program finds holds again.
   */
  same?: boolean | null;
}
/**
 * What a write answers: its own result, and what it touched, so that a window redraws just that.
 */
export interface WrittenNothing {
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  command: string;
  /**
   * True when a command with this identity had been done before: nothing was done again.
   */
  repeated: boolean;
  result: Nothing;
  /**
   * Its number in the history, counted from 1.
   */
  sequence: number;
  touched: Touched2;
}
/**
 * Nothing more to say.
 */
export interface Nothing {}
/**
 * What was added, changed or removed.
 */
export interface Touched2 {
  /**
   * Every kind of thing that was touched.
   */
  entities: Entity[];
  /**
   * Which ones; empty when there are more than 200.
   */
  uids: Uid[];
}
/**
 * Things of one kind.
 */
export interface Things {
  entity: Entity;
  uids: Uid[];
}
/**
 * Absent fields stay; lists given replace the lists that were.
 */
export interface EditActor {
  kind?: ActorKind | null;
  names?: NewName[] | null;
  note?: string | null;
  roles?: NewActorRole[] | null;
  uid: Uid;
}
/**
 * Corrects what is known of an article; absent fields stay.
 */
export interface EditArticle {
  author?: string | null;
  language?: string | null;
  note?: string | null;
  outlet?: Uid | null;
  published?: string | null;
  retrieved?: string | null;
  title?: string | null;
  uid: Uid;
  url?: string | null;
}
/**
 * Absent fields stay.
 */
export interface EditBriefing {
  language?: string | null;
  title?: string | null;
  uid: Uid;
}
/**
 * Absent fields stay.
 */
export interface EditBriefingItem {
  /**
   * Of a heading.
   */
  level?: number | null;
  /**
   * Of a heading or prose.
   */
  text?: string | null;
  /**
   * Of a statement.
   */
  translation?: Uid | null;
  uid: Uid;
}
/**
 * Absent fields stay; a list given replaces the list that was.
 */
export interface EditConcept {
  definition?: string | null;
  note?: string | null;
  subject?: string | null;
  terms?: NewTerm[] | null;
  uid: Uid;
}
/**
 * Absent fields stay; parties given replace those that were.
 */
export interface EditEvent {
  happened?: string | null;
  name?: string | null;
  note?: string | null;
  number?: number | null;
  parties?: Uid[] | null;
  place?: string | null;
  series?: string | null;
  uid: Uid;
}
/**
 * Absent fields stay.
 */
export interface EditLink {
  kind?: LinkKind | null;
  note?: string | null;
  uid: Uid;
}
/**
 */
export interface EditNote {
  text: string;
  uid: Uid;
}
/**
 * Absent fields stay.
 */
export interface EditOutlet {
  country?: string | null;
  language?: string | null;
  name?: string | null;
  note?: string | null;
  reliability?: Reliability | null;
  uid: Uid;
  url?: string | null;
}
/**
 * Absent fields stay.
 */
export interface EditSavedSearch {
  name?: string | null;
  query?: string | null;
  sort?: SearchSort | null;
  switches?: Switches1 | null;
  uid: Uid;
  view?: SearchView | null;
}
/**
 * Which expansions of a saved search's words are switched off or on: as in `search`.
 */
export interface Switches1 {
  with_terms?: string[];
  without?: ExpansionReason[];
  without_terms?: string[];
}
/**
 * Changes a statement; absent fields stay, lists given replace the lists that were.
 */
export interface EditStatement {
  about?: string | null;
  certainty?: Certainty | null;
  chain?: NewAttribution[] | null;
  credibility?: Credibility | null;
  events?: Uid[] | null;
  kind?: Kind | null;
  note?: string | null;
  reliability?: Reliability | null;
  said?: string | null;
  spans?: NewSpan[] | null;
  tags?: Uid[] | null;
  topics?: NewStance[] | null;
  uid: Uid;
}
/**
 * Absent fields stay.
 */
export interface EditTag {
  color?: string | null;
  definition?: string | null;
  name?: string | null;
  /**
   * A tag cannot stand below itself or its own descendants.
   */
  parent?: Uid | null;
  /**
   * Place among its siblings, from 0.
   */
  position?: number | null;
  uid: Uid;
}
/**
 * Absent fields stay.
 */
export interface EditTopic {
  color?: string | null;
  name?: string | null;
  note?: string | null;
  question?: string | null;
  uid: Uid;
}
/**
 * Absent fields stay.
 */
export interface EditTranslation {
  language?: string | null;
  status?: TranslationStatus | null;
  text?: string | null;
  title?: string | null;
  translated?: string | null;
  translator?: string | null;
  uid: Uid;
}
/**
 * Absent fields stay.
 */
export interface EditWorkspace {
  target_language?: string | null;
  title?: string | null;
}
/**
 * A request without anything to say.
 */
export interface NoArguments {}
/**
 * What a write answers: its own result, and what it touched, so that a window redraws just that.
 */
export interface WrittenEmptied {
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  command: string;
  /**
   * True when a command with this identity had been done before: nothing was done again.
   */
  repeated: boolean;
  result: Emptied;
  /**
   * Its number in the history, counted from 1.
   */
  sequence: number;
  touched: Touched3;
}
/**
 * What emptying the bin removed.
 */
export interface Emptied {
  removed: number;
}
/**
 * What was added, changed or removed.
 */
export interface Touched3 {
  /**
   * Every kind of thing that was touched.
   */
  entities: Entity[];
  /**
   * Which ones; empty when there are more than 200.
   */
  uids: Uid[];
}
/**
 * One thing, named by its uid.
 */
export interface One {
  uid: Uid;
}
/**
 */
export interface ActorView {
  actor: ActorRow;
  notes: NoteView[];
}
/**
 */
export interface ActorRow {
  kind: ActorKind;
  name: string;
  /**
   * First the preferred one.
   */
  names: NameView[];
  note: string;
  roles: ActorRoleView[];
  /**
   * Statements in whose chain the actor stands.
   */
  statements: number;
  uid: Uid;
}
/**
 */
export interface NameView {
  language: string;
  name: string;
  /**
   * ISO 15924, '' = unknown.
   */
  script: string;
}
/**
 */
export interface ActorRoleView {
  from: string;
  organisation?: ActorRef | null;
  title: string;
  to: string;
}
/**
 */
export interface NoteView {
  about?: Subject | null;
  added: string;
  text: string;
  uid: Uid;
}
/**
 * An article opened for reading.
 */
export interface ArticleView {
  article: ArticleRow;
  notes: NoteView[];
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  revision: string;
  revision_number: number;
  /**
   * Sentences in reading order.
   */
  sentences: Range[];
  /**
   * In reading order.
   */
  statements: StatementView[];
  text: string;
  /**
   * Of the article and of passages; those of statements are with the statements.
   */
  translations: TranslationView[];
}
/**
 * An article as the library shows it.
 */
export interface ArticleRow {
  /**
   * RFC 3339, UTC.
   */
  added: string;
  author: string;
  /**
   * Code points of the current text.
   */
  characters: number;
  /**
   * Other articles that go back to the same text.
   */
  copies: number;
  direction: Direction;
  encoding: string;
  file_name: string;
  language: string;
  media_type: string;
  missing: Missing[];
  note: string;
  outlet?: OutletRef | null;
  published: string;
  retrieved: string;
  /**
   * Of the original.
   */
  sha256: string;
  statements: number;
  title: string;
  /**
   * Statements that have a translation.
   */
  translated: number;
  uid: Uid;
  url: string;
}
/**
 * An outlet as other things show it.
 */
export interface OutletRef {
  name: string;
  reliability?: Reliability | null;
  uid: Uid;
}
/**
 * A range of a text: code points from 0, end excluded.
 */
export interface Range {
  end: number;
  start: number;
}
/**
 * A statement with everything it carries.
 */
export interface StatementView {
  about: string;
  added: string;
  article: ArticleRef;
  /**
   * Briefings that quote it.
   */
  briefings: NamedRef[];
  certainty?: Certainty | null;
  chain: AttributionView[];
  credibility?: Credibility | null;
  events: NamedRef[];
  kind: Kind;
  links: LinkedStatement[];
  note: string;
  outlet?: OutletRef | null;
  /**
   * EDTF of the article.
   */
  published: string;
  reliability?: Reliability | null;
  said: string;
  spans: SpanView[];
  tags: NamedRef[];
  topics: StanceView[];
  translations: TranslationView[];
  uid: Uid;
}
/**
 * An article as other things show it.
 */
export interface ArticleRef {
  language: string;
  title: string;
  uid: Uid;
}
/**
 * Anything with a name and perhaps a colour (`#rrggbb`, '' = none).
 */
export interface NamedRef {
  color: string;
  name: string;
  uid: Uid;
}
/**
 */
export interface AttributionView {
  actor?: ActorRef | null;
  role: Role;
  words: string;
}
/**
 * A link seen from one of its two statements.
 */
export interface LinkedStatement {
  article: ArticleRef;
  kind: LinkKind;
  note: string;
  /**
   * True: this statement contradicts (…) the other; false: the other this one.
   */
  outgoing: boolean;
  quote: string;
  /**
   * First speaker's name, '' when nobody is named.
   */
  speaker: string;
  statement: Uid;
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  uid: string;
}
/**
 */
export interface SpanView {
  /**
   * Code points, excluded.
   */
  end: number;
  /**
   * The text was corrected and this span could not be carried over.
   */
  orphaned: boolean;
  quote: string;
  revision: Uid;
  /**
   * Code points.
   */
  start: number;
  uid: Uid;
}
/**
 */
export interface StanceView {
  stance: Stance;
  topic: NamedRef;
}
/**
 */
export interface TranslationView {
  added: string;
  article: Uid;
  language: string;
  /**
   * The text was corrected and the passage does not stand in it any more: its range is one of an earlier text.
   */
  orphaned: boolean;
  /**
   * Set when it is of a passage.
   */
  passage?: Range | null;
  /**
   * Set when it is of a statement.
   */
  statement?: Uid | null;
  status: TranslationStatus;
  text: string;
  title: string;
  translated: string;
  translator: string;
  uid: Uid;
}
/**
 */
export interface BriefingView {
  briefing: BriefingRow;
  items: BriefingItemView[];
}
/**
 */
export interface BriefingRow {
  added: string;
  items: number;
  language: string;
  statements: number;
  title: string;
  uid: Uid;
}
/**
 */
export interface BriefingItemView {
  kind: ItemKind;
  level?: number | null;
  statement?: StatementView | null;
  text: string;
  /**
   * The translation chosen by hand, if any.
   */
  translation?: Uid | null;
  uid: Uid;
}
/**
 * The changes of one command.
 */
export interface GetCommand {
  sequence: number;
}
/**
 */
export interface CommandView {
  changes: ChangeView[];
  entry: HistoryEntry;
}
/**
 */
export interface ChangeView {
  /**
   * Changed columns after, as JSON; null for an insert or delete.
   */
  after: {
    [k: string]: unknown;
  };
  /**
   * Changed columns before, as JSON; null for an insert.
   */
  before: {
    [k: string]: unknown;
  };
  /**
   * insert, update or delete.
   */
  op: string;
  table: string;
  uid: string;
}
/**
 */
export interface HistoryEntry {
  analyst: string;
  /**
   * RFC 3339, UTC.
   */
  at: string;
  /**
   * The command's name, as in the list of commands.
   */
  command: string;
  /**
   * do, undo or redo.
   */
  how: string;
  /**
   * What people know the thing touched by, '' when there is none or many.
   */
  label: string;
  sequence: number;
  /**
   * `in_effect`, undone, abandoned or final.
   */
  state: string;
  /**
   * Of an undo or redo: the number of the command concerned.
   */
  target?: number | null;
  touched: Touched4;
  uid: Uid;
}
/**
 * What a command added, changed or removed.
 */
export interface Touched4 {
  /**
   * Every kind of thing that was touched.
   */
  entities: Entity[];
  /**
   * Which ones; empty when there are more than 200.
   */
  uids: Uid[];
}
/**
 */
export interface ConceptView {
  definition: string;
  note: string;
  /**
   * '' = none.
   */
  subject: string;
  /**
   * First the one that the concept is known by.
   */
  terms: TermView[];
  uid: Uid;
}
/**
 */
export interface TermView {
  /**
   * BCP 47; '' = unknown.
   */
  language: string;
  note: string;
  status?: TermStatus | null;
  term: string;
}
/**
 */
export interface EventView {
  event: EventRow;
  notes: NoteView[];
}
/**
 */
export interface EventRow {
  happened: string;
  name: string;
  note: string;
  number?: number | null;
  parties: ActorRef[];
  place: string;
  series: string;
  statements: number;
  uid: Uid;
}
/**
 * Asks for a piece of an article's current text.
 */
export interface GetExcerpt {
  end: number;
  /**
   * Code points of the text, end excluded; at most 20,000 are given.
   */
  start: number;
  uid: Uid;
}
/**
 * A piece of an article's current text.
 */
export interface ArticleExcerpt {
  article: ArticleRow;
  /**
   * Code points of the whole text.
   */
  length: number;
  /**
   * Where the piece begins: code points of the text.
   */
  start: number;
  text: string;
}
/**
 * The latest import, if there was one.
 */
export interface LatestImport {
  import?: ImportJob | null;
}
/**
 * An import as the file keeps it.
 */
export interface ImportJob {
  /**
   * RFC 3339, UTC.
   */
  began: string;
  /**
   * Not stored because the same bytes are there already.
   */
  duplicates: number;
  /**
   * RFC 3339, UTC; empty until it is done or cancelled.
   */
  ended: string;
  failed: number;
  imported: number;
  /**
   * Articles, of this import or another, that are stored and not yet indexed.
   */
  pending: number;
  state: ImportState;
  /**
   * Items taken from the sources: imported, duplicates and failed.
   */
  taken: number;
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  uid: string;
}
/**
 */
export interface OutletView {
  notes: NoteView[];
  outlet: OutletRow;
}
/**
 */
export interface OutletRow {
  articles: number;
  country: string;
  language: string;
  name: string;
  note: string;
  reliability?: Reliability | null;
  statements: number;
  uid: Uid;
  url: string;
}
/**
 * A text that an article has or had.
 */
export interface RevisionText {
  article: Uid;
  revision: RevisionRow;
  text: string;
}
/**
 * One of them.
 */
export interface RevisionRow {
  /**
   * RFC 3339, UTC.
   */
  added: string;
  /**
   * Code points.
   */
  characters: number;
  /**
   * Counted from 1.
   */
  number: number;
  /**
   * Why it took the place of the one before.
   */
  reason: string;
  /**
   * Of its UTF-8 bytes.
   */
  sha256: string;
  uid: Uid;
}
/**
 */
export interface TopicView {
  notes: NoteView[];
  topic: TopicRow;
}
/**
 */
export interface TopicRow {
  against_count: number;
  color: string;
  declines_count: number;
  /**
   * How many statements take each stance.
   */
  for_count: number;
  name: string;
  neutral_count: number;
  note: string;
  question: string;
  statements: number;
  uid: Uid;
}
/**
 */
export interface WorkspaceView {
  actors: number;
  articles: number;
  briefings: number;
  /**
   * Of the glossary.
   */
  concepts: number;
  deleted: number;
  events: number;
  outlets: number;
  /**
   * Where the file is.
   */
  path: string;
  /**
   * The file lies where it is not as safe as on a disk of this machine.
   */
  place?: PlaceWarning | null;
  read_only: boolean;
  /**
   * Why it can only be read.
   */
  read_only_because?: ReadOnlyBecause | null;
  /**
   * When the last command was saved: RFC 3339, UTC; '' in a new workspace.
   */
  saved: string;
  /**
   * Number of the last command, 0 in a new workspace.
   */
  sequence: number;
  /**
   * Bytes.
   */
  size: number;
  statements: number;
  tags: number;
  /**
   * BCP 47: what translations are usually made into.
   */
  target_language: string;
  title: string;
  topics: number;
  translations: number;
  undo: UndoState;
}
/**
 * Where a file lies that is not as safe as on a disk of this machine.
 */
export interface PlaceWarning {
  kind: PlaceKind;
  /**
   * The kind of file system, or who carries the folder elsewhere.
   */
  name: string;
}
/**
 * What undo and redo would do now.
 */
export interface UndoState {
  /**
   * Name of the command that redo would do again.
   */
  redo?: string | null;
  /**
   * Name of the command that undo would take back.
   */
  undo?: string | null;
}
/**
 * Which terms of the glossary stand in a text.
 */
export interface GlossaryInText {
  article: Uid;
}
/**
 */
export interface TermsInText {
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  article: string;
  /**
   * The concepts that the marks are of.
   */
  concepts: ConceptView[];
  /**
   * In the order of the text; none overlaps another.
   */
  marks: TermMark[];
  /**
   * Whether there are more marks than are given (50,000).
   */
  more: boolean;
}
/**
 * A term in a text: code points from 0, end excluded.
 */
export interface TermMark {
  /**
   * Places in `concepts`; several when they share the term.
   */
  concepts: number[];
  end: number;
  start: number;
}
/**
 * Stores articles. What is left out is taken from the source as the preview shows it.
 * Sources that cannot be read are named in the answer and the rest is stored.
 */
export interface ImportArticles {
  articles: NewArticle[];
}
/**
 * One article to store.
 */
export interface NewArticle {
  /**
   * Store it although the same bytes are in the workspace already.
   */
  allow_duplicate?: boolean;
  author?: string | null;
  encoding?: string | null;
  file_name?: string | null;
  /**
   * BCP 47, '' = unknown.
   */
  language?: string | null;
  media_type?: string | null;
  note?: string | null;
  outlet?: Uid | null;
  /**
   * EDTF, '' = unknown.
   */
  published?: string | null;
  /**
   * EDTF, '' = unknown.
   */
  retrieved?: string | null;
  source: Source;
  title?: string | null;
  /**
   * The identity to give it; made by the program when absent.
   */
  uid?: Uid | null;
  url?: string | null;
}
/**
 * What a write answers: its own result, and what it touched, so that a window redraws just that.
 */
export interface WrittenImportedArticles {
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  command: string;
  /**
   * True when a command with this identity had been done before: nothing was done again.
   */
  repeated: boolean;
  result: ImportedArticles;
  /**
   * Its number in the history, counted from 1.
   */
  sequence: number;
  touched: Touched5;
}
/**
 * What became of each source, in the order of the request.
 */
export interface ImportedArticles {
  imported: ImportedArticle[];
  refused: RefusedArticle[];
}
/**
 */
export interface ImportedArticle {
  /**
   * Place in the request, from 0.
   */
  index: number;
  title: string;
  uid: Uid;
}
/**
 */
export interface RefusedArticle {
  file_name: string;
  /**
   * Place in the request, from 0.
   */
  index: number;
  /**
   * English, for the command line.
   */
  message: string;
  /**
   * As [`crate::error::Refusal`] is written.
   */
  refusal: {
    [k: string]: unknown;
  };
}
/**
 * What a command added, changed or removed.
 */
export interface Touched5 {
  /**
   * Every kind of thing that was touched.
   */
  entities: Entity[];
  /**
   * Which ones; empty when there are more than 200.
   */
  uids: Uid[];
}
/**
 * A glossary to take in: tab-separated text or TBX, told apart by what it holds.
 */
export interface ImportGlossary {
  source: Source;
}
/**
 * What a write answers: its own result, and what it touched, so that a window redraws just that.
 */
export interface WrittenImportedGlossary {
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  command: string;
  /**
   * True when a command with this identity had been done before: nothing was done again.
   */
  repeated: boolean;
  result: ImportedGlossary;
  /**
   * Its number in the history, counted from 1.
   */
  sequence: number;
  touched: Touched6;
}
/**
 * What became of the concepts of a file.
 */
export interface ImportedGlossary {
  /**
   * Concepts that are new.
   */
  added: number;
  /**
   * Concepts that were there and got something they lacked.
   */
  merged: number;
  /**
   * Terms that break a rule, in the order of the file; at most 1,000.
   */
  refused: RefusedTerm[];
  /**
   * All of them.
   */
  refused_total: number;
  /**
   * Terms that are new, in new concepts and others.
   */
  terms: number;
  /**
   * Concepts that were there with all that the file says.
   */
  unchanged: number;
}
/**
 * A term of a file that was not taken in.
 */
export interface RefusedTerm {
  /**
   * What is wrong with it: `term`, `language`, `status`, `subject`, or `terms` of a concept without any.
   */
  field: string;
  /**
   * Of the file, counted from 1.
   */
  line: number;
  /**
   * The reason in English.
   */
  message: string;
  reason: Reason;
  term: string;
}
/**
 * What a command added, changed or removed.
 */
export interface Touched6 {
  /**
   * Every kind of thing that was touched.
   */
  entities: Entity[];
  /**
   * Which ones; empty when there are more than 200.
   */
  uids: Uid[];
}
/**
 * Asks for every place where a query's words stand, each as a line of a table.
 */
export interface KeywordInContext {
  after?: string | null;
  /**
   * At most 500; 0 means 100.
   */
  limit?: number;
  /**
   * As in `search`.
   */
  query: string;
  sort?: 'newest' | 'left' | 'right';
  /**
   * Code points to either side, 10 to 300; 0 means 80.
   */
  width?: number;
  with_terms?: string[];
  /**
   * Where the words to either side end.
   */
  within?: 'paragraph' | 'sentence';
  /**
   * As in `search`.
   */
  without?: ExpansionReason[];
  without_terms?: string[];
}
/**
 */
export interface KwicPage {
  /**
   * There are more lines than were sorted.
   */
  bounded: boolean;
  next?: string | null;
  problems: QueryProblem[];
  rows: KwicRow[];
  /**
   * The query as it was understood.
   */
  understood: string;
}
/**
 */
export interface QueryProblem {
  /**
   * `only_not`, `unknown_field`, `not_a_date`, `unknown_word`, `empty_phrase`, `too_long`.
   */
  code: string;
  /**
   * The part of the query it is about.
   */
  part: string;
}
/**
 * A place where a word or phrase of the query stands.
 */
export interface KwicRow {
  article?: ArticleRef | null;
  direction: Direction;
  end: number;
  /**
   * What kinds of things a workspace holds.
   */
  entity:
    | 'workspace'
    | 'article'
    | 'outlet'
    | 'actor'
    | 'statement'
    | 'topic'
    | 'tag'
    | 'event'
    | 'link'
    | 'translation'
    | 'briefing'
    | 'note'
    | 'saved_search'
    | 'concept';
  keyword: string;
  /**
   * BCP 47.
   */
  language: string;
  left: string;
  outlet: string;
  part: PassagePart;
  published: string;
  right: string;
  /**
   * Where the keyword stands: code points in the article's text (of `text` and `quote`), else in the translation or
   * note itself; end excluded.
   */
  start: number;
  /**
   * Of the article, or the name of what the note is about.
   */
  title: string;
  uid: Uid;
}
/**
 * All actors, by preferred name.
 */
export interface ListActors {
  kind?: ActorKind | null;
  /**
   * Beginning of any word of any name, folded; '' = all.
   */
  text?: string;
}
/**
 */
export interface ActorList {
  actors: ActorRow[];
}
/**
 * A page of the library.
 */
export interface ListArticles {
  /**
   * `next` of the page before.
   */
  after?: string | null;
  /**
   * BCP 47; '' = any.
   */
  language?: string;
  /**
   * At most 500; 0 means 100.
   */
  limit?: number;
  /**
   * Only articles that lack this.
   */
  missing?: Missing | null;
  /**
   * Of articles that go back to the same text only one, the first that was added.
   */
  one_per_origin?: boolean;
  outlet?: Uid | null;
  sort?: ('oldest' | 'title') | 'newest' | 'added';
  /**
   * Words that must stand in the title; '' = any.
   */
  title?: string;
}
/**
 */
export interface ArticlePage {
  articles: ArticleRow[];
  /**
   * To ask for the next page; absent on the last.
   */
  next?: string | null;
  /**
   * How many there are with these filters.
   */
  total: number;
}
/**
 */
export interface BinList {
  deleted: DeletedThing[];
}
/**
 */
export interface DeletedThing {
  /**
   * RFC 3339, UTC.
   */
  deleted: string;
  entity: Entity;
  /**
   * What people know it by: a title, a name, the beginning of a quote.
   */
  label: string;
  uid: Uid;
}
/**
 */
export interface BriefingList {
  briefings: BriefingRow[];
}
/**
 * Concepts by their first term as folded.
 */
export interface ListConcepts {
  /**
   * `next` of the page before.
   */
  after?: string | null;
  /**
   * BCP 47; only concepts with a term in this language; '' = any.
   */
  language?: string;
  /**
   * At most 500; 0 means 100.
   */
  limit?: number;
  /**
   * Beginning of any word of any term, folded; '' = all.
   */
  text?: string;
}
/**
 */
export interface ConceptPage {
  concepts: ConceptView[];
  /**
   * To ask for the next page; absent on the last.
   */
  next?: string | null;
  /**
   * How many there are with these filters.
   */
  total: number;
}
/**
 * The copies of an article.
 */
export interface CopyList {
  /**
   * The most alike first.
   */
  copies: Copy[];
  /**
   * Articles of the workspace that were not compared yet.
   */
  waiting: number;
}
/**
 * An article that shares its text with another one.
 */
export interface Copy {
  article: CopiedArticle;
  /**
   * What the analyst said: the same origin (true), not (false), nothing (null).
   */
  decided?: boolean | null;
  /**
   * What the article that was asked for is to this one.
   */
  relation: 'same_text' | 'excerpt_of' | 'contains' | 'reworded';
  /**
   * How much of the text that was asked for stands in this article: per cent of its runs of three words.
   */
  shared: number;
  /**
   * How much of this article stands in the text that was asked for: per cent.
   */
  shared_of_other: number;
}
/**
 * An article as its copies show it.
 */
export interface CopiedArticle {
  /**
   * Code points.
   */
  characters: number;
  /**
   * BCP 47, '' = unknown.
   */
  language: string;
  /**
   * '' = unknown.
   */
  outlet: string;
  /**
   * EDTF, '' = unknown.
   */
  published: string;
  title: string;
  uid: Uid;
}
/**
 * By series, number and date.
 */
export interface EventList {
  events: EventRow[];
}
/**
 * What was done, last first.
 */
export interface ListHistory {
  /**
   * Only what was done before this number.
   */
  before?: number | null;
  /**
   * At most 500; 0 means 100.
   */
  limit?: number;
  /**
   * Only what touched this thing.
   */
  uid?: Uid | null;
}
/**
 */
export interface HistoryPage {
  entries: HistoryEntry[];
  next?: number | null;
}
/**
 * Asks for failures of the latest import.
 */
export interface ListImportFailures {
  /**
   * `next` of the page before.
   */
  after?: number | null;
  /**
   * At most 1,000; 0 means 100.
   */
  limit?: number;
}
/**
 * A page of failures, in the order of the sources.
 */
export interface ImportFailures {
  failures: ImportFailure[];
  /**
   * To ask for the next page; absent on the last.
   */
  next?: number | null;
}
/**
 * One line of the list of failures.
 */
export interface ImportFailure {
  code: string;
  /**
   * English.
   */
  message: string;
  /**
   * In a collection the line, record or entry; '' otherwise.
   */
  place: string;
  /**
   * The file, or the collection.
   */
  source: string;
  /**
   * The article is stored all the same.
   */
  stored: boolean;
}
/**
 */
export interface ListLikelySameActors {
  /**
   * Only pairs with this actor, who is then `one`.
   */
  actor?: Uid | null;
  /**
   * At most 500; 0 means 100.
   */
  limit?: number;
}
/**
 */
export interface LikelySameActors {
  /**
   * There are more than these.
   */
  more: boolean;
  /**
   * The likeliest first.
   */
  pairs: LikelySame[];
  /**
   * Actors that the asked one is not, as the analyst said; empty when no actor was asked for.
   */
  refused: ActorRef[];
}
/**
 * Two actors that may be the same.
 */
export interface LikelySame {
  one: SameCandidate;
  other: SameCandidate;
  /**
   * The name first, then what else speaks for it, then what speaks against it.
   */
  reasons: SameReason[];
  /**
   * How likely, 0 to 100: a rank, not a probability.
   */
  score: number;
}
/**
 */
export interface SameCandidate {
  actor: ActorRef;
  /**
   * First role, '' when there is none.
   */
  role: string;
  statements: number;
}
/**
 * Notes of the whole workspace, last added first.
 */
export interface NoteList {
  notes: NoteView[];
}
/**
 * A page of the texts that stand in more than one article.
 */
export interface ListOrigins {
  /**
   * `next` of the page before.
   */
  after?: string | null;
  /**
   * At most 200; 0 means 50.
   */
  limit?: number;
}
/**
 */
export interface OriginPage {
  /**
   * How many articles stand in them.
   */
  articles: number;
  /**
   * To ask for the next page; absent on the last.
   */
  next?: string | null;
  /**
   * Those whose first article was added first come first.
   */
  origins: Origin[];
  /**
   * How many there are.
   */
  total: number;
  /**
   * Articles of the workspace that were not compared yet.
   */
  waiting: number;
}
/**
 * Articles that go back to one text.
 */
export interface Origin {
  /**
   * Earliest published first, unknown dates last; at most 100.
   */
  articles: CopiedArticle[];
  /**
   * How many there are.
   */
  count: number;
}
/**
 */
export interface OutletList {
  outlets: OutletRow[];
}
/**
 * The texts that an article has had.
 */
export interface RevisionList {
  /**
   * The current one first.
   */
  revisions: RevisionRow[];
}
/**
 * All saved searches.
 */
export interface ListSavedSearches {
  /**
   * Also how much each of them finds now: each is searched for.
   */
  counts?: boolean;
}
/**
 */
export interface SavedSearchList {
  saved_searches: SavedSearchRow[];
}
/**
 */
export interface SavedSearchRow {
  /**
   * How many there are, counted up to 1,000; when asked for.
   */
  count?: SavedSearchCount | null;
  name: string;
  query: string;
  sort: SearchSort;
  switches: Switches1;
  uid: Uid;
  view: SearchView;
}
/**
 */
export interface SavedSearchCount {
  more_than_counted: boolean;
  total: number;
}
/**
 * Statements by what they carry; every filter given must hold. Newest said first, unknown last.
 */
export interface ListStatements {
  actor?: Uid | null;
  after?: string | null;
  article?: Uid | null;
  event?: Uid | null;
  kind?: Kind | null;
  /**
   * At most 500; 0 means 100.
   */
  limit?: number;
  outlet?: Uid | null;
  /**
   * With `actor`: only where the actor has this role.
   */
  role?: Role | null;
  stance?: Stance | null;
  /**
   * With the tags below it.
   */
  tag?: Uid | null;
  topic?: Uid | null;
}
/**
 */
export interface StatementPage {
  next?: string | null;
  statements: StatementView[];
  total: number;
}
/**
 * The codebook, parents before children, siblings in their order.
 */
export interface TagList {
  tags: TagRow[];
}
/**
 */
export interface TagRow {
  color: string;
  definition: string;
  /**
   * 0 for the top.
   */
  depth: number;
  name: string;
  parent?: Uid | null;
  /**
   * With this very tag.
   */
  statements: number;
  /**
   * With this tag or one below it.
   */
  statements_below: number;
  uid: Uid;
}
/**
 */
export interface TopicList {
  topics: TopicRow[];
}
/**
 * Two things become one; `uid` goes into `into` with everything that refers to it.
 */
export interface Merge {
  into: Uid;
  uid: Uid;
}
/**
 * Moves an entry.
 */
export interface MoveBriefingItem {
  /**
   * The entry after which it goes; absent: to the top.
   */
  after?: Uid | null;
  uid: Uid;
}
/**
 * What would become of a source, before it is stored.
 */
export interface PreviewArticle {
  /**
   * WHATWG label, when the analyst knows better than the detection.
   */
  encoding?: string | null;
  /**
   * Name to show and to read the type from; default is the file's own.
   */
  file_name?: string | null;
  media_type?: string | null;
  source: Source;
}
/**
 * What the program made of a source. Nothing is invented: what is not known is ''.
 */
export interface ArticlePreview {
  author: string;
  /**
   * The beginning of the text, at most 1,500 code points.
   */
  beginning: string;
  /**
   * Code points.
   */
  characters: number;
  direction: Direction;
  /**
   * Articles made from the same bytes.
   */
  duplicates: ArticleRef[];
  encoding: string;
  /**
   * False when the encoding was guessed from the bytes' statistics.
   */
  encoding_sure: boolean;
  file_name: string;
  language: string;
  language_sure: boolean;
  media_type: string;
  missing: Missing[];
  /**
   * The outlet as the document itself names it, '' when it does not.
   */
  outlet: string;
  published: string;
  repairs: RepairView[];
  sha256: string;
  /**
   * Articles that share much of the text, the most alike first.
   */
  similar: Copy[];
  /**
   * Bytes.
   */
  size: number;
  title: string;
  /**
   * Where the title was taken from.
   */
  title_from: string;
  url: string;
}
/**
 * Something that was replaced or that a reader should know of, with how often.
 */
export interface RepairView {
  count: number;
  kind: string;
}
/**
 * The briefing as it would be exported, and what a careful reader would miss in it.
 */
export interface BriefingPreview {
  markdown: string;
  problems: BriefingProblem[];
  quotes: number;
}
/**
 */
export interface BriefingProblem {
  /**
   * `no_translation`, `draft_translation`, `orphaned_span`, `deleted_statement`,
   * `unknown_speaker`, `quote_differs`.
   */
  code: string;
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  item: string;
}
/**
 * A text that is to take the place of an article's current one. Line ends become LF.
 */
export interface PreviewCorrection {
  article: Uid;
  /**
   * The whole text.
   */
  text: string;
}
/**
 * What would become of what is marked in the current text.
 */
export interface CorrectionPreview {
  /**
   * False when the text is the current one.
   */
  changed: boolean;
  /**
   * Code points of the corrected text.
   */
  characters: number;
  /**
   * Spans of statements and translated passages, in reading order.
   */
  quotes: QuoteFate[];
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  revision: string;
}
/**
 * What becomes of one span or translated passage.
 */
export interface QuoteFate {
  at: Range1;
  fate: Fate;
  /**
   * What stands there.
   */
  quote: string;
  /**
   * The statement that it is a span of; null for a translated passage.
   */
  statement?: Uid | null;
  /**
   * Its range in the corrected text, unless it is lost.
   */
  to?: Range | null;
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  uid: string;
  /**
   * Only when it is offered.
   */
  why?: Doubt | null;
  /**
   * What stands there.
   */
  words?: string | null;
}
/**
 * A range of a text: code points from 0, end excluded.
 */
export interface Range1 {
  end: number;
  start: number;
}
/**
 * Two actors, in either order.
 */
export interface TwoActors {
  one: Uid;
  other: Uid;
}
/**
 * What a write answers: its own result, and what it touched, so that a window redraws just that.
 */
export interface WrittenUndone {
  /**
   * The identity of a row outside the file: a UUID, version 7 when the program makes it (RFC 9562).
   */
  command: string;
  /**
   * True when a command with this identity had been done before: nothing was done again.
   */
  repeated: boolean;
  result: Undone;
  /**
   * Its number in the history, counted from 1.
   */
  sequence: number;
  touched: Touched7;
}
/**
 * What was undone or done again.
 */
export interface Undone {
  /**
   * How many commands (a group counts its members).
   */
  commands: number;
  /**
   * Name of the command.
   */
  name: string;
}
/**
 * What a command added, changed or removed.
 */
export interface Touched7 {
  /**
   * Every kind of thing that was touched.
   */
  entities: Entity[];
  /**
   * Which ones; empty when there are more than 200.
   */
  uids: Uid[];
}
/**
 * Searches everything.
 */
export interface Search {
  after?: string | null;
  /**
   * At most 200; 0 means 20.
   */
  limit?: number;
  /**
   * Words, "phrases", prefix*, -not, OR, (groups), and fields. Of everything: title: outlet: lang: after: before:
   * published: reliability: (A to F or a range; a statement's own grade, else its outlet's), has: (translation,
   * note, outlet, date, speaker, topic, tag, event), is: (article, statement, translation, note, briefing, orphaned,
   * origin: no copy of an article that came before). Of
   * statements: speaker: behalf: holder: medium: relayed: addressee: actor: (in any role), kind:, topic: (also with
   * a stance: topic:"X"/for), stance:, tag: (and those below), event:, said-after: said-before: said:,
   * credibility: (1 to 6 or a range), certainty:. A name after = must be the whole name: outlet:="Die Zeit".
   * Anything is a valid query.
   */
  query: string;
  sort?: 'newest' | 'relevance';
  /**
   * While the query is still being typed: its last word also matches as a beginning.
   */
  typing?: boolean;
  /**
   * Expansions that are only proposed and are switched on: their `term`.
   */
  with_terms?: string[];
  /**
   * Words are not expanded for these reasons.
   */
  without?: ExpansionReason[];
  /**
   * Expansions that are switched off: their `term`.
   */
  without_terms?: string[];
}
/**
 */
export interface SearchPage {
  /**
   * What else stands for the words of the query, and why; also what was switched off.
   */
  expansions?: Expansion[];
  hits: Hit[];
  more_than_counted: boolean;
  next?: string | null;
  /**
   * What in the query could not be used, and what was done instead.
   */
  problems: QueryProblem[];
  /**
   * By relevance: there are more, and only the newest 1,000 were ranked.
   */
  ranked_newest?: boolean;
  /**
   * How many there are, counted up to 1,000.
   */
  total: number;
  /**
   * The query as it was understood.
   */
  understood: string;
}
/**
 * A word, or several side by side, that is looked for beside one that was typed.
 */
export interface Expansion {
  /**
   * Of an inflection: the languages (BCP 47) in which it is one, separated by spaces. Of another name: whose. Of a term
   * of the glossary: the term it stands beside. Otherwise ''.
   */
  detail: string;
  /**
   * Documents that say it (articles, statements, translations, notes, names): exact up to 8, estimated above; of
   * several words side by side at most so many.
   */
  docs: number;
  /**
   * The word of the query, or several, as typed.
   */
  of: string;
  /**
   * Whether it is looked for. Proposals that are uncertain are off until they are switched on.
   */
  on: boolean;
  reason: ExpansionReason;
  /**
   * As the index has it: by this it is switched.
   */
  term: string;
  /**
   * As texts write it.
   */
  written: string;
}
/**
 * A place where the query was found.
 */
export interface Hit {
  /**
   * The article it stands in.
   */
  article?: ArticleRef | null;
  /**
   * Other articles that go back to the same text; of an article only.
   */
  copies?: number;
  /**
   * What kinds of things a workspace holds.
   */
  entity:
    | 'workspace'
    | 'article'
    | 'outlet'
    | 'actor'
    | 'statement'
    | 'topic'
    | 'tag'
    | 'event'
    | 'link'
    | 'translation'
    | 'briefing'
    | 'note'
    | 'saved_search'
    | 'concept';
  outlet: string;
  passages: Passage[];
  published: string;
  /**
   * Title or name, as text.
   */
  title: string;
  /**
   * Matches in `title`: code points.
   */
  title_marks: Range[];
  uid: Uid;
}
/**
 * A piece of text around matches.
 */
export interface Passage {
  /**
   * BCP 47.
   */
  language: string;
  /**
   * Matches: code points in `text`.
   */
  marks: Range[];
  part: PassagePart;
  /**
   * Where the piece begins: code points in the article's text (of `text` and `quote`), else in the
   * translation, note or name itself.
   */
  start: number;
  text: string;
}
/**
 * Asks which values the things found have, and how often.
 */
export interface SearchFacets {
  /**
   * As in `search`.
   */
  query: string;
  with_terms?: string[];
  /**
   * As in `search`.
   */
  without?: ExpansionReason[];
  without_terms?: string[];
}
/**
 */
export interface FacetCounts {
  /**
   * Those that have any value, in the order in which they are shown.
   */
  facets: Facet[];
}
/**
 * What the things found have in one respect.
 */
export interface Facet {
  /**
   * There are more things: only the newest were counted.
   */
  bounded: boolean;
  by: FacetBy;
  /**
   * How many things were counted.
   */
  counted: number;
  /**
   * There are more values.
   */
  more: boolean;
  /**
   * The most frequent first (dates: the latest first; grades: the best first), at most 20.
   */
  values: FacetValue[];
}
/**
 */
export interface FacetValue {
  /**
   * The query filters by it.
   */
  active: boolean;
  /**
   * Of a topic or tag, '' when it has none.
   */
  color: string;
  /**
   * How many of the things counted have it.
   */
  count: number;
  /**
   * The query with this filter; if it is active, without.
   */
  query: string;
  /**
   * Of a topic.
   */
  stance?: Stance | null;
  /**
   * A name, a word of a closed list, a language tag, a year or month, a grade.
   */
  value: string;
}
/**
 * An error as it crosses to the window or to `--json`.
 */
export interface WireError {
  /**
   * Stable; the window words it.
   */
  code: string;
  /**
   * The error's own data; its fields depend on the code.
   */
  detail: {
    [k: string]: unknown;
  };
  /**
   * English, for people at the command line and for the log.
   */
  message: string;
}

/** The commands that change something. */
export const WRITES: ReadonlySet<keyof Commands> = new Set<keyof Commands>([
  'add_actor',
  'add_briefing',
  'add_briefing_item',
  'add_concept',
  'add_event',
  'add_link',
  'add_note',
  'add_outlet',
  'add_saved_search',
  'add_statement',
  'add_tag',
  'add_topic',
  'add_translation',
  'correct_text',
  'decide_copies',
  'delete',
  'edit_actor',
  'edit_article',
  'edit_briefing',
  'edit_briefing_item',
  'edit_concept',
  'edit_event',
  'edit_link',
  'edit_note',
  'edit_outlet',
  'edit_saved_search',
  'edit_statement',
  'edit_tag',
  'edit_topic',
  'edit_translation',
  'edit_workspace',
  'empty_bin',
  'import_articles',
  'import_glossary',
  'merge_actors',
  'merge_concepts',
  'merge_events',
  'merge_outlets',
  'merge_tags',
  'merge_topics',
  'move_briefing_item',
  'reconsider_same_actor',
  'redo',
  'refuse_same_actor',
  'remove_briefing_item',
  'restore',
  'undo',
]);
