//! Builds the program and what fires faults at it, and runs that.

use std::process::Command;

use crate::{Result, process, setup};

pub fn run(flags: &[&str]) -> Result {
    setup::for_faults()?;
    let build = [
        "build",
        "--package",
        "dragoman-cli",
        "--package",
        "dragoman-faults",
    ];
    process::run(&mut process::cargo(&build))?;
    process::run(&mut command(flags)?)
}

/// The harnesses that are part of the tests. Not among them, until they hold at any speed of the machine: D01, D06 and D07, whose
/// stages sometimes break down; D03, D04B and D15, which have found failures that nobody was told of; and L10, which looks at
/// the clock.
pub const STEADY: &[&str] = &[
    "--only", "D02", "--only", "D04", "--only", "D05", "--only", "D08", "--only", "D09", "--only", "D10",
    "--only", "D11", "--only", "D12", "--only", "D16", "--only", "D18", "--only", "D23",
];

/// The harnesses, as built beside this program.
pub fn command(flags: &[&str]) -> Result<Command> {
    Ok(process::command(process::built("dragoman-faults")?, flags))
}
