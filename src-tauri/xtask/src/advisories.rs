//! `cargo xtask advisories --db FOLDER`: known vulnerabilities, licences, sources and bans. Nothing is fetched: the database
//! of advisories is a folder (a clone of rustsec/advisory-db), and what is not there is said to be not run.

use std::path::Path;

use crate::{Result, process};

/// What became of a check.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed(String),
    /// It proves nothing.
    NotRun(String),
}

pub fn run(flags: &[&str]) -> Result {
    let db = match flags {
        [] => None,
        ["--db", folder] => Some(Path::new(*folder)),
        _ => return Err("advisories knows --db FOLDER".to_owned()),
    };
    let checks = [
        ("known vulnerabilities (cargo audit)", audit(db)),
        ("licences, bans, sources (cargo deny)", deny()),
    ];
    println!();
    let mut failed = Vec::new();
    for (name, outcome) in checks {
        match outcome {
            Outcome::Passed => println!("passed   {name}"),
            Outcome::NotRun(why) => println!("not run: {name}: {why}"),
            Outcome::Failed(why) => {
                println!("FAILED   {name}: {why}");
                failed.push(name);
            }
        }
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("failed: {}", failed.join(", ")))
    }
}

fn audit(db: Option<&Path>) -> Outcome {
    let Some(db) = db else {
        return Outcome::NotRun("no database was named: --db FOLDER".to_owned());
    };
    if !db.join("crates").is_dir() {
        return Outcome::NotRun(format!("{} is no advisory database", db.display()));
    }
    if !process::is_there("cargo-audit") {
        return Outcome::NotRun("cargo install cargo-audit --locked".to_owned());
    }
    let db = db.to_string_lossy();
    outcome(&[
        "audit",
        "--db",
        &db,
        "--no-fetch",
        "--stale",
        "--deny",
        "warnings",
    ])
}

fn deny() -> Outcome {
    if !process::is_there("cargo-deny") {
        return Outcome::NotRun("cargo install cargo-deny --locked".to_owned());
    }
    outcome(&[
        "deny",
        "--offline",
        "--locked",
        "check",
        "bans",
        "licenses",
        "sources",
    ])
}

fn outcome(arguments: &[&str]) -> Outcome {
    match process::run(&mut process::cargo(arguments)) {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_not_said_to_have_passed() {
        assert!(matches!(audit(None), Outcome::NotRun(_)));
        assert!(matches!(audit(Some(Path::new("/nowhere"))), Outcome::NotRun(_)));
        assert!(run(&["--frobnicate"]).is_err());
    }
}
