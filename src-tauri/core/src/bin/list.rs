//! What is in the bin.

use super::types::{BinList, DeletedThing};
use crate::Result;
use crate::commands::answers::NoArguments;
use crate::vocabulary::Entity;
use crate::workspace::Reading;

/// Longest label: code points.
const LABEL: u32 = 120;

/// Kinds of things that can be in the bin, each with the SQL that gives the label of the row `t`.
pub(crate) const KINDS: &[(Entity, &str, &str)] = &[
    (Entity::Article, "article", "t.title"),
    (
        Entity::Statement,
        "statement",
        "(SELECT quote FROM span WHERE statement_id = t.id ORDER BY position LIMIT 1)",
    ),
    (Entity::Translation, "translation", "t.text"),
    (Entity::Note, "note", "t.text"),
    (
        Entity::Link,
        "link",
        "(SELECT quote FROM span WHERE statement_id = t.from_id ORDER BY position LIMIT 1)",
    ),
    (
        Entity::Actor,
        "actor",
        "(SELECT name FROM actor_name WHERE actor_id = t.id ORDER BY preferred DESC, position LIMIT 1)",
    ),
    (Entity::Topic, "topic", "t.name"),
    (Entity::Tag, "tag", "t.name"),
    (Entity::Event, "event", "t.name"),
    (Entity::Outlet, "outlet", "t.name"),
    (Entity::Briefing, "briefing", "t.title"),
    (Entity::SavedSearch, "saved_search", "t.name"),
    (
        Entity::Concept,
        "concept",
        "(SELECT term FROM concept_term WHERE concept_id = t.id ORDER BY position LIMIT 1)",
    ),
];

/// Deleted things, last deleted first.
pub fn list(db: &Reading<'_>, _: NoArguments) -> Result<BinList> {
    let mut deleted = Vec::new();
    for (entity, table, label) in KINDS {
        let mut statement = db.conn.prepare_cached(&format!(
            "SELECT t.uid, substr(coalesce({label}, ''), 1, {LABEL}), t.deleted FROM {table} t
             WHERE t.deleted IS NOT NULL ORDER BY t.id DESC"
        ))?;
        let rows = statement.query_map([], |row| {
            Ok(DeletedThing {
                entity: *entity,
                uid: row.get(0)?,
                label: row.get(1)?,
                deleted: row.get(2)?,
            })
        })?;
        for row in rows {
            deleted.push(row?);
        }
    }
    // Stable: what was deleted at the same moment stays in the order of the kinds.
    deleted.sort_by(|a, b| b.deleted.cmp(&a.deleted));
    Ok(BinList { deleted })
}
