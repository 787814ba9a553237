//! One thing that is measured, in a process of its own so that its peak of memory is its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Result, clock, ours, queries, raw};

/// In the order in which they run: what is made by one is used by those after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// The fixed queries, chosen from the first articles.
    Queries,
    /// Bare SQLite: articles without an index.
    RawArticles,
    /// Bare SQLite: FTS5 with its defaults.
    RawDefault,
    /// Bare SQLite: FTS5 by the fast recipe.
    RawImport,
    /// Bare SQLite: single writes after the fast load.
    RawWrites,
    /// Bare SQLite: `optimize`, and a lexicon for completions.
    RawSettle,
    Import,
    /// Single writes right after the import.
    Writes,
    /// Whatever the program does in the background afterwards.
    Settle,
    /// Statements marked while another workspace takes in an archive.
    Edits,
    RawStatements,
    Statements,
    /// Before the bare side, which is asked for the same expansions.
    Search,
    RawSearch,
    RawTyping,
    Typing,
    RawArticle,
    Article,
    RawFacets,
    Facets,
    RawExport,
    Export,
    /// Opening the workspace.
    Open,
}

impl Phase {
    pub fn all() -> &'static [Phase] {
        Phase::value_variants()
    }

    /// As the command line and the kept files name it.
    pub fn name(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }

    /// Needs the articles in a file.
    pub fn reads_corpus(self) -> bool {
        matches!(
            self,
            Phase::Queries | Phase::RawArticles | Phase::RawDefault | Phase::RawImport | Phase::Import
        )
    }

    /// Fast enough to be measured several times, and changes nothing.
    pub fn has_rounds(self) -> bool {
        self >= Phase::Search
    }
}

/// What a phase needs to know.
pub struct Setting {
    pub size: u64,
    pub folder: PathBuf,
    pub round: u32,
}

impl Setting {
    pub fn corpus(&self) -> PathBuf {
        self.folder.join("corpus.jsonl")
    }

    pub fn raw(&self) -> PathBuf {
        self.folder.join("raw.db")
    }

    pub fn workspace(&self) -> PathBuf {
        self.folder.join("ours.dragoman")
    }

    /// Shared by all sizes, so that what is asked stays the same.
    pub fn queries(&self) -> PathBuf {
        self.folder.with_file_name("queries.json")
    }

    /// What Dragoman looks for beside each query's words, as FTS5 wants it: by the query as typed.
    pub fn expanded(&self) -> PathBuf {
        self.folder.join("expanded.json")
    }

    /// A file for output that is of no further use.
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.folder.join(format!("scratch-{name}"))
    }
}

/// What came out.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// Milliseconds, one for each time something was done.
    pub series: BTreeMap<String, Vec<f64>>,
    /// Single numbers: seconds, bytes, counts, as their names say.
    pub figures: BTreeMap<String, f64>,
    /// What was found, to be compared.
    pub answers: BTreeMap<String, Value>,
}

impl Outcome {
    /// Does something and notes how long it took.
    pub fn time<T>(&mut self, series: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let began = clock::now();
        let done = work()?;
        let took = (clock::now() - began) * 1_000.0;
        // A name is made once for each series and not each time.
        if let Some(times) = self.series.get_mut(series) {
            times.push(took);
        } else {
            self.series.insert(series.to_owned(), vec![took]);
        }
        Ok(done)
    }

    pub fn figure(&mut self, name: &str, value: f64) {
        self.figures.insert(name.to_owned(), value);
    }

    pub fn add(&mut self, other: Outcome) {
        for (name, times) in other.series {
            self.series.entry(name).or_default().extend(times);
        }
        for (name, value) in other.figures {
            let greater = self.figures.get(&name).map_or(value, |known| known.max(value));
            self.figures.insert(name, greater);
        }
        for (question, answer) in other.answers {
            match (self.answers.get_mut(&question), answer) {
                // The other side's answer stands beside it.
                (Some(Value::Object(known)), Value::Object(answer)) => known.extend(answer),
                (_, answer) => {
                    self.answers.insert(question, answer);
                }
            }
        }
    }
}

/// Measures a phase in this process.
pub fn measure(phase: Phase, setting: &Setting) -> Result<Outcome> {
    let mut outcome = match phase {
        Phase::Queries => queries::choose(setting),
        Phase::RawArticles => raw::load::articles(setting),
        Phase::RawDefault => raw::load::default(setting),
        Phase::RawImport => raw::load::fast(setting),
        Phase::RawWrites => raw::writes::single(setting),
        Phase::RawSettle => raw::load::settle(setting),
        Phase::RawStatements => raw::writes::statements(setting),
        Phase::RawSearch => raw::search::pages(setting),
        Phase::RawTyping => raw::search::typing(setting),
        Phase::RawArticle => raw::search::article(setting),
        Phase::RawFacets => raw::export::facets(setting),
        Phase::RawExport => raw::export::export(setting),
        Phase::Import => ours::import::import(setting),
        Phase::Writes => ours::writes::single(setting),
        Phase::Settle => ours::import::settle(setting),
        Phase::Edits => ours::edits::edits(setting),
        Phase::Statements => ours::statements::statements(setting),
        Phase::Search => ours::search::pages(setting),
        Phase::Typing => ours::search::typing(setting),
        Phase::Article => ours::search::article(setting),
        Phase::Facets => ours::search::facets(setting),
        Phase::Export => ours::export::export(setting),
        Phase::Open => ours::open::open(setting),
    }?;
    if let Some(peak) = peak() {
        outcome.figure(&format!("{}.peak_bytes", phase.name()), peak);
    }
    if let Some(seconds) = processor_time() {
        outcome.figure(&format!("{}.processor_seconds", phase.name()), seconds);
    }
    Ok(outcome)
}

/// How long processors worked for this process (seconds), where the system tells: less moved by what else runs.
fn processor_time() -> Option<f64> {
    /// Linux counts in hundredths of a second, whatever its clock.
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the process, in parentheses, may have spaces.
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks: f64 = fields
        .split(' ')
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok())
        .sum();
    Some(ticks / TICKS)
}

/// The most memory that this process had resident (bytes), where the system tells.
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1_024.0)
}

/// A database with what stands beside it (bytes).
#[allow(clippy::cast_precision_loss)] // No file here has 2^53 bytes.
pub fn size_with_log(path: &Path) -> f64 {
    let beside = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        fs::metadata(name).map_or(0, |metadata| metadata.len())
    };
    (beside("") + beside("-wal")) as f64
}

/// Removes a database with what stands beside it.
pub fn remove(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let _ = fs::remove_file(name);
    }
}
