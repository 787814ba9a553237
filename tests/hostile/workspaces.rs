//! H401: workspace files that a stranger made. Each opens, or is refused by name; none crashes, hangs or runs what it holds.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use dragoman_tests::{Desk, dragoman};
use rusqlite::Connection;

/// What is done to a good workspace, as SQL.
const CHANGES: &[(&str, &str)] = &[
    (
        "trigger",
        "CREATE TRIGGER evil AFTER INSERT ON article BEGIN DELETE FROM article; END",
    ),
    (
        "trigger_on_change",
        "CREATE TRIGGER evil AFTER INSERT ON change BEGIN DELETE FROM change; END",
    ),
    ("view", "CREATE VIEW evil AS SELECT load_extension('/tmp/x.so')"),
    (
        "recursive_view",
        "CREATE VIEW evil AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT x FROM n",
    ),
    ("virtual_table", "CREATE VIRTUAL TABLE evil USING fts5(x)"),
    ("more_tables", "CREATE TABLE evil (x)"),
    (
        "generated_column",
        "ALTER TABLE article ADD COLUMN evil INTEGER AS (length(title) * 1000000)",
    ),
    ("expression_index", "CREATE INDEX evil ON article (abs(id))"),
    (
        "check_loop",
        "CREATE TABLE evil (x CHECK (x LIKE '%a%b%c%d%e%f%g%'))",
    ),
    (
        "huge_statistics",
        "ANALYZE; INSERT INTO sqlite_stat1 SELECT 'article', NULL, hex(zeroblob(1000000))",
    ),
    (
        "blob_in_text",
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'article'",
    ),
    (
        "no_schema",
        "PRAGMA writable_schema=ON; DELETE FROM sqlite_schema WHERE name = 'article'",
    ),
    (
        "schema_of_nonsense",
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE article (' WHERE name = 'article'",
    ),
    (
        "schema_of_another",
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'article'",
    ),
    ("newer", "PRAGMA user_version = 4000000"),
    ("negative_version", "PRAGMA user_version = -5"),
    ("other_application", "PRAGMA application_id = 5"),
];

type Damage = fn(&mut Vec<u8>);

/// What is done to its bytes.
const DAMAGES: &[(&str, Damage)] = &[
    ("empty", Vec::clear),
    ("one_byte", |bytes| bytes.truncate(1)),
    ("half", |bytes| bytes.truncate(bytes.len() / 2)),
    ("header_only", |bytes| bytes.truncate(100)),
    ("text", |bytes| {
        *bytes = b"This is no workspace at all.\n".repeat(200)
    }),
    ("page_size_512", |bytes| bytes[16..18].copy_from_slice(&[2, 0])),
    ("page_size_0", |bytes| bytes[16..18].copy_from_slice(&[0, 0])),
    ("reserved_bytes", |bytes| bytes[20] = 200),
    ("utf16", |bytes| bytes[59] = 2),
    ("freelist_loop", |bytes| {
        bytes[32..40].copy_from_slice(&[0, 0, 0, 2, 0, 0, 0, 200])
    }),
    ("zeroed_pages", |bytes| bytes[4096..12288].fill(0)),
    ("ones", |bytes| bytes[4096..8192].fill(0xff)),
    ("terabyte", |_| ()),
];

const ASKED: [&[&str]; 3] = [&["articles"], &["search", "Minister"], &["check", "--deep"]];

#[test]
fn hostile_workspaces_open_or_are_refused_by_name_and_none_hangs_or_crashes() {
    let desk = Desk::new();
    desk.run(["new", "good.dragoman"]);
    let text = desk.file("a.txt", "Der Minister sprach lange über den Frieden.");
    assert_eq!(
        desk.run(["import", "good.dragoman", text.to_str().unwrap()]).code,
        0
    );
    let good = std::fs::read(desk.path("good.dragoman")).unwrap();
    let mut files = Vec::new();
    for (name, sql) in CHANGES {
        let path = desk.file(&format!("{name}.dragoman"), &good);
        let connection = Connection::open(&path).unwrap();
        let _ = connection.execute_batch("PRAGMA journal_mode = DELETE");
        connection
            .execute_batch("PRAGMA foreign_keys = OFF")
            .unwrap_or_default();
        connection
            .execute_batch(sql)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        drop(connection);
        files.push((*name, path));
    }
    for (name, damage) in DAMAGES {
        let mut bytes = good.clone();
        damage(&mut bytes);
        let path = desk.file(&format!("{name}.dragoman"), bytes);
        if *name == "terabyte" {
            let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
            file.set_len(1 << 40).unwrap();
        }
        files.push((name, path));
    }
    let (mut tried, mut refused, mut opened) = (0, 0, 0);
    for (name, path) in &files {
        for words in ASKED {
            let begun = Instant::now();
            let (verb, more) = words.split_first().unwrap();
            let mut child = Command::new(dragoman())
                .arg(verb)
                .arg(path)
                .args(more)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let status = loop {
                if let Some(status) = child.try_wait().unwrap() {
                    break status;
                }
                if begun.elapsed() > Duration::from_secs(20) {
                    child.kill().unwrap();
                    child.wait().unwrap();
                    panic!("{name}: {verb} hangs");
                }
                std::thread::sleep(Duration::from_millis(3));
            };
            let code = status
                .code()
                .unwrap_or_else(|| panic!("{name}: {verb} crashed: {status}"));
            // A check that cannot tell ends with 2.
            let is_refused = code == 3 || code == 2 && *verb == "check";
            assert!(
                is_refused || matches!(code, 0 | 1 | 4),
                "{name}: {verb} ended with {code}"
            );
            tried += 1;
            refused += u32::from(is_refused);
            opened += u32::from(code < 2);
        }
    }
    println!(
        "hostile workspaces: {} files, {tried} times opened: {refused} refused by name, {opened} answered, 0 crashed, 0 hung",
        files.len()
    );
    assert!(refused > 20);
}
