//! What else to search for: the other terms of the concepts that a query names.

use std::collections::HashMap;
use std::ops::Range;

use rusqlite::Connection;

use crate::Result;
use crate::registers::rows;
use crate::vocabulary::{TermStatus, Uid};

/// Terms of more words than this are not looked for in a query.
const LONGEST: usize = 8;

/// Words of a query that are looked at, at most.
const MOST_WORDS: usize = 64;

/// A term of the glossary that stands in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Which of the words given the term is.
    pub words: Range<usize>,
    pub concept: Uid,
    /// As the glossary has it.
    pub term: String,
    pub language: String,
    /// The other terms of the concept, in its order; those that fold to the same words are left out.
    pub others: Vec<OtherTerm>,
}

/// Another word, or several, for what a query names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherTerm {
    /// As the glossary has it.
    pub term: String,
    /// As the index has it: one word, or several that are a phrase; never empty.
    pub folded: Vec<String>,
    /// BCP 47; '' = unknown.
    pub language: String,
    pub status: Option<TermStatus>,
}

/// The terms of the glossary among the words of a query (`words` folded, in the order of the query), with the other
/// terms of their concepts: by the place of the first word, longer ones first. Concepts in the bin are not there.
/// One lookup in an index for each run of words, at most two queries in all.
///
/// # Errors
/// Those of SQLite.
pub fn terms_like(conn: &Connection, words: &[impl AsRef<str>]) -> Result<Vec<Alike>> {
    let words: Vec<&str> = words.iter().take(MOST_WORDS).map(AsRef::as_ref).collect();
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut candidates: Vec<String> = Vec::new();
    for start in 0..words.len() {
        for end in (start + 1..=words.len().min(start + LONGEST)).rev() {
            let run = words.get(start..end).unwrap_or_default().join(" ");
            if !run.is_empty() {
                runs.push(start..end);
                candidates.push(run);
            }
        }
    }
    if candidates.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare_cached(
        "SELECT j.key, c.id, c.uid, m.term, m.language, m.folded
         FROM json_each(?1) j CROSS JOIN concept_term m ON m.folded = j.value
         JOIN concept c ON c.id = m.concept_id AND c.deleted IS NULL
         ORDER BY j.key, c.id, m.position",
    )?;
    let mut found: Vec<(i64, String, Alike)> = Vec::new();
    let mut rows = statement.query([serde_json::Value::from(candidates).to_string()])?;
    while let Some(row) = rows.next()? {
        let run: i64 = row.get(0)?;
        let Some(words) = usize::try_from(run).ok().and_then(|run| runs.get(run).cloned()) else {
            continue;
        };
        let (id, folded): (i64, String) = (row.get(1)?, row.get(5)?);
        // One concept can have a term in two languages or spellings that fold alike.
        if found
            .iter()
            .any(|(other, _, alike)| *other == id && alike.words == words)
        {
            continue;
        }
        let alike = Alike {
            words,
            concept: row.get(2)?,
            term: row.get(3)?,
            language: row.get(4)?,
            others: Vec::new(),
        };
        found.push((id, folded, alike));
    }
    let others = others(conn, found.iter().map(|(id, ..)| *id))?;
    Ok(found
        .into_iter()
        .map(|(id, folded, mut alike)| {
            let own: Vec<&str> = folded.split(' ').collect();
            alike.others = others.get(&id).cloned().unwrap_or_default();
            alike.others.retain(|other| other.folded != own);
            alike
        })
        .collect())
}

/// All terms of concepts, those that fold alike once.
fn others(conn: &Connection, ids: impl Iterator<Item = i64>) -> Result<HashMap<i64, Vec<OtherTerm>>> {
    let ids: std::collections::BTreeSet<i64> = ids.collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut found: HashMap<i64, Vec<OtherTerm>> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let mut statement = conn.prepare_cached(
        "SELECT m.concept_id, m.term, m.folded, m.language, m.status
         FROM json_each(?1) j CROSS JOIN concept_term m ON m.concept_id = j.value
         WHERE m.folded <> '' ORDER BY j.key, m.position, m.id",
    )?;
    let mut rows = statement.query([rows::json(&ids)])?;
    while let Some(row) = rows.next()? {
        let terms = found.entry(row.get(0)?).or_default();
        let folded: String = row.get(2)?;
        let folded: Vec<String> = folded.split(' ').map(str::to_owned).collect();
        if terms.iter().all(|term| term.folded != folded) {
            terms.push(OtherTerm {
                term: row.get(1)?,
                folded,
                language: row.get(3)?,
                status: row.get(4)?,
            });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::commands::Envelope;
    use crate::text::fold::fold;
    use crate::workspace::{Context, Workspace};

    fn workspace() -> (Workspace, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("g.dragoman");
        (
            Workspace::create(&path, Context::command_line("tester")).unwrap(),
            folder,
        )
    }

    fn add(workspace: &mut Workspace, terms: &[(&str, &str)]) -> Uid {
        let terms: Vec<_> = terms
            .iter()
            .map(|(term, language)| json!({ "term": term, "language": language }))
            .collect();
        let answer = workspace
            .call(Envelope::new("add_concept", json!({ "terms": terms })))
            .unwrap();
        serde_json::from_value(answer["result"]["uid"].clone()).unwrap()
    }

    fn alike(workspace: &Workspace, query: &str) -> Vec<Alike> {
        let folded = fold(query);
        let words: Vec<&str> = folded.split(' ').collect();
        terms_like(workspace.reading().conn, &words).unwrap()
    }

    #[test]
    fn a_word_of_a_query_gives_the_other_terms_of_its_concept_with_their_languages() {
        let (mut workspace, _folder) = workspace();
        add(
            &mut workspace,
            &[
                ("Waffenstillstand", "de"),
                ("ceasefire", "en"),
                ("cease-fire", "en"),
                ("перемир’я", "uk"),
            ],
        );
        let found = alike(&workspace, "kein waffenstillstand");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].words, 1..2);
        assert_eq!((&*found[0].term, &*found[0].language), ("Waffenstillstand", "de"));
        let others: Vec<(String, &str)> = found[0]
            .others
            .iter()
            .map(|other| (other.folded.join(" "), &*other.language))
            .collect();
        assert_eq!(
            others,
            [
                ("ceasefire".into(), "en"),
                ("cease fire".into(), "en"),
                (fold("перемир'я"), "uk")
            ]
        );
    }

    #[test]
    fn a_term_of_several_words_is_found_as_a_whole_before_its_words() {
        let (mut workspace, _folder) = workspace();
        add(&mut workspace, &[("foreign ministry", "en"), ("外交部", "zh")]);
        add(&mut workspace, &[("ministry", "en"), ("Ministerium", "de")]);
        let found = alike(&workspace, "foreign ministry said");
        let places: Vec<_> = found
            .iter()
            .map(|alike| (alike.words.clone(), &*alike.term))
            .collect();
        assert_eq!(places, [(0..2, "foreign ministry"), (1..2, "ministry")]);
        assert_eq!(found[0].others[0].folded, ["外", "交", "部"]);
        assert_eq!(alike(&workspace, "外交部")[0].others[0].term, "foreign ministry");
        assert_eq!(alike(&workspace, "ministry foreign").len(), 1);
    }

    #[test]
    fn what_is_in_the_bin_is_not_there() {
        let (mut workspace, _folder) = workspace();
        let uid = add(&mut workspace, &[("truce", "en"), ("trêve", "fr")]);
        assert_eq!(alike(&workspace, "truce").len(), 1);
        let delete = json!({ "entity": "concept", "uids": [uid] });
        workspace.call(Envelope::new("delete", delete)).unwrap();
        assert_eq!(alike(&workspace, "truce"), []);
    }

    #[test]
    fn any_words_are_a_question_that_can_be_asked() {
        let (workspace, _folder) = workspace();
        let conn = workspace.reading().conn;
        let none: [&str; 0] = [];
        assert_eq!(terms_like(conn, &none).unwrap(), []);
        assert_eq!(terms_like(conn, &["", "\\\"", "%", "'"]).unwrap(), []);
        assert_eq!(terms_like(conn, &vec!["a"; 10_000]).unwrap(), []);
    }
}
