//! The state behind the window: which workspace is open, which files it holds for the window, what it
//! remembers. Everything here may be called from any thread but the main one.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dragoman_bulk::Control;
use dragoman_core::Uid;
use dragoman_core::backups::{self, Rules};
use dragoman_core::commands::{self, Access, Envelope};
use dragoman_core::error::WireError;
use dragoman_core::workspace::{self, Context, SalvageReport, Staged, WorkspaceView};
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::drafts::Drafts;
use crate::failure::{Failure, Result};
use crate::importing::{self, Sources};
use crate::launch::StartNote;
use crate::memory::Memory;
use crate::open_workspace::{OpenWorkspace, Stop};
use crate::{backing_up, caretaker};

/// Events that the window hears.
pub mod events {
    /// A write was done: `{entities, uids}`, as the write's own answer has it under `touched`.
    pub const TOUCHED: &str = "touched";
    /// Another workspace is open, or none, or the preferences changed: as `window_state` answers.
    pub const STATE: &str = "state";
    /// An item of the menu was chosen: `{command}`, an id of the window's own table of commands.
    pub const MENU: &str = "menu";
    /// An import of many articles got on or ended: as `window_import` answers.
    pub const IMPORT: &str = "import";
    /// Files are being held over the window: `{over}`.
    /// A backup was made: `{at}`, RFC 3339.
    pub const BACKUP: &str = "backup";
    pub const DRAGGING: &str = "dragging";
    /// Files were dropped: as `window_pick_files` answers.
    pub const DROPPED: &str = "dropped";
    /// Something that was not asked for by a call failed (opening a file from outside): an error as
    /// calls reject with.
    pub const PROBLEM: &str = "problem";
}

/// The state behind the window.
pub struct Shell {
    pub desk: Arc<dyn Desk>,
    pub memory: Arc<Memory>,
    /// What was typed and not saved.
    pub drafts: Drafts,
    /// The program's own folder for what is too large for a configuration.
    data: PathBuf,
    /// The workspace that could not be opened last.
    not_opened: Mutex<Option<PathBuf>>,
    /// Files that the window may name by token, as sources of articles.
    pub staged: Staged,
    /// What the window may import many articles from, by token.
    archives: Mutex<HashMap<Uid, Vec<PathBuf>>>,
    /// Files that were written for the window and can be shown in the file manager, by token.
    written: Mutex<HashMap<Uid, PathBuf>>,
    open: Mutex<Option<Arc<OpenWorkspace>>>,
    /// Readings that can be stopped, by the id of their call.
    reading: Mutex<HashMap<Uid, Stop>>,
    /// What went wrong before the window could hear of it.
    problem: Mutex<Option<WireError>>,
    start: StartNote,
}

impl Shell {
    /// A shell without a workspace; `configuration` is the folder of what it remembers, `data` that of drafts.
    pub fn new(desk: Box<dyn Desk>, configuration: &Path, data: &Path) -> Self {
        Shell {
            desk: Arc::from(desk),
            memory: Arc::new(Memory::of(configuration)),
            drafts: Drafts::of(data),
            data: data.to_owned(),
            not_opened: Mutex::default(),
            staged: Staged::default(),
            archives: Mutex::default(),
            written: Mutex::default(),
            open: Mutex::default(),
            reading: Mutex::default(),
            problem: Mutex::default(),
            start: StartNote::of(configuration),
        }
    }

    /// The program starts. With rendering chosen already, there is nothing to learn from a failure.
    pub fn starting(&self) {
        if std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
            self.start.leave();
        }
    }

    /// The page runs.
    pub fn started(&self) {
        if std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
            self.start.take_away();
        }
    }

    /// The open workspace.
    ///
    /// # Errors
    /// [`Failure::NoWorkspace`].
    pub fn workspace(&self) -> Result<Arc<OpenWorkspace>> {
        lock(&self.open).clone().ok_or(Failure::NoWorkspace)
    }

    /// Runs a command of the core's list in the open workspace.
    pub fn call(&self, envelope: Envelope) -> Result<Value> {
        let access = commands::find(&envelope.command)
            .map(|command| command.access)
            .ok_or_else(|| dragoman_core::Error::UnknownCommand {
                name: envelope.command.clone(),
            })?;
        let workspace = self.workspace()?;
        match access {
            Access::Read => {
                let id = envelope.id.unwrap_or_default();
                let answer = workspace.read(envelope, |stop| {
                    lock(&self.reading).insert(id, stop);
                });
                lock(&self.reading).remove(&id);
                answer
            }
            Access::Write => {
                if let Some(reason) = backups::before(&envelope.command) {
                    backing_up::before(&workspace, reason);
                }
                let answer = workspace.write(envelope)?;
                if let Some(touched) = answer.get("touched") {
                    if names_workspace(touched) {
                        self.retitle();
                    }
                    self.desk.tell(events::TOUCHED, touched.clone());
                }
                Ok(answer)
            }
        }
    }

    /// Asks the core a question of the shell's own.
    pub fn ask<T: serde::de::DeserializeOwned>(&self, command: &str, arguments: Value) -> Result<T> {
        let answer = self.call(Envelope::new(command, arguments))?;
        serde_json::from_value(answer).map_err(|error| Failure::Internal {
            what: format!("{command}: {error}"),
        })
    }

    /// Stops the reading that was called with this id; false when it is not (or no longer) on its way.
    pub fn stop_reading(&self, id: Uid) -> bool {
        let reading = lock(&self.reading);
        reading.get(&id).map(|stop| stop()).is_some()
    }

    /// Makes a workspace and opens it.
    pub fn create_workspace(&self, path: &Path) -> Result<()> {
        let made = OpenWorkspace::create(path, self.context())?;
        self.put_in_place(made)
    }

    /// Opens a workspace. The one that was open stays when this one cannot be opened.
    pub fn open_workspace(&self, path: &Path) -> Result<()> {
        let opened = OpenWorkspace::open(path, self.context());
        *lock(&self.not_opened) = opened.is_err().then(|| path.to_owned());
        self.put_in_place(opened?)
    }

    /// Opens the file that could not be opened, or once more the one that is open, to read what can be read of it.
    pub fn open_damaged(&self) -> Result<()> {
        let path = self.in_trouble()?;
        let opened = OpenWorkspace::open_damaged(&path, self.context())?;
        *lock(&self.not_opened) = None;
        self.put_in_place(opened)
    }

    /// The file that could not be opened last, or else the one that is open.
    pub fn in_trouble(&self) -> Result<PathBuf> {
        match self.not_opened() {
            Some(path) => Ok(path),
            None => Ok(self.workspace()?.path().to_owned()),
        }
    }

    /// Saves what can be saved of a damaged file into a new one, and opens that.
    pub fn salvage(&self, damaged: &Path, new: &Path) -> Result<SalvageReport> {
        let report = workspace::salvage(damaged, new, &self.context())?;
        self.open_workspace(new)?;
        Ok(report)
    }

    fn put_in_place(&self, workspace: OpenWorkspace) -> Result<()> {
        let path = workspace.path().to_owned();
        let workspace = Arc::new(workspace);
        self.look_after(&workspace);
        self.finish_import(&workspace);
        let before = lock(&self.open).replace(workspace);
        if let Err(error) = self.memory.opened(&path, self.context().timestamp()) {
            tracing::warn!(%error, "the recent workspaces are not remembered");
        }
        self.changed();
        before.map_or(Ok(()), |before| before.close())
    }

    fn look_after(&self, workspace: &Arc<OpenWorkspace>) {
        let desk = Arc::clone(&self.desk);
        caretaker::look_after(workspace, move || {
            desk.tell(events::TOUCHED, json!({ "entities": ["article"], "uids": [] }));
        });
        let (desk, memory, path) = (
            Arc::clone(&self.desk),
            Arc::clone(&self.memory),
            workspace.path().to_owned(),
        );
        backing_up::look_after(
            workspace,
            Arc::new(move |outcome| {
                match outcome {
                Ok(Some(made)) => {
                    if let Err(error) = memory.backed_up(&path, made.at.clone()) {
                        tracing::warn!(%error, "the backup is there, but when it was made is not remembered");
                    }
                    desk.tell(events::BACKUP, json!({ "at": made.at }));
                }
                Ok(None) => {}
                Err(error) => desk.tell(
                    events::PROBLEM,
                    json!({ "code": "backup", "message": error.to_string(), "detail": { "cause": error.to_wire() } }),
                ),
            }
            }),
        );
    }

    /// The workspace that could not be opened last.
    pub fn not_opened(&self) -> Option<PathBuf> {
        lock(&self.not_opened).clone()
    }

    /// How backups are made.
    pub fn rules(&self) -> Rules {
        Rules {
            limit: self.memory.preferences().backup_limit,
            other_folder: Some(self.data.join("backups")),
        }
    }

    /// Closes a workspace, if it is open, does what needs it closed, and opens it, whether that was done or not.
    pub fn replace_workspace<T>(&self, path: &Path, work: impl Fn() -> Result<T>) -> Result<T> {
        let closed = {
            let mut open = lock(&self.open);
            let is_it = open.as_ref().is_some_and(|open| open.path() == path);
            if is_it { open.take() } else { None }
        };
        if let Some(closed) = &closed {
            closed.close()?;
        }
        drop(closed);
        let mut done = work();
        // A call that was on its way may hold a connection for a moment.
        for _ in 0..10 {
            if !matches!(done, Err(Failure::Core(dragoman_core::Error::Busy))) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(200));
            done = work();
        }
        match (self.open_workspace(path), done) {
            (Err(failure), Ok(_)) => Err(failure),
            (_, done) => done,
        }
    }

    /// Closes the open workspace, if there is one.
    pub fn close_workspace(&self) -> Result<()> {
        let closed = lock(&self.open).take();
        if let Err(error) = self.memory.closed() {
            tracing::warn!(%error, "the next start may open this workspace again");
        }
        self.changed();
        closed.map_or(Ok(()), |closed| closed.close())
    }

    /// Opens the open workspace once more, so that it takes up a new name of the analyst.
    pub fn reopen_workspace(&self) -> Result<()> {
        let Some(before) = lock(&self.open).clone() else {
            return Ok(());
        };
        let path = before.path().to_owned();
        let again = Arc::new(OpenWorkspace::open(&path, self.context())?);
        self.look_after(&again);
        lock(&self.open).replace(Arc::clone(&again));
        let paused = before.importing().paused();
        let sources = before.importing().known().sources;
        before.close()?;
        if let Some(paused) = paused {
            let control = Control::default();
            if paused {
                control.pause();
            }
            self.run_import(&again, sources, control)?;
        }
        Ok(())
    }

    /// Goes on with the import of an open workspace beside everything else.
    pub fn run_import(&self, open: &Arc<OpenWorkspace>, sources: Sources, control: Control) -> Result<()> {
        let (desk, watched) = (Arc::clone(&self.desk), Arc::downgrade(open));
        importing::run(open, self.context(), sources, control, move || {
            let Some(open) = watched.upgrade() else { return };
            match serde_json::to_value(crate::host::import_so_far(&open)) {
                Ok(so_far) => desk.tell(events::IMPORT, so_far),
                Err(error) => tracing::warn!(%error, "the window was not told of an import"),
            }
        })
    }

    /// Texts that an import left unindexed need nobody's word.
    fn finish_import(&self, open: &Arc<OpenWorkspace>) {
        let done = importing::has_leftovers(open).and_then(|has| {
            if has {
                self.run_import(open, Sources::default(), Control::default())?;
            }
            Ok(())
        });
        if let Err(failure) = done {
            tracing::warn!(code = failure.to_wire().code, "an import is not finished");
        }
    }

    /// The program ends: closes the workspace and remembers it for the next start.
    pub fn end(&self) {
        let closed = lock(&self.open).take();
        if let Some(workspace) = closed
            && let Err(error) = workspace.close()
        {
            tracing::warn!(%error, "the workspace was not closed cleanly; nothing saved is lost");
        }
    }

    /// Tells the window that workspace or preferences are others now.
    pub fn changed(&self) {
        self.retitle();
        match serde_json::to_value(crate::host::state(self)) {
            Ok(state) => self.desk.tell(events::STATE, state),
            Err(error) => tracing::warn!(%error, "the window was not told of a change"),
        }
    }

    /// Something failed that no call waits for.
    pub fn report(&self, failure: &Failure) {
        let wire = failure.to_wire();
        tracing::warn!(code = wire.code, "{}", wire.message);
        self.desk.tell(events::PROBLEM, json!(wire));
        *lock(&self.problem) = Some(wire);
    }

    /// What failed before the window could hear it; told once.
    pub fn take_problem(&self) -> Option<WireError> {
        lock(&self.problem).take()
    }

    /// Holds what many articles may be imported from; gives its token.
    pub fn hold_archive(&self, paths: Vec<PathBuf>) -> Uid {
        let token = Uid::new();
        lock(&self.archives).insert(token, paths);
        token
    }

    /// The paths of a token.
    pub fn archive(&self, token: Uid) -> Result<Vec<PathBuf>> {
        lock(&self.archives)
            .get(&token)
            .cloned()
            .ok_or(Failure::UnknownToken)
    }

    /// Lets a file or an archive go.
    pub fn release(&self, token: &str) {
        self.staged.release(token);
        if let Ok(token) = token.parse() {
            lock(&self.archives).remove(&token);
        }
    }

    /// Remembers a file that was written, so that it can be shown; gives its token.
    pub fn remember_written(&self, path: PathBuf) -> Uid {
        let token = Uid::new();
        lock(&self.written).insert(token, path);
        token
    }

    /// A file that was written.
    pub fn written(&self, token: Uid) -> Result<PathBuf> {
        lock(&self.written)
            .get(&token)
            .cloned()
            .ok_or(Failure::UnknownToken)
    }

    /// The time now: RFC 3339, UTC.
    pub fn now(&self) -> String {
        self.context().timestamp()
    }

    /// Who works here, and how.
    pub fn context(&self) -> Context {
        Context::window(self.memory.preferences().analyst, self.staged.clone()).with_backups(self.rules())
    }

    fn retitle(&self) {
        let title = match self.ask::<WorkspaceView>("get_workspace", json!({})) {
            Ok(view) if !view.title.is_empty() => format!("{} – Dragoman", view.title),
            _ => match self
                .workspace()
                .ok()
                .as_deref()
                .and_then(|open| open.path().file_stem())
            {
                Some(stem) => format!("{} – Dragoman", stem.to_string_lossy()),
                None => "Dragoman".to_owned(),
            },
        };
        self.desk.set_title(&title);
    }
}

fn names_workspace(touched: &Value) -> bool {
    let is_workspace = |entity: &Value| entity.as_str() == Some("workspace");
    touched
        .get("entities")
        .and_then(Value::as_array)
        .is_some_and(|entities| entities.iter().any(is_workspace))
}

/// What these locks guard is whole after every statement, so a panic elsewhere does not spoil it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
