//! Storing articles that were read elsewhere, a transaction at a time.
//!
//! Each batch is one command of the history, in the group that has the import's uid. What the import counts and how
//! far it has come is written in the same transaction: after a crash it goes on exactly where it was.

use std::collections::VecDeque;

use rusqlite::{OptionalExtension, params};

use super::failures::Log;
use super::job::json;
use super::types::{Item, Trouble};
use crate::articles::outlets::KnownOutlets;
use crate::articles::{Ready, ready};
use crate::commands::rules::living;
use crate::history::record;
use crate::search::pending;
use crate::vocabulary::{Entity, Uid};
use crate::workspace::{Recording, Workspace};
use crate::{Error, Result};

/// How many outlets one workspace is given by imports: more are no outlets but another column.
const MOST_OUTLETS: usize = 5_000;

/// What a batch did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Batch {
    pub imported: u64,
    pub duplicates: u64,
    pub failed: u64,
}

impl Batch {
    /// All items that the batch took.
    pub fn taken(&self) -> u64 {
        self.imported + self.duplicates + self.failed
    }
}

struct Job {
    id: i64,
    outlet: Option<i64>,
    first_command: Option<i64>,
}

impl Workspace {
    /// Stores items from the front until none is left or `enough` says so after one of them; what was taken is
    /// taken off the front once it is committed. The articles can be listed and opened then; their texts wait to be
    /// indexed.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when there is no such import, and those of writing; nothing is taken then.
    pub fn store_import(
        &mut self,
        import: Uid,
        items: &mut VecDeque<Item>,
        mut enough: impl FnMut(&Batch) -> bool,
    ) -> Result<Batch> {
        let batch = self.write_once(|db| {
            let job = job(db, import)?;
            let mut taking = Taking {
                db,
                job: &job,
                log: None,
                outlets: None,
                stored: Vec::new(),
                batch: Batch::default(),
            };
            let recorded = record::record_import(db, import, job.first_command.is_none(), || {
                for item in items.iter() {
                    taking.take(item)?;
                    if enough(&taking.batch) {
                        break;
                    }
                }
                taking.wait()
            })?;
            let batch = taking.batch;
            let taken = usize::try_from(batch.taken()).unwrap_or(usize::MAX);
            if let Some(last) = taken.checked_sub(1).and_then(|last| items.get(last)) {
                db.conn
                    .prepare_cached(
                        "UPDATE import_job SET position = ?2, taken = taken + ?3, imported = imported + ?4,
                           duplicates = duplicates + ?5, failed = failed + ?6,
                           first_command = coalesce(first_command, ?7) WHERE id = ?1",
                    )?
                    .execute(params![
                        job.id,
                        json(&last.after)?,
                        number(batch.taken()),
                        number(batch.imported),
                        number(batch.duplicates),
                        number(batch.failed),
                        recorded,
                    ])?;
            }
            Ok(batch)
        })?;
        items.drain(
            ..usize::try_from(batch.taken())
                .unwrap_or(usize::MAX)
                .min(items.len()),
        );
        Ok(batch)
    }
}

fn job(db: &Recording<'_>, import: Uid) -> Result<Job> {
    let (id, first_command, outlet) = db
        .conn
        .prepare_cached(
            "SELECT id, first_command, json_extract(plan, '$.outlet') FROM import_job WHERE uid = ?1 AND state = 'storing'",
        )?
        .query_row([import], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<Uid>>(2)?))
        })
        .optional()?
        .ok_or(Error::Cancelled)?;
    Ok(Job {
        id,
        first_command,
        // It may have been put into the bin since the import began.
        outlet: outlet.and_then(|outlet| living(db.conn, Entity::Outlet, outlet).ok()),
    })
}

struct Taking<'a> {
    db: &'a Recording<'a>,
    job: &'a Job,
    log: Option<Log<'a>>,
    outlets: Option<KnownOutlets>,
    /// Articles with their titles.
    stored: Vec<(i64, &'a str)>,
    batch: Batch,
}

impl<'a> Taking<'a> {
    fn take(&mut self, item: &'a Item) -> Result<()> {
        let db = self.db;
        let ready = match &item.outcome {
            Ok(ready) => ready,
            Err(trouble) => {
                self.batch.failed += 1;
                return self.log()?.add(&item.place, trouble, false);
            }
        };
        if !ready::store_original(db.conn, ready)?
            && let Some(there) = ready::same_bytes(db.conn, &ready.draft.sha256)?
        {
            self.batch.duplicates += 1;
            let trouble = Trouble::new("duplicate", format!("it is in the workspace already: {there}"));
            return self.log()?.add(&item.place, &trouble, false);
        }
        let outlet = self.outlet(ready)?.or(self.job.outlet);
        let article = ready::store(db.conn, &db.at, ready, outlet)?;
        self.stored.push((article, &ready.draft.title));
        self.batch.imported += 1;
        for remark in &item.remarks {
            self.log()?.add(&item.place, remark, true)?;
        }
        Ok(())
    }

    /// Has the articles wait to be indexed. At the end: any statement with triggers has FTS5 write out the titles that it has
    /// gathered.
    fn wait(&mut self) -> Result<()> {
        for (article, title) in self.stored.drain(..) {
            pending::wait(self.db.conn, article, title)?;
        }
        Ok(())
    }

    /// The outlet that the article names, added when there is none of that name.
    fn outlet(&mut self, ready: &Ready) -> Result<Option<i64>> {
        let name = ready.draft.outlet.trim();
        if name.is_empty() {
            return Ok(None);
        }
        let outlets = match self.outlets.take() {
            Some(outlets) => outlets,
            None => KnownOutlets::load(self.db.conn)?,
        };
        let outlets = self.outlets.insert(outlets);
        if let Some(found) = outlets.find(name) {
            return Ok(Some(found));
        }
        if outlets.count() >= MOST_OUTLETS {
            return Ok(None);
        }
        self.db
            .conn
            .prepare_cached("INSERT INTO outlet (uid, name) VALUES (?1, ?2)")?
            .execute(params![Uid::new(), name])?;
        let made = self.db.conn.last_insert_rowid();
        outlets.add(name, made);
        Ok(Some(made))
    }

    fn log(&mut self) -> Result<&mut Log<'a>> {
        let log = match self.log.take() {
            Some(log) => log,
            None => Log::of(self.db.conn, self.job.id)?,
        };
        Ok(self.log.insert(log))
    }
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
