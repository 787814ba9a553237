//! Builds the packages of this system: deb and rpm, an installer for Windows, or a disk image for macOS.

use crate::{Result, process, setup};

/// The packager, as tried with this repository.
const TAURI: &str = "@tauri-apps/cli@2.12.5";

pub fn run() -> Result {
    setup::for_building()?;
    process::run(&mut process::npm(&["run", "build"]))?;
    let bundles = if cfg!(windows) {
        "nsis"
    } else if cfg!(target_os = "macos") {
        "dmg"
    } else {
        "deb,rpm"
    };
    let mut tauri = process::npm(&["exec", "--yes", "--package", TAURI, "--", "tauri"]);
    tauri
        .args(["build", "--bundles", bundles])
        .current_dir(process::root());
    process::run(&mut tauri)?;
    println!("\nThe packages are in target/release/bundle.");
    Ok(())
}
