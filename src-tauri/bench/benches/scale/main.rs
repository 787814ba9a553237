//! Dragoman beside bare SQLite: `cargo bench -p dragoman-bench -- --help`.

mod arguments;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Task};
use dragoman_bench::corpus::Corpus;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.task {
        Some(Task::Corpus { articles }) => Corpus::new(arguments.seed)
            .write(articles, std::io::stdout().lock())
            .map(|_| ())
            .map_err(|error| error.to_string()),
        None => Err("the measurements are not written yet".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("{why}\n").as_bytes());
            ExitCode::FAILURE
        }
    }
}
