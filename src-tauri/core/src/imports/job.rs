//! The rows of import jobs.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::types::{ImportJob, ImportPlan, ImportState, LatestImport, Position};
use crate::commands::answers::NoArguments;
use crate::commands::rules::living;
use crate::registers::fields;
use crate::search::pending;
use crate::vocabulary::{Entity, Uid};
use crate::workspace::{Reading, Workspace};
use crate::{Error, Result};

const COLUMNS: &str = "uid, state, taken, imported, duplicates, failed, began, coalesce(ended, '')";

/// The latest import.
pub fn latest(db: &Reading<'_>, _: NoArguments) -> Result<LatestImport> {
    let sql = format!("SELECT {COLUMNS} FROM import_job ORDER BY id DESC LIMIT 1");
    let import = db.conn.prepare_cached(&sql)?.query_row([], read).optional()?;
    let import = import
        .map(|job| -> Result<_> {
            Ok(ImportJob {
                pending: pending::count(db.conn)?,
                ..job
            })
        })
        .transpose()?;
    Ok(LatestImport { import })
}

/// An import that is to be gone on with.
#[derive(Debug, Clone)]
pub struct Unfinished {
    pub job: ImportJob,
    pub plan: ImportPlan,
    pub position: Position,
}

/// The import whose articles are not all stored, if there is one.
pub fn unfinished(db: &Reading<'_>) -> Result<Option<Unfinished>> {
    let sql = format!(
        "SELECT {COLUMNS}, plan, position FROM import_job WHERE state = 'storing' ORDER BY id DESC LIMIT 1"
    );
    let found = db
        .conn
        .prepare_cached(&sql)?
        .query_row([], |row| {
            Ok((read(row)?, row.get::<_, String>(8)?, row.get::<_, String>(9)?))
        })
        .optional()?;
    let Some((job, plan, position)) = found else {
        return Ok(None);
    };
    let broken = |error: serde_json::Error| Error::Damaged {
        path: db.path.display().to_string(),
        detail: format!("what the file says of an import is not readable: {error}"),
    };
    Ok(Some(Unfinished {
        job: ImportJob {
            pending: pending::count(db.conn)?,
            ..job
        },
        plan: serde_json::from_str(&plan).map_err(broken)?,
        position: serde_json::from_str(&position).map_err(broken)?,
    }))
}

fn read(row: &Row<'_>) -> rusqlite::Result<ImportJob> {
    Ok(ImportJob {
        uid: row.get(0)?,
        state: row.get(1)?,
        taken: row.get(2)?,
        imported: row.get(3)?,
        duplicates: row.get(4)?,
        failed: row.get(5)?,
        began: row.get(6)?,
        ended: row.get(7)?,
        pending: 0,
    })
}

impl Workspace {
    /// Begins an import of many articles.
    ///
    /// # Errors
    /// [`Error::ImportUnfinished`] while another is to be gone on with; those of the plan's fields.
    pub fn begin_import(&mut self, plan: &ImportPlan) -> Result<Uid> {
        let language = fields::language("language", &plan.language)?;
        let (published, _) = fields::date("published", &plan.published)?;
        let plan = ImportPlan {
            language,
            published,
            ..plan.clone()
        };
        if unfinished(&self.reading())?.is_some() {
            return Err(Error::ImportUnfinished);
        }
        self.write_once(|db| {
            if let Some(outlet) = plan.outlet {
                living(db.conn, Entity::Outlet, outlet)?;
            }
            let uid = Uid::new();
            db.conn.execute(
                "INSERT INTO import_job (uid, plan, state, position, began) VALUES (?1, ?2, 'storing', ?3, ?4)",
                params![uid, json(&plan)?, json(&Position::default())?, db.at],
            )?;
            Ok(uid)
        })
    }

    /// Says that all articles of the import are stored, that it is done, or that it is given up.
    pub fn set_import_state(&mut self, import: Uid, state: ImportState) -> Result<()> {
        self.write_once(|db| {
            let ended = matches!(state, ImportState::Done | ImportState::Cancelled).then(|| db.at.clone());
            db.conn.execute(
                "UPDATE import_job SET state = ?2, ended = ?3 WHERE uid = ?1",
                params![import, state, ended],
            )?;
            Ok(())
        })
    }
}

/// Forgets what earlier imports could not store: their names may be what was removed.
pub(crate) fn forget_ended(conn: &Connection) -> Result<()> {
    conn.execute(
        "DELETE FROM import_failure WHERE job_id IN (SELECT id FROM import_job WHERE state <> 'storing')",
        [],
    )?;
    Ok(())
}

pub(super) fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Malformed {
        detail: error.to_string(),
    })
}
