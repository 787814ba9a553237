//! The search over rows that are put in by hand, with the history's triggers but without the commands.

use std::fmt::Write as _;

use proptest::prelude::*;
use rusqlite::{Connection, params};

use super::query::parse;
use super::{Hit, PassagePart, Search, SearchPage, SearchSort, find, index, match_expression, writer};
use crate::history::change;
use crate::text::fold::fold;
use crate::text::hash::sha256_hex;
use crate::vocabulary::{Entity, Uid};
use crate::workspace::{Context, Reading, Workspace, settings};

struct Desk {
    folder: tempfile::TempDir,
    conn: Connection,
    context: Context,
    command: i64,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.dragoman");
        let context = Context::command_line("tester");
        Workspace::create(&path, context.clone())
            .unwrap()
            .close()
            .unwrap();
        let conn = Connection::open(&path).unwrap();
        settings::for_writing(&conn).unwrap();
        // The changes here belong to no command.
        conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        Desk {
            folder,
            conn,
            context,
            command: 0,
        }
    }

    /// One command. The index must be right after each.
    fn act(&mut self, write: impl FnOnce(&Connection)) -> i64 {
        self.command += 1;
        self.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        self.conn
            .execute("UPDATE recording SET command_id = ?1", [self.command])
            .unwrap();
        write(&self.conn);
        let changes = change::of_command(&self.conn, self.command).unwrap();
        self.conn
            .execute("UPDATE recording SET command_id = NULL", [])
            .unwrap();
        index::follow(&self.conn, &changes).unwrap();
        self.conn.execute_batch("COMMIT").unwrap();
        assert_eq!(self.findings(), Vec::<String>::new());
        self.command
    }

    fn undo(&mut self, command: i64) -> i64 {
        let changes = change::of_command(&self.conn, command).unwrap();
        self.act(|conn| change::take_back(conn, &changes).unwrap())
    }

    fn article(&mut self, title: &str, text: &str, language: &str, published: &str) -> i64 {
        let mut id = 0;
        self.act(|conn| id = article(conn, title, text, language, published));
        id
    }

    fn reading<T>(&self, look: impl FnOnce(&Reading<'_>) -> T) -> T {
        look(&Reading {
            conn: &self.conn,
            context: &self.context,
            path: &self.folder.path().join("test.dragoman"),
            read_only: false,
        })
    }

    fn findings(&self) -> Vec<String> {
        self.reading(|db| index::findings(db, 20)).unwrap()
    }

    fn search(&self, query: &str) -> SearchPage {
        self.ask(request(query))
    }

    fn ask(&self, request: Search) -> SearchPage {
        self.reading(|db| find(db, request)).unwrap()
    }

    fn titles(&self, query: &str) -> Vec<String> {
        self.search(query).hits.into_iter().map(|hit| hit.title).collect()
    }

    fn terms(&self) -> Vec<String> {
        self.conn
            .execute_batch(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.term USING fts5vocab('main', 'search', 'row')",
            )
            .unwrap();
        let mut terms = self.conn.prepare("SELECT term FROM temp.term").unwrap();
        let terms = terms.query_map([], |row| row.get(0)).unwrap();
        terms.collect::<rusqlite::Result<_>>().unwrap()
    }
}

fn request(query: &str) -> Search {
    Search {
        query: query.to_owned(),
        sort: SearchSort::Newest,
        typing: false,
        limit: 0,
        after: None,
    }
}

fn uid() -> String {
    Uid::new().to_string()
}

fn article(conn: &Connection, title: &str, text: &str, language: &str, published: &str) -> i64 {
    let sha256 = content(conn, text);
    let day = (!published.is_empty()).then_some(published);
    conn.execute(
        "INSERT INTO article (uid, original_sha256, media_type, encoding, title, language, published,
           published_earliest, published_latest, added) VALUES (?1, '', 'text/plain', 'UTF-8', ?2, ?3, ?4, ?5, ?5, '2025-01-01')",
        params![uid(), title, language, published, day],
    )
    .unwrap();
    let id = conn.last_insert_rowid();
    revision(conn, id, 1, &sha256);
    id
}

fn content(conn: &Connection, text: &str) -> String {
    let sha256 = sha256_hex(text.as_bytes());
    conn.execute(
        "INSERT OR IGNORE INTO content (sha256, characters, text) VALUES (?1, ?2, ?3)",
        params![sha256, i64::try_from(text.chars().count()).unwrap(), text],
    )
    .unwrap();
    sha256
}

fn revision(conn: &Connection, article: i64, number: i64, sha256: &str) {
    conn.execute(
        "INSERT INTO text_revision (uid, article_id, number, content_sha256, added) VALUES (?1, ?2, ?3, ?4, '')",
        params![uid(), article, number, sha256],
    )
    .unwrap();
}

fn statement(conn: &Connection, article: i64, kind: &str, quote: &str, start: i64) -> i64 {
    conn.execute(
        "INSERT INTO statement (uid, article_id, kind, first_start, added) VALUES (?1, ?2, ?3, ?4, '')",
        params![uid(), article, kind, start],
    )
    .unwrap();
    let id = conn.last_insert_rowid();
    conn.execute(
        "INSERT INTO span (uid, statement_id, revision_id, position, start, end, quote, prefix, suffix)
         VALUES (?1, ?2, 1, 0, ?3, ?4, ?5, '', '')",
        params![
            uid(),
            id,
            start,
            start + i64::try_from(quote.chars().count()).unwrap(),
            quote
        ],
    )
    .unwrap();
    id
}

fn actor(conn: &Connection, names: &[&str]) -> i64 {
    conn.execute("INSERT INTO actor (uid, kind) VALUES (?1, 'person')", [uid()])
        .unwrap();
    let id = conn.last_insert_rowid();
    for (position, name) in names.iter().enumerate() {
        conn.execute(
            "INSERT INTO actor_name (uid, actor_id, name, folded, preferred, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![uid(), id, name, fold(name), position == 0, i64::try_from(position).unwrap()],
        )
        .unwrap();
    }
    id
}

fn marked(hit: &Hit) -> Vec<String> {
    let cut = |text: &str, marks: &[crate::commands::answers::Range]| -> Vec<String> {
        marks
            .iter()
            .map(|mark| {
                let length = mark.end as usize - mark.start as usize;
                text.chars().skip(mark.start as usize).take(length).collect()
            })
            .collect()
    };
    let mut marked = cut(&hit.title, &hit.title_marks);
    for passage in &hit.passages {
        marked.extend(cut(&passage.text, &passage.marks));
    }
    marked
}

#[test]
fn words_are_found_in_every_spelling_and_marked_as_they_stand() {
    let mut desk = Desk::new();
    for (text, queries, mark) in [
        (
            "Der Präsident sprach",
            &["Praesident", "präsident", "PRASIDENT"][..],
            "Präsident",
        ),
        (
            "Der Praesident schwieg",
            &["Präsident", "Praesident"],
            "Praesident",
        ),
        ("in der Straße", &["Strasse", "straße"], "Straße"),
        ("зелёная ёлка", &["елка", "ёлка"], "ёлка"),
        (
            "die Türkei vermittelt",
            &["Tuerkei", "Türkei", "turkei"],
            "Türkei",
        ),
        ("м’ясо подорожчало", &["м'ясо", "мʼясо"], "м’ясо"),
        ("la guerre de l’Ukraine", &["Ukraine", "l'Ukraine"], "Ukraine"),
        ("هذا كِتَابٌ جديد", &["كتاب"], "كِتَابٌ"),
        ("他在北京大学学习", &["北京", "大学"], "北京"),
    ] {
        let id = desk.article("", text, "", "");
        for query in queries {
            let page = desk.search(query);
            let hit = page.hits.iter().find(|hit| hit.passages[0].text == text);
            let hit = hit.unwrap_or_else(|| panic!("{query} does not find {text}"));
            if query != &"大学" && query != &"l'Ukraine" {
                assert_eq!(marked(hit), [mark], "{query}");
            }
        }
        assert!(id > 0);
    }
}

#[test]
fn phrases_beginnings_exclusions_and_alternatives_mean_what_they_say() {
    let mut desk = Desk::new();
    desk.article("A", "Waffenruhe am Schwarzen Meer", "de", "2025-01-01");
    desk.article("B", "Am Meer, im schwarzen Hemd: keine Ruhe", "de", "2025-01-02");
    desk.article("C", "Waffen ruhen in Kiew", "de", "2025-01-03");
    assert_eq!(desk.titles("schwarzen meer"), ["B", "A"]);
    assert_eq!(desk.titles("\"schwarzen meer\""), ["A"]);
    assert_eq!(desk.titles("„schwarzen Meer“"), ["A"]);
    assert_eq!(desk.titles("waffen*"), ["C", "A"]);
    assert_eq!(desk.titles("waffen"), ["C"]);
    assert_eq!(desk.titles("meer -hemd"), ["A"]);
    assert_eq!(desk.titles("kiew OR hemd"), ["C", "B"]);
    assert_eq!(desk.titles("kiew OR hemd am"), ["B"]);
    assert_eq!(desk.titles("(waffen kiew) OR (waffenruhe meer)"), ["C", "A"]);
    assert_eq!(desk.titles("meer -(hemd OR kiew)"), ["A"]);
    assert_eq!(desk.titles("title:a"), ["A"]);
    assert_eq!(desk.titles("meer -title:a"), ["B"]);
    let page = desk.search("-meer");
    assert!(page.hits.is_empty());
    assert_eq!(page.problems[0].code, "only_not");
    let page = desk.search("");
    assert!(page.hits.is_empty() && page.problems.is_empty());
}

#[test]
fn fields_filter_and_dates_include_their_first_day() {
    let mut desk = Desk::new();
    let early = desk.article("Early", "Ruhe", "de-AT", "2025-06-01");
    desk.article("Late", "Ruhe", "uk", "2025-07-01");
    desk.article("Unknown", "Ruhe", "", "");
    desk.act(|conn| {
        conn.execute(
            "INSERT INTO outlet (uid, name) VALUES (?1, 'Süddeutsche Zeitung')",
            [uid()],
        )
        .unwrap();
        conn.execute("UPDATE article SET outlet_id = 1 WHERE id = ?1", [early])
            .unwrap();
    });
    assert_eq!(desk.titles("ruhe"), ["Late", "Early", "Unknown"]);
    assert_eq!(desk.titles("lang:de"), ["Early"]);
    assert_eq!(desk.titles("ruhe after:2025-07-01"), ["Late"]);
    assert_eq!(desk.titles("ruhe before:2025-07-01"), ["Early"]);
    assert_eq!(desk.titles("ruhe after:2025-06 before:2025-07"), ["Early"]);
    assert_eq!(desk.titles("outlet:sueddeutsche"), ["Early"]);
    assert_eq!(desk.titles("outlet:\"zeitung suddeutsche\" ruhe"), ["Early"]);
    assert_eq!(desk.titles("-outlet:zeitung ruhe"), ["Late", "Unknown"]);
    assert_eq!(desk.titles("lang:uk OR outlet:zeit*"), ["Late", "Early"]);
    let page = desk.search("ruhe after:gestern foo:bar kind:shouted outlet:nobody");
    let codes: Vec<(&str, &str)> = page
        .problems
        .iter()
        .map(|problem| (problem.code.as_str(), problem.part.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            ("not_a_date", "after:gestern"),
            ("unknown_field", "foo:"),
            ("unknown_word", "kind:shouted"),
            ("unknown_word", "outlet:nobody"),
        ]
    );
    assert_eq!(page.understood, "ruhe foo:bar outlet:nobody");
}

#[test]
fn fields_about_statements_find_statements_by_quote_translation_and_note() {
    let mut desk = Desk::new();
    let id = desk.article(
        "Gespräche",
        "Vorher. Wir wollen Frieden, sagte er.",
        "de",
        "2025-06-01",
    );
    let mut marked_statement = 0;
    desk.act(|conn| {
        let actor = actor(conn, &["Wolodymyr Selenskyj", "Володимир Зеленський"]);
        marked_statement = statement(conn, id, "direct", "Wir wollen Frieden", 8);
        statement(conn, id, "headline", "Gespräche", 0);
        conn.execute(
            "INSERT INTO attribution (uid, statement_id, position, role, actor_id) VALUES (?1, ?2, 0, 'speaker', ?3)",
            params![uid(), marked_statement, actor],
        )
        .unwrap();
        conn.execute("INSERT INTO tag (uid, name) VALUES (?1, 'Ende des Krieges')", [uid()]).unwrap();
        conn.execute("INSERT INTO tag (uid, name, parent_id) VALUES (?1, 'Waffenruhe', 1)", [uid()]).unwrap();
        conn.execute(
            "INSERT INTO statement_tag (uid, statement_id, tag_id) VALUES (?1, ?2, 2)",
            params![uid(), marked_statement],
        )
        .unwrap();
        conn.execute(
            "INSERT INTO translation (uid, article_id, statement_id, language, text, status, added)
             VALUES (?1, ?2, ?3, 'en', 'We want peace', 'draft', '')",
            params![uid(), id, marked_statement],
        )
        .unwrap();
        conn.execute("UPDATE statement SET note = 'Unsicher' WHERE id = ?1", [marked_statement]).unwrap();
    });
    for query in [
        "speaker:Зеленський",
        "speaker:selenskyj frieden",
        "kind:direct peace",
        "kind:direct peace frieden unsicher",
        "tag:krieges",
        "speaker:selenskyj title:gespraeche",
        "-kind:headline lang:de",
    ] {
        let page = desk.search(query);
        assert_eq!(page.hits.len(), 1, "{query}");
        assert_eq!(page.hits[0].entity, Entity::Statement);
        assert_eq!(
            (page.hits[0].passages[0].part, page.hits[0].passages[0].start),
            (PassagePart::Quote, 8)
        );
    }
    assert_eq!(desk.search("kind:direct gespräche").hits.len(), 0);
    let page = desk.search("kind:direct peace");
    let translated = page.hits[0]
        .passages
        .iter()
        .find(|passage| passage.part == PassagePart::Translation);
    assert_eq!(translated.unwrap().marks.len(), 1);
    // Without such a field it is texts, translations and notes that are found.
    let entities =
        |query: &str| -> Vec<Entity> { desk.search(query).hits.iter().map(|hit| hit.entity).collect() };
    assert_eq!(entities("peace"), [Entity::Translation]);
    assert_eq!(entities("frieden"), [Entity::Article]);
    assert_eq!(entities("unsicher"), [Entity::Statement]);
    assert_eq!(entities("Selenskyj"), [Entity::Actor]);
}

#[test]
fn a_name_in_another_spelling_finds_the_actor_once_and_before_the_texts() {
    let mut desk = Desk::new();
    desk.article("Rede", "Зеленський сказав", "uk", "2025-01-01");
    desk.act(|conn| {
        actor(conn, &["Selenskyj", "Зеленський", "Зеленський Володимир"]);
    });
    let page = desk.search("зеленський");
    assert_eq!(page.total, 2);
    assert_eq!(
        (page.hits[0].entity, page.hits[0].title.as_str()),
        (Entity::Actor, "Selenskyj")
    );
    assert_eq!(page.hits[0].passages[0].text, "Зеленський");
    assert_eq!(page.hits[1].entity, Entity::Article);
}

#[test]
fn the_index_follows_corrections_undo_redo_and_the_bin_and_keeps_no_trace() {
    let mut desk = Desk::new();
    let id = desk.article("Titel", "geheimwort hier", "de", "2025-01-01");
    assert_eq!(desk.titles("geheimwort"), ["Titel"]);
    let corrected = desk.act(|conn| {
        let sha256 = content(conn, "anderswort hier");
        revision(conn, id, 2, &sha256);
        conn.execute("UPDATE article SET title = 'Neu' WHERE id = ?1", [id])
            .unwrap();
        conn.execute("UPDATE article SET title = 'Neuer' WHERE id = ?1", [id])
            .unwrap();
    });
    assert!(desk.titles("geheimwort").is_empty());
    assert_eq!(desk.titles("anderswort title:neuer"), ["Neuer"]);
    let undone = desk.undo(corrected);
    assert_eq!(desk.titles("geheimwort"), ["Titel"]);
    assert!(desk.titles("anderswort").is_empty());
    desk.undo(undone);
    assert_eq!(desk.titles("anderswort"), ["Neuer"]);

    let mut marked_statement = 0;
    desk.act(|conn| marked_statement = statement(conn, id, "direct", "anderswort", 0));
    desk.act(|conn| {
        conn.execute(
            "UPDATE span SET quote = 'drittwort' WHERE statement_id = ?1",
            [marked_statement],
        )
        .unwrap();
    });
    assert_eq!(desk.titles("kind:direct drittwort"), ["Neuer"]);

    let binned = desk.act(|conn| {
        conn.execute("UPDATE article SET deleted = '2025' WHERE id = ?1", [id])
            .unwrap();
    });
    assert!(desk.titles("anderswort").is_empty() && desk.titles("kind:direct").is_empty());
    desk.undo(binned);
    assert_eq!(desk.titles("anderswort"), ["Neuer"]);

    desk.act(|conn| {
        conn.execute("DELETE FROM span", []).unwrap();
        conn.execute("DELETE FROM statement", []).unwrap();
        conn.execute("DELETE FROM text_revision", []).unwrap();
        conn.execute("DELETE FROM article WHERE id = ?1", [id]).unwrap();
    });
    assert_eq!(desk.terms(), Vec::<String>::new());
    let documents: i64 = desk
        .conn
        .query_row("SELECT count(*) FROM search_document", [], |row| row.get(0))
        .unwrap();
    assert_eq!(documents, 0);
}

#[test]
fn a_text_that_is_gone_before_the_index_hears_of_it_leaves_no_trace_either() {
    let mut desk = Desk::new();
    desk.article("Bleibt", "bleibwort", "de", "");
    let id = desk.article("Geht", "gehwort", "de", "");
    desk.act(|conn| {
        conn.execute("DELETE FROM text_revision WHERE article_id = ?1", [id])
            .unwrap();
        conn.execute("DELETE FROM article WHERE id = ?1", [id]).unwrap();
        conn.execute("DELETE FROM content WHERE text = 'gehwort'", [])
            .unwrap();
    });
    assert_eq!(desk.terms(), ["bleibt", "bleibwort"]);
}

#[test]
fn a_difference_between_index_and_texts_is_found() {
    let mut desk = Desk::new();
    let id = desk.article("Titel", "Text", "de", "");
    desk.conn
        .execute(
            "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?1, 'titel', 'text')",
            [id],
        )
        .unwrap();
    assert_eq!(
        desk.findings(),
        [format!("the index does not hold the words of article {id}")]
    );
    index::rebuild(&desk.conn).unwrap();
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn an_index_of_another_version_is_built_anew_when_the_workspace_is_opened() {
    let mut desk = Desk::new();
    desk.article("Titel", "Text", "de", "");
    desk.conn.execute("DELETE FROM search_document", []).unwrap();
    desk.conn
        .execute("UPDATE meta SET value = '0.0' WHERE key = 'search_version'", [])
        .unwrap();
    let path = desk.folder.path().join("test.dragoman");
    Workspace::open(&path, desk.context.clone())
        .unwrap()
        .close()
        .unwrap();
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn pages_follow_each_other_without_gap_or_repeat() {
    let mut desk = Desk::new();
    desk.act(|conn| {
        for day in 1..=9 {
            for copy in 0..3 {
                let published = if day == 9 {
                    String::new()
                } else {
                    format!("2025-01-0{day}")
                };
                article(conn, &format!("{day}.{copy}"), "wort", "de", &published);
            }
        }
        for topic in 0..7 {
            conn.execute(
                "INSERT INTO topic (uid, name) VALUES (?1, ?2)",
                params![uid(), format!("Wort {topic}")],
            )
            .unwrap();
        }
    });
    for sort in [SearchSort::Newest, SearchSort::Relevance] {
        for limit in [1, 4, 5, 6, 200] {
            let mut titles = Vec::new();
            let mut after = None;
            loop {
                let page = desk.ask(Search {
                    sort,
                    limit,
                    after: after.take(),
                    ..request("wort")
                });
                assert_eq!(page.total, 34);
                assert!(page.hits.len() <= limit as usize);
                titles.extend(page.hits.into_iter().map(|hit| hit.title));
                match page.next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
            assert_eq!(titles.len(), 34, "{limit}");
            assert_eq!((titles[4].as_str(), titles[33].as_str()), ("Wort 4", "Wort 6"));
            if sort == SearchSort::Newest {
                assert_eq!((titles[5].as_str(), titles[31].as_str()), ("8.2", "9.0"));
            }
            titles.sort();
            titles.dedup();
            assert_eq!(titles.len(), 34);
        }
    }
}

#[test]
fn by_relevance_the_text_that_speaks_most_of_it_comes_first() {
    let mut desk = Desk::new();
    desk.article(
        "Einmal",
        &format!("wort {}", "anderes ".repeat(200)),
        "de",
        "2025-02-01",
    );
    desk.article("Oft", "wort wort wort wort", "de", "2025-01-01");
    desk.article("Ohne", "nichts", "de", "2025-01-01");
    let page = desk.ask(Search {
        sort: SearchSort::Relevance,
        ..request("wort")
    });
    let titles: Vec<&str> = page.hits.iter().map(|hit| hit.title.as_str()).collect();
    assert_eq!(titles, ["Oft", "Einmal"]);
}

#[test]
fn while_typing_the_last_word_is_a_beginning() {
    let mut desk = Desk::new();
    desk.article("A", "Verhandlungen in Istanbul", "de", "2025-01-01");
    let typing = |query: &str| {
        desk.ask(Search {
            typing: true,
            ..request(query)
        })
    };
    assert_eq!(typing("verhandlungen ist").total, 1);
    assert_eq!(typing("verhandlungen ist ").total, 0);
    assert_eq!(typing("verhand ist").total, 0);
    assert_eq!(typing("verhandlungen -ist").total, 1);
    assert_eq!(typing("i").total, 0);
    assert_eq!(typing("ist").understood, "ist");
}

#[test]
fn passages_are_exact_ranges_of_the_text_cut_between_words() {
    let mut desk = Desk::new();
    let filler = "Füllwörter stehen überall 😀 herum. ".repeat(30);
    let text =
        format!("{filler}Der Präsident von Kiew. {filler}Noch ein Präsident. {filler}Istanbul {filler}");
    desk.article("A", &text, "de", "");
    let page = desk.search("präsident istanbul");
    let hit = &page.hits[0];
    assert_eq!(marked(hit), ["Präsident", "Präsident", "Istanbul"]);
    for passage in &hit.passages {
        let length = passage.text.chars().count();
        let there: String = text.chars().skip(passage.start as usize).take(length).collect();
        assert_eq!(there, passage.text);
        assert!(length <= 160);
        let before = text.chars().nth(passage.start as usize - 1).unwrap();
        let after = text.chars().nth(passage.start as usize + length).unwrap();
        assert!(before.is_whitespace() && after.is_whitespace());
    }
}

#[test]
fn a_huge_text_of_one_phrase_is_shown_without_reading_it_all() {
    let mut desk = Desk::new();
    desk.article("Huge", &"immer dasselbe ".repeat(400_000), "de", "");
    let started = std::time::Instant::now();
    let page = desk.search("\"immer dasselbe\"");
    assert!(started.elapsed().as_millis() < 2_000, "{:?}", started.elapsed());
    assert_eq!(page.hits[0].passages.len(), 1);
    assert!(!page.hits[0].passages[0].marks.is_empty());
}

/// Strings that break search boxes.
const NAUGHTY: &[&str] = &[
    "",
    " ",
    "\"",
    "\"\"",
    "\"\"\"",
    "'",
    "''",
    "*",
    "**",
    "a*b",
    "*a",
    "-",
    "--",
    "-\"",
    "-(",
    "(",
    ")",
    ")(",
    "()",
    "((((((((((((((((((((((((a",
    "a))))",
    "OR",
    "OR OR",
    "a OR",
    "OR a",
    "a OR OR b",
    "-OR",
    "AND",
    "NOT",
    "NEAR(a b)",
    "NEAR",
    "a NEAR/2 b",
    "title:",
    "title:\"",
    "title:*",
    "title:-a",
    ":",
    "::",
    "a:",
    ":a",
    "{title} : a",
    "{a b}:c",
    "col : x",
    "EU-Gipfel",
    "Kiew:",
    "-kiew",
    "don't",
    "C++",
    "a.b",
    "Kiew AND",
    "^a",
    "a + b",
    "a\0b",
    "\u{1}\u{2}",
    "'; DROP TABLE article; --",
    "%",
    "_",
    "\\",
    "?1",
    "@a",
    "$a",
    "rank:1",
    "search:x",
    "lang:",
    "lang:zz-",
    "lang:???",
    "after:",
    "after:9999-99-99",
    "before:..",
    "after:../2025",
    "after:2025/..",
    "kind:",
    "kind:\"author voice\"",
    "tag:\"\"",
    "speaker:\"a\"b\"",
    "-speaker:x -outlet:y",
    "\u{feff}",
    "\u{202e}abc",
    "😀",
    "👩‍👩‍👧",
    "ﷺ",
    "İ",
    "ß*",
    "Ⅷ",
    "e\u{301}*",
    "\u{301}",
    "北*",
    "-北京",
    "\"北 京\"",
    "ไทย",
    "a OR -b",
    "-a OR -b",
    "(-a) b",
    "-(-a)",
    "-(-(-a))",
    "(a OR kind:direct) b",
    "-(kind:direct a)",
    "https://example.org/?a=b",
    "12:30",
    "a\nb\tc",
    "«»",
    "„“",
    "\"OR\"",
    "(\"OR\" a) OR b",
    "x OR title:y OR lang:de",
    "lang:de OR -lang:de",
];

fn hostile() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(NAUGHTY);
    prop_oneof![
        prop::collection::vec(parts, 0..6).prop_map(|parts| parts.join(" ")),
        prop::collection::vec(prop::sample::select(NAUGHTY), 0..6).prop_map(|parts| parts.concat()),
        "[a-c \"()*:-]{0,40}",
        "((-|\\()?(title|lang|kind|tag|after|speaker|x)?:?(OR|a|\"b c\"|2025|de)( |\\)|\\*)?){0,12}",
        "\\PC{0,60}",
    ]
}

#[test]
fn no_string_is_an_error() {
    let mut desk = Desk::new();
    desk.article("a b", "a b c Kiew 北京", "de", "2025-01-01");
    let long = "a ".repeat(50_000);
    let many = "-kind:direct OR (".repeat(1_000);
    let wide = "x OR tag:y -z ".repeat(1_000);
    let solid = "ü".repeat(1_000_000);
    let mut mixed = String::new();
    let mut fields = String::new();
    for n in 0..24 {
        write!(mixed, "(w{n} OR -v{n} (t{n} x)) ").unwrap();
        write!(fields, "w{n} OR tag:t{n} (a OR title:b) ").unwrap();
    }
    let deep = "-(kind:direct a OR (b c) ".repeat(24);
    for query in NAUGHTY
        .iter()
        .copied()
        .chain([&long[..], &many, &wide, &solid, &mixed, &fields, &deep])
    {
        for sort in [SearchSort::Newest, SearchSort::Relevance] {
            let page = desk.reading(|db| {
                find(
                    db,
                    Search {
                        sort,
                        typing: true,
                        after: Some(query.chars().take(50).collect()),
                        ..request(query)
                    },
                )
            });
            assert!(page.is_ok(), "{query:?}: {page:?}");
        }
    }
    let codes: Vec<String> = desk
        .search(&long)
        .problems
        .into_iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, ["too_long"]);
}

#[test]
fn or_binds_its_neighbours_and_what_is_written_says_so() {
    for (query, understood) in [
        ("a OR b c", "a OR b c"),
        ("a (b OR (c)) -(d e)", "a b OR c -(d e)"),
        ("a OR (b c)", "a OR (b c)"),
        ("  AND a   OR ", "a"),
        (
            "Title:\"x y\" KIND:Author-Voice",
            "title:\"x y\" kind:author_voice",
        ),
        ("«Guten Tag» wort**", "\"Guten Tag\" wort*"),
        ("-(-a)", "a"),
        ("!!! ... a", "a"),
    ] {
        assert_eq!(writer::write(parse(query).root.as_ref()), understood, "{query}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_written_is_read_as_the_same(query in hostile()) {
        let root = parse(&query).root;
        let written = writer::write(root.as_ref());
        prop_assert_eq!(&parse(&written).root, &root, "{}", written);
    }

    #[test]
    fn fts5_understands_every_expression(query in hostile()) {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE VIRTUAL TABLE search USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 0');
             INSERT INTO search (rowid, title, body) VALUES (1, 'a', 'b c');",
        )
        .unwrap();
        if let Some(root) = parse(&query).while_typing().root
            && match_expression::is_textual(&root)
            && let Some(expression) = match_expression::expression(&root)
        {
            let count: rusqlite::Result<i64> =
                conn.query_row("SELECT count(*) FROM search WHERE search MATCH ?1", [&expression], |row| row.get(0));
            prop_assert!(count.is_ok(), "{}: {:?}", expression, count);
        }
    }
}

#[test]
fn any_mixture_of_syntax_is_answered() {
    let mut desk = Desk::new();
    desk.article("a b", "a b c", "de", "2025-01-01");
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(300));
    runner
        .run(&hostile(), |query| {
            let page = desk.reading(|db| find(db, request(&query)));
            prop_assert!(page.is_ok(), "{:?}", page);
            Ok(())
        })
        .unwrap();
}
