//! All lines as a table for spreadsheets and scripts.

use std::io::Write;

use super::super::asked::asked;
use super::super::types::{KeywordInContext, KwicSort, PassagePart};
use super::{Cut, SORTED, Walk, key};
use crate::Result;
use crate::search::KwicRow;
use crate::search::expand::Choice;
use crate::tables;
use crate::workspace::Reading;

/// The columns, in this order.
const COLUMNS: &[&str] = &[
    "left",
    "keyword",
    "right",
    "title",
    "outlet",
    "published",
    "language",
    "part",
    "start",
    "end",
    "found",
    "uid",
    "article",
];

/// Writes every line of a query as CSV (RFC 4180: UTF-8, CRLF, a header) and gives how many there are. In the order of
/// `request.sort`: newest first all of them, streamed; sorted by words only the newest 2,000. `limit` and `after` are not
/// looked at. `start` and `end` are code points as in [`KwicRow`]; `found` is what was found (with its `uid`), `article`
/// the uid of the article it stands in. Cells that a spreadsheet would take for a formula get an apostrophe before them.
///
/// # Errors
/// Those of writing and of `SQLite`; what was written until then stays in `out`.
pub fn kwic_csv(db: &Reading<'_>, request: &KeywordInContext, out: &mut dyn Write) -> Result<u32> {
    // One state of the workspace from first to last, whatever another program does meanwhile.
    let _snapshot = db.snapshot()?;
    let mut table = tables::Table::new(out, COLUMNS)?;
    let asked = asked(
        db,
        &request.query,
        false,
        &Choice::new(&request.without, &request.without_terms, &request.with_terms),
    )?;
    if let Some(root) = &asked.root {
        let mut walk = Walk::after(db.conn, root, Cut::of(request), None);
        if request.sort == KwicSort::Newest {
            while let Some(row) = walk.next()? {
                table.row(&cells(&row))?;
            }
        } else {
            let mut rows = Vec::new();
            while rows.len() < SORTED
                && let Some(row) = walk.next()?
            {
                rows.push(row);
            }
            rows.sort_by_cached_key(|row| key(row, request.sort));
            for row in rows {
                table.row(&cells(&row))?;
            }
        }
    }
    table.finish()
}

fn cells(row: &KwicRow) -> Vec<String> {
    let part = match row.part {
        PassagePart::Text => "text",
        PassagePart::Quote => "quote",
        PassagePart::Translation => "translation",
        PassagePart::Note => "note",
        PassagePart::Name => "name",
    };
    vec![
        row.left.clone(),
        row.keyword.clone(),
        row.right.clone(),
        row.title.clone(),
        row.outlet.clone(),
        row.published.clone(),
        row.language.clone(),
        part.to_owned(),
        row.start.to_string(),
        row.end.to_string(),
        row.entity.to_string(),
        row.uid.to_string(),
        row.article
            .as_ref()
            .map(|article| article.uid.to_string())
            .unwrap_or_default(),
    ]
}
