//! Measures name keys on a list of names: `cargo run -p dragoman-core --example name_recall [FILE] [--pairs]`.
//! Without a file the project's own list; `--pairs` names every pair that is missed or wrong.

use std::io::Write;

mod measure;

const OWN: &str = include_str!("../../data/names.tsv");

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let file = arguments.iter().find(|argument| !argument.starts_with("--"));
    let list = match file {
        Some(path) => std::fs::read_to_string(path)?,
        None => OWN.to_owned(),
    };
    let forms = measure::forms(&list);
    let mut out = std::io::stdout().lock();
    write!(out, "{}", measure::table(&forms))?;
    if arguments.iter().any(|argument| argument == "--pairs") {
        for (way, links) in measure::WAYS.iter().rev().take(2) {
            let figures = measure::measure(&forms, *links);
            writeln!(out, "\n{way}")?;
            for (one, other) in &figures.missed {
                writeln!(out, "missed\t{one}\t{other}")?;
            }
            for (one, other) in &figures.wrong {
                writeln!(out, "wrong\t{one}\t{other}")?;
            }
        }
    }
    Ok(())
}
