//! Whether both sides found the same: nobody should be fast because nothing was found.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Row, Unit};
use crate::phase::Outcome;

pub struct Compared {
    queries: u32,
    same: u32,
    pub differences: Vec<String>,
}

/// Puts the answers of the two sides beside each other. Dragoman may find more (spellings, inflections); what bare
/// FTS5 finds it must find too.
pub fn compare(outcome: &Outcome) -> Compared {
    let mut compared = Compared {
        queries: 0,
        same: 0,
        differences: Vec::new(),
    };
    for (query, answer) in &outcome.answers {
        if query.starts_with("typing") || query.starts_with("facets") {
            compared.queries += 1;
            if answer.get("shown").and_then(Value::as_u64) == Some(0) {
                compared.differences.push(format!("{query}: nothing shown"));
            } else {
                compared.same += 1;
            }
            continue;
        }
        let number = |field: &str| answer.get(field).and_then(Value::as_u64);
        let titles = |field: &str| -> BTreeSet<&str> {
            let list = answer.get(field).and_then(Value::as_array);
            list.into_iter().flatten().filter_map(Value::as_str).collect()
        };
        let (Some(raw), Some(ours)) = (number("raw"), number("ours")) else {
            continue;
        };
        compared.queries += 1;
        let (raw_titles, our_titles) = (titles("raw_titles"), titles("ours_titles"));
        let missing = raw_titles.difference(&our_titles).count();
        // Both sides count to a thousand and say then that there are more.
        if ours.min(1_000) < raw.min(1_000) || (!our_titles.is_empty() && missing > 0) {
            compared.differences.push(format!(
                "{query}: bare SQLite finds {raw}, Dragoman {ours}; {missing} titles missing"
            ));
        } else {
            compared.same += 1;
        }
    }
    compared
}

impl Compared {
    pub fn row(&self) -> Option<Row> {
        (self.queries > 0).then(|| {
            Row::new(
                "answers",
                "queries that find all that bare SQLite finds",
                Unit::Count,
            )
            .ours(Some(f64::from(self.same)))
            .raw(Some(f64::from(self.queries)))
            .aim("all", Some(self.same == self.queries))
        })
    }
}
