//! Whether two texts are copies, decided on the whole of both.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::shingles::Shingles;
use crate::Result;
use crate::vocabulary::CopyRelation;

/// Per mille of shared runs to all runs from which two texts are called the same: a changed headline or lead line
/// stays above it in an article of usual length.
const SAME: u32 = 900;
/// Per mille of the shorter one that stand in the longer one when it is called an excerpt.
const EXCERPT: u32 = 800;
/// Per mille of one that stand in the other when it is called reworded.
const REWORDED: u32 = 500;

/// What one text is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Likeness {
    pub relation: CopyRelation,
    /// Of the one: per mille of its runs that stand in the other.
    pub of_one: u32,
    /// Of the other.
    pub of_other: u32,
}

impl Likeness {
    /// The same seen from the other text.
    pub(super) fn turned(self) -> Self {
        Likeness {
            relation: match self.relation {
                CopyRelation::ExcerptOf => CopyRelation::Contains,
                CopyRelation::Contains => CopyRelation::ExcerptOf,
                same => same,
            },
            of_one: self.of_other,
            of_other: self.of_one,
        }
    }
}

/// A text to compare.
#[derive(Debug, Clone)]
pub(super) struct Compared {
    pub content: i64,
    pub shingles: Shingles,
}

impl Compared {
    /// The current text of an article; None when it has none or says nothing.
    pub(super) fn load(conn: &Connection, article: i64) -> Result<Option<Self>> {
        let found: Option<(i64, String)> = conn
            .prepare_cached(
                "SELECT c.id, c.text FROM text_revision r JOIN content c ON c.sha256 = r.content_sha256
                 WHERE r.article_id = ?1 ORDER BY r.number DESC LIMIT 1",
            )?
            .query_row([article], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(found.map(|(content, text)| Compared {
            content,
            shingles: Shingles::of(&text),
        }))
    }

    /// Which text an article has now.
    pub(super) fn content_of(conn: &Connection, article: i64) -> Result<Option<i64>> {
        Ok(conn
            .prepare_cached(
                "SELECT c.id FROM text_revision r JOIN content c ON c.sha256 = r.content_sha256
                 WHERE r.article_id = ?1 ORDER BY r.number DESC LIMIT 1",
            )?
            .query_row([article], |row| row.get(0))
            .optional()?)
    }

    /// What this text is to the other one; None when they are no copies.
    pub(super) fn likeness(&self, other: &Compared) -> Option<Likeness> {
        let likeness = self.shared(other);
        let enough = self.shingles.enough() && other.shingles.enough();
        let copies = likeness.of_one.max(likeness.of_other) >= REWORDED;
        (self.content == other.content || (enough && copies)).then_some(likeness)
    }

    /// What the two texts share, be it little.
    pub(super) fn shared(&self, other: &Compared) -> Likeness {
        if self.content == other.content {
            return Likeness {
                relation: CopyRelation::SameText,
                of_one: 1_000,
                of_other: 1_000,
            };
        }
        let shared = self.shingles.shared(&other.shingles);
        let (of_one, of_other) = (per_mille(shared.one), per_mille(shared.other));
        let relation = if per_mille(shared.both) >= SAME {
            CopyRelation::SameText
        } else if of_one >= EXCERPT && of_one >= of_other {
            CopyRelation::ExcerptOf
        } else if of_other >= EXCERPT {
            CopyRelation::Contains
        } else {
            CopyRelation::Reworded
        };
        Likeness {
            relation,
            of_one,
            of_other,
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share lies between 0 and 1"
)]
fn per_mille(share: f64) -> u32 {
    (share * 1_000.0).round() as u32
}

/// Texts that were compared lately: candidates of neighbours are often the same.
#[derive(Default)]
pub(super) struct Lately(HashMap<i64, Option<Compared>>);

/// How many are kept.
const KEPT: usize = 500;

impl Lately {
    pub(super) fn get(&mut self, conn: &Connection, article: i64) -> Result<Option<&Compared>> {
        if self.0.len() >= KEPT && !self.0.contains_key(&article) {
            self.0.clear();
        }
        if let std::collections::hash_map::Entry::Vacant(vacant) = self.0.entry(article) {
            vacant.insert(Compared::load(conn, article)?);
        }
        Ok(self.0.get(&article).and_then(Option::as_ref))
    }
}
