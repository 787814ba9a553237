//! D02 and D03: the program dies at, or is given an error by, each of its system calls: once, or from then on for ever.
//!
//! `strace` does it. How often each call is made after the workspace was first opened is counted before; the calls that only start the program are
//! left alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::judge::{Ack, judge};
use crate::program::{Program, copy_workspace, name, text, write_lines};
use crate::random::Random;
use crate::report::{Control, Report, Tally};
use crate::script::{Kind, Maker};
use crate::wish::Wish;
use crate::{Result, older};

/// Calls at which the program dies.
const DEADLY: &[&str] = &[
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "unlink",
    "rename",
    "linkat",
    "pread64",
    "openat",
    "write",
];

/// Calls that fail, with what they say.
const FAILING: &[(&str, &[&str])] = &[
    ("pwrite64", &["EIO", "ENOSPC", "EINTR"]),
    ("pread64", &["EIO", "EINTR"]),
    ("fsync", &["EIO", "ENOSPC"]),
    ("fdatasync", &["EIO"]),
    ("ftruncate", &["EIO", "ENOSPC"]),
    ("unlink", &["EIO", "EACCES"]),
    ("rename", &["EIO", "ENOSPC", "EACCES"]),
    ("linkat", &["EIO", "EPERM"]),
    ("write", &["EIO", "ENOSPC", "EINTR"]),
    ("fcntl", &["ENOLCK", "EAGAIN", "EIO"]),
    ("openat", &["EIO", "EACCES", "EMFILE", "ENOSPC"]),
    ("mmap", &["ENOMEM"]),
    ("brk", &["ENOMEM"]),
];

/// Calls that store something: when one of them fails for good, somebody must be told.
const STORING: &[&str] = &["pwrite64", "fsync", "fdatasync", "ftruncate", "rename"];

/// After so many seconds a program hangs.
const PATIENCE: &str = "30";

/// What the program is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Task {
    Apply,
    Backup,
    Export,
    Import,
    /// Opening a workspace of the first schema.
    Migration,
}

const TASKS: [Task; 4] = [Task::Apply, Task::Backup, Task::Export, Task::Import];

/// What is done to one call.
#[derive(Debug, Clone)]
struct Shot {
    task: Task,
    call: &'static str,
    /// As `strace` wants it: `signal=KILL`, `error=EIO`.
    action: String,
    /// Counted from 1.
    at: usize,
    /// Also all later ones.
    for_ever: bool,
}

pub fn deaths(wish: &Wish) -> Result<Report> {
    sweep(wish, "D02", &TASKS, &fatal)
}

pub fn errors(wish: &Wish) -> Result<Report> {
    sweep(wish, "D03", &TASKS, &failing)
}

/// D15: migrations, which are opened files, die and fail at each call.
pub fn migrations(wish: &Wish) -> Result<Report> {
    sweep(wish, "D15", &[Task::Migration], &|call| {
        [fatal(call), failing(call)].concat()
    })
}

fn fatal(call: &str) -> Vec<(String, bool)> {
    if DEADLY.contains(&call) {
        vec![("signal=KILL".to_owned(), false)]
    } else {
        vec![]
    }
}

fn failing(call: &str) -> Vec<(String, bool)> {
    let errors = FAILING
        .iter()
        .find(|(name, _)| *name == call)
        .map_or(&[][..], |(_, errors)| errors);
    let mut actions = Vec::new();
    for error in errors {
        if call == "brk" {
            // The kernel never says an error here, it gives the old end: glibc takes a negative number for an address.
            actions.extend([("retval=0".to_owned(), false), ("retval=0".to_owned(), true)]);
            continue;
        }
        actions.push((format!("error={error}"), false));
        // Whoever is interrupted tries again, also for ever.
        if *error != "EINTR" {
            actions.push((format!("error={error}"), true));
        }
    }
    actions
}

type Actions<'a> = &'a dyn Fn(&str) -> Vec<(String, bool)>;

fn sweep(wish: &Wish, id: &str, tasks: &[Task], actions: Actions<'_>) -> Result<Report> {
    if let Err(why) = std::process::Command::new("strace").arg("-V").output() {
        return Ok(Report::skipped(format!("strace does not start: {why}")));
    }
    let stage = Stage::new(wish, tasks)?;
    let mut all = Vec::new();
    for (task, counted) in &stage.counted {
        for (call, (first, last)) in counted {
            for (action, for_ever) in actions(call) {
                for at in *first..=*last {
                    all.push(Shot {
                        task: *task,
                        call,
                        action: action.clone(),
                        at,
                        for_ever,
                    });
                }
            }
        }
    }
    let shots = choose(all, wish.rounds, &Random::of(wish.seed, id, u64::MAX));
    let tally = wish.spread(id, shots.len() as u64, |number, _| {
        let shot = &shots[usize::try_from(number)?];
        stage.fire(wish, &format!("{id}-{number}"), shot)
    })?;
    let mut report = Report {
        tally,
        ..Report::default()
    };
    report.controls.push(stage.control(wish, id)?);
    Ok(report)
}

/// So many of them, of each call and action about as many: the rarest first.
fn choose(all: Vec<Shot>, wanted: u64, random: &Random) -> Vec<Shot> {
    let mut kinds: BTreeMap<(Task, &str, String, bool), Vec<Shot>> = BTreeMap::new();
    for shot in all {
        kinds
            .entry((shot.task, shot.call, shot.action.clone(), shot.for_ever))
            .or_default()
            .push(shot);
    }
    let mut kinds: Vec<Vec<Shot>> = kinds.into_values().collect();
    let mut chosen = Vec::new();
    while (chosen.len() as u64) < wanted && !kinds.is_empty() {
        for kind in &mut kinds {
            chosen.push(kind.swap_remove(random.index(kind.len())));
        }
        kinds.retain(|kind| !kind.is_empty());
    }
    // The last turn may be more than was wanted: not always the same kinds are left out.
    while chosen.len() as u64 > wanted {
        chosen.swap_remove(random.index(chosen.len()));
    }
    chosen
}

/// How often calls are made: the first and the last that matter, counted from 1.
type Counted = BTreeMap<&'static str, (usize, usize)>;

/// What every shot begins with.
struct Stage {
    workspace: PathBuf,
    script: PathBuf,
    acks: Vec<Ack>,
    /// For each task: how often each call is made, first and last that matter.
    counted: Vec<(Task, Counted)>,
}

const OLD: &str = "der alte Bericht\n";

impl Stage {
    fn new(wish: &Wish, tasks: &[Task]) -> Result<Self> {
        let folder = wish.folder("stage")?;
        let program = Program::new(&wish.program);
        let random = Random::of(wish.seed, "syscalls", 0);
        let workspace = folder.join("w.dragoman");
        program.must(&["new", name(&workspace)])?;
        let mut maker = Maker::default();
        let script = folder.join("script.jsonl");
        write_lines(&script, &maker.beginning(&random, 2))?;
        let (acks, _) = program.apply_all(&workspace, &script)?;
        let kinds = [
            Kind::Article,
            Kind::Statement,
            Kind::Edit,
            Kind::Undo,
            Kind::Redo,
            Kind::Translation,
            Kind::Merge,
            Kind::Correction,
        ];
        let lines: Vec<String> = kinds.iter().map(|kind| maker.line(*kind, &random)).collect();
        write_lines(&script, &lines)?;
        std::fs::write(folder.join("text.txt"), crate::script::text(&random))?;
        let mut stage = Stage {
            workspace,
            script,
            acks,
            counted: Vec::new(),
        };
        for task in tasks {
            let counted = stage.count(wish, *task)?;
            stage.counted.push((*task, counted));
        }
        Ok(stage)
    }

    /// How the program is called; the last path is what it works on.
    fn arguments(&self, task: Task, folder: &Path) -> Vec<String> {
        let at = |file: &str| folder.join(file).display().to_string();
        let words: Vec<String> = match task {
            Task::Apply => vec![
                "apply".to_owned(),
                at("w.dragoman"),
                name(&self.script).to_owned(),
                "--ack".to_owned(),
            ],
            Task::Backup => vec!["backup".to_owned(), at("w.dragoman"), at("copy.dragoman")],
            Task::Export => [
                "export",
                &at("w.dragoman"),
                "--briefing",
                "Bericht",
                "-o",
                &at("out.md"),
                "--overwrite",
            ]
            .map(str::to_owned)
            .to_vec(),
            Task::Migration => vec!["dump".to_owned(), at("older.dragoman")],
            Task::Import => vec![
                "import".to_owned(),
                at("w.dragoman"),
                name(&self.script.with_file_name("text.txt")).to_owned(),
            ],
        };
        words
    }

    fn lay(&self, wish: &Wish, place: &str) -> Result<PathBuf> {
        let folder = wish.folder(place)?;
        copy_workspace(&self.workspace, &folder.join("w.dragoman"))?;
        std::fs::write(folder.join("out.md"), OLD)?;
        older::write(&folder.join("older.dragoman"))?;
        Ok(folder)
    }

    fn count(&self, wish: &Wish, task: Task) -> Result<Counted> {
        let folder = self.lay(wish, "counting")?;
        let trace = wish.place.join("counting.trace");
        let program = Program::new(&wish.program).under(["strace", "-f", "-qq", "-o", name(&trace)]);
        let arguments = self.arguments(task, &folder);
        program.must(&arguments.iter().map(String::as_str).collect::<Vec<_>>())?;
        let mut counts: Counted = BTreeMap::new();
        let mut opened = false;
        for line in std::fs::read_to_string(&trace)?.lines() {
            opened |= line.contains(".dragoman") && line.contains("openat(");
            // `1234 pwrite64(5, …) = 4096`
            let call = line
                .split_whitespace()
                .nth(1)
                .and_then(|word| word.split('(').next())
                .unwrap_or_default();
            if let Some(call) = FAILING
                .iter()
                .map(|(known, _)| *known)
                .find(|known| *known == call)
            {
                let entry = counts.entry(call).or_insert((0, 0));
                entry.1 += 1;
                if opened && entry.0 == 0 {
                    entry.0 = entry.1;
                }
            }
        }
        counts.retain(|_, (first, _)| *first > 0);
        Ok(counts)
    }

    fn fire(&self, wish: &Wish, place: &str, shot: &Shot) -> Result<Tally> {
        let task = shot.task;
        let mut tally = Tally {
            rounds: 1,
            ..Tally::default()
        };
        let folder = self.lay(wish, place)?;
        let trace = wish.place.join(format!("{place}.trace"));
        let when = format!("{}{}", shot.at, if shot.for_ever { "+" } else { "" });
        let inject = format!("inject={}:{}:when={when}", shot.call, shot.action);
        let program = Program::new(&wish.program).under([
            "timeout",
            "--kill-after=1",
            PATIENCE,
            "strace",
            "-f",
            "-qq",
            "-o",
            name(&trace),
            "-e",
            &format!("trace={}", shot.call),
            "-e",
            &inject,
        ]);
        let arguments = self.arguments(task, &folder);
        let output = program.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())?;
        let traced = String::from_utf8_lossy(&std::fs::read(&trace)?).into_owned();
        let what = format!("{task:?}, {} {} at call {when}", shot.call, shot.action);
        if traced.contains("INJECTED") || traced.contains("killed by SIGKILL") {
            tally.fired += 1;
            tally.count(shot.call, 1);
        }
        let said = text(&output.stderr);
        if said.contains("panicked") {
            tally.corrupt += 1;
            tally.remember(format!("{what}: {said}"));
        }
        if output.status.code() == Some(124) {
            tally.corrupt += 1;
            tally.remember(format!("{what}: it did not end in {PATIENCE} s"));
        }
        let deadly = shot.action.starts_with("signal");
        let mut acks = self.acks.clone();
        if task == Task::Apply {
            acks.extend(crate::program::acks(&output.stdout));
        }
        let finished = output.status.success();
        // When nothing can be written any more, the exit code has to say it.
        let mute = shot.call == "write" && shot.for_ever;
        if !deadly && !finished && said.is_empty() && !mute {
            tally.lost += 1;
            tally.remember(format!("{what}: ended with {} and said nothing", output.status));
        }
        self.look(task, &folder, finished, &acks, &what, &mut tally)?;
        // A call that stores and goes on failing cannot have done its work: whoever waits must hear of it.
        // An export stores with other calls: into the workspace it only puts the index of the log, and does without.
        let beside = task == Task::Export && ["pwrite64", "ftruncate"].contains(&shot.call);
        if shot.for_ever
            && !beside
            && finished
            && said.is_empty()
            && STORING.contains(&shot.call)
            && !shot.action.contains("EINTR")
        {
            tally.count("errors of the disk that nobody was told of", 1);
            tally.lost += 1;
            tally.remember(format!("{what}: nobody was told"));
        }
        std::fs::remove_dir_all(&folder)?;
        std::fs::remove_file(&trace)?;
        Ok(tally)
    }

    /// What must hold afterwards, and that what was said to be done is done.
    fn look(
        &self,
        task: Task,
        folder: &Path,
        finished: bool,
        acks: &[Ack],
        what: &str,
        tally: &mut Tally,
    ) -> Result {
        if task != Task::Migration {
            judge(&folder.join("w.dragoman"), acks).count(tally, what);
        }
        let mut lose = |why: &str| {
            tally.lost += 1;
            tally.remember(format!("{what}: {why}"));
        };
        match task {
            Task::Migration => {
                let older = folder.join("older.dragoman");
                judge(&older, &older::acks(&older)?).count(tally, what);
                older::holds(&older, tally, what)?;
            }
            Task::Apply if finished && acks.len() < self.acks.len() + 8 => {
                lose("said to be done and not acknowledged");
            }
            Task::Backup => {
                let copy = folder.join("copy.dragoman");
                if copy.exists() {
                    judge(&copy, &self.acks).count(tally, &format!("{what}: the backup"));
                } else if finished {
                    lose("the backup is not there");
                }
            }
            Task::Export => {
                let there = std::fs::read_to_string(folder.join("out.md")).unwrap_or_default();
                let whole = there.starts_with("# ") || there.starts_with("---");
                if finished && there == OLD {
                    lose("the export was not written");
                } else if there != OLD && !whole {
                    lose("the export is neither the old one nor a new one");
                }
            }
            Task::Import if finished => {
                let count = crate::judge::commands(&folder.join("w.dragoman"))?.len();
                if count <= self.acks.len() {
                    lose("the import is not there");
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A call that does not exist fires nothing, and that must be seen.
    fn control(&self, wish: &Wish, id: &str) -> Result<Control> {
        let never = Shot {
            task: Task::Apply,
            call: "fsync",
            action: "error=EIO".to_owned(),
            at: 60_000,
            for_ever: false,
        };
        let tally = self.fire(wish, &format!("{id}-control"), &never)?;
        Ok(Control {
            what: "a call that is never reached",
            seen: format!("{} fired", tally.fired),
            failed_as_it_must: tally.fired == 0,
        })
    }
}
