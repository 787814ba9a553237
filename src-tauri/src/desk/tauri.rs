//! The real desktop, through Tauri.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tauri::{AppHandle, Emitter, Manager, Runtime};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use super::{Desk, FileKind};
use crate::failure::{Failure, Result};
use crate::{menu, window};

/// The desktop of one running app. Its dialogs wait for an answer: never ask from the main thread.
pub struct TauriDesk<R: Runtime>(pub AppHandle<R>);

impl<R: Runtime> TauriDesk<R> {
    fn dialog(&self, kind: Option<FileKind>) -> FileDialogBuilder<R> {
        let mut dialog = self.0.dialog().file();
        // A dialog without a parent may open behind the window.
        #[cfg(desktop)]
        if let Some(window) = self.0.get_webview_window(window::LABEL) {
            dialog = dialog.set_parent(&window);
        }
        match kind {
            Some(kind) => {
                let dialog = dialog.add_filter(kind.name(), kind.endings());
                if kind == FileKind::Article {
                    dialog.add_filter("All files", &["*"])
                } else {
                    dialog
                }
            }
            None => dialog,
        }
    }
}

impl<R: Runtime> Desk for TauriDesk<R> {
    fn open_file(&self, kind: FileKind) -> Result<Option<PathBuf>> {
        self.dialog(Some(kind)).blocking_pick_file().map(path).transpose()
    }

    fn open_files(&self, kind: FileKind) -> Result<Option<Vec<PathBuf>>> {
        self.dialog(Some(kind))
            .blocking_pick_files()
            .map(|files| files.into_iter().map(path).collect())
            .transpose()
    }

    fn open_folder(&self) -> Result<Option<PathBuf>> {
        self.dialog(None).blocking_pick_folder().map(path).transpose()
    }

    fn save_file(&self, kind: FileKind, suggested: &str) -> Result<Option<PathBuf>> {
        self.dialog(Some(kind))
            .set_file_name(suggested)
            .blocking_save_file()
            .map(path)
            .transpose()
    }

    fn tell(&self, event: &str, payload: Value) {
        if let Err(error) = self.0.emit_to(window::LABEL, event, payload) {
            tracing::warn!(event, %error, "the window was not told");
        }
    }

    fn set_title(&self, title: &str) {
        if let Some(window) = self.0.get_webview_window(window::LABEL)
            && let Err(error) = window.set_title(title)
        {
            tracing::warn!(%error, "the window keeps its title");
        }
    }

    fn offer(&self, commands: &BTreeSet<String>) {
        if let Err(error) = menu::offer(&self.0, commands) {
            tracing::warn!(%error, "the menu stays as it is");
        }
    }

    fn show_in_folder(&self, file: &Path) -> Result<()> {
        file_manager(file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map(drop)
            .map_err(|error| Failure::Desktop {
                what: format!("the file manager did not start: {error}"),
            })
    }

    fn zoom(&self, factor: f64) {
        if let Some(window) = self.0.get_webview_window(window::LABEL)
            && let Err(error) = window.set_zoom(factor)
        {
            tracing::warn!(%error, "the window keeps its size of letters");
        }
    }

    fn quit(&self) {
        self.0.exit(0);
    }
}

fn path(chosen: FilePath) -> Result<PathBuf> {
    chosen.into_path().map_err(|error| Failure::Desktop {
        what: format!("the dialog gave no file: {error}"),
    })
}

/// The command that shows where a file is. On Linux and the like there is no common way to select it.
fn file_manager(file: &Path) -> Command {
    if cfg!(target_os = "macos") {
        let mut command = Command::new("open");
        command.arg("-R").arg(file);
        command
    } else if cfg!(windows) {
        let mut command = Command::new("explorer");
        let mut select = std::ffi::OsString::from("/select,");
        select.push(file);
        command.arg(select);
        command
    } else {
        let mut command = Command::new("xdg-open");
        command.arg(file.parent().unwrap_or(Path::new("/")));
        command
    }
}
