//! The codebook as a list.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{TagList, TagRow};
use crate::Result;
use crate::commands::answers::NoArguments;
use crate::workspace::Reading;

/// The codebook: parents before children, siblings in their order. A tag whose parent is in the bin
/// stands at the top until the parent comes back.
pub fn list(db: &Reading<'_>, _: NoArguments) -> Result<TagList> {
    let counts = counts(db.conn)?;
    // In the order in which siblings stand; the last of them lies on top of the stack.
    let mut below: HashMap<Option<i64>, Vec<(i64, TagRow)>> = HashMap::new();
    let mut statement = db.conn.prepare_cached(
        "SELECT t.id, p.id, t.uid, t.name, p.uid, t.color, t.definition
         FROM tag t LEFT JOIN tag p ON p.id = t.parent_id AND p.deleted IS NULL
         WHERE t.deleted IS NULL ORDER BY t.position DESC, t.id DESC",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let (statements, statements_below) = counts.get(&id).copied().unwrap_or_default();
        below.entry(row.get(1)?).or_default().push((
            id,
            TagRow {
                uid: row.get(2)?,
                name: row.get(3)?,
                parent: row.get(4)?,
                depth: 0,
                color: row.get(5)?,
                definition: row.get(6)?,
                statements,
                statements_below,
            },
        ));
    }
    let mut tags = Vec::new();
    let mut waiting = below.remove(&None).unwrap_or_default();
    while let Some((id, tag)) = waiting.pop() {
        for (child, mut row) in below.remove(&Some(id)).unwrap_or_default() {
            row.depth = tag.depth.saturating_add(1);
            waiting.push((child, row));
        }
        tags.push(tag);
    }
    Ok(TagList { tags })
}

/// Statements by tag: with this very tag, and with it or one below it. One query for the whole codebook.
fn counts(conn: &Connection) -> Result<HashMap<i64, (u32, u32)>> {
    let mut statement = conn.prepare_cached(
        "WITH RECURSIVE below(top, id) AS (
           SELECT id, id FROM tag WHERE deleted IS NULL
           UNION
           SELECT b.top, t.id FROM below b JOIN tag t ON t.parent_id = b.id AND t.deleted IS NULL)
         SELECT b.top, sum(b.id = b.top), count(DISTINCT r.statement_id)
         FROM below b
         CROSS JOIN statement_tag r ON r.tag_id = b.id
         JOIN statement s ON s.id = r.statement_id AND s.deleted IS NULL
         JOIN article a ON a.id = s.article_id AND a.deleted IS NULL
         GROUP BY b.top",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
