//! The shell from the window's side: through the real door, with the real permissions, on Tauri's mock
//! runtime and a desk whose dialogs are prepared.

mod archive;
mod configuration;
mod door;
mod verbs;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, WebviewWindow};

use crate::app;
use crate::desk::{Desk, FileKind};
use crate::failure::{Failure, Result};
use crate::shell::Shell;
use crate::window;

/// A desk that writes down what it is told; the next dialog answers `answers`' last entry.
#[derive(Default, Clone)]
struct TestDesk(Arc<Mutex<Notes>>);

#[derive(Default)]
struct Notes {
    answers: Vec<PathBuf>,
    suggested: Vec<String>,
    told: Vec<(String, Value)>,
    title: String,
    shown: Vec<PathBuf>,
    offered: BTreeSet<String>,
    zoom: Option<f64>,
    ended: bool,
}

impl TestDesk {
    fn notes(&self) -> std::sync::MutexGuard<'_, Notes> {
        self.0.lock().unwrap()
    }

    fn will_choose(&self, path: impl Into<PathBuf>) {
        self.notes().answers.insert(0, path.into());
    }

    fn told(&self, event: &str) -> Vec<Value> {
        let notes = self.notes();
        let told = notes.told.iter().filter(|(name, _)| name == event);
        told.map(|(_, payload)| payload.clone()).collect()
    }
}

impl Desk for TestDesk {
    fn open_file(&self, _: FileKind) -> Result<Option<PathBuf>> {
        Ok(self.notes().answers.pop())
    }

    fn open_files(&self, _: FileKind) -> Result<Option<Vec<PathBuf>>> {
        let chosen: Vec<PathBuf> = self.notes().answers.drain(..).rev().collect();
        Ok((!chosen.is_empty()).then_some(chosen))
    }

    fn open_folder(&self) -> Result<Option<PathBuf>> {
        self.open_file(FileKind::Article)
    }

    fn save_file(&self, kind: FileKind, suggested: &str) -> Result<Option<PathBuf>> {
        self.notes().suggested.push(suggested.to_owned());
        self.open_file(kind)
    }

    fn tell(&self, event: &str, payload: Value) {
        self.notes().told.push((event.to_owned(), payload));
    }

    fn set_title(&self, title: &str) {
        title.clone_into(&mut self.notes().title);
    }

    fn offer(&self, commands: &BTreeSet<String>) {
        self.notes().offered.clone_from(commands);
    }

    fn show_in_folder(&self, file: &Path) -> Result<()> {
        self.notes().shown.push(file.to_owned());
        Ok(())
    }

    fn zoom(&self, factor: f64) {
        self.notes().zoom = Some(factor);
    }

    fn quit(&self) {
        self.notes().ended = true;
    }
}

/// An app with a window, in a folder of its own.
struct TestApp {
    app: App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
    desk: TestDesk,
    folder: tempfile::TempDir,
}

impl TestApp {
    /// Starts with no workspace.
    fn start() -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), None)
    }

    /// Starts with a workspace named `Seen.dragoman`.
    fn with_workspace() -> Self {
        let app = Self::start();
        app.desk.will_choose(app.path("Seen.dragoman"));
        assert_eq!(app.ok("window_new_workspace", json!({})), json!({ "done": true }));
        app
    }

    fn start_in(folder: tempfile::TempDir, file: Option<PathBuf>) -> Self {
        let desk = TestDesk::default();
        let app = app::builder(mock_builder()).build(app::context()).unwrap();
        let configuration = folder.path().join("configuration");
        app::set_up(
            app.handle(),
            Box::new(desk.clone()),
            &configuration,
            &configuration,
            file,
        )
        .unwrap();
        let window = app.get_webview_window(window::LABEL).unwrap();
        TestApp {
            app,
            window,
            desk,
            folder,
        }
    }

    /// Ends the program and starts it again.
    fn again(self) -> Self {
        self.shell().end();
        Self::start_in(self.folder, None)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn shell(&self) -> tauri::State<'_, Shell> {
        self.app.state()
    }

    /// Calls through the door and expects an answer.
    #[allow(clippy::needless_pass_by_value)]
    fn ok(&self, command: &str, args: Value) -> Value {
        let answer = self.invoke("call", &json!({ "command": command, "args": args }));
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))["ok"].take()
    }

    /// Calls through the door and expects a refusal; gives its code.
    #[allow(clippy::needless_pass_by_value)]
    fn refused(&self, command: &str, args: Value) -> String {
        let answer = self.invoke("call", &json!({ "command": command, "args": args }));
        let error = answer.expect_err(command);
        assert!(
            error["message"].is_string() && error["detail"].is_object(),
            "{error}"
        );
        error["code"].as_str().unwrap().to_owned()
    }

    fn invoke(&self, name: &str, payload: &Value) -> std::result::Result<Value, Value> {
        self.invoke_from("tauri://localhost", name, payload)
    }

    fn invoke_from(&self, origin: &str, name: &str, payload: &Value) -> std::result::Result<Value, Value> {
        let request = InvokeRequest {
            cmd: name.into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: origin.parse().unwrap(),
            body: InvokeBody::Json(payload.clone()),
            headers: tauri::http::HeaderMap::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(&self.window, request).map(|body| body.deserialize().unwrap())
    }
}

#[test]
fn every_failure_of_the_shell_has_a_code_of_its_own() {
    let failures = [
        Failure::NoWorkspace,
        Failure::UnknownToken,
        Failure::Desktop { what: String::new() },
        Failure::Internal { what: String::new() },
    ];
    let codes: std::collections::HashSet<_> = failures.iter().map(|failure| failure.to_wire().code).collect();
    assert_eq!(codes.len(), failures.len());
}
