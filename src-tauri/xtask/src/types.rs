//! Writes the files that are generated from the Rust types.

use crate::{Result, process, setup};

pub fn write() -> Result {
    setup::for_building()?;
    process::run(&mut process::cargo(&["build", "--package", "dragoman-cli"]))?;
    // The shell's own verbs: the test that compares the file writes it when asked to.
    let verbs = [
        "test",
        "--package",
        "dragoman-app",
        "--lib",
        "schema_of_the_verbs",
    ];
    process::run(process::cargo(&verbs).env("DRAGOMAN_WRITE", "1"))?;
    let mut types = process::npm(&["run", "types"]);
    process::run(types.env("DRAGOMAN_BIN", process::built("dragoman")?))
}
