//! Hands tauri-build our capabilities folder and the list of our own IPC commands.

use std::path::Path;

/// What the window shows when the program was built without its pages.
const PLACEHOLDER: &str = "<!doctype html><meta charset=\"utf-8\"><title>Dragoman</title>\
<p>This program was built without its window. Run <code>cargo xtask run</code>.</p>\n";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    make_placeholder(Path::new("ui/dist"))?;
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(&["call"]));
    tauri_build::try_build(attributes)?;
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    Ok(())
}

/// The pages are compiled into the program; without the folder nothing would compile, no test either.
fn make_placeholder(dist: &Path) -> std::io::Result<()> {
    let page = dist.join("index.html");
    if page.exists() {
        return Ok(());
    }
    std::fs::create_dir_all(dist)?;
    std::fs::write(page, PLACEHOLDER)
}
