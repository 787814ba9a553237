//! Fires faults at the program and looks whether anything was lost: see docs/RELIABILITY.md.

mod clocks;
mod corruption;
mod full;
mod judge;
mod kill;
mod logs;
mod moved;
mod older;
mod power;
mod program;
mod random;
mod read_only;
mod repeated;
mod report;
mod script;
mod shims;
mod soak;
mod stage;
mod syscalls;
mod two;
mod wish;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use report::{Line, Report};
use wish::Wish;

/// Harnesses end with what they found; an error is that the harness itself could not work.
type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// A harness: what it is called, and how many rounds it does in short and in long.
struct Harness {
    id: &'static str,
    what: &'static str,
    short: u64,
    long: u64,
    run: fn(&Wish) -> Result<Report>,
}

const HARNESSES: &[Harness] = &[
    Harness {
        id: "D01",
        what: "kill -9 at random, every kind of command",
        short: 500,
        long: 8_000,
        run: kill::run,
    },
    Harness {
        id: "D02",
        what: "death at each system call",
        short: 200,
        long: 4_000,
        run: syscalls::deaths,
    },
    Harness {
        id: "D03",
        what: "errors of system calls, once and for ever",
        short: 400,
        long: 8_000,
        run: syscalls::errors,
    },
    Harness {
        id: "D04",
        what: "disk full after any number of bytes",
        short: 30,
        long: 600,
        run: full::while_working,
    },
    Harness {
        id: "D04B",
        what: "small disks that fill up",
        short: 16,
        long: 400,
        run: full::small_disks,
    },
    Harness {
        id: "D05",
        what: "disk full during export, backup, migration",
        short: 80,
        long: 800,
        run: full::while_copying,
    },
    Harness {
        id: "D06",
        what: "power loss",
        short: 5_000,
        long: 100_000,
        run: power::run,
    },
    Harness {
        id: "D07",
        what: "power loss while recovering from one",
        short: 200,
        long: 5_000,
        run: power::during_recovery,
    },
    Harness {
        id: "D08",
        what: "logs cut, changed, foreign, stale",
        short: 70,
        long: 2_000,
        run: logs::damaged,
    },
    Harness {
        id: "D09",
        what: "copies without the log",
        short: 50,
        long: 1_000,
        run: logs::separated,
    },
    Harness {
        id: "D10",
        what: "moved, replaced, deleted while open",
        short: 240,
        long: 2_400,
        run: moved::run,
    },
    Harness {
        id: "D11",
        what: "media that can only be read",
        short: 12,
        long: 120,
        run: read_only::run,
    },
    Harness {
        id: "D12",
        what: "several programs at once",
        short: 36,
        long: 600,
        run: two::run,
    },
    Harness {
        id: "D15",
        what: "migrations that die or fail at a system call",
        short: 120,
        long: 4_000,
        run: syscalls::migrations,
    },
    Harness {
        id: "D16",
        what: "corruption of ten kinds",
        short: 1_000,
        long: 10_000,
        run: corruption::run,
    },
    Harness {
        id: "D18",
        what: "clocks that are wrong or jump",
        short: 16,
        long: 400,
        run: clocks::run,
    },
    Harness {
        id: "D23",
        what: "lost answers, repeated commands",
        short: 50,
        long: 500,
        run: repeated::run,
    },
    Harness {
        id: "L10",
        what: "long use: random commands, undo, redo, reopening",
        short: 2_000,
        long: 100_000,
        run: soak::run,
    },
];

const USAGE: &str = "\
Usage: cargo xtask faults [--soak] [--only ID]... [--rounds N] [--seed N] [--threads N] [--list]

Fires faults at `dragoman` and looks whether anything was lost. The last line is `N passed, N failed`.";

/// What was asked for.
#[derive(Debug, Default)]
struct Asked {
    soak: bool,
    only: Vec<String>,
    rounds: Option<u64>,
    seed: Option<u64>,
    threads: Option<usize>,
    list: bool,
}

impl Asked {
    fn of(arguments: &[String]) -> Result<Self> {
        let mut asked = Asked::default();
        let mut rest = arguments.iter();
        while let Some(flag) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{flag} needs a value"));
            match flag.as_str() {
                "--soak" => asked.soak = true,
                "--list" => asked.list = true,
                "--only" => asked
                    .only
                    .extend(value()?.split(',').map(str::to_ascii_uppercase)),
                "--rounds" => asked.rounds = Some(value()?.parse()?),
                "--seed" => asked.seed = Some(value()?.parse()?),
                "--threads" => asked.threads = Some(value()?.parse()?),
                other => return Err(format!("not understood: {other}\n\n{USAGE}").into()),
            }
        }
        Ok(asked)
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match Asked::of(&arguments).and_then(|asked| run(&asked)) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(why) => {
            say(&why.to_string());
            ExitCode::from(2)
        }
    }
}

/// Runs what was asked for; how many failed.
fn run(asked: &Asked) -> Result<u32> {
    if asked.list {
        for harness in HARNESSES {
            say(&format!(
                "{}  {} ({} rounds, soaked {})",
                harness.id, harness.what, harness.short, harness.long
            ));
        }
        return Ok(0);
    }
    if let Some(unknown) = asked
        .only
        .iter()
        .find(|id| HARNESSES.iter().all(|harness| harness.id != **id))
    {
        return Err(format!("there is no harness {unknown}; --list shows them").into());
    }
    let seed = asked.seed.unwrap_or(1);
    let own = std::env::current_exe()?;
    let program = own.with_file_name(format!("dragoman{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        return Err(format!("{} is not built", program.display()).into());
    }
    // In memory where that is possible: a disk would be asked to sync very often.
    let memory = Path::new("/dev/shm");
    let place = tempfile::Builder::new()
        .prefix("dragoman-faults-")
        .tempdir_in(if memory.is_dir() {
            memory.to_owned()
        } else {
            std::env::temp_dir()
        })?;
    say(&format!("seed {seed} (--seed {seed} repeats it)"));
    let mut lines = Vec::new();
    for harness in HARNESSES {
        if !asked.only.is_empty() && !asked.only.iter().any(|id| id == harness.id) {
            continue;
        }
        let wish = Wish {
            seed,
            rounds: asked
                .rounds
                .unwrap_or(if asked.soak { harness.long } else { harness.short }),
            soak: asked.soak,
            threads: asked.threads.unwrap_or_else(threads),
            program: program.clone(),
            place: place.path().join(harness.id),
        };
        wish::fresh(&wish.place)?;
        let began = Instant::now();
        let report = (harness.run)(&wish).map_err(|why| why.to_string());
        let line = Line {
            id: harness.id,
            what: harness.what,
            report,
            took: began.elapsed(),
        };
        say(&format!(
            "{} {} … {:.1} s",
            line.id,
            line.what,
            line.took.as_secs_f64()
        ));
        lines.push(line);
        std::fs::remove_dir_all(&wish.place)?;
    }
    let (text, passed, failed) = report::table(&lines);
    say(&text);
    say(&format!("{passed} passed, {failed} failed"));
    Ok(failed)
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
