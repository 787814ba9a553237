//! Hands tauri-build our capabilities folder and the list of our own IPC commands.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(&["call"]));
    tauri_build::try_build(attributes)?;
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    Ok(())
}
