//! Writing what was saved into a new workspace.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::reading::{Table, rows};
use crate::Result;
use crate::actors::likeness::keys as name_keys;
use crate::history::tables::TABLES;
use crate::history::{rows as digests, salvage, triggers, verify};
use crate::search::index;
use crate::text::hash::sha256_hex;
use crate::workspace::Workspace;
use crate::workspace::types::{SalvageReport, SavedTable};

/// Writes everything that can be read of `source` into a new workspace, in one transaction.
pub(super) fn write(new: &mut Workspace, source: &Connection) -> Result<SalvageReport> {
    let whole_history = verify::findings(source, 1).is_ok_and(|found| found.is_empty());
    new.write_once(|db| {
        let conn = db.conn;
        conn.pragma_update(None, "defer_foreign_keys", 1)?;
        let mut saving = Saving {
            conn,
            source,
            tables: Vec::new(),
            words: Vec::new(),
        };
        let renamed = saving.contents()?;
        // What is written is no work of an analyst's until the history says so.
        for table in TABLES {
            conn.execute_batch(&format!(
                "DROP TRIGGER {0}_insert; DROP TRIGGER {0}_update; DROP TRIGGER {0}_delete;",
                table.name
            ))?;
        }
        for table in TABLES {
            saving.table(table.name, &renamed)?;
        }
        saving.mend()?;
        triggers::create(conn)?;
        let history = if whole_history { saving.history()? } else { 0 };
        if !whole_history {
            saving.words.push(
                "The history could not be saved whole: it begins anew, and nothing before can be undone."
                    .to_owned(),
            );
        }
        salvage::record_salvage(db)?;
        index::rebuild(conn)?;
        name_keys::rebuild(conn)?;
        digests::rebuild(conn)?;
        conn.execute(
            "INSERT OR IGNORE INTO copy_waiting (article_id) SELECT id FROM article",
            [],
        )?;
        Ok(SalvageReport {
            holds: false,
            commands: history,
            tables: saving.tables,
            words: saving.words,
        })
    })
}

struct Saving<'a> {
    conn: &'a Connection,
    source: &'a Connection,
    tables: Vec<SavedTable>,
    words: Vec<String>,
}

impl Saving<'_> {
    /// Texts and originals, each under the digest of what could be read; those that are not what they were under their
    /// new one. Gives the new digests by the old.
    fn contents(&mut self) -> Result<BTreeMap<String, String>> {
        let mut renamed = BTreeMap::new();
        let contents = rows(self.source, "content");
        let mut saved = 0;
        let column = |rows: &Table, name: &str| rows.columns.iter().position(|column| column == name);
        if let (Some(digest), Some(text)) = (column(&contents, "sha256"), column(&contents, "text")) {
            for row in contents.rows.values() {
                let (Some(Value::Text(was)), Some(Value::Text(text))) = (row.get(digest), row.get(text))
                else {
                    continue;
                };
                let text = text.replace('\0', "\u{2400}");
                let is = sha256_hex(text.as_bytes());
                self.conn
                    .prepare_cached(
                        "INSERT OR IGNORE INTO content (sha256, characters, text) VALUES (?1, ?2, ?3)",
                    )?
                    .execute(params![
                        is,
                        i64::try_from(text.chars().count()).unwrap_or(0),
                        text
                    ])?;
                saved += 1;
                if is != *was {
                    renamed.insert(was.clone(), is);
                }
            }
        }
        if !renamed.is_empty() {
            self.words.push(format!(
                "{} texts are not what was stored: characters in them are damaged. What was marked where they are is no longer sure.",
                renamed.len()
            ));
        }
        self.told("content", saved, &contents);
        self.originals(&mut renamed)?;
        Ok(renamed)
    }

    fn originals(&mut self, renamed: &mut BTreeMap<String, String>) -> Result<()> {
        let originals = rows(self.source, "original");
        let column = |name: &str| originals.columns.iter().position(|column| column == name);
        let (mut saved, mut damaged) = (0, 0);
        if let (Some(digest), Some(bytes)) = (column("sha256"), column("bytes")) {
            for row in originals.rows.values() {
                let Some(Value::Text(was)) = row.get(digest) else {
                    continue;
                };
                let (is, bytes) = match row.get(bytes) {
                    Some(Value::Blob(bytes)) => (sha256_hex(bytes), Some(bytes)),
                    // Stored as the text of the same digest.
                    _ => (renamed.get(was).unwrap_or(was).clone(), None),
                };
                let size: Option<i64> = match bytes {
                    Some(bytes) => i64::try_from(bytes.len()).ok(),
                    None => self
                        .conn
                        .prepare_cached("SELECT length(CAST(text AS BLOB)) FROM content WHERE sha256 = ?1")?
                        .query_row([&is], |row| row.get(0))
                        .ok(),
                };
                let Some(size) = size else { continue };
                self.conn
                    .prepare_cached(
                        "INSERT OR IGNORE INTO original (sha256, size, bytes) VALUES (?1, ?2, ?3)",
                    )?
                    .execute(params![is, size, bytes])?;
                saved += 1;
                if is != *was {
                    damaged += 1;
                    renamed.insert(was.clone(), is);
                }
            }
        }
        if damaged > 0 {
            self.words.push(format!(
                "{damaged} originals are not what was received: bytes in them are damaged."
            ));
        }
        self.told("original", saved, &originals);
        Ok(())
    }

    fn table(&mut self, table: &str, renamed: &BTreeMap<String, String>) -> Result<()> {
        let found = rows(self.source, table);
        let columns = triggers::columns(self.conn, table)?;
        let shared: Vec<usize> = (0..found.columns.len())
            .filter(|at| {
                found
                    .columns
                    .get(*at)
                    .is_some_and(|column| columns.contains(column))
            })
            .collect();
        let names: Vec<&str> = shared
            .iter()
            .filter_map(|at| found.columns.get(*at).map(String::as_str))
            .collect();
        let places = vec!["?"; names.len()].join(", ");
        let mut insert = self.conn.prepare(&format!(
            "INSERT OR IGNORE INTO {table} ({}) VALUES ({places})",
            names.join(", ")
        ))?;
        let mut saved = 0;
        for row in found.rows.values() {
            let values = shared.iter().filter_map(|at| {
                let value = row.get(*at)?;
                Some(match value {
                    Value::Text(digest)
                        if found
                            .columns
                            .get(*at)
                            .is_some_and(|name| name.ends_with("_sha256")) =>
                    {
                        Value::Text(renamed.get(digest).unwrap_or(digest).clone())
                    }
                    other => other.clone(),
                })
            });
            // A row that breaks a rule of the table is damaged; so is one whose values are of the wrong kind.
            saved += insert.execute(params_from_iter(values)).unwrap_or(0) as u64;
        }
        drop(insert);
        self.told(table, saved, &found);
        Ok(())
    }

    /// Takes out, or sets to nothing, what refers to something that was lost; and says of every passage whether it
    /// still stands where it should.
    fn mend(&mut self) -> Result<()> {
        self.missing_texts()?;
        let mut lost: BTreeMap<String, u64> = BTreeMap::new();
        loop {
            let broken: Vec<(String, i64, i64)> = self
                .conn
                .prepare("SELECT \"table\", rowid, fkid FROM pragma_foreign_key_check")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect::<rusqlite::Result<_>>()?;
            let broken: BTreeSet<_> = broken
                .into_iter()
                .filter(|(table, ..)| TABLES.iter().any(|known| known.name == table))
                .collect();
            if broken.is_empty() {
                break;
            }
            for (table, row, key) in broken {
                let column: String = self.conn.query_row(
                    "SELECT \"from\" FROM pragma_foreign_key_list(?1) WHERE id = ?2",
                    params![table, key],
                    |row| row.get(0),
                )?;
                let emptied = self.conn.execute(
                    &format!("UPDATE {table} SET {column} = NULL WHERE rowid = ?1"),
                    [row],
                );
                if emptied.is_err() {
                    self.conn
                        .execute(&format!("DELETE FROM {table} WHERE rowid = ?1"), [row])?;
                    *lost.entry(table).or_default() += 1;
                }
            }
        }
        for (table, count) in lost {
            if let Some(saved) = self.tables.iter_mut().find(|saved| saved.table == table) {
                saved.saved = saved.saved.saturating_sub(count);
                saved.lost += count;
            }
        }
        self.orphans()
    }

    /// An article whose original was lost has its text as its original; one without any text is given an empty one.
    fn missing_texts(&mut self) -> Result<()> {
        let articles: Vec<(i64, Option<String>)> = self
            .conn
            .prepare(
                "SELECT a.id, (SELECT r.content_sha256 FROM text_revision r JOIN content c ON c.sha256 = r.content_sha256
                   WHERE r.article_id = a.id ORDER BY r.number LIMIT 1)
                 FROM article a WHERE a.original_sha256 NOT IN (SELECT sha256 FROM original)",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let count = articles.len();
        for (article, digest) in articles {
            let digest = digest.unwrap_or_else(|| sha256_hex(b""));
            self.conn.execute(
                "INSERT OR IGNORE INTO content (sha256, characters, text) VALUES (?1, 0, '')",
                [&digest],
            )?;
            self.conn.execute(
                "INSERT OR IGNORE INTO original (sha256, size, bytes)
                 SELECT sha256, length(CAST(text AS BLOB)), NULL FROM content WHERE sha256 = ?1",
                [&digest],
            )?;
            self.conn.execute(
                "UPDATE article SET original_sha256 = ?2, media_type = 'text/plain', encoding = 'UTF-8' WHERE id = ?1",
                params![article, digest],
            )?;
        }
        if count > 0 {
            self.words.push(format!(
                "The originals of {count} articles are lost; their texts stand for them."
            ));
        }
        Ok(())
    }

    /// Spans that do not say any more what stands in their texts are orphaned; passages of translations so are of their
    /// articles as a whole.
    fn orphans(&mut self) -> Result<()> {
        let moved = crate::articles::broken_quotes(self.conn)?;
        let count = moved.len();
        for (kind, uid) in moved {
            let sql = if kind == "span" {
                "UPDATE span SET orphaned = 1 WHERE uid = ?1"
            } else {
                "UPDATE translation SET revision_id = NULL, start = NULL, \"end\" = NULL WHERE uid = ?1"
            };
            self.conn.execute(sql, [uid])?;
        }
        if count > 0 {
            self.words.push(format!(
                "{count} passages do not stand any more where they were marked; they keep their words."
            ));
        }
        // A range that is none in its text cannot be kept.
        self.conn.execute(
            "DELETE FROM span WHERE id IN (SELECT s.id FROM span s JOIN text_revision r ON r.id = s.revision_id
               JOIN content c ON c.sha256 = r.content_sha256 WHERE s.\"end\" > c.characters)",
            [],
        )?;
        Ok(())
    }

    /// Commands and changes as they were. Gives the number of the last command.
    fn history(&mut self) -> Result<u64> {
        let mut last = 0;
        for table in ["command", "change"] {
            let found = rows(self.source, table);
            let places = vec!["?"; found.columns.len()].join(", ");
            let sql = format!(
                "INSERT INTO {table} ({}) VALUES ({places})",
                found.columns.join(", ")
            );
            let mut insert = self.conn.prepare(&sql)?;
            for row in found.rows.values() {
                insert.execute(params_from_iter(row))?;
            }
            if table == "command" {
                last = found.rows.len() as u64;
            }
        }
        Ok(last)
    }

    fn told(&mut self, table: &str, saved: u64, rows: &Table) {
        let unusable = (rows.rows.len() as u64).saturating_sub(saved);
        if saved == 0 && rows.lost == 0 && unusable == 0 {
            return;
        }
        self.tables.push(SavedTable {
            table: table.to_owned(),
            saved,
            lost: rows.lost + unusable,
            mended: rows.mended,
        });
    }
}
