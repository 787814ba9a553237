//! Things found by what is said of them, where words do not lead: by SQL alone.
//!
//! Up to a thousand are gathered in whatever order is cheapest and sorted then. When there are more, they are met soon on
//! the way from the newest backwards.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params, params_from_iter};

use super::filter::{Condition, Shelf};
use super::order::{End, Found, Thing};
use super::places::{Day, Place, parts};
use super::walk::{Taken, json};
use crate::Result;

/// Things of a shelf under a condition.
pub(super) struct Listed<'l> {
    pub conn: &'l Connection,
    pub shelf: Shelf,
    pub condition: &'l Condition,
    /// As many as are counted.
    pub most: usize,
}

impl Listed<'_> {
    /// Up to `wanted` things beyond `end`, and, when that is the beginning, how many there are, counted to one more than the
    /// most.
    pub(super) fn take(&self, end: Option<End>, wanted: usize) -> Result<Taken> {
        let mut all = self.some()?;
        if all.len() > self.most {
            let found = if self.shelf == Shelf::Article {
                self.articles(end, wanted)?
            } else {
                self.along_documents(end, wanted)?
            };
            return Ok(Taken {
                complete: found.len() < wanted,
                found,
            });
        }
        all.retain(|found| end.is_none_or(|end| is_beyond(found, end)));
        all.sort_by(Found::compare);
        let complete = all.len() <= wanted;
        all.truncate(wanted);
        Ok(Taken { found: all, complete })
    }

    /// Any, up to one more than the most.
    fn some(&self) -> Result<Vec<Found>> {
        let sql = format!(
            "SELECT x.id, {day} FROM {from} WHERE {alive} AND {condition} LIMIT {limit}",
            day = self.shelf.day(),
            from = self.shelf.from(),
            alive = self.shelf.alive(),
            condition = self.condition.sql,
            limit = self.most + 1
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(self.condition.values.iter()))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let day: Option<String> = row.get(1)?;
            let id: i64 = row.get(0)?;
            found.push(self.found(Day::of(&day.unwrap_or_default()), id, id));
        }
        if self.shelf != Shelf::Article && found.len() <= self.most {
            self.place(&mut found)?;
        }
        Ok(found)
    }

    /// Things other than articles stand where their documents do. (An article may wait for its document.)
    fn place(&self, found: &mut [Found]) -> Result<()> {
        let ids: Vec<i64> = found.iter().map(|found| found.rank).collect();
        let mut statement = self.conn.prepare_cached(
            "SELECT row, id FROM search_document WHERE source = ?1 AND row IN (SELECT value FROM json_each(?2))",
        )?;
        let places = statement
            .query_map(params![self.shelf.source().number(), json(&ids)], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<rusqlite::Result<std::collections::HashMap<i64, i64>>>()?;
        for found in found {
            let id = places.get(&found.rank).copied();
            let place = id.and_then(Place::of).map(|(_, place)| place);
            found.day = place.map_or(Day::UNKNOWN, |place| place.day);
            found.rank = place.map_or(0, Place::key);
        }
        Ok(())
    }

    fn articles(&self, end: Option<End>, wanted: usize) -> Result<Vec<Found>> {
        let mut found = Vec::new();
        let unknown = |rank: Option<i64>| Condition {
            sql: "x.published_latest IS NULL AND x.id < ?".to_owned(),
            values: vec![Sql::Integer(rank.unwrap_or(i64::MAX))],
        };
        let known = |sql: &str, values: Vec<Sql>| Condition {
            sql: format!("x.published_latest IS NOT NULL AND {sql}"),
            values,
        };
        let text = |day: Day| Sql::Text(day.text());
        let steps = match end {
            None => vec![known("1", vec![]), unknown(None)],
            Some(End::Day(Day::UNKNOWN)) => vec![],
            Some(End::Rank(Day::UNKNOWN, rank)) => vec![unknown(Some(rank))],
            Some(End::Day(day)) => vec![known("x.published_latest < ?", vec![text(day)]), unknown(None)],
            Some(End::Rank(day, rank)) => vec![
                known(
                    "x.published_latest <= ? AND (x.published_latest < ? OR x.id < ?)",
                    vec![text(day), text(day), Sql::Integer(rank)],
                ),
                unknown(None),
            ],
        };
        for step in steps {
            if found.len() >= wanted {
                break;
            }
            let sql = format!(
                "SELECT x.id, coalesce(x.published_latest, '') FROM article x
                 WHERE x.deleted IS NULL AND {condition} AND {step} ORDER BY x.published_latest DESC, x.id DESC LIMIT {limit}",
                condition = self.condition.sql,
                step = step.sql,
                limit = wanted - found.len()
            );
            let mut statement = self.conn.prepare_cached(&sql)?;
            let values = self.condition.values.iter().cloned().chain(step.values);
            let mut rows = statement.query(params_from_iter(values))?;
            while let Some(row) = rows.next()? {
                let (id, day): (i64, String) = (row.get(0)?, row.get(1)?);
                found.push(self.found(Day::of(&day), id, id));
            }
        }
        Ok(found)
    }

    /// Along the documents of the things themselves, each of which has one.
    fn along_documents(&self, end: Option<End>, wanted: usize) -> Result<Vec<Found>> {
        let mut found = Vec::new();
        for (from, beyond) in parts(self.shelf.source(), Day::UNKNOWN, end.map(End::place)) {
            let sql = format!(
                "SELECT d.id, x.id FROM search_document d CROSS JOIN {things}
                 WHERE d.id >= ? AND d.id < ? AND x.id = d.row AND {alive} AND {condition}
                 ORDER BY d.id DESC LIMIT {wanted}",
                things = self.shelf.from(),
                alive = self.shelf.alive(),
                condition = self.condition.sql,
            );
            let mut statement = self.conn.prepare_cached(&sql)?;
            let range = [Sql::Integer(from), Sql::Integer(beyond)];
            let values = range.into_iter().chain(self.condition.values.iter().cloned());
            let mut rows = statement.query(params_from_iter(values))?;
            while let Some(row) = rows.next()? {
                if let Some((_, place)) = Place::of(row.get(0)?) {
                    found.push(self.found(place.day, place.key(), row.get(1)?));
                }
            }
        }
        found.sort_by(Found::compare);
        found.truncate(wanted);
        Ok(found)
    }

    fn found(&self, day: Day, rank: i64, id: i64) -> Found {
        Found {
            shelf: self.shelf,
            day,
            rank,
            thing: Thing::Row(id),
        }
    }
}

fn is_beyond(found: &Found, end: End) -> bool {
    match end {
        End::Day(day) => found.day < day,
        End::Rank(day, rank) => found.day < day || found.day == day && found.rank < rank,
    }
}
