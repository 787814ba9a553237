//! Which tables hold the analyst's work, what each row is a part of, and how the history names it.

use crate::vocabulary::Entity;

/// A table whose every change is recorded.
pub(crate) struct Table {
    pub name: &'static str,
    /// The kind of thing that a row is, or is a part of.
    pub entity: Entity,
    /// Of a part: the column that refers to the whole, and the whole's table.
    pub owner: Option<(&'static str, &'static str)>,
}

const fn whole(name: &'static str, entity: Entity) -> Table {
    Table {
        name,
        entity,
        owner: None,
    }
}

const fn part(name: &'static str, entity: Entity, column: &'static str, of: &'static str) -> Table {
    Table {
        name,
        entity,
        owner: Some((column, of)),
    }
}

/// All of them, wholes before their parts.
pub(crate) const TABLES: &[Table] = &[
    whole("setting", Entity::Workspace),
    whole("outlet", Entity::Outlet),
    whole("article", Entity::Article),
    part("text_revision", Entity::Article, "article_id", "article"),
    part("copy_decision", Entity::Article, "one_id", "article"),
    whole("actor", Entity::Actor),
    part("actor_name", Entity::Actor, "actor_id", "actor"),
    part("actor_role", Entity::Actor, "actor_id", "actor"),
    part("actor_distinction", Entity::Actor, "one_id", "actor"),
    whole("topic", Entity::Topic),
    whole("tag", Entity::Tag),
    whole("event", Entity::Event),
    part("event_party", Entity::Event, "event_id", "event"),
    whole("statement", Entity::Statement),
    part("span", Entity::Statement, "statement_id", "statement"),
    part("attribution", Entity::Statement, "statement_id", "statement"),
    part("statement_topic", Entity::Statement, "statement_id", "statement"),
    part("statement_tag", Entity::Statement, "statement_id", "statement"),
    part("statement_event", Entity::Statement, "statement_id", "statement"),
    part("link", Entity::Link, "from_id", "statement"),
    whole("translation", Entity::Translation),
    whole("note", Entity::Note),
    whole("saved_search", Entity::SavedSearch),
    whole("briefing", Entity::Briefing),
    part("briefing_item", Entity::Briefing, "briefing_id", "briefing"),
    whole("concept", Entity::Concept),
    part("concept_term", Entity::Concept, "concept_id", "concept"),
];

/// The table of this name.
pub(crate) fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}
