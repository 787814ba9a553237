//! Found things as hits: what they are, where they stand, and the words in context.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::filter::Shelf;
use super::marks::Patterns;
use super::names::Named;
use super::passages::{Origin, cut, cut_whole};
use super::types::{Hit, Passage, PassagePart};
use crate::Result;
use crate::articles::ArticleRef;
use crate::vocabulary::{Entity, Uid};

/// Quotes of a statement that are shown.
const QUOTES: usize = 3;

/// The hits of these things, in the same order.
pub(super) fn of(conn: &Connection, found: &[(Shelf, i64)], patterns: &Patterns) -> Result<Vec<Hit>> {
    let mut hits: HashMap<(Shelf, i64), Hit> = HashMap::with_capacity(found.len());
    for shelf in Shelf::ALL {
        let ids: Vec<i64> = found
            .iter()
            .filter(|(of, _)| *of == shelf)
            .map(|(_, id)| *id)
            .collect();
        if ids.is_empty() {
            continue;
        }
        let json = serde_json::Value::from(ids).to_string();
        let made = match shelf {
            Shelf::Article => articles(conn, &json, patterns)?,
            Shelf::Statement => statements(conn, &json, patterns)?,
            Shelf::Translation => translations(conn, &json, patterns)?,
            Shelf::Note => notes(conn, &json, patterns)?,
            Shelf::Briefing => briefing_items(conn, &json, patterns)?,
        };
        hits.extend(made.into_iter().map(|(id, hit)| ((shelf, id), hit)));
    }
    Ok(found.iter().filter_map(|key| hits.remove(key)).collect())
}

/// A registered thing as a hit.
pub(super) fn of_name(named: &Named, patterns: &Patterns) -> Hit {
    let part = if named.is_note {
        PassagePart::Note
    } else {
        PassagePart::Name
    };
    let origin = Origin {
        part,
        language: &named.language,
        offset: 0,
    };
    Hit {
        entity: named.entity,
        uid: named.uid,
        article: None,
        outlet: String::new(),
        published: String::new(),
        copies: 0,
        title: named.name.clone(),
        title_marks: patterns.marks(&named.name, true),
        passages: cut_whole(&named.elsewhere, patterns, &origin, !named.is_note),
    }
}

fn articles(conn: &Connection, ids: &str, patterns: &Patterns) -> Result<Vec<(i64, Hit)>> {
    let mut statement = conn.prepare_cached(
        "SELECT x.id, x.uid, x.uid, x.title, x.language, coalesce(o.name, ''), x.published, x.note,
           c.id, CASE WHEN octet_length(c.text) <= 65536 THEN c.text END,
           (SELECT count(*) - 1 FROM copy_origin own JOIN copy_origin g ON g.origin_id = own.origin_id
            WHERE own.article_id = x.id)
         FROM article x LEFT JOIN outlet o ON o.id = x.outlet_id
           LEFT JOIN content c ON c.sha256 =
             (SELECT r.content_sha256 FROM text_revision r WHERE r.article_id = x.id ORDER BY r.number DESC LIMIT 1)
         WHERE x.id IN (SELECT value FROM json_each(?1))",
    )?;
    let mut rows = statement.query([ids])?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        let mut hit = hit(row, Entity::Article, patterns, true)?;
        // Without any, there is one less than none.
        hit.copies = u32::try_from(row.get::<_, i64>(10)?).unwrap_or(0);
        let language: String = row.get(4)?;
        let note: String = row.get(7)?;
        let origin = original(PassagePart::Text, &language, 0);
        if let Ok(text) = row.get_ref(9)?.as_str() {
            hit.passages = cut_whole(text, patterns, &origin, true);
        } else if let Some(content) = row.get::<_, Option<i64>>(8)? {
            // Of a long text no more is read than is needed.
            let mut text = conn.blob_open(rusqlite::MAIN_DB, "content", "text", content, true)?;
            hit.passages = cut(&mut text, patterns, &origin, true)?;
        }
        hit.passages.extend(found_in_note(&note, patterns));
        hits.push((row.get(0)?, hit));
    }
    Ok(hits)
}

fn statements(conn: &Connection, ids: &str, patterns: &Patterns) -> Result<Vec<(i64, Hit)>> {
    let mut statement = conn.prepare_cached(
        "SELECT x.id, x.uid, a.uid, a.title, a.language, coalesce(o.name, ''), a.published, x.note
         FROM statement x JOIN article a ON a.id = x.article_id LEFT JOIN outlet o ON o.id = a.outlet_id
         WHERE x.id IN (SELECT value FROM json_each(?1))",
    )?;
    let mut rows = statement.query([ids])?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        let hit = hit(row, Entity::Statement, patterns, false)?;
        let note: String = row.get(7)?;
        hits.push((row.get::<_, i64>(0)?, hit, note));
    }

    let mut quotes: HashMap<i64, Vec<(u32, String)>> = HashMap::new();
    let mut spans = conn.prepare_cached(
        "SELECT statement_id, start, quote FROM span WHERE statement_id IN (SELECT value FROM json_each(?1))
         ORDER BY statement_id, position",
    )?;
    let mut rows = spans.query([ids])?;
    while let Some(row) = rows.next()? {
        quotes
            .entry(row.get(0)?)
            .or_default()
            .push((row.get(1)?, row.get(2)?));
    }
    let mut translated: HashMap<i64, Vec<(String, String)>> = HashMap::new();
    if patterns.of_bodies() > 0 {
        let mut translations = conn.prepare_cached(
            "SELECT statement_id, language, text FROM translation
             WHERE statement_id IN (SELECT value FROM json_each(?1)) AND deleted IS NULL ORDER BY statement_id, id",
        )?;
        let mut rows = translations.query([ids])?;
        while let Some(row) = rows.next()? {
            translated
                .entry(row.get(0)?)
                .or_default()
                .push((row.get(1)?, row.get(2)?));
        }
    }

    let mut complete = Vec::with_capacity(hits.len());
    for (id, mut hit, note) in hits {
        let language = hit
            .article
            .as_ref()
            .map_or("", |article| article.language.as_str())
            .to_owned();
        for (start, quote) in quotes.remove(&id).unwrap_or_default().iter().take(QUOTES) {
            let origin = original(PassagePart::Quote, &language, *start);
            hit.passages.extend(cut_whole(quote, patterns, &origin, true));
        }
        for (language, text) in translated.remove(&id).unwrap_or_default() {
            let origin = original(PassagePart::Translation, &language, 0);
            hit.passages.extend(cut_whole(&text, patterns, &origin, false));
        }
        hit.passages.extend(found_in_note(&note, patterns));
        complete.push((id, hit));
    }
    Ok(complete)
}

fn translations(conn: &Connection, ids: &str, patterns: &Patterns) -> Result<Vec<(i64, Hit)>> {
    let mut statement = conn.prepare_cached(
        "SELECT x.id, x.uid, a.uid, a.title, a.language, coalesce(o.name, ''), a.published, x.title, x.language
         FROM translation x JOIN article a ON a.id = x.article_id LEFT JOIN outlet o ON o.id = a.outlet_id
         WHERE x.id IN (SELECT value FROM json_each(?1))",
    )?;
    let mut rows = statement.query([ids])?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        let mut hit = hit(row, Entity::Translation, patterns, false)?;
        let (title, language): (String, String) = (row.get(7)?, row.get(8)?);
        // A translated title stands where it is found; otherwise the article is known by its own.
        if !title.is_empty() {
            hit.title_marks = patterns.marks(&title, true);
            hit.title = title;
        }
        let mut text = conn.blob_open(rusqlite::MAIN_DB, "translation", "text", row.get(0)?, true)?;
        hit.passages = cut(
            &mut text,
            patterns,
            &original(PassagePart::Translation, &language, 0),
            true,
        )?;
        hits.push((row.get(0)?, hit));
    }
    Ok(hits)
}

fn notes(conn: &Connection, ids: &str, patterns: &Patterns) -> Result<Vec<(i64, Hit)>> {
    let mut statement = conn.prepare_cached(
        "SELECT x.id, x.uid, a.uid, coalesce(a.title, q.name, e.name, w.name,
             (SELECT n.name FROM actor_name n WHERE n.actor_id = x.actor_id ORDER BY n.preferred DESC, n.position LIMIT 1), ''),
           coalesce(a.language, ''), coalesce(o.name, ''), coalesce(a.published, ''), x.text
         FROM note x LEFT JOIN statement s ON s.id = x.statement_id
           LEFT JOIN article a ON a.id = coalesce(x.article_id, s.article_id)
           LEFT JOIN outlet o ON o.id = a.outlet_id LEFT JOIN topic q ON q.id = x.topic_id
           LEFT JOIN event e ON e.id = x.event_id LEFT JOIN outlet w ON w.id = x.outlet_id
         WHERE x.id IN (SELECT value FROM json_each(?1))",
    )?;
    let mut rows = statement.query([ids])?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        let mut hit = hit(row, Entity::Note, patterns, false)?;
        let text: String = row.get(7)?;
        hit.passages = cut_whole(&text, patterns, &original(PassagePart::Note, "", 0), true);
        hits.push((row.get(0)?, hit));
    }
    Ok(hits)
}

fn briefing_items(conn: &Connection, ids: &str, patterns: &Patterns) -> Result<Vec<(i64, Hit)>> {
    let mut statement = conn.prepare_cached(
        "SELECT x.id, b.uid, NULL, b.title, b.language, '', '', x.text
         FROM briefing_item x JOIN briefing b ON b.id = x.briefing_id
         WHERE x.id IN (SELECT value FROM json_each(?1))",
    )?;
    let mut rows = statement.query([ids])?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        let mut hit = hit(row, Entity::Briefing, patterns, false)?;
        let (language, text): (String, String) = (row.get(4)?, row.get(7)?);
        hit.passages = cut_whole(&text, patterns, &original(PassagePart::Note, &language, 0), true);
        hits.push((row.get(0)?, hit));
    }
    Ok(hits)
}

/// From columns 1 to 6: uid, article's uid, title, language, outlet, published.
fn hit(row: &Row<'_>, entity: Entity, patterns: &Patterns, title_searched: bool) -> Result<Hit> {
    let (article, title, language): (Option<Uid>, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
    Ok(Hit {
        entity,
        uid: row.get(1)?,
        article: article.map(|uid| ArticleRef {
            uid,
            title: title.clone(),
            language,
        }),
        outlet: row.get(5)?,
        published: row.get(6)?,
        copies: 0,
        title_marks: if title_searched {
            patterns.marks(&title, true)
        } else {
            Vec::new()
        },
        title,
        passages: Vec::new(),
    })
}

fn original(part: PassagePart, language: &str, offset: u32) -> Origin<'_> {
    Origin {
        part,
        language,
        offset,
    }
}

fn found_in_note(note: &str, patterns: &Patterns) -> Vec<Passage> {
    cut_whole(note, patterns, &original(PassagePart::Note, "", 0), false)
}
