//! Imports from beginning to end: stopped, cancelled, gone on with, beside edits.

use std::fmt::Write as _;
use std::fs;
use std::thread;
use std::time::Duration;

use dragoman_core::commands::Envelope;
use dragoman_core::imports::{ImportPlan, ImportState};
use dragoman_core::workspace::{Context, Workspace};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{Control, Gate, Options, Phase, run};

struct Desk {
    folder: TempDir,
    /// The analyst's.
    workspace: Workspace,
    /// The import's.
    import: Workspace,
    gate: Gate,
    control: Control,
}

impl Desk {
    fn new(articles: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.dragoman");
        let workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
        let import = Workspace::open(&path, Context::command_line("tester")).unwrap();
        let mut lines = String::new();
        for number in 0..articles {
            let text = format!(
                "Artikel {number}. {}",
                "Die Verhandlungen gehen weiter. ".repeat(20)
            );
            let line = json!({ "title": format!("Titel{number}"), "text": text, "published": "2025-06-02" });
            writeln!(lines, "{line}").unwrap();
        }
        fs::write(folder.path().join("a.jsonl"), lines).unwrap();
        Desk {
            folder,
            workspace,
            import,
            gate: Gate::default(),
            control: Control::default(),
        }
    }

    fn begin(&mut self) {
        let path = self.folder.path().join("a.jsonl").display().to_string();
        let plan = ImportPlan {
            paths: vec![path],
            ..ImportPlan::default()
        };
        self.import.begin_import(&plan).unwrap();
    }

    fn run(&mut self) -> dragoman_core::imports::ImportJob {
        let (gate, control) = (self.gate.clone(), self.control.clone());
        run(
            &mut self.import,
            &gate,
            &control,
            &Options::default(),
            &mut |_| {},
        )
        .unwrap()
        .unwrap()
    }

    fn call(&mut self, command: &str, args: Value) -> Value {
        let _turn = self.gate.edit();
        self.workspace.call(Envelope::new(command, args)).unwrap()
    }

    fn total(&mut self, query: &str) -> Value {
        self.call("search", json!({ "query": query }))["total"].clone()
    }

    fn articles(&mut self) -> Value {
        self.call("list_articles", json!({ "limit": 1 }))["total"].clone()
    }

    fn is_sound(&mut self) {
        let report = self.call("check", json!({ "deep": true }));
        assert_eq!(report["ok"], true, "{report}");
    }
}

#[test]
fn an_import_stores_and_indexes_and_says_so() {
    let mut desk = Desk::new(700);
    desk.begin();
    let mut phases = Vec::new();
    let (gate, control) = (desk.gate.clone(), desk.control.clone());
    let job = run(
        &mut desk.import,
        &gate,
        &control,
        &Options::default(),
        &mut |progress| {
            phases.push((progress.phase, progress.imported));
        },
    )
    .unwrap()
    .unwrap();
    assert_eq!(
        (job.state, job.imported, job.pending),
        (ImportState::Done, 700, 0)
    );
    assert_eq!(phases.last(), Some(&(Phase::Done, 700)));
    assert_eq!(desk.total("Titel699"), 1);
    assert_eq!(desk.total("Verhandlungen"), 700);
    desk.is_sound();
}

#[test]
fn what_the_analyst_does_meanwhile_is_undone_first_and_the_import_as_a_whole() {
    let mut desk = Desk::new(3_000);
    desk.begin();
    let (gate, control) = (desk.gate.clone(), desk.control.clone());
    let Desk {
        import, workspace, ..
    } = &mut desk;
    thread::scope(|scope| {
        let running = scope.spawn(|| run(import, &gate, &control, &Options::default(), &mut |_| {}).unwrap());
        let mut number = 0;
        while !running.is_finished() {
            {
                let _turn = gate.edit();
                let topic = json!({ "name": format!("Frage {number}"), "question": "?" });
                workspace.call(Envelope::new("add_topic", topic)).unwrap();
            }
            number += 1;
            thread::sleep(Duration::from_millis(30));
        }
        assert!(number > 1);
    });
    assert_eq!(desk.articles(), 3_000);
    desk.is_sound();
    // Those that were there before the import stored anything stay below it.
    let mut undone = Vec::new();
    while desk.articles() == 3_000 {
        undone.push(desk.call("undo", json!({}))["result"]["name"].clone());
    }
    assert_eq!(desk.articles(), 0, "all at once");
    assert_eq!(undone.pop().unwrap(), "import_articles");
    assert!(undone.iter().all(|name| name == "add_topic"), "{undone:?}");
    desk.is_sound();
    desk.call("redo", json!({}));
    assert_eq!(desk.articles(), 3_000);
    desk.is_sound();
}

#[test]
fn an_import_that_is_stopped_goes_on_and_nothing_is_there_twice() {
    let mut desk = Desk::new(2_000);
    desk.begin();
    for _ in 0..3 {
        let (gate, control) = (desk.gate.clone(), Control::default());
        let stop = control.clone();
        run(
            &mut desk.import,
            &gate,
            &control,
            &Options::default(),
            &mut |progress| {
                if progress.done > 0 {
                    stop.stop();
                }
            },
        )
        .unwrap();
    }
    let job = desk.run();
    assert_eq!((job.imported, job.duplicates, job.pending), (2_000, 0, 0));
    assert_eq!(desk.articles(), 2_000);
    desk.is_sound();
}

#[test]
fn what_a_cancelled_import_stored_stays_and_is_found() {
    let mut desk = Desk::new(5_000);
    desk.begin();
    let (gate, control) = (desk.gate.clone(), desk.control.clone());
    let cancel = control.clone();
    let job = run(
        &mut desk.import,
        &gate,
        &control,
        &Options::default(),
        &mut |progress| {
            if progress.imported > 0 {
                cancel.cancel();
            }
        },
    )
    .unwrap()
    .unwrap();
    assert_eq!((job.state, job.pending), (ImportState::Cancelled, 0));
    assert!(job.imported < 5_000, "{job:?}");
    assert_eq!(desk.articles(), job.imported);
    assert_eq!(desk.total("Titel0"), 1);
    desk.is_sound();
}

#[test]
fn a_second_import_waits_for_the_first_to_be_gone_on_with() {
    let mut desk = Desk::new(1);
    desk.begin();
    let error = desk.import.begin_import(&ImportPlan::default()).unwrap_err();
    assert_eq!(error.code(), "import_unfinished");
    assert_eq!(desk.run().state, ImportState::Done);
    let undo = desk.call("undo", json!({}));
    assert_eq!(undo["result"]["name"], "import_articles");
}

/// Stored and not indexed: the state that a kill can leave.
fn stopped_before_indexing(articles: usize) -> Desk {
    let mut desk = Desk::new(articles);
    desk.begin();
    let (gate, control) = (desk.gate.clone(), Control::default());
    let stop = control.clone();
    run(
        &mut desk.import,
        &gate,
        &control,
        &Options::default(),
        &mut |progress| {
            if progress.phase == Phase::Indexing {
                stop.stop();
            }
        },
    )
    .unwrap();
    assert_eq!(desk.workspace.waiting().unwrap() as usize, articles);
    desk
}

#[test]
fn what_an_import_left_behind_is_indexed_while_nobody_waits() {
    let mut desk = stopped_before_indexing(30);
    assert_eq!(desk.total("Verhandlungen"), 0);
    while desk.workspace.tend().unwrap() {}
    assert_eq!(desk.workspace.waiting().unwrap(), 0);
    assert_eq!(desk.total("Verhandlungen"), 30);
    desk.is_sound();
}

#[test]
fn an_article_that_waits_can_be_edited_and_removed() {
    let mut desk = stopped_before_indexing(3);
    let listed = desk.call("list_articles", json!({ "sort": "title" }));
    let uid = |index: usize| listed["articles"][index]["uid"].clone();
    desk.call(
        "edit_article",
        json!({ "uid": uid(0), "title": "Umbenannt", "note": "Notiz" }),
    );
    desk.call("delete", json!({ "entity": "article", "uids": [uid(1)] }));
    desk.call("empty_bin", json!({}));
    desk.is_sound();
    desk.run();
    assert_eq!(desk.workspace.waiting().unwrap(), 0);
    assert_eq!(desk.total("Umbenannt"), 1);
    assert_eq!(desk.total("Notiz"), 1);
    assert_eq!(desk.total("Titel1"), 0);
    assert_eq!(desk.total("Titel2"), 1);
    desk.is_sound();
}
