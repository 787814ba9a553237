//! Counting and exporting statements.

use std::fs::File;
use std::io::{BufWriter, Write};

use rusqlite::Connection;

use crate::Result;
use crate::phase::{Outcome, Setting};

/// Statements on the one side must be as many as on the other.
const EXPORTED: u32 = 10_000;

pub fn facets(setting: &Setting) -> Result<Outcome> {
    let conn = super::open(&setting.raw())?;
    let mut outcome = Outcome::default();
    for time in 0..11 {
        let series = if time == 0 {
            "raw-facets.first"
        } else {
            "raw-facets.statements"
        };
        outcome.time(series, || {
            for sql in [
                "SELECT actor, count(DISTINCT statement_id) FROM attribution WHERE role = 'speaker' GROUP BY 1",
                "SELECT actor, count(DISTINCT statement_id) FROM attribution WHERE role = 'relayed_by' GROUP BY 1",
                "SELECT topic, stance, count(*) FROM statement_topic GROUP BY 1, 2",
                "SELECT tag, count(*) FROM statement_tag GROUP BY 1",
                "SELECT kind, count(*) FROM statement GROUP BY 1",
                "SELECT substr(said, 1, 4), count(*) FROM statement GROUP BY 1",
                "SELECT a.outlet, count(*) FROM statement s JOIN article a ON a.id = s.article_id GROUP BY 1",
                "SELECT a.language, count(*) FROM statement s JOIN article a ON a.id = s.article_id GROUP BY 1",
            ] {
                all(&conn, sql)?;
            }
            Ok(())
        })?;
    }
    Ok(outcome)
}

fn all(conn: &Connection, sql: &str) -> Result<usize> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let _: rusqlite::types::Value = row.get(0)?;
        count += 1;
    }
    Ok(count)
}

const SELECT: &str = "
    SELECT s.id, s.quote, s.kind, s.said, s.start, s.end, a.title, a.outlet, a.published, a.language, a.url,
        (SELECT group_concat(actor || ' ' || role, '; ') FROM attribution WHERE statement_id = s.id),
        (SELECT group_concat(topic || ' ' || stance, '; ') FROM statement_topic WHERE statement_id = s.id),
        (SELECT group_concat(tag, '; ') FROM statement_tag WHERE statement_id = s.id)
    FROM statement s JOIN article a ON a.id = s.article_id ORDER BY s.said DESC, s.id DESC LIMIT ?1";

pub fn export(setting: &Setting) -> Result<Outcome> {
    let conn = super::open(&setting.raw())?;
    let mut outcome = Outcome::default();
    for _ in 0..3 {
        outcome.time("raw-export.csv", || {
            let file = File::create(setting.scratch("export"))?;
            let mut writer = csv::Writer::from_writer(BufWriter::new(file));
            let mut statement = conn.prepare_cached(SELECT)?;
            let columns = statement.column_count();
            let mut rows = statement.query([EXPORTED])?;
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    writer.write_field(text(row, column)?)?;
                }
                writer.write_record(None::<&[u8]>)?;
            }
            writer.into_inner()?.into_inner()?.sync_all()?;
            Ok(())
        })?;
        outcome.time("raw-export.markdown", || {
            let mut writer = BufWriter::new(File::create(setting.scratch("export"))?);
            let mut notes = Vec::new();
            let mut statement = conn.prepare_cached(SELECT)?;
            let mut rows = statement.query([EXPORTED])?;
            let mut number = 0;
            while let Some(row) = rows.next()? {
                number += 1;
                let at = |column| text(row, column);
                writeln!(
                    writer,
                    "> {}\n>\n> {}, {}, {} [^{number}]\n",
                    at(1)?,
                    at(11)?,
                    at(7)?,
                    at(3)?
                )?;
                writeln!(
                    notes,
                    "[^{number}]: {}, {}, {}, {}–{}",
                    at(6)?,
                    at(8)?,
                    at(10)?,
                    at(4)?,
                    at(5)?
                )?;
            }
            writer.write_all(&notes)?;
            writer.into_inner()?.sync_all()?;
            Ok(())
        })?;
    }
    Ok(outcome)
}

fn text(row: &rusqlite::Row<'_>, column: usize) -> Result<String> {
    use rusqlite::types::ValueRef;
    Ok(match row.get_ref(column)? {
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        _ => String::new(),
    })
}
