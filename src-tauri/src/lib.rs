//! The shell: the only Rust that knows Tauri.

/// Opens the window and runs until it is closed.
pub fn run() {}
