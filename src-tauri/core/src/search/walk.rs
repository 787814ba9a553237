//! Things found by words, the newest first, by walking backwards along the index.
//!
//! A walk costs what the page costs that it is for, not what there is: it stops when it has enough. What the query says besides
//! its words is tested on the way. Only when the words are frequent and what else is said is rare would the way be long: if
//! it is said of few articles, the index is asked about those.

use std::collections::HashSet;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params, params_from_iter};

use super::documents::Source;
use super::filter::{Condition, Shelf};
use super::order::{Found, Thing};
use super::places::{Day, Place, parts};
use crate::Result;

/// Documents looked at together.
const TOGETHER: usize = 1_000;
/// More things in the bin than this are not held in memory but looked up one by one.
const MOST_IN_BIN: usize = 5_000;
/// So few articles that the index is asked about each of them.
const MOST_FEW: usize = 1_000;
/// Documents looked at to count further when the page is full already.
const EFFORT: usize = 4_000;

/// Documents of a source that may hold the words: first id, first beyond.
type Range = (i64, i64);

/// Where documents with these words are at all.
pub(super) struct Presence<'c> {
    conn: &'c Connection,
    expression: String,
    /// The (source, part) that hold any, in the order of ids; the first part of [`Source::Article`] always.
    held: Vec<Range>,
}

impl<'c> Presence<'c> {
    /// Looks from one part of a source to the next that has any. Most sources of most workspaces are empty; statements are not
    /// found by walking.
    pub(super) fn of(conn: &'c Connection, expression: String) -> Result<Self> {
        let mut has_documents =
            conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM search_document WHERE id >= ?1 AND id < ?2)")?;
        let mut held = Vec::new();
        let mut possible = Vec::new();
        for source in Source::all().filter(|source| *source != Source::Statement) {
            let ranges = if source.is_dated() {
                parts(source, Day::UNKNOWN, None).to_vec()
            } else {
                vec![(source.base(), source.end())]
            };
            for range in ranges {
                if held.is_empty() {
                    held.push(range);
                } else if has_documents.query_row([range.0, range.1], |row| row.get(0))? {
                    possible.push(range);
                }
            }
        }
        let mut next = conn.prepare_cached(
            "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid >= ?2 ORDER BY rowid LIMIT 1",
        )?;
        // The first document with these words at or after the last range that was looked at.
        let mut first = i64::MIN;
        for range in possible {
            if first < range.0 {
                let mut rows = next.query(params![expression, range.0])?;
                let Some(row) = rows.next()? else { break };
                first = row.get(0)?;
            }
            if first < range.1 {
                held.push(range);
            }
        }
        drop((next, has_documents));
        Ok(Presence {
            conn,
            expression,
            held,
        })
    }

    /// Whether a source may have documents with these words.
    pub(super) fn is_in(&self, source: Source) -> bool {
        self.held
            .iter()
            .any(|range| range.0 >= source.base() && range.0 < source.end())
    }

    /// Ids of documents of the source under `first` and later days, before `end`, the last first.
    fn ids(&self, source: Source, first: Day, end: Option<Place>, limit: usize) -> Result<Vec<i64>> {
        let mut ids = Vec::new();
        let held = parts(source, Day::UNKNOWN, None).map(|range| self.held.contains(&range));
        for ((from, beyond), held) in parts(source, first, end).into_iter().zip(held) {
            if !held || from >= beyond {
                continue;
            }
            let mut statement = self.conn.prepare_cached(
                "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid >= ?2 AND rowid < ?3 ORDER BY rowid DESC",
            )?;
            // Not by LIMIT: for each other number SQLite would prepare the statement anew.
            let rows = statement.query_map(params![self.expression, from, beyond], |row| row.get(0))?;
            for id in rows.take(limit) {
                ids.push(id?);
            }
        }
        Ok(ids)
    }

    /// Those of the documents that hold the words.
    fn among(&self, ids: &[i64]) -> Result<Vec<i64>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid IN (SELECT value FROM json_each(?2))",
        )?;
        let rows = statement.query_map(params![self.expression, json(ids)], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// A document that may be what is looked for.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    place: Place,
    id: i64,
}

/// What a walk brought.
pub(super) struct Taken {
    pub found: Vec<Found>,
    /// There is nothing beyond.
    pub complete: bool,
}

/// A walk along one shelf.
pub(super) struct Walk<'w, 'c> {
    pub presence: &'w Presence<'c>,
    pub shelf: Shelf,
    /// What must hold besides; None when nothing else must.
    pub rest: Option<Condition>,
    /// No earlier day.
    pub first: Day,
    /// A part of the rest by which articles are found through an index of theirs.
    pub seed: Option<Condition>,
}

impl Walk<'_, '_> {
    /// Up to `wanted` things before `end`. Once there are `enough` it does not go far for more.
    pub(super) fn take(&self, end: Option<Place>, wanted: usize, enough: usize) -> Result<Taken> {
        let sources = self.shelf.sources();
        if !sources.iter().any(|source| self.presence.is_in(*source)) {
            return Ok(Taken {
                found: Vec::new(),
                complete: true,
            });
        }
        let bin = self.bin()?;
        let is_plain = self.rest.is_none() && bin.is_some();
        let mut taken = Taken {
            found: Vec::new(),
            complete: false,
        };
        let (start, mut end, mut looked_at) = (end, end, 0);
        let mut seed = self.seed.as_ref();
        while taken.found.len() < wanted && (taken.found.len() < enough || looked_at < EFFORT) {
            let together = if is_plain {
                wanted - taken.found.len()
            } else {
                TOGETHER.min(wanted.saturating_mul(4).max(100))
            };
            let candidates = self.candidates(end, together)?;
            looked_at += candidates.len();
            taken.complete = candidates.len() < together;
            end = candidates.last().map(|candidate| candidate.place);
            match &bin {
                Some(bin) if is_plain => taken.found.extend(
                    candidates
                        .iter()
                        .filter(|candidate| !bin.contains(&candidate.place))
                        .map(|candidate| self.found(candidate, Thing::Document(candidate.id))),
                ),
                _ => taken.found.extend(self.tested(&candidates)?),
            }
            if taken.complete {
                break;
            }
            if looked_at >= EFFORT
                && taken.found.len() < enough
                && let Some(few) = seed.take().map(|seed| self.few(seed)).transpose()?.flatten()
            {
                return self.take_of_few(&few, start, wanted);
            }
        }
        if taken.found.len() > wanted {
            taken.found.truncate(wanted);
            taken.complete = false;
        }
        Ok(taken)
    }

    /// The articles under a condition, if they are few.
    fn few(&self, seed: &Condition) -> Result<Option<Vec<i64>>> {
        let mut statement = self.presence.conn.prepare_cached(&format!(
            "SELECT x.id FROM article x WHERE {} LIMIT {}",
            seed.sql,
            MOST_FEW + 1
        ))?;
        let ids = statement
            .query_map(params_from_iter(seed.values.iter()), |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        Ok((ids.len() <= MOST_FEW).then_some(ids))
    }

    fn take_of_few(&self, few: &[i64], end: Option<Place>, wanted: usize) -> Result<Taken> {
        let mut documents = Vec::new();
        let mut statement = self.presence.conn.prepare_cached(
            "SELECT id FROM search_document WHERE source = ?1 AND row IN (SELECT value FROM json_each(?2))",
        )?;
        for source in self.shelf.sources() {
            let ids = statement.query_map(params![source.number(), json(few)], |row| row.get::<_, i64>(0))?;
            for id in ids {
                let id = id?;
                if Place::of(id)
                    .is_some_and(|(_, place)| place.day >= self.first && end.is_none_or(|end| place < end))
                {
                    documents.push(id);
                }
            }
        }
        let mut found = self.tested(&candidates(self.presence.among(&documents)?))?;
        let complete = found.len() <= wanted;
        found.truncate(wanted);
        Ok(Taken { found, complete })
    }

    /// Places of this shelf whose things are in the bin; None when they are many or not easily named.
    fn bin(&self) -> Result<Option<HashSet<Place>>> {
        if self.shelf != Shelf::Article {
            return Ok(None);
        }
        let mut statement = self.presence.conn.prepare_cached(&format!(
            "SELECT d.id FROM (SELECT id FROM article WHERE deleted IS NOT NULL LIMIT {}) x
             CROSS JOIN search_document d ON d.row = x.id AND d.source IN (0, 1)",
            MOST_IN_BIN + 1
        ))?;
        let mut places = HashSet::new();
        let mut count = 0;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            count += 1;
            places.extend(Place::of(row.get(0)?).map(|(_, place)| place));
        }
        Ok((count <= MOST_IN_BIN).then_some(places))
    }

    /// The next documents with the words, the newest first, one for each place.
    fn candidates(&self, end: Option<Place>, limit: usize) -> Result<Vec<Candidate>> {
        let mut ids = Vec::new();
        for source in self.shelf.sources() {
            ids.extend(self.presence.ids(*source, self.first, end, limit)?);
        }
        let mut candidates = candidates(ids);
        candidates.truncate(limit);
        Ok(candidates)
    }

    /// Those that are not in the bin and of which everything else holds, in the same order.
    fn tested(&self, candidates: &[Candidate]) -> Result<Vec<Found>> {
        let ids: Vec<i64> = candidates.iter().map(|candidate| candidate.id).collect();
        let (rest, values) = match &self.rest {
            Some(rest) => (rest.sql.as_str(), rest.values.clone()),
            None => ("1", Vec::new()),
        };
        let mut statement = self.presence.conn.prepare_cached(&format!(
            "SELECT j.key, x.id FROM json_each(?) j CROSS JOIN search_document d CROSS JOIN {from}
             WHERE d.id = j.value AND x.id = d.row AND {alive} AND {rest}",
            from = self.shelf.from(),
            alive = self.shelf.alive(),
        ))?;
        let values = std::iter::once(Sql::Text(json(&ids))).chain(values);
        let mut rows = statement.query(params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (index, id): (u32, i64) = (row.get(0)?, row.get(1)?);
            found.extend(
                candidates
                    .get(index as usize)
                    .map(|candidate| self.found(candidate, Thing::Row(id))),
            );
        }
        found.sort_by(Found::compare);
        Ok(found)
    }

    fn found(&self, candidate: &Candidate, thing: Thing) -> Found {
        Found {
            shelf: self.shelf,
            day: candidate.place.day,
            rank: candidate.place.key(),
            thing,
        }
    }
}

fn candidates(ids: Vec<i64>) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = ids
        .into_iter()
        .filter_map(|id| Place::of(id).map(|(_, place)| Candidate { place, id }))
        .collect();
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.place));
    candidates.dedup_by_key(|candidate| candidate.place);
    candidates
}

pub(super) fn json(ids: &[i64]) -> String {
    serde_json::Value::from(ids.to_vec()).to_string()
}
