//! Pages of lists that may grow: continued after the key of the last row, never by counting rows, so that
//! a page costs the same wherever it is and nothing is skipped when rows are added meanwhile.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::error::Reason;
use crate::{Error, Result};

/// How many rows to give: what was asked for, at most `most`; 0 means `usual`.
pub(crate) fn limit(asked: u32, usual: u32, most: u32) -> u32 {
    if asked == 0 { usual } else { asked.min(most) }
}

/// Conditions that must all hold, with their values. Each `?` in them takes the next value.
#[derive(Default)]
pub(crate) struct Filter {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Filter {
    pub(crate) fn add(&mut self, condition: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.into());
        self.values.extend(values);
    }

    fn sql(&self) -> String {
        if self.conditions.is_empty() {
            return "TRUE".to_owned();
        }
        self.conditions.join(" AND ")
    }
}

/// What a list is sorted by; rows that are equal in it are sorted by id in the same direction.
#[derive(Clone, Copy)]
pub(crate) enum Order {
    /// By a text column; rows in which it is NULL come last in both directions.
    Text { column: &'static str, descending: bool },
    /// By id, last first.
    Added,
}

/// A list before its page is cut out.
pub(crate) struct List<'a> {
    /// After FROM.
    pub from: &'a str,
    /// The id column.
    pub id: &'a str,
    pub filter: &'a Filter,
    pub order: Order,
}

/// One page of ids.
pub(crate) struct Page {
    pub ids: Vec<i64>,
    /// To go on after the last of them; None at the end.
    pub next: Option<String>,
}

/// Where a page ended: what the last row is sorted by, and its id.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
struct Key(Option<String>, i64);

impl Key {
    fn write(&self) -> Result<String> {
        let json = serde_json::to_vec(self).map_err(|error| Error::Malformed {
            detail: error.to_string(),
        })?;
        Ok(URL_SAFE_NO_PAD.encode(json))
    }

    fn read(after: &str) -> Result<Self> {
        URL_SAFE_NO_PAD
            .decode(after)
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok())
            .ok_or_else(|| {
                Error::invalid(
                    "after",
                    Reason::NotAllowed {
                        value: after.to_owned(),
                        allowed: "`next` of the page before".to_owned(),
                    },
                )
            })
    }
}

impl List<'_> {
    /// How many rows there are.
    pub(crate) fn total(&self, conn: &Connection) -> Result<u32> {
        let sql = format!("SELECT count(*) FROM {} WHERE {}", self.from, self.filter.sql());
        Ok(conn
            .prepare_cached(&sql)?
            .query_row(params_from_iter(&self.filter.values), |row| row.get(0))?)
    }

    /// The page after a key (from the beginning without one).
    ///
    /// # Errors
    /// [`Reason::NotAllowed`] on `after` when it is no key of this program.
    pub(crate) fn page(&self, conn: &Connection, after: Option<&str>, limit: u32) -> Result<Page> {
        let after = after.map(Key::read).transpose()?;
        let limit = limit as usize;
        // One more than asked for tells whether there is a next page.
        let mut keys = match self.order {
            Order::Added => self.run(conn, "NULL", None, true, after.as_ref(), limit + 1)?,
            Order::Text { column, descending } => {
                let mut keys = Vec::new();
                if after.as_ref().is_none_or(|key| key.0.is_some()) {
                    keys = self.run(conn, column, Some(true), descending, after.as_ref(), limit + 1)?;
                }
                if keys.len() <= limit {
                    let after = after.as_ref().filter(|key| key.0.is_none());
                    let rest = limit + 1 - keys.len();
                    keys.extend(self.run(conn, column, Some(false), descending, after, rest)?);
                }
                keys
            }
        };
        let more = keys.len() > limit;
        keys.truncate(limit);
        let next = match keys.last() {
            Some(last) if more => Some(last.write()?),
            _ => None,
        };
        Ok(Page {
            ids: keys.iter().map(|key| key.1).collect(),
            next,
        })
    }

    /// Rows in which the column is known (or not, or whatever it is), in order. Known and unknown are
    /// asked for apart, because each then is one walk along an index.
    fn run(
        &self,
        conn: &Connection,
        column: &str,
        known: Option<bool>,
        descending: bool,
        after: Option<&Key>,
        limit: usize,
    ) -> Result<Vec<Key>> {
        let id = self.id;
        let (direction, beyond) = if descending { ("DESC", "<") } else { ("ASC", ">") };
        let mut conditions = self.filter.sql();
        let mut values = self.filter.values.clone();
        if let Some(known) = known {
            let is = if known { "IS NOT NULL" } else { "IS NULL" };
            conditions = format!("{conditions} AND {column} {is}");
        }
        if let Some(Key(text, last)) = after {
            conditions = if let (Some(true), Some(text)) = (known, text) {
                // The first comparison alone is enough for SQLite to begin at the right place of an index
                // with a collation.
                values.extend([Value::Text(text.clone()), Value::Text(text.clone())]);
                format!("{conditions} AND {column} {beyond}= ? AND ({column}, {id}) {beyond} (?, ?)")
            } else {
                format!("{conditions} AND {id} {beyond} ?")
            };
            values.push(Value::Integer(*last));
        }
        let order = if known == Some(true) {
            format!("{column} {direction}, {id} {direction}")
        } else {
            format!("{id} {direction}")
        };
        let sql = format!(
            "SELECT {column}, {id} FROM {} WHERE {conditions} ORDER BY {order} LIMIT ?",
            self.from
        );
        values.push(Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
        let mut statement = conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(values), |row| Ok(Key(row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
