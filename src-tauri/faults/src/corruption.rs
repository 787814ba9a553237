//! D16: damage of ten kinds to a closed workspace. Whatever changes what the workspace says must be noticed by a deep check, and nothing may crash.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Context, Workspace};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use serde_json::json;

use crate::Result;
use crate::program::{Program, name, write_lines};
use crate::random::Random;
use crate::report::{Control, Report, Tally};
use crate::script::{Kind, Maker};
use crate::wish::Wish;

/// Kinds of damage.
const KINDS: [&str; 10] = [
    "one bit",
    "512 bytes of zeros",
    "a page of zeros",
    "two pages exchanged",
    "cut short",
    "garbage of 1 to 64 KiB",
    "a field of the header",
    "free pages",
    "a row of the search index",
    "a row of the history",
];
const PAGE: usize = 4_096;

/// What was seen of one damaged file.
#[derive(Debug, PartialEq, Eq)]
enum Seen {
    /// Opening or checking said that something is wrong.
    Noticed,
    /// Nothing that the workspace says has changed: free space, or a spare copy.
    Harmless,
    /// What it says has changed, and the check says that all is well.
    Silent(String),
    Crashed(String),
}

/// What a workspace says: everything in it, and the answers to some questions.
#[derive(Debug, PartialEq, Eq)]
struct Words {
    dump: String,
    answers: Vec<String>,
}

pub fn run(wish: &Wish) -> Result<Report> {
    let stage = Stage::new(wish)?;
    let tally = wish.spread("D16", wish.rounds, |number, random| {
        let kind = usize::try_from(number)? % KINDS.len();
        let mut tally = Tally {
            rounds: 1,
            ..Tally::default()
        };
        let path = wish.place.join(format!("damaged-{number}.dragoman"));
        if stage.damage(&path, kind, &random)? {
            tally.fired += 1;
            match stage.look(&path) {
                Seen::Noticed => tally.count("noticed", 1),
                Seen::Harmless => tally.count("harmless", 1),
                Seen::Silent(what) => {
                    tally.count("silent", 1);
                    tally.corrupt += 1;
                    tally.remember(format!("{}: silent: {what}", KINDS[kind]));
                }
                Seen::Crashed(what) => {
                    tally.corrupt += 1;
                    tally.remember(format!("{}: crashed: {what}", KINDS[kind]));
                }
            }
        }
        Stage::clear(&path);
        Ok(tally)
    })?;
    let mut report = Report {
        tally,
        ..Report::default()
    };
    report.controls.push(stage.control(wish)?);
    Ok(report)
}

struct Stage {
    bytes: Vec<u8>,
    words: Words,
    place: PathBuf,
}

impl Stage {
    fn new(wish: &Wish) -> Result<Self> {
        let program = Program::new(&wish.program);
        let random = Random::of(wish.seed, "corruption", 0);
        let path = wish.place.join("w.dragoman");
        program.must(&["new", name(&path)])?;
        let script = wish.place.join("script.jsonl");
        let mut maker = Maker::default();
        let mut lines = maker.beginning(&random, 6);
        let kinds = [
            Kind::Statement,
            Kind::Edit,
            Kind::Translation,
            Kind::Note,
            Kind::Correction,
            Kind::Merge,
            Kind::Delete,
            Kind::Undo,
        ];
        lines.extend(maker.lines(&random, &kinds, 60));
        // Else a workspace is called as its file is.
        lines.push(r#"{"command":"edit_workspace","args":{"title":"Istanbul"}}"#.to_owned());
        write_lines(&script, &lines)?;
        program.apply_all(&path, &script)?;
        // Something was removed for good, so that there are free pages.
        write_lines(&script, &[r#"{"command":"empty_bin"}"#.to_owned()])?;
        program.apply_all(&path, &script)?;
        let bytes = std::fs::read(&path)?;
        let words = words(&path)?;
        Ok(Stage {
            bytes,
            words,
            place: wish.place.clone(),
        })
    }

    /// Writes a damaged copy; false when this damage changed no byte.
    fn damage(&self, path: &Path, kind: usize, random: &Random) -> Result<bool> {
        let mut bytes = self.bytes.clone();
        let pages = bytes.len() / PAGE;
        let page = |random: &Random| (1 + random.index(pages - 1)) * PAGE;
        match kind {
            0 => {
                let at = random.index(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
            1 => {
                let at = random.index(bytes.len() / 512) * 512;
                bytes[at..at + 512].fill(0);
            }
            2 => {
                let at = page(random);
                bytes[at..at + PAGE].fill(0);
            }
            3 => {
                let (one, other) = (page(random), page(random));
                let kept = bytes[one..one + PAGE].to_vec();
                bytes.copy_within(other..other + PAGE, one);
                bytes[other..other + PAGE].copy_from_slice(&kept);
            }
            4 => bytes.truncate(random.index(bytes.len())),
            5 => {
                let length = 1_024 + random.index(64 * 1_024);
                let at = random.index(bytes.len());
                for byte in bytes.iter_mut().skip(at).take(length) {
                    *byte = random.next().to_le_bytes()[0];
                }
            }
            6 => {
                // The fields of the header: https://sqlite.org/fileformat2.html
                const FIELDS: &[usize] = &[
                    16, 18, 19, 20, 21, 22, 23, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 64, 68, 92, 96,
                ];
                let at = random.pick(FIELDS).copied().unwrap_or(16);
                bytes[at + random.index(2)] ^= random.next().to_le_bytes()[0];
            }
            7 => {
                let first =
                    usize::try_from(u32::from_be_bytes([bytes[32], bytes[33], bytes[34], bytes[35]]))?;
                let at = first.max(1).saturating_sub(1) * PAGE + random.index(256);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            _ => {
                std::fs::write(path, &self.bytes)?;
                rows(path, kind, random)?;
                return Ok(std::fs::read(path)? != self.bytes);
            }
        }
        std::fs::write(path, &bytes)?;
        Ok(bytes != self.bytes)
    }

    fn look(&self, path: &Path) -> Seen {
        let looked = catch_unwind(AssertUnwindSafe(|| -> Result<Seen> {
            let mut workspace = Workspace::open(path, Context::command_line("judge"))?;
            let report = workspace.call(Envelope::new("check", json!({ "deep": true })))?;
            workspace.close()?;
            if report["ok"] != true {
                return Ok(Seen::Noticed);
            }
            // A change that only shows as an error is not silent.
            let now = words(path)?;
            if now.dump != self.words.dump {
                return Ok(Seen::Silent(difference(&self.words.dump, &now.dump)));
            }
            let changed = self
                .words
                .answers
                .iter()
                .zip(&now.answers)
                .find(|(before, after)| before != after);
            Ok(changed.map_or(Seen::Harmless, |(before, after)| {
                Seen::Silent(difference(before, after))
            }))
        }));
        match looked {
            Ok(Ok(seen)) => seen,
            Ok(Err(_)) => Seen::Noticed,
            Err(_) => Seen::Crashed("the program panicked".to_owned()),
        }
    }

    fn clear(path: &Path) {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(crate::program::beside(path, ending));
        }
    }

    /// A file whose words really differ must be seen as such where nothing checks it: a change made as an analyst makes it.
    fn control(&self, wish: &Wish) -> Result<Control> {
        let path = self.place.join("control.dragoman");
        std::fs::write(&path, &self.bytes)?;
        let script = self.place.join("control.jsonl");
        let random = Random::of(wish.seed, "D16 control", 0);
        write_lines(&script, &[Maker::default().actor(&random)])?;
        Program::new(&wish.program).apply_all(&path, &script)?;
        let seen = self.look(&path);
        Self::clear(&path);
        Ok(Control {
            what: "a change that no check can object to",
            seen: if matches!(seen, Seen::Silent(_)) {
                "seen as silent".to_owned()
            } else {
                format!("{seen:?}")
            },
            failed_as_it_must: matches!(seen, Seen::Silent(_)),
        })
    }
}

/// Damages rows as only somebody with another program can: with the triggers off.
fn rows(path: &Path, kind: usize, random: &Random) -> Result {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    conn.pragma_update(None, "foreign_keys", 0)?;
    let sql = if kind == 8 {
        [
            "DELETE FROM search_data WHERE id IN (SELECT id FROM search_data WHERE id > 10 ORDER BY id LIMIT 1 OFFSET ?1)",
            "UPDATE search_data SET block = zeroblob(length(block)) WHERE id IN (SELECT id FROM search_data WHERE id > 10 ORDER BY id LIMIT 1 OFFSET ?1)",
            "DELETE FROM search_docsize WHERE id IN (SELECT id FROM search_docsize ORDER BY id LIMIT 1 OFFSET ?1)",
        ]
    } else {
        [
            "DELETE FROM command WHERE id IN (SELECT id FROM command ORDER BY id LIMIT 1 OFFSET ?1)",
            "UPDATE change SET after = '{}' WHERE id IN (SELECT id FROM change WHERE after IS NOT NULL ORDER BY id LIMIT 1 OFFSET ?1)",
            "DELETE FROM change WHERE id IN (SELECT id FROM change ORDER BY id LIMIT 1 OFFSET ?1)",
        ]
    };
    let offset = u32::try_from(random.below(if kind == 8 { 3 } else { 60 }))?;
    conn.execute(random.pick(&sql).copied().unwrap_or(sql[0]), [offset])?;
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

/// Everything that a workspace says.
fn words(path: &Path) -> Result<Words> {
    let mut workspace = Workspace::open(path, Context::command_line("judge"))?;
    let dump = workspace.dump()?;
    let questions = [
        ("get_workspace", json!({})),
        ("list_articles", json!({})),
        ("list_statements", json!({})),
        ("list_actors", json!({})),
        ("list_bin", json!({})),
        ("list_history", json!({})),
        ("search", json!({ "query": "Präsident*" })),
        ("search", json!({ "query": "переговори* OR мир*" })),
        ("search", json!({ "query": "外交部" })),
        ("search_facets", json!({ "query": "Istanbul*" })),
    ];
    let mut answers = Vec::new();
    for (command, args) in questions {
        let answer = workspace.call(Envelope::new(command, args))?.to_string();
        answers.push(format!("{command}: {}", answer.replace(name(path), "")));
    }
    workspace.close()?;
    Ok(Words { dump, answers })
}

/// Where two texts begin to differ.
fn difference(before: &str, after: &str) -> String {
    let same = before
        .chars()
        .zip(after.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let from = same.saturating_sub(60);
    let piece = |text: &str| text.chars().skip(from).take(110).collect::<String>();
    format!("'{}' became '{}'", piece(before), piece(after)).replace('\n', "↵")
}
