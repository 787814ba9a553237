//! Facets: which values the things found have, and how often; with the query that each value leads to.
//!
//! A count is of what one sees after choosing the value. Therefore what is said of statements is counted over the
//! statements in which the query is found, even where it finds articles; and a facet by which the query filters already
//! is counted without that filter, so that its other values stay there to be chosen: they are added with OR.
//!
//! The newest 5,000 things at most are counted, all of them where there are no more. Their ids go into one JSON array, from
//! which each facet is one grouped join.

mod counting;
mod filters;

use std::collections::HashMap;

use rusqlite::Connection;

use self::counting::{Counted, Things, count};
use self::filters::{Filters, Part};
use super::asked::asked;
use super::filter::Shelf;
use super::find::newest;
use super::query::{Being, Field, Node};
use super::types::{Facet, FacetBy, FacetCounts, FacetValue, SearchFacets};
use crate::Result;
use crate::search::expand::Choice;
use crate::workspace::Reading;

/// Things counted at most.
const COUNTED: usize = 5_000;
/// Once so many are found, and words are frequent but what else is said is rare, it is not gone far for more.
const ENOUGH: usize = 50;
/// Values of a facet at most.
const VALUES: usize = 20;
/// Months are shown when so many years are found at most.
const YEARS_OF_MONTHS: usize = 2;

impl FacetBy {
    const ALL: [FacetBy; 16] = [
        FacetBy::Result,
        FacetBy::Outlet,
        FacetBy::Language,
        FacetBy::Year,
        FacetBy::Month,
        FacetBy::Speaker,
        FacetBy::Addressee,
        FacetBy::Kind,
        FacetBy::Topic,
        FacetBy::Tag,
        FacetBy::Event,
        FacetBy::Reliability,
        FacetBy::Credibility,
        FacetBy::Translation,
        FacetBy::Orphaned,
        FacetBy::Origin,
    ];

    /// Whether only statements have it.
    fn is_of_statements(self) -> bool {
        matches!(
            self,
            FacetBy::Speaker
                | FacetBy::Addressee
                | FacetBy::Kind
                | FacetBy::Topic
                | FacetBy::Tag
                | FacetBy::Event
                | FacetBy::Credibility
                | FacetBy::Orphaned
        )
    }
}

/// Counts the values of what a query finds.
pub fn search_facets(db: &Reading<'_>, request: SearchFacets) -> Result<FacetCounts> {
    let _snapshot = db.snapshot()?;
    let mut facets = Vec::new();
    let Some(root) = asked(
        db,
        &request.query,
        false,
        &Choice::new(&request.without, &request.without_terms, &request.with_terms),
    )?
    .root
    else {
        return Ok(FacetCounts { facets });
    };
    let filters = Filters::of(db.conn, &root);
    let mut found = Found {
        conn: db.conn,
        sets: HashMap::new(),
    };
    let mut years = 0;
    for by in FacetBy::ALL {
        let own = filters.own(by);
        let asked = filters.without(own);
        let counted = if by == FacetBy::Result {
            let mut counted = found.of(asked.clone())?.kinds();
            // Statements are found by their own words as soon as they are asked for.
            let statements = found.of(only_statements(asked))?;
            counted
                .values
                .retain(|(key, _, _)| *key != Being::Statement.word());
            counted.values.extend(statements.kinds().values);
            let order = |key: &str| Being::ALL.iter().position(|being| being.word() == key);
            counted.values.sort_by_key(|(key, _, _)| order(key));
            counted.bounded |= statements.bounded;
            counted.of = counted.of.max(statements.count());
            counted
        } else {
            let asked = if by.is_of_statements() {
                only_statements(asked)
            } else {
                asked
            };
            count(db.conn, by, found.of(asked)?)?
        };
        if by == FacetBy::Origin && own.is_none() && !counted.values.iter().any(|(key, _, _)| key == "no") {
            continue;
        }
        if by == FacetBy::Year {
            years = counted.values.len();
        }
        if by == FacetBy::Month && years > YEARS_OF_MONTHS {
            continue;
        }
        facets.extend(facet(&filters, by, own, counted)?);
    }
    Ok(FacetCounts { facets })
}

/// The query, of statements only.
fn only_statements(root: Node) -> Node {
    let being = Node::Field(Field::Is(Being::Statement), Being::Statement.word().to_owned());
    match root {
        Node::All(mut nodes) => {
            if !nodes.contains(&being) {
                nodes.push(being);
            }
            Node::All(nodes)
        }
        root if root == being => root,
        root => Node::All(vec![root, being]),
    }
}

fn facet(filters: &Filters<'_>, by: FacetBy, own: Option<usize>, counted: Counted) -> Result<Option<Facet>> {
    let more = counted.values.len() > VALUES;
    let mut values = Vec::with_capacity(counted.values.len().min(VALUES));
    for (key, count, color) in counted.values.into_iter().take(VALUES) {
        let part = Part::of(by, key);
        let chosen = filters.choose(&part, own)?;
        values.push(FacetValue {
            value: part.value,
            stance: part.stance,
            color,
            count,
            active: chosen.active,
            query: chosen.query,
        });
    }
    Ok((!values.is_empty()).then_some(Facet {
        by,
        values,
        more,
        counted: counted.of,
        bounded: counted.bounded,
    }))
}

/// What was found by each of the queries that are counted.
struct Found<'c> {
    conn: &'c Connection,
    sets: HashMap<String, Things>,
}

impl Found<'_> {
    fn of(&mut self, root: Node) -> Result<&Things> {
        let key = super::writer::write(Some(&root));
        if !self.sets.contains_key(&key) {
            let newest = newest(self.conn, &root, None, COUNTED, ENOUGH)?;
            let rows: Vec<(Shelf, i64)> = newest.rows.into_iter().map(|(row, _)| row).collect();
            self.sets.insert(key.clone(), Things::of(&rows, !newest.complete));
        }
        // It has just been put in if it was not there.
        Ok(self.sets.entry(key).or_default())
    }
}
