//! D01: the program is killed at a random moment, again and again, on the same workspace, while it does each of its kinds of work.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};
use serde_json::json;

use crate::Result;
use crate::judge::{Ack, judge};
use crate::program::{Program, beside, name, text, write_lines};
use crate::random::Random;
use crate::report::{Control, Report, Tally};
use crate::script::{self, Kind, Maker};
use crate::wish::Wish;
use crate::{older, wish};

/// So many kills on one workspace.
const SERIES: u64 = 20;
/// So many articles in each bulk import.
const BULK: u64 = 30;

const STORED: &str = "kills after something was acknowledged";
const LEFT: &str = "of which a log was left behind";

/// What is killed, in turn.
#[derive(Debug, Clone, Copy)]
enum Work {
    Apply(&'static str, &'static [Kind]),
    Bulk,
    Backup,
    Export,
    Migration,
}

const WORKS: &[Work] = &[
    Work::Apply("import", &[Kind::Article]),
    Work::Apply(
        "statements",
        &[Kind::Statement, Kind::Edit, Kind::Note, Kind::Delete],
    ),
    Work::Bulk,
    Work::Apply("undo and redo", &[Kind::Undo, Kind::Undo, Kind::Redo, Kind::Edit]),
    Work::Backup,
    Work::Apply("translations", &[Kind::Translation]),
    Work::Export,
    Work::Apply("merges", &[Kind::Merge]),
    Work::Migration,
    Work::Apply("corrections", &[Kind::Correction, Kind::Statement]),
];

pub fn run(wish: &Wish) -> Result<Report> {
    let series = wish.rounds.div_ceil(SERIES);
    let tally = wish.spread("D01", series, |number, random| {
        let rounds = SERIES.min(wish.rounds - number * SERIES);
        Series::new(wish, number, random)?.run(rounds)
    })?;
    // The kills must hit the interesting time: when something was written and not yet carried over.
    let (applied, left) = (tally.figure(STORED), tally.figure(LEFT));
    let mut report = Report {
        tally,
        ..Report::default()
    };
    if left * 100 < applied * 80 {
        report.tally.lost += 1;
        report.tally.remember(format!(
            "only {left} of {applied} kills left a log behind: they miss the interesting time"
        ));
    }
    report.controls.push(control(wish)?);
    Ok(report)
}

/// A program that acknowledges before it stores would lose what this control invents.
fn control(wish: &Wish) -> Result<Control> {
    let random = Random::of(wish.seed, "D01 control", 0);
    let series = Series::new(wish, u64::MAX, random.clone())?;
    let mut caught = 0;
    for _ in 0..10 {
        let mut acks = series.acks.clone();
        acks.push(Ack {
            uid: script::uid(&random),
            sequence: acks.len() as u64 + 1,
        });
        let mut tally = Tally::default();
        judge(&series.workspace, &acks).count(&mut tally, "control");
        caught += tally.lost;
    }
    Ok(Control {
        what: "acknowledged and never stored",
        seen: format!("{caught} of 10 noticed"),
        failed_as_it_must: caught == 10,
    })
}

/// Kills on one workspace.
struct Series {
    program: Program,
    folder: PathBuf,
    workspace: PathBuf,
    maker: Maker,
    random: Random,
    acks: Vec<Ack>,
    /// How long a backup, an export and a migration take when nobody kills them.
    usual: [Duration; 4],
}

impl Series {
    fn new(wish: &Wish, number: u64, random: Random) -> Result<Self> {
        let folder = wish.folder(&format!("series-{number}"))?;
        let program = Program::new(&wish.program);
        let workspace = folder.join("w.dragoman");
        program.must(&["new", name(&workspace)])?;
        let mut maker = Maker::default();
        let script = folder.join("beginning.jsonl");
        write_lines(&script, &maker.beginning(&random, 4))?;
        let (acks, output) = program.apply_all(&workspace, &script)?;
        if !output.status.success() {
            return Err(format!("the beginning was refused: {}", text(&output.stdout)).into());
        }
        let mut series = Series {
            program,
            folder,
            workspace,
            maker,
            random,
            acks,
            usual: [Duration::ZERO; 4],
        };
        for (index, work) in [Work::Bulk, Work::Backup, Work::Export, Work::Migration]
            .into_iter()
            .enumerate()
        {
            let began = Instant::now();
            let arguments = series.prepare(work)?;
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            series.program.must(&arguments)?;
            series.usual[index] = began.elapsed();
        }
        Ok(series)
    }

    fn run(mut self, rounds: u64) -> Result<Tally> {
        let mut tally = Tally::default();
        for round in 0..rounds {
            tally.rounds += 1;
            let work = WORKS[usize::try_from(round)? % WORKS.len()];
            match work {
                Work::Apply(what, kinds) => self.apply(what, kinds, &mut tally)?,
                _ => self.other(work, &mut tally)?,
            }
        }
        std::fs::remove_dir_all(&self.folder)?;
        Ok(tally)
    }

    fn apply(&mut self, what: &'static str, kinds: &[Kind], tally: &mut Tally) -> Result {
        let script = self.folder.join("script.jsonl");
        // Each time from the beginning's things: of those that the last round would have made some were never made.
        write_lines(&script, &self.maker.clone().lines(&self.random, kinds, 200))?;
        let mut applying = self.program.apply(&self.workspace, &script)?;
        if self.random.chance(15) {
            // Also while it starts.
            std::thread::sleep(Duration::from_micros(self.random.below(50_000)));
        } else {
            let wanted = self.random.index(24);
            while applying.acknowledged() <= wanted && applying.is_running()? {
                std::thread::sleep(Duration::from_micros(300));
            }
            std::thread::sleep(Duration::from_micros(self.random.below(4_000)));
        }
        let (acks, was_running) = applying.kill()?;
        if was_running {
            tally.fired += 1;
            tally.count(what, 1);
            if !acks.is_empty() {
                tally.count(STORED, 1);
                let log = beside(&self.workspace, "-wal")
                    .metadata()
                    .map_or(0, |metadata| metadata.len());
                tally.count(LEFT, u64::from(log > 0));
            }
        }
        self.acks.extend(acks);
        judge(&self.workspace, &self.acks).count(tally, what);
        Ok(())
    }

    fn other(&mut self, work: Work, tally: &mut Tally) -> Result {
        let (what, usual) = match work {
            Work::Bulk => ("bulk imports", self.usual[0]),
            Work::Backup => ("backups", self.usual[1]),
            Work::Export => ("exports", self.usual[2]),
            Work::Migration | Work::Apply(..) => ("migrations", self.usual[3]),
        };
        let arguments = self.prepare(work)?;
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let mut child = self
            .program
            .command(&arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let micros = u64::try_from(usual.as_micros())?;
        std::thread::sleep(Duration::from_micros(self.random.below(micros * 4 / 5)));
        if child.try_wait()?.is_none() {
            tally.fired += 1;
            tally.count(what, 1);
        }
        child.kill()?;
        child.wait()?;
        self.after(work, what, tally)?;
        judge(&self.workspace, &self.acks).count(tally, what);
        Ok(())
    }

    /// Makes ready what is worked with, and gives the arguments.
    fn prepare(&mut self, work: Work) -> Result<Vec<String>> {
        let at = |file: &str| self.folder.join(file).display().to_string();
        let workspace = name(&self.workspace).to_owned();
        Ok(match work {
            Work::Bulk => {
                let lines: Vec<String> = (0..BULK)
                    .map(|number| {
                        let title = format!("Viele {number}");
                        json!({ "title": title, "text": script::text(&self.random), "language": "de" })
                            .to_string()
                    })
                    .collect();
                write_lines(&self.folder.join("many.jsonl"), &lines)?;
                vec!["import".to_owned(), workspace, at("many.jsonl")]
            }
            Work::Backup => {
                let _ = std::fs::remove_file(self.folder.join("copy.dragoman"));
                vec!["backup".to_owned(), workspace, at("copy.dragoman")]
            }
            Work::Export => {
                std::fs::write(self.folder.join("out.md"), OLD)?;
                [
                    "export",
                    &workspace,
                    "--briefing",
                    "Bericht",
                    "-o",
                    &at("out.md"),
                    "--overwrite",
                ]
                .map(str::to_owned)
                .to_vec()
            }
            Work::Migration | Work::Apply(..) => {
                let older = self.folder.join("older.dragoman");
                wish::fresh(&self.folder.join("older"))?;
                older::write(&older)?;
                vec!["dump".to_owned(), at("older.dragoman")]
            }
        })
    }

    /// What must hold of the files that were being written.
    fn after(&mut self, work: Work, what: &str, tally: &mut Tally) -> Result {
        match work {
            Work::Bulk => {
                let stored = articles(&self.workspace)?;
                let output = self.program.run(&["import", name(&self.workspace), "--resume"])?;
                let after = articles(&self.workspace)?;
                // Nothing, when it died before it had begun; else all of them, each once.
                let whole = after % BULK == 0 && after >= stored;
                if !output.status.success() || !whole {
                    tally.lost += 1;
                    tally.remember(format!(
                        "{what}: {stored} articles, after resuming {after}: {}",
                        text(&output.stderr)
                    ));
                }
            }
            Work::Backup => {
                let copy = self.folder.join("copy.dragoman");
                if copy.exists() {
                    judge(&copy, &self.acks).count(tally, "the backup");
                }
                tally.count("half backups under another name", sweep(&self.folder)?);
            }
            Work::Export => {
                let there = std::fs::read_to_string(self.folder.join("out.md"))?;
                let reference = self.folder.join("whole.md");
                self.program.must(&[
                    "export",
                    name(&self.workspace),
                    "--briefing",
                    "Bericht",
                    "-o",
                    name(&reference),
                    "--overwrite",
                ])?;
                if there != OLD && there.len() != std::fs::read_to_string(&reference)?.len() {
                    tally.lost += 1;
                    tally.remember(format!("{what}: neither the old file nor the new one"));
                }
                tally.count("half exports under another name", sweep(&self.folder)?);
            }
            Work::Migration | Work::Apply(..) => {
                let older = self.folder.join("older.dragoman");
                judge(&older, &older::acks(&older)?).count(tally, what);
                older::holds(&older, tally, what)?;
            }
        }
        Ok(())
    }
}

/// What an export replaces.
const OLD: &str = "der alte Bericht\n";

/// Articles of bulk imports that the workspace has.
fn articles(workspace: &Path) -> Result<u64> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(workspace, flags)?;
    let count: u32 = conn.query_row(
        "SELECT count(*) FROM article WHERE title LIKE 'Viele %'",
        [],
        |row| row.get(0),
    )?;
    Ok(u64::from(count))
}

/// Removes what unfinished work left under names of its own; how many there were.
fn sweep(folder: &Path) -> Result<u64> {
    let mut swept = 0;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().contains(".part") {
            std::fs::remove_file(path)?;
            swept += 1;
        }
    }
    Ok(swept)
}
