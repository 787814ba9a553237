//! Takes a briefing out of the database: a handful of queries, however long it is.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use super::document::{Actor, Document, Entry, Link, Piece, Quote, Source, Translation};
use crate::Result;
use crate::dates::DateRange;
use crate::error::OrNotFound as _;
use crate::text::language_tag::primary;
use crate::text::offsets::Positions;
use crate::vocabulary::{Entity, ItemKind, TranslationStatus, Uid};

/// The statements of the briefing `?1`.
const STATEMENTS: &str =
    "(SELECT statement_id FROM briefing_item WHERE briefing_id = ?1 AND statement_id IS NOT NULL)";

/// The briefing as it is now.
pub(super) fn document(conn: &Connection, uid: Uid) -> Result<Document> {
    let (id, title, language): (i64, String, String) = conn
        .prepare_cached("SELECT id, title, language FROM briefing WHERE uid = ?1 AND deleted IS NULL")?
        .query_row([uid], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .or_not_found(Entity::Briefing, uid)?;
    let parts = Parts {
        pieces: pieces(conn, id)?,
        links: links(conn, id)?,
        actors: actors(conn, id)?,
        translations: translations(conn, id)?,
        language: &language,
    };
    let mut statement = conn.prepare_cached(
        "SELECT i.uid, i.kind, i.level, i.text, i.statement_id, i.translation_id,
                s.deleted IS NOT NULL OR a.deleted IS NOT NULL,
                s.kind, s.said, s.about, s.certainty, coalesce(s.reliability, o.reliability), s.credibility,
                o.name, a.title, a.language, a.author, a.published, a.url, a.file_name, a.media_type, a.encoding,
                a.original_sha256, coalesce(s.said_latest, s.said_earliest, a.published_latest, a.published_earliest)
         FROM briefing_item i
         LEFT JOIN statement s ON s.id = i.statement_id
         LEFT JOIN article a ON a.id = s.article_id
         LEFT JOIN outlet o ON o.id = a.outlet_id AND o.deleted IS NULL
         WHERE i.briefing_id = ?1 ORDER BY i.position, i.id",
    )?;
    let entries = statement
        .query_map([id], |row| entry(row, &parts))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Document {
        title,
        language,
        entries,
    })
}

/// What belongs to the statements, by their ids.
struct Parts<'a> {
    pieces: BTreeMap<i64, Vec<Piece>>,
    links: BTreeMap<i64, Vec<RawLink>>,
    actors: BTreeMap<i64, RawActor>,
    translations: BTreeMap<i64, Vec<RawTranslation>>,
    language: &'a str,
}

fn entry(row: &Row<'_>, parts: &Parts<'_>) -> rusqlite::Result<Entry> {
    let item: Uid = row.get(0)?;
    let statement: i64 = match row.get::<_, ItemKind>(1)? {
        ItemKind::Heading => {
            return Ok(Entry::Heading {
                level: row.get::<_, Option<u8>>(2)?.unwrap_or(2),
                text: row.get(3)?,
            });
        }
        ItemKind::Prose => return Ok(Entry::Prose { text: row.get(3)? }),
        ItemKind::Statement => row.get(4)?,
    };
    if row.get(6)? {
        return Ok(Entry::Deleted { item });
    }
    let chosen: Option<i64> = row.get(5)?;
    let day: Option<String> = row.get(23)?;
    let chain = parts.links.get(&statement).into_iter().flatten();
    Ok(Entry::Quote(Box::new(Quote {
        item,
        pieces: parts.pieces.get(&statement).cloned().unwrap_or_default(),
        kind: row.get(7)?,
        chain: chain
            .map(|link| Link {
                role: link.role,
                actor: link
                    .actor
                    .and_then(|id| parts.actors.get(&id))
                    .map(|actor| actor.at(day.as_deref(), parts.language)),
                words: link.words.clone(),
            })
            .collect(),
        said: row.get(8)?,
        about: row.get(9)?,
        certainty: row.get(10)?,
        reliability: row.get(11)?,
        credibility: row.get(12)?,
        translation: parts
            .translations
            .get(&statement)
            .and_then(|all| best(all, chosen, parts.language)),
        source: Source {
            outlet: row.get(13)?,
            title: row.get(14)?,
            language: row.get(15)?,
            author: row.get(16)?,
            published: row.get(17)?,
            url: row.get(18)?,
            file_name: row.get(19)?,
            media_type: row.get(20)?,
            encoding: row.get(21)?,
            sha256: row.get(22)?,
        },
    })))
}

/// A piece with what it is sorted by: its position, its id.
type Placed = ((i64, i64), Piece);

fn pieces(conn: &Connection, briefing: i64) -> Result<BTreeMap<i64, Vec<Piece>>> {
    // By text, so that each is read once, however much is quoted of it.
    let mut statement = conn.prepare_cached(&format!(
        "SELECT p.statement_id, p.quote, p.start, p.end, r.number, r.content_sha256, p.orphaned, r.id, p.position, p.id
         FROM span p JOIN text_revision r ON r.id = p.revision_id
         WHERE p.statement_id IN {STATEMENTS} ORDER BY r.id"
    ))?;
    let mut texts = conn.prepare_cached(
        "SELECT c.text FROM text_revision r JOIN content c ON c.sha256 = r.content_sha256 WHERE r.id = ?1",
    )?;
    let mut of_text: Vec<(i64, Placed)> = Vec::new();
    let mut groups: BTreeMap<i64, Vec<Placed>> = BTreeMap::new();
    let mut rows = statement.query([briefing])?;
    let mut last = None;
    loop {
        let row = rows.next()?;
        let revision = row.map(|row| row.get::<_, i64>(7)).transpose()?;
        if revision != last {
            if let Some(last) = last {
                let mut text = texts.query([last])?;
                if let Some(text) = text.next()? {
                    let positions = Positions::new(text.get_ref(0)?.as_str().unwrap_or_default());
                    for (statement, (order, mut piece)) in of_text.drain(..) {
                        piece.holds = positions.slice(piece.start, piece.end) == Some(piece.words.as_str());
                        groups.entry(statement).or_default().push((order, piece));
                    }
                }
            }
            of_text.clear();
            last = revision;
        }
        let Some(row) = row else { break };
        let piece = Piece {
            words: row.get(1)?,
            start: row.get(2)?,
            end: row.get(3)?,
            revision: row.get(4)?,
            text_sha256: row.get(5)?,
            orphaned: row.get(6)?,
            holds: false,
        };
        of_text.push((row.get(0)?, ((row.get(8)?, row.get(9)?), piece)));
    }
    let in_order = |mut pieces: Vec<Placed>| -> Vec<Piece> {
        pieces.sort_by_key(|(order, _)| *order);
        pieces.into_iter().map(|(_, piece)| piece).collect()
    };
    Ok(groups
        .into_iter()
        .map(|(statement, pieces)| (statement, in_order(pieces)))
        .collect())
}

struct RawLink {
    role: crate::vocabulary::Role,
    actor: Option<i64>,
    words: String,
}

fn links(conn: &Connection, briefing: i64) -> Result<BTreeMap<i64, Vec<RawLink>>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT statement_id, role, actor_id, words FROM attribution
         WHERE statement_id IN {STATEMENTS} ORDER BY statement_id, position, id"
    ))?;
    let rows = statement.query_map([briefing], |row| {
        Ok((
            row.get(0)?,
            RawLink {
                role: row.get(1)?,
                actor: row.get(2)?,
                words: row.get(3)?,
            },
        ))
    })?;
    grouped(rows)
}

#[derive(Default)]
struct RawActor {
    /// Language and name; the preferred one first.
    names: Vec<(String, String)>,
    offices: Vec<Office>,
}

struct Office {
    title: String,
    organisation: String,
    from: String,
    to: String,
}

impl RawActor {
    /// As it was on a day (None: not known when), for readers of a language.
    fn at(&self, day: Option<&str>, language: &str) -> Actor {
        let preferred = self.names.first();
        // A preferred name that is known to be of another language gives way to one of the readers'.
        let foreign = preferred.is_some_and(|(of, _)| !of.is_empty() && primary(of) != primary(language));
        let name = self
            .names
            .iter()
            .find(|(of, _)| foreign && primary(of) == primary(language))
            .or(preferred)
            .map(|(_, name)| name.clone())
            .unwrap_or_default();
        let office = self.offices.iter().find(|office| office.held_on(day));
        Actor {
            name,
            names: self.names.iter().map(|(_, name)| name.clone()).collect(),
            office: office.map(|office| office.title.clone()).unwrap_or_default(),
            organisation: office
                .map(|office| office.organisation.clone())
                .unwrap_or_default(),
        }
    }
}

impl Office {
    /// Without a day only an office without an end is named: nothing is invented.
    fn held_on(&self, day: Option<&str>) -> bool {
        let Some(day) = day else {
            return self.to.is_empty();
        };
        let from = DateRange::of(&self.from).unwrap_or_default().earliest;
        let to = DateRange::of(&self.to).unwrap_or_default().latest;
        from.is_none_or(|from| from.as_str() <= day) && to.is_none_or(|to| to.as_str() >= day)
    }
}

fn actors(conn: &Connection, briefing: i64) -> Result<BTreeMap<i64, RawActor>> {
    let mut actors: BTreeMap<i64, RawActor> = BTreeMap::new();
    let named = format!("(SELECT actor_id FROM attribution WHERE statement_id IN {STATEMENTS})");
    let mut statement = conn.prepare_cached(&format!(
        "SELECT actor_id, language, name FROM actor_name WHERE actor_id IN {named}
         ORDER BY actor_id, preferred DESC, position, id"
    ))?;
    let mut rows = statement.query([briefing])?;
    while let Some(row) = rows.next()? {
        let actor = actors.entry(row.get(0)?).or_default();
        actor.names.push((row.get(1)?, row.get(2)?));
    }
    let mut statement = conn.prepare_cached(&format!(
        "SELECT r.actor_id, r.title, r.held_from, r.held_to,
                coalesce((SELECT n.name FROM actor_name n WHERE n.actor_id = r.organisation_id
                          ORDER BY n.preferred DESC, n.position, n.id LIMIT 1), '')
         FROM actor_role r WHERE r.actor_id IN {named} ORDER BY r.actor_id, r.position, r.id"
    ))?;
    let mut rows = statement.query([briefing])?;
    while let Some(row) = rows.next()? {
        let actor = actors.entry(row.get(0)?).or_default();
        actor.offices.push(Office {
            title: row.get(1)?,
            from: row.get(2)?,
            to: row.get(3)?,
            organisation: row.get(4)?,
        });
    }
    Ok(actors)
}

struct RawTranslation {
    id: i64,
    added: String,
    translation: Translation,
}

fn translations(conn: &Connection, briefing: i64) -> Result<BTreeMap<i64, Vec<RawTranslation>>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT statement_id, id, added, language, text, translator, translated, status FROM translation
         WHERE statement_id IN {STATEMENTS} AND deleted IS NULL ORDER BY statement_id, id"
    ))?;
    let rows = statement.query_map([briefing], |row| {
        Ok((
            row.get(0)?,
            RawTranslation {
                id: row.get(1)?,
                added: row.get(2)?,
                translation: Translation {
                    language: row.get(3)?,
                    text: row.get(4)?,
                    translator: row.get(5)?,
                    translated: row.get(6)?,
                    status: row.get(7)?,
                },
            },
        ))
    })?;
    grouped(rows)
}

/// The one chosen by hand; else of those in the briefing's language the checked before the draft, the
/// exact tag before its relatives, the newest first.
fn best(all: &[RawTranslation], chosen: Option<i64>, language: &str) -> Option<Translation> {
    let by_hand = all.iter().find(|one| Some(one.id) == chosen);
    by_hand
        .or_else(|| {
            all.iter()
                .filter(|one| primary(&one.translation.language) == primary(language))
                .max_by_key(|one| {
                    (
                        one.translation.status == TranslationStatus::Checked,
                        one.translation.language == language,
                        &one.added,
                        one.id,
                    )
                })
        })
        .map(|one| one.translation.clone())
}

fn grouped<T>(rows: impl Iterator<Item = rusqlite::Result<(i64, T)>>) -> Result<BTreeMap<i64, Vec<T>>> {
    let mut groups: BTreeMap<i64, Vec<T>> = BTreeMap::new();
    for row in rows {
        let (key, value) = row?;
        groups.entry(key).or_default().push(value);
    }
    Ok(groups)
}
