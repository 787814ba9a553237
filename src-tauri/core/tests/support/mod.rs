//! A workspace in a folder of its own, and the questions that every test of a noun asks.
// Each test program uses its part; what fails here fails the test.

pub mod damage;

use std::path::Path;
use std::sync::Arc;

use dragoman_core::backups::restore;
use dragoman_core::commands::Envelope;
use dragoman_core::workspace::backup::Pace;
use dragoman_core::workspace::{Context, Workspace};
use serde_json::{Value, json};

/// Goes back to a backup, in a place of its own, and compares what is there with what must be. Every backup that a test
/// makes goes through this.
pub fn proved(backup: &Path, dump: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("restored.dragoman");
    let context = Context::command_line("tester");
    let mut pace = Pace {
        stop: Arc::default(),
        between: &mut |_| {},
    };
    restore(&path, backup, &context, &mut pace)
        .unwrap_or_else(|error| panic!("{}: {error}", backup.display()));
    let mut restored = Workspace::open(&path, context).unwrap();
    assert_eq!(restored.dump().unwrap(), dump, "{}", backup.display());
    let report = restored.call(Envelope::new("check", json!({}))).unwrap();
    assert_eq!(report["ok"], true, "{report}");
}

/// A new workspace; its folder goes with it.
pub struct Desk {
    pub workspace: Workspace,
    _folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.dragoman");
        let workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
        Desk {
            workspace,
            _folder: folder,
        }
    }

    /// Does or asks something that must succeed; of a write the whole answer.
    pub fn call(&mut self, command: &str, args: Value) -> Value {
        self.workspace
            .call(Envelope::new(command, args.clone()))
            .unwrap_or_else(|error| panic!("{command} {args}: {error}"))
    }

    /// Adds something and gives its uid.
    pub fn add(&mut self, command: &str, args: Value) -> String {
        self.call(command, args)["result"]["uid"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// Stores an article of this text and gives its uid.
    pub fn article(&mut self, text: &str) -> String {
        let answer = self.call(
            "import_articles",
            json!({ "articles": [{ "source": { "text": text }, "title": "T", "allow_duplicate": true }] }),
        );
        answer["result"]["imported"][0]["uid"]
            .as_str()
            .unwrap_or_else(|| panic!("{answer}"))
            .to_owned()
    }

    /// Does something that must be refused and must change nothing; gives the error as it is sent.
    pub fn refuse(&mut self, command: &str, args: Value) -> Value {
        let before = self.workspace.dump().unwrap();
        let error = self
            .workspace
            .call(Envelope::new(command, args.clone()))
            .map_or_else(
                |error| error,
                |answer| panic!("{command} {args} was done: {answer}"),
            );
        assert_eq!(
            self.workspace.dump().unwrap(),
            before,
            "{command} {args} was refused and changed something"
        );
        serde_json::to_value(error.to_wire()).unwrap()
    }

    /// Does something that must be refused for this field and this reason (its word).
    pub fn refuse_field(&mut self, command: &str, args: Value, field: &str, reason: &str) {
        let error = self.refuse(command, args.clone());
        let detail = &error["detail"];
        assert_eq!(
            (&detail["field"], &detail["reason"]["reason"]),
            (&json!(field), &json!(reason)),
            "{command} {args}: {error}"
        );
    }

    /// Does something that must change the workspace, and checks that undo and redo are exact.
    pub fn call_and_back(&mut self, command: &str, args: Value) -> Value {
        let before = self.workspace.dump().unwrap();
        let answer = self.call(command, args.clone());
        let after = self.workspace.dump().unwrap();
        assert_ne!(before, after, "{command} {args} changed nothing");
        self.call("undo", json!({}));
        assert_eq!(self.workspace.dump().unwrap(), before, "{command} {args} undone");
        self.call("redo", json!({}));
        assert_eq!(self.workspace.dump().unwrap(), after, "{command} {args} redone");
        answer
    }

    /// Does something that must leave no trace: neither in the work nor in the history.
    pub fn call_for_nothing(&mut self, command: &str, args: Value) {
        let before = self.workspace.dump().unwrap();
        let sequence = self.call("get_workspace", json!({}))["sequence"].clone();
        self.call(command, args.clone());
        assert_eq!(self.workspace.dump().unwrap(), before, "{command} {args}");
        assert_eq!(
            self.call("get_workspace", json!({}))["sequence"],
            sequence,
            "{command} {args} was recorded"
        );
    }
}
