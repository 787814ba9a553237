//! THE list: everything that can be done with a workspace, once. From it come the dispatch behind the
//! window's one door and `dragoman apply`, the JSON Schema of all commands, the types of the window, and
//! the names in the history. A command that is not here does not exist.

use serde_json::Value;

use super::answers::{Created, Merge, NoArguments, Nothing, One};
use crate::workspace::{Reading, Recording};
use crate::{
    Error, Result, actors, articles, bin, briefings, copies, events, glossary, history, imports, links,
    notes, outlets, saved_searches, search, statements, tags, topics, translations, workspace,
};

/// Whether a command only looks or also changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Read,
    Write,
}

/// A command as the list describes it.
pub struct Description {
    pub name: &'static str,
    pub access: Access,
    /// One sentence for people.
    pub about: &'static str,
    /// Adds request and answer to a schema generator and gives their schemas.
    pub schemas: fn(&mut schemars::SchemaGenerator) -> (schemars::Schema, schemars::Schema),
}

macro_rules! commands {
    (
        reads { $( #[doc = $rdoc:literal] $rname:ident => $rfn:path, $rreq:ty, $rans:ty; )+ }
        writes { $( #[doc = $wdoc:literal] $wname:ident => $wfn:path, $wreq:ty, $wans:ty; )+ }
    ) => {
        /// Every command, reads first.
        pub const COMMANDS: &[Description] = &[
            $( Description {
                name: stringify!($rname), access: Access::Read, about: $rdoc.trim_ascii(),
                schemas: |generator| (generator.subschema_for::<$rreq>(), generator.subschema_for::<$rans>()),
            }, )+
            $( Description {
                name: stringify!($wname), access: Access::Write, about: $wdoc.trim_ascii(),
                schemas: |generator| {
                    (generator.subschema_for::<$wreq>(), generator.subschema_for::<super::answers::Written<$wans>>())
                },
            }, )+
        ];

        /// Answers a command that only looks.
        pub(crate) fn answer(db: &Reading<'_>, name: &str, arguments: Value) -> Result<Value> {
            match name {
                $( stringify!($rname) => encode(&$rfn(db, decode::<$rreq>(arguments)?)?), )+
                _ => Err(Error::UnknownCommand { name: name.to_owned() }),
            }
        }

        /// Does a command that changes something, inside the transaction that records it.
        pub(crate) fn perform(db: &Recording<'_>, name: &str, arguments: Value) -> Result<Value> {
            match name {
                $( stringify!($wname) => encode(&$wfn(db, decode::<$wreq>(arguments)?)?), )+
                _ => Err(Error::UnknownCommand { name: name.to_owned() }),
            }
        }
    };
}

commands! {
    reads {
        /// The workspace at a glance: title, counts, what undo would do.
        get_workspace => workspace::get, NoArguments, workspace::WorkspaceView;
        /// A page of the library.
        list_articles => articles::list, articles::ListArticles, articles::ArticlePage;
        /// An article with text, sentences, statements, translations and notes.
        get_article => articles::get, One, articles::ArticleView;
        /// A piece of an article's text, with what is known of the article.
        get_excerpt => articles::excerpt, articles::GetExcerpt, articles::ArticleExcerpt;
        /// What would become of a file or a text, before it is stored.
        preview_article => articles::preview, articles::PreviewArticle, articles::ArticlePreview;
        /// The texts that an article has had, the current one first.
        list_revisions => articles::list_revisions, One, articles::RevisionList;
        /// A text that an article has or had.
        get_revision => articles::get_revision, One, articles::RevisionText;
        /// What would become of everything marked in an article if its text were corrected.
        preview_correction => articles::preview_correction, articles::PreviewCorrection, articles::CorrectionPreview;
        /// The copies of an article: the same text, excerpts, reworded.
        list_copies => copies::list, One, copies::CopyList;
        /// The texts that stand in more than one article.
        list_origins => copies::list_origins, copies::ListOrigins, copies::OriginPage;
        /// Statements by what they carry.
        list_statements => statements::list, statements::ListStatements, statements::StatementPage;
        /// One statement with everything it carries.
        get_statement => statements::get, One, statements::StatementView;
        /// All actors.
        list_actors => actors::list, actors::ListActors, actors::ActorList;
        /// One actor with names, roles and notes.
        get_actor => actors::get, One, actors::ActorView;
        /// Actors whose names match what is being typed.
        complete_actors => actors::complete, actors::CompleteActors, actors::ActorMatches;
        /// Actors that may be the same, with what speaks for and against it.
        list_likely_same_actors => actors::list_likely_same, actors::ListLikelySameActors, actors::LikelySameActors;
        /// All topics with their stances counted.
        list_topics => topics::list, NoArguments, topics::TopicList;
        /// One topic with its notes.
        get_topic => topics::get, One, topics::TopicView;
        /// The codebook.
        list_tags => tags::list, NoArguments, tags::TagList;
        /// All outlets.
        list_outlets => outlets::list, NoArguments, outlets::OutletList;
        /// One outlet with its notes.
        get_outlet => outlets::get, One, outlets::OutletView;
        /// All events.
        list_events => events::list, NoArguments, events::EventList;
        /// One event with its notes.
        get_event => events::get, One, events::EventView;
        /// Notes about the workspace as a whole.
        list_notes => notes::list, NoArguments, notes::NoteList;
        /// All saved searches.
        list_saved_searches => saved_searches::list, saved_searches::ListSavedSearches, saved_searches::SavedSearchList;
        /// All briefings.
        list_briefings => briefings::list, NoArguments, briefings::BriefingList;
        /// One briefing with its outline.
        get_briefing => briefings::get, One, briefings::BriefingView;
        /// The briefing as Markdown, with what is missing in it.
        preview_briefing => briefings::preview, One, briefings::BriefingPreview;
        /// Searches texts, translations, statements, notes and names.
        search => search::find, search::Search, search::SearchPage;
        /// Counts which values the things found have: outlets, months, speakers and more.
        search_facets => search::search_facets, search::SearchFacets, search::FacetCounts;
        /// A page of the places where a query's words stand, each with what stands before and after.
        keyword_in_context => search::keyword_in_context, search::KeywordInContext, search::KwicPage;
        /// The glossary: a page of concepts with their terms.
        list_concepts => glossary::list, glossary::ListConcepts, glossary::ConceptPage;
        /// One concept of the glossary with its terms.
        get_concept => glossary::get, One, glossary::ConceptView;
        /// Where terms of the glossary stand in the text of an article.
        glossary_in_text => glossary::in_text, glossary::GlossaryInText, glossary::TermsInText;
        /// Deleted things.
        list_bin => bin::list, NoArguments, bin::BinList;
        /// What was done, last first.
        list_history => history::list, history::ListHistory, history::HistoryPage;
        /// One command of the history with its changes.
        get_command => history::get, history::GetCommand, history::CommandView;
        /// The latest import of many articles: how far it is.
        get_import => imports::latest, NoArguments, imports::LatestImport;
        /// What the latest import of many articles could not store, and why.
        list_import_failures => imports::list_failures, imports::ListImportFailures, imports::ImportFailures;
        /// Checks that the file keeps its promises.
        check => workspace::check, workspace::Check, workspace::CheckReport;
    }
    writes {
        /// Changes the title or the language that translations are made into.
        edit_workspace => workspace::edit, workspace::EditWorkspace, Nothing;
        /// Stores articles; sources that cannot be read are named and the rest is stored.
        import_articles => articles::import, articles::ImportArticles, articles::ImportedArticles;
        /// Corrects what is known of an article.
        edit_article => articles::edit, articles::EditArticle, Nothing;
        /// Puts a corrected text in the place of an article's current one; what is marked follows exactly or is orphaned.
        correct_text => articles::correct_text, articles::CorrectText, articles::CorrectedText;
        /// Says whether articles go back to the same text.
        decide_copies => copies::decide, copies::DecideCopies, Nothing;
        /// Marks a statement.
        add_statement => statements::add, statements::AddStatement, Created;
        /// Changes a statement.
        edit_statement => statements::edit, statements::EditStatement, Nothing;
        /// Adds an actor.
        add_actor => actors::add, actors::AddActor, Created;
        /// Changes an actor.
        edit_actor => actors::edit, actors::EditActor, Nothing;
        /// Makes two actors one.
        merge_actors => actors::merge, Merge, Nothing;
        /// Says that two actors are not the same: they are proposed no more.
        refuse_same_actor => actors::refuse_same, actors::TwoActors, Nothing;
        /// Takes back that two actors are not the same.
        reconsider_same_actor => actors::reconsider_same, actors::TwoActors, Nothing;
        /// Adds a topic.
        add_topic => topics::add, topics::AddTopic, Created;
        /// Changes a topic.
        edit_topic => topics::edit, topics::EditTopic, Nothing;
        /// Makes two topics one.
        merge_topics => topics::merge, Merge, Nothing;
        /// Adds a tag to the codebook.
        add_tag => tags::add, tags::AddTag, Created;
        /// Changes a tag.
        edit_tag => tags::edit, tags::EditTag, Nothing;
        /// Makes two tags one.
        merge_tags => tags::merge, Merge, Nothing;
        /// Adds an outlet.
        add_outlet => outlets::add, outlets::AddOutlet, Created;
        /// Changes an outlet.
        edit_outlet => outlets::edit, outlets::EditOutlet, Nothing;
        /// Makes two outlets one.
        merge_outlets => outlets::merge, Merge, Nothing;
        /// Adds an event.
        add_event => events::add, events::AddEvent, Created;
        /// Changes an event.
        edit_event => events::edit, events::EditEvent, Nothing;
        /// Makes two events one.
        merge_events => events::merge, Merge, Nothing;
        /// Says how one statement stands to another.
        add_link => links::add, links::AddLink, Created;
        /// Changes a link.
        edit_link => links::edit, links::EditLink, Nothing;
        /// Puts a translation beside an article, a passage or a statement.
        add_translation => translations::add, translations::AddTranslation, Created;
        /// Changes a translation.
        edit_translation => translations::edit, translations::EditTranslation, Nothing;
        /// Writes a note.
        add_note => notes::add, notes::AddNote, Created;
        /// Changes a note.
        edit_note => notes::edit, notes::EditNote, Nothing;
        /// Keeps a search under a name.
        add_saved_search => saved_searches::add, saved_searches::AddSavedSearch, Created;
        /// Changes a saved search.
        edit_saved_search => saved_searches::edit, saved_searches::EditSavedSearch, Nothing;
        /// Begins a briefing.
        add_briefing => briefings::add, briefings::AddBriefing, Created;
        /// Changes a briefing's title or language.
        edit_briefing => briefings::edit, briefings::EditBriefing, Nothing;
        /// Puts a heading, prose or a statement into a briefing's outline.
        add_briefing_item => briefings::add_item, briefings::AddBriefingItem, Created;
        /// Changes an entry of a briefing's outline.
        edit_briefing_item => briefings::edit_item, briefings::EditBriefingItem, Nothing;
        /// Moves an entry of a briefing's outline.
        move_briefing_item => briefings::move_item, briefings::MoveBriefingItem, Nothing;
        /// Takes an entry out of a briefing's outline.
        remove_briefing_item => briefings::remove_item, One, Nothing;
        /// Adds a concept with its terms to the glossary.
        add_concept => glossary::add, glossary::AddConcept, Created;
        /// Changes a concept or its terms.
        edit_concept => glossary::edit, glossary::EditConcept, Nothing;
        /// Adds the concepts of a file to the glossary; what is there stays.
        import_glossary => glossary::import, glossary::ImportGlossary, glossary::ImportedGlossary;
        /// Makes two concepts one.
        merge_concepts => glossary::merge, Merge, Nothing;
        /// Puts things into the bin.
        delete => bin::delete, bin::Things, Nothing;
        /// Takes things out of the bin.
        restore => bin::restore, bin::Things, Nothing;
        /// Removes for good what is in the bin; cannot be undone.
        empty_bin => bin::empty, NoArguments, bin::Emptied;
        /// Takes back the last command, or the last group of commands.
        undo => history::undo, NoArguments, history::Undone;
        /// Does again what was undone last.
        redo => history::redo, NoArguments, history::Undone;
    }
}

/// The command of this name.
pub fn find(name: &str) -> Option<&'static Description> {
    COMMANDS.iter().find(|command| command.name == name)
}

fn decode<T: serde::de::DeserializeOwned>(arguments: Value) -> Result<T> {
    serde_json::from_value(arguments).map_err(|error| Error::Malformed {
        detail: error.to_string(),
    })
}

fn encode<T: serde::Serialize>(answer: &T) -> Result<Value> {
    serde_json::to_value(answer).map_err(|error| Error::Malformed {
        detail: error.to_string(),
    })
}
