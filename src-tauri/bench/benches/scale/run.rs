//! The whole run: corpora, each phase in a process of its own, and the report.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use dragoman_bench::corpus::Corpus;
use serde::{Deserialize, Serialize};

use crate::arguments::Arguments;
use crate::phase::{Outcome, Phase, Setting};
use crate::{Result, queries, report};

/// From so many articles on what is slow and says nothing new is left out, and what is not needed any more is removed.
const LARGE: u64 = 1_000_000;

/// What was measured at one size.
pub type Measured = BTreeMap<u64, Outcome>;

/// From what the files in a folder were made.
#[derive(Debug, Serialize, Deserialize, PartialEq)]
struct Origin {
    seed: u64,
    corpus: Option<PathBuf>,
    #[serde(default)]
    processor_time: bool,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let temporary = tempfile::tempdir()?;
    let folder = match &arguments.keep {
        Some(folder) => std::path::absolute(folder)?,
        None => temporary.path().to_owned(),
    };
    fs::create_dir_all(&folder)?;
    same_origin(arguments, &folder)?;
    let mut sizes = arguments.sizes.clone();
    // The smallest first: its articles are those that the queries are chosen from.
    sizes.sort_unstable();
    sizes.dedup();
    let mut measured = Measured::new();
    for size in sizes {
        measured.insert(size, one_size(arguments, &folder, size)?);
    }
    let report = report::Report::of(&measured, arguments.processor_time);
    report.print(&mut std::io::stdout().lock())?;
    if let Some(path) = &arguments.json {
        serde_json::to_writer_pretty(BufWriter::new(File::create(path)?), &report)?;
    }
    if arguments.write_docs {
        report::docs::write(&report)?;
    }
    let missed = arguments.check && report.missed() > 0;
    Ok(if missed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn same_origin(arguments: &Arguments, folder: &Path) -> Result {
    let origin = Origin {
        seed: arguments.seed,
        corpus: arguments.corpus.as_deref().map(std::path::absolute).transpose()?,
        processor_time: arguments.processor_time,
    };
    let path = folder.join("origin.json");
    if let Ok(file) = File::open(&path) {
        let known: Origin = serde_json::from_reader(file)?;
        if known != origin {
            return Err(format!("{} holds figures of another corpus or clock", folder.display()).into());
        }
    }
    serde_json::to_writer(File::create(path)?, &origin)?;
    Ok(())
}

fn one_size(arguments: &Arguments, folder: &Path, size: u64) -> Result<Outcome> {
    let setting = Setting {
        size,
        folder: folder.join(size.to_string()),
        round: 0,
    };
    fs::create_dir_all(setting.folder.join("figures"))?;
    let mut outcome = Outcome::default();
    // The two sides of what is measured in rounds take turns.
    let (once, often): (Vec<Phase>, Vec<Phase>) = Phase::all()
        .iter()
        .copied()
        .filter(|phase| *phase != Phase::Queries || !queries::are_chosen(&setting))
        .filter(|phase| *phase != Phase::RawDefault || size < LARGE)
        .partition(|phase| !phase.has_rounds());
    let turns = once
        .into_iter()
        .map(|phase| (phase, 0))
        .chain((0..arguments.rounds.max(1)).flat_map(|round| often.iter().map(move |phase| (*phase, round))));
    for (phase, round) in turns {
        let kept = setting
            .folder
            .join(format!("figures/{}-{round}.json", phase.name()));
        let again = arguments.only.contains(&phase);
        let known = File::open(&kept).ok().filter(|_| !again);
        let came_out: Outcome = if let Some(file) = known {
            serde_json::from_reader(BufReader::new(file))?
        } else {
            if phase.reads_corpus() && !setting.corpus().exists() {
                corpus(arguments, &setting)?;
            }
            let came_out = in_a_process(arguments, phase, &setting, round)?;
            serde_json::to_writer(File::create(&kept)?, &came_out)?;
            came_out
        };
        outcome.add(came_out);
        if phase == Phase::Import && size >= LARGE {
            // The last that reads it. It can be made again, and takes gigabytes.
            let _ = fs::remove_file(setting.corpus());
        }
    }
    Ok(outcome)
}

fn in_a_process(arguments: &Arguments, phase: Phase, setting: &Setting, round: u32) -> Result<Outcome> {
    say(&format!("{:>9}  {} ", setting.size, phase.name()))?;
    let began = Instant::now();
    let output = Command::new(std::env::current_exe()?)
        .args(["phase", &phase.name(), &setting.size.to_string()])
        .arg(&setting.folder)
        .arg(round.to_string())
        .args(arguments.processor_time.then_some("--processor-time"))
        .stderr(Stdio::inherit())
        .output()?;
    say(&format!("{:.1} s\n", began.elapsed().as_secs_f64()))?;
    if !output.status.success() {
        return Err(format!("the phase {} failed", phase.name()).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The articles of this size in a file.
fn corpus(arguments: &Arguments, setting: &Setting) -> Result {
    say(&format!("{:>9}  corpus ", setting.size))?;
    let began = Instant::now();
    // Under another name until it is whole.
    let unfinished = setting.scratch("corpus");
    match &arguments.corpus {
        None => {
            Corpus::new(arguments.seed).write(setting.size, File::create(&unfinished)?)?;
        }
        Some(real) => {
            let mut from = BufReader::new(File::open(real)?);
            let mut to = BufWriter::new(File::create(&unfinished)?);
            let mut line = Vec::new();
            for number in 0..setting.size {
                line.clear();
                if from.read_until(b'\n', &mut line)? == 0 {
                    return Err(format!("{} has only {number} articles", real.display()).into());
                }
                to.write_all(&line)?;
            }
            to.flush()?;
        }
    }
    fs::rename(unfinished, setting.corpus())?;
    say(&format!("{:.1} s\n", began.elapsed().as_secs_f64()))
}

/// How far it is, for whoever waits.
fn say(what: &str) -> Result {
    let mut errors = std::io::stderr();
    errors.write_all(what.as_bytes())?;
    errors.flush()?;
    Ok(())
}
