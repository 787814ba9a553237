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

/// The harnesses, as built beside this program.
pub fn command(flags: &[&str]) -> Result<Command> {
    Ok(process::command(process::built("dragoman-faults")?, flags))
}
