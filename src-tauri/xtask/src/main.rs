//! `cargo xtask …`: everything that is done with the repository beside compiling it. Only the standard
//! library, so that it is there in seconds, and the same on every system.

mod advisories;
mod bundle;
mod count;
mod faults;
mod packages;
mod process;
mod run;
mod setup;
mod test;
mod tidy;
mod types;

use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  setup            check what building needs, and install what is missing
  run [--fresh] [--headless]
                   build, make the demonstration workspace, open the window on it
                   (--fresh: make the workspace anew; --headless: no window)
  test             set up, build, and run every check and test
  faults [--soak] [--only ID] [--seed N] [--rounds N] [--list]
                   fire faults at the program and look whether anything was lost
  soak             the same in long, with 100,000 commands on 10,000 articles
  hostile          what becomes of hostile files, strings and workspaces, with figures
  advisories [--db FOLDER]
                   known vulnerabilities (a clone of rustsec/advisory-db), licences, sources
  types            write the files that are generated from the Rust types
  bundle           build the packages of this system
  tidy             check the repository's own rules";

/// The result of a task; the error is a sentence for people.
type Result<T = ()> = std::result::Result<T, String>;

fn hostile() -> Result {
    setup::for_testing()?;
    let words = [
        "test",
        "--package",
        "dragoman-tests",
        "--test",
        "hostile",
        "--",
        "--nocapture",
    ];
    process::run(&mut process::cargo(&words))
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["setup"] => setup::for_building(),
        ["run", flags @ ..] => run::Wish::of(flags).and_then(run::run),
        ["test"] => return test::run(),
        ["faults", flags @ ..] => faults::run(flags),
        ["soak", flags @ ..] => faults::run(&[&["--soak"], flags].concat()),
        ["hostile"] => hostile(),
        ["advisories", flags @ ..] => advisories::run(flags),
        ["types"] => types::write(),
        ["bundle"] => bundle::run(),
        ["tidy"] => tidy::run(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(format!("not understood: {}\n\n{USAGE}", words.join(" "))),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\n{why}");
            ExitCode::FAILURE
        }
    }
}
