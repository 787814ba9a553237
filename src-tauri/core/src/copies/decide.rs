//! The analyst's word on copies.

use rusqlite::params;

use super::types::DecideCopies;
use crate::commands::answers::Nothing;
use crate::error::Reason;
use crate::registers::rows::id_of;
use crate::vocabulary::{Entity, Uid};
use crate::workspace::Recording;
use crate::{Error, Result};

/// Articles that one decision may be about.
const MOST: usize = 500;

/// Says that articles go back to the same text as another one, or not, or takes back what was said.
///
/// # Errors
/// Invalid fields: `others` (none, too many, or the article itself); articles that are not there.
pub fn decide(db: &Recording<'_>, request: DecideCopies) -> Result<Nothing> {
    let article = id_of(db.conn, Entity::Article, request.article)?;
    if request.others.is_empty() {
        return Err(Error::invalid("others", Reason::Empty));
    }
    if request.others.len() > MOST {
        return Err(Error::invalid(
            "others",
            Reason::NotAllowed {
                value: request.others.len().to_string(),
                allowed: format!("at most {MOST} articles"),
            },
        ));
    }
    let mut others = Vec::with_capacity(request.others.len());
    for other in request.others {
        let other = id_of(db.conn, Entity::Article, other)?;
        if other == article {
            return Err(Error::invalid("others", Reason::Itself));
        }
        others.push(other);
    }
    for other in others {
        let (one, other) = (article.min(other), article.max(other));
        match request.same {
            None => db
                .conn
                .prepare_cached("DELETE FROM copy_decision WHERE one_id = ?1 AND other_id = ?2")?
                .execute([one, other])?,
            Some(same) => db
                .conn
                .prepare_cached(
                    "INSERT INTO copy_decision (uid, one_id, other_id, same) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (one_id, other_id) DO UPDATE SET same = excluded.same WHERE same <> excluded.same",
                )?
                .execute(params![Uid::new(), one, other, same])?,
        };
    }
    Ok(Nothing {})
}
