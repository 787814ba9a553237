//! The repository's own libraries that are put between the program and the system's: compiled here, by the system's compiler.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::program::text;

/// Compiles one of `shims/*.c` into a folder; the error says why that is not possible here.
pub fn compile(source: &str, folder: &Path) -> Result<PathBuf> {
    if !cfg!(target_os = "linux") {
        return Err("libraries can be put before a program only on Linux".into());
    }
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("shims").join(source);
    let to = folder.join(source).with_extension("so");
    let output = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-Wall", "-o"])
        .args([&to, &from])
        .args(["-ldl", "-lpthread"])
        .output()
        .map_err(|error| format!("cc: {error}"))?;
    if output.status.success() {
        Ok(to)
    } else {
        Err(format!("cc: {}", text(&output.stderr)).into())
    }
}
