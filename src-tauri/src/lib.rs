//! The shell: the only Rust that knows Tauri. It opens the window, translates between the window and
//! [`dragoman_core`], and does what needs the desktop: dialogs, menus, recent workspaces.
//!
//! The window has one door, [`call`]: commands of the core's list, and the shell's own verbs
//! ([`host`], names that begin with `window_`). The window never names a path; it gets tokens.

mod app;
mod backing_up;
mod call;
mod caretaker;
mod desk;
mod drafts;
mod failure;
pub mod host;
mod importing;
mod launch;
mod memory;
mod menu;
mod open_workspace;
mod shell;
mod window;
mod written;

#[cfg(test)]
mod tests;

use std::process::ExitCode;

use launch::Launch;

/// Opens the window and runs until it is closed.
pub fn run() -> ExitCode {
    if let Some(code) = dragoman_parser::serve_if_asked() {
        return code;
    }
    dragoman_parser::install();
    log_to_stderr();
    match Launch::of(std::env::args_os().skip(1)) {
        Launch::Window(wish) => app::run(wish),
        Launch::Say(text) => say(&text),
        Launch::Refuse(why) => {
            tracing::error!("{why}");
            ExitCode::from(2)
        }
    }
}

/// Errors and warnings, or what `RUST_LOG` asks for. Never the text of an article: the core's log lines
/// carry names and numbers only.
fn log_to_stderr() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}

fn say(text: &str) -> ExitCode {
    use std::io::Write;
    match writeln!(std::io::stdout(), "{text}") {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
