//! Dragoman beside bare SQLite: `cargo bench -p dragoman-bench -- --help`, and `docs/PERFORMANCE.md`.

mod arguments;
mod clock;
mod lines;
mod ours;
mod phase;
mod queries;
mod raw;
mod report;
mod run;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use dragoman_bench::corpus::Corpus;

use arguments::{Arguments, Task};
use phase::Setting;

/// Why a measurement cannot be had, for people.
type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    match measure(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(arguments: &Arguments) -> Result<ExitCode> {
    if arguments.processor_time {
        clock::count_work_only();
    }
    match &arguments.task {
        None => run::run(arguments),
        Some(Task::Corpus { articles }) => {
            Corpus::new(arguments.seed).write(*articles, std::io::stdout().lock())?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Task::Phase {
            phase,
            size,
            folder,
            round,
        }) => {
            let setting = Setting {
                size: *size,
                folder: folder.clone(),
                round: *round,
            };
            let outcome = phase::measure(*phase, &setting)?;
            serde_json::to_writer(std::io::stdout().lock(), &outcome)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}
