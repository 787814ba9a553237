//! Counting the values of a set of things, one grouped join for each facet.

use std::collections::HashMap;

use rusqlite::Connection;

use super::super::filter::Shelf;
use super::super::query::Being;
use super::super::types::FacetBy;
use crate::Result;
use crate::registers::rows::json;
use crate::vocabulary::{Credibility, Reliability};

/// Things that were found.
#[derive(Debug, Default)]
pub(super) struct Things {
    /// Ids as JSON arrays, and how many.
    shelves: Vec<(Shelf, String, u32)>,
    /// There are more that were not looked at.
    pub bounded: bool,
}

/// The values of a facet: key, count and colour, in their order.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub values: Vec<(String, u32, String)>,
    /// Over how many things.
    pub of: u32,
    pub bounded: bool,
}

impl Things {
    pub(super) fn of(rows: &[(Shelf, i64)], bounded: bool) -> Self {
        let shelves = Shelf::ALL
            .into_iter()
            .filter_map(|shelf| {
                let ids: Vec<i64> = rows
                    .iter()
                    .filter(|(of, _)| *of == shelf)
                    .map(|(_, id)| *id)
                    .collect();
                let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
                (count > 0).then(|| (shelf, json(&ids), count))
            })
            .collect();
        Things { shelves, bounded }
    }

    /// How many there are.
    pub(super) fn count(&self) -> u32 {
        self.shelves.iter().map(|(_, _, count)| count).sum()
    }

    /// How many of each kind there are.
    pub(super) fn kinds(&self) -> Counted {
        let values = self
            .shelves
            .iter()
            .map(|(shelf, _, count)| {
                let being = Being::ALL.into_iter().find(|being| being.shelf() == Some(*shelf));
                (being.map_or("", Being::word).to_owned(), *count, String::new())
            })
            .collect();
        Counted {
            values,
            of: self.count(),
            bounded: self.bounded,
        }
    }
}

/// Counts the values of one facet.
pub(super) fn count(conn: &Connection, by: FacetBy, things: &Things) -> Result<Counted> {
    let mut counts: HashMap<String, (u32, String)> = HashMap::new();
    for (shelf, ids, _) in &things.shelves {
        let Some(sql) = query(by, *shelf) else { continue };
        let mut statement = conn.prepare_cached(&sql)?;
        let mut rows = statement.query([ids])?;
        while let Some(row) = rows.next()? {
            let (key, count): (String, u32) = (row.get(0)?, row.get(1)?);
            let (all, color) = counts.entry(key).or_default();
            *all = all.saturating_add(count);
            *color = row.get(2)?;
        }
    }
    let mut values: Vec<(String, u32, String)> = counts
        .into_iter()
        .filter(|(key, (count, _))| !key.is_empty() && *count > 0)
        .map(|(key, (count, color))| (key, count, color))
        .collect();
    let grade = |key: &str| {
        let best = Reliability::ALL.iter().map(|grade| grade.word());
        let all = best.chain(Credibility::ALL.iter().map(|grade| grade.word()));
        all.into_iter().position(|word| word == key)
    };
    values.sort_by(|one, other| match by {
        // The latest first; "yes" before "no".
        FacetBy::Year | FacetBy::Month | FacetBy::Translation | FacetBy::Origin => other.0.cmp(&one.0),
        FacetBy::Reliability | FacetBy::Credibility => grade(&one.0).cmp(&grade(&other.0)),
        _ => other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)),
    });
    Ok(Counted {
        values,
        of: things.count(),
        bounded: things.bounded,
    })
}

/// The question for key, count and colour of the things of a shelf whose ids are bound as a JSON array. None
/// when such things do not have it.
fn query(by: FacetBy, shelf: Shelf) -> Option<String> {
    let from = match shelf {
        Shelf::Article => "json_each(?1) j CROSS JOIN article a ON a.id = j.value JOIN article x ON x.id = a.id",
        Shelf::Statement => {
            "json_each(?1) j CROSS JOIN statement x ON x.id = j.value JOIN article a ON a.id = x.article_id"
        }
        Shelf::Translation => {
            "json_each(?1) j CROSS JOIN translation x ON x.id = j.value JOIN article a ON a.id = x.article_id"
        }
        Shelf::Note => {
            "json_each(?1) j CROSS JOIN note x ON x.id = j.value LEFT JOIN statement s ON s.id = x.statement_id
             JOIN article a ON a.id = coalesce(x.article_id, s.article_id)"
        }
        // It has no outlet, date or language of its own.
        Shelf::Briefing => return None,
    };
    let is_statement = shelf == Shelf::Statement;
    let grouped = |key: &str, more: &str, color: &str| {
        Some(format!(
            "SELECT coalesce({key}, ''), count(*), {color} FROM {from}{more} GROUP BY 1"
        ))
    };
    let plain = |key: &str| grouped(key, "", "''");
    // Actors by id: of several names each would count.
    let linked = |role: &str| {
        format!(
            "SELECT (SELECT n.name FROM actor_name n WHERE n.actor_id = m.actor_id ORDER BY n.preferred DESC, n.position LIMIT 1),
               count(DISTINCT m.statement_id), ''
             FROM json_each(?1) j CROSS JOIN attribution m ON m.statement_id = j.value AND m.role = '{role}'
               JOIN actor p ON p.id = m.actor_id AND p.deleted IS NULL
             GROUP BY m.actor_id"
        )
    };
    match by {
        FacetBy::Outlet => grouped(
            "o.name",
            " JOIN outlet o ON o.id = a.outlet_id AND o.deleted IS NULL",
            "''",
        ),
        FacetBy::Language => match shelf {
            Shelf::Translation => plain("x.language"),
            // Notes are the analyst's: search finds them under no language.
            Shelf::Note => None,
            _ => plain("a.language"),
        },
        FacetBy::Year => plain(
            "CASE WHEN substr(a.published_earliest, 1, 4) = substr(a.published_latest, 1, 4)
               THEN substr(a.published_latest, 1, 4) END",
        ),
        FacetBy::Month => plain(
            "CASE WHEN substr(a.published_earliest, 1, 7) = substr(a.published_latest, 1, 7)
               THEN substr(a.published_latest, 1, 7) END",
        ),
        FacetBy::Reliability => {
            let outlet = " LEFT JOIN outlet o ON o.id = a.outlet_id";
            if is_statement {
                grouped("coalesce(x.reliability, o.reliability)", outlet, "''")
            } else {
                grouped("o.reliability", outlet, "''")
            }
        }
        FacetBy::Translation => {
            let column = match shelf {
                Shelf::Article => "article_id",
                Shelf::Statement => "statement_id",
                _ => return None,
            };
            plain(&format!(
                "CASE WHEN EXISTS (SELECT 1 FROM translation m WHERE m.{column} = x.id AND m.deleted IS NULL)
                   THEN 'yes' ELSE 'no' END"
            ))
        }
        FacetBy::Origin => plain(
            "CASE WHEN EXISTS (SELECT 1 FROM copy_origin g WHERE g.article_id = a.id AND g.origin_id <> a.id)
               THEN 'no' ELSE 'yes' END",
        ),
        _ if !is_statement => None,
        FacetBy::Speaker => Some(linked("speaker")),
        FacetBy::Addressee => Some(linked("addressee")),
        FacetBy::Kind => plain("x.kind"),
        FacetBy::Credibility => plain("x.credibility"),
        FacetBy::Topic => Some(
            "SELECT t.name || '/' || m.stance, count(*), t.color
             FROM json_each(?1) j CROSS JOIN statement_topic m ON m.statement_id = j.value
               JOIN topic t ON t.id = m.topic_id AND t.deleted IS NULL
             GROUP BY m.topic_id, m.stance"
                .to_owned(),
        ),
        FacetBy::Tag => Some(
            "WITH RECURSIVE up(tag, id) AS (
               SELECT id, id FROM tag WHERE deleted IS NULL
               UNION SELECT u.tag, t.parent_id FROM up u JOIN tag t ON t.id = u.id WHERE t.parent_id IS NOT NULL)
             SELECT t.name, count(DISTINCT m.statement_id), t.color
             FROM json_each(?1) j CROSS JOIN statement_tag m ON m.statement_id = j.value
               JOIN up u ON u.tag = m.tag_id JOIN tag t ON t.id = u.id AND t.deleted IS NULL
             GROUP BY t.id"
                .to_owned(),
        ),
        FacetBy::Event => Some(
            "SELECT e.name, count(*), ''
             FROM json_each(?1) j CROSS JOIN statement_event m ON m.statement_id = j.value
               JOIN event e ON e.id = m.event_id AND e.deleted IS NULL
             GROUP BY m.event_id"
                .to_owned(),
        ),
        FacetBy::Orphaned => Some(
            "SELECT 'yes', count(DISTINCT m.statement_id), ''
             FROM json_each(?1) j CROSS JOIN span m ON m.statement_id = j.value AND m.orphaned = 1"
                .to_owned(),
        ),
        FacetBy::Result => None,
    }
}
