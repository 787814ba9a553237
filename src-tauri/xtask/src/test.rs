//! Every check and test of the repository, one after the other; a failure does not stop the next.
//!
//! Each crate is compiled in the dev profile only, and the steps share what is compiled: all Rust steps
//! name the whole workspace with all targets, because Cargo would otherwise choose other features and
//! compile Tauri once more. Only clippy compiles apart from the others.

use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::count::Count;
use crate::{Result, faults, process, setup, tidy};

/// A step that was done.
struct Step {
    name: &'static str,
    count: Count,
    took: Duration,
    /// What else there is to say of a failure.
    why: String,
}

pub fn run() -> ExitCode {
    let began = Instant::now();
    let mut steps = Vec::new();
    let all = &mut steps;
    check(all, "set-up", setup::for_testing);
    if failed(all) == 0 {
        check(all, "interface builds", || npm(&["run", "build"]));
        check(all, "rust builds", || {
            cargo(&["build", "--workspace", "--all-targets"])
        });
        check(all, "rust formatting", || cargo(&["fmt", "--all", "--check"]));
        check(all, "repository rules", tidy::run);
        check(all, "generated types", types_up_to_date);
        check(all, "interface types", || npm(&["run", "check"]));
        check(all, "interface lint", || npm(&["run", "lint"]));
        check(all, "interface formatting", || npm(&["run", "format:check"]));
        let vitest = process::npm(&["run", "test"]);
        suite(all, "interface tests", vitest, Count::of_vitest);
        let mut rust = process::cargo(&["test", "--workspace", "--no-fail-fast"]);
        rust.env("DRAGOMAN_BUILT", "1");
        suite(all, "rust tests", rust, Count::of_cargo);
        match faults::command(faults::STEADY) {
            Ok(faults) => suite(all, "faults", faults, Count::of_summary),
            Err(why) => check(all, "faults", || Err(why)),
        }
        // Only WebKitGTK has a driver that starts the program itself.
        if cfg!(target_os = "linux") {
            let window = process::cargo(&["test", "--workspace", "--test", "window"]);
            suite(all, "window tests", window, Count::of_cargo);
        }
        let clippy = [
            "clippy",
            "--workspace",
            "--all-targets",
            // Not among all targets, because plain `cargo test` leaves it out.
            "--test",
            "window",
            "--",
            "--deny",
            "warnings",
        ];
        check(all, "rust lint", || cargo(&clippy));
    }
    summarise(&steps, began.elapsed())
}

fn check(steps: &mut Vec<Step>, name: &'static str, work: impl FnOnce() -> Result) {
    let began = Instant::now();
    let result = work();
    steps.push(Step {
        name,
        count: Count::of_check(result.is_ok()),
        took: began.elapsed(),
        why: result.err().unwrap_or_default(),
    });
}

fn suite(steps: &mut Vec<Step>, name: &'static str, mut command: Command, read: fn(&str) -> Count) {
    let began = Instant::now();
    let (count, why) = match process::run_and_keep(&mut command) {
        // A suite in which nothing ran proves nothing.
        Ok((output, succeeded)) => match read(&output) {
            Count { passed: 0, failed: 0 } => (Count::of_check(false), "no test ran".to_owned()),
            count => (count.or_failed(succeeded), String::new()),
        },
        Err(why) => (Count::of_check(false), why),
    };
    steps.push(Step {
        name,
        count,
        took: began.elapsed(),
        why,
    });
}

fn cargo(arguments: &[&str]) -> Result {
    process::run(&mut process::cargo(arguments))
}

fn npm(arguments: &[&str]) -> Result {
    process::run(&mut process::npm(arguments))
}

fn types_up_to_date() -> Result {
    let mut check = process::npm(&["run", "types:check"]);
    process::run(check.env("DRAGOMAN_BIN", process::built("dragoman")?))
}

fn failed(steps: &[Step]) -> u32 {
    steps.iter().map(|step| step.count.failed).sum()
}

fn summarise(steps: &[Step], took: Duration) -> ExitCode {
    let mut total = Count::default();
    println!();
    for step in steps {
        total += step.count;
        let verdict = if step.count.failed == 0 { "ok" } else { "FAILED" };
        let Count { passed, failed } = step.count;
        println!(
            "{verdict:>6}  {:<22} {passed:>5} passed {failed:>3} failed {:>5} s",
            step.name,
            step.took.as_secs()
        );
        if let Some(why) = step.why.lines().next() {
            println!("        {why}");
        }
    }
    println!("        in {} s", took.as_secs());
    println!("{} passed, {} failed", total.passed, total.failed);
    if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
