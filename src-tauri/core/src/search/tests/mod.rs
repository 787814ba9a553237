//! The search over rows that are put in by hand, with the history's triggers but without the commands.

mod fields;
mod finding;
mod hostile;
mod indexing;
mod lexicon;

use std::fmt::Write as _;

use rusqlite::{Connection, params};

use super::query::parse;
use super::{Hit, PassagePart, Search, SearchPage, SearchSort, find, index, match_expression, tend, writer};
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
            way: &crate::workspace::way::Way::beside(&self.folder.path().join("test.dragoman")),
            read_only: false,
            memory: &crate::search::Memory::default(),
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
        without: Vec::new(),
        without_terms: Vec::new(),
        with_terms: Vec::new(),
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
