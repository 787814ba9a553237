//! Dialogs that answer from a file instead of asking a person, so that a test can drive the real window to
//! the end. Only in builds with debug assertions, and only when `DRAGOMAN_TEST_DIALOGS` names a folder.
//!
//! The folder's `answers.jsonl` holds one answer a line, used up in order; lines may be added while the
//! program runs. Paths count from the folder:
//!
//! ```text
//! {"dialog":"open_files","paths":["a.txt","b.html"]}
//! {"dialog":"save_file","path":"briefing.md"}
//! {"dialog":"open_folder","path":null}
//! ```
//!
//! `null` is a person who changed their mind. An answer to another dialog than the one asked, or none, is an
//! error, so that a test sees it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;

use serde::Deserialize;
use serde_json::Value;

use super::{Desk, FileKind};
use crate::failure::{Failure, Result};

/// A desk whose dialogs are answered by `answers.jsonl`.
pub struct PreparedDialogs<D> {
    desk: D,
    folder: PathBuf,
    /// Lines used up.
    used: Mutex<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    dialog: String,
    #[serde(default)]
    path: Option<PathBuf>,
    #[serde(default)]
    paths: Option<Vec<PathBuf>>,
}

impl<D> PreparedDialogs<D> {
    /// Puts prepared answers before the dialogs of a desk.
    pub fn new(desk: D, folder: PathBuf) -> Self {
        PreparedDialogs {
            desk,
            folder,
            used: Mutex::default(),
        }
    }

    fn answer(&self, dialog: &str) -> Result<Answer> {
        let wrong = |what: String| Failure::Desktop {
            what: format!("{dialog}: {what}"),
        };
        let file = self.folder.join("answers.jsonl");
        let lines = std::fs::read_to_string(&file).map_err(|error| Failure::io(&file, &error))?;
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let line = lines
            .lines()
            .nth(*used)
            .ok_or_else(|| wrong("no answer is prepared".to_owned()))?;
        let answer: Answer = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
        if answer.dialog != dialog {
            return Err(wrong(format!("the next answer is for {}", answer.dialog)));
        }
        *used += 1;
        Ok(answer)
    }

    fn one(&self, dialog: &str) -> Result<Option<PathBuf>> {
        Ok(self.answer(dialog)?.path.map(|path| self.folder.join(path)))
    }
}

impl<D: Desk> Desk for PreparedDialogs<D> {
    fn open_file(&self, _: FileKind) -> Result<Option<PathBuf>> {
        self.one("open_file")
    }

    fn open_files(&self, _: FileKind) -> Result<Option<Vec<PathBuf>>> {
        let paths = self.answer("open_files")?.paths;
        Ok(paths.map(|paths| paths.into_iter().map(|path| self.folder.join(path)).collect()))
    }

    fn open_folder(&self) -> Result<Option<PathBuf>> {
        self.one("open_folder")
    }

    fn save_file(&self, _: FileKind, _: &str) -> Result<Option<PathBuf>> {
        self.one("save_file")
    }

    fn tell(&self, event: &str, payload: Value) {
        self.desk.tell(event, payload);
    }

    fn set_title(&self, title: &str) {
        self.desk.set_title(title);
    }

    fn offer(&self, commands: &BTreeSet<String>) {
        self.desk.offer(commands);
    }

    fn show_in_folder(&self, file: &Path) -> Result<()> {
        self.desk.show_in_folder(file)
    }

    fn zoom(&self, factor: f64) {
        self.desk.zoom(factor);
    }

    fn quit(&self) {
        self.desk.quit();
    }
}
