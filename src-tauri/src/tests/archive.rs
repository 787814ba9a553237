//! Imports of many articles, through the door.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::TestApp;
use crate::shell::events;

/// JSON Lines with so many articles.
fn lines(count: usize) -> String {
    let mut lines = String::new();
    for number in 0..count {
        let text = format!("Artikel {number}. ") + &"Der Sprecher sagte, die Lage sei ernst. ".repeat(20);
        let line = json!({ "text": text, "title": format!("Titel {number}"), "language": "de" });
        writeln!(lines, "{line}").unwrap();
    }
    lines
}

impl TestApp {
    /// Picks a file of this name and content, and gives the token of the archive.
    fn picks_archive(&self, name: &str, content: &str) -> Value {
        fs::write(self.path(name), content).unwrap();
        self.desk.will_choose(self.path(name));
        let picked = self.ok("window_pick_files", json!({}));
        assert_eq!(picked["files"], json!([]), "{picked}");
        picked["archive"]["token"].clone()
    }

    fn starts_import(&self, name: &str, content: &str) {
        let token = self.picks_archive(name, content);
        let view = self.ok("window_start_import", json!({ "token": token }));
        assert!(view["problem"].is_null(), "{view}");
    }

    /// Waits until the import is as it should be.
    fn sees_import(&self, what: &str, is: impl Fn(&Value) -> bool) -> Value {
        let began = Instant::now();
        loop {
            let view = self.ok("window_import", json!({}));
            if is(&view) {
                return view;
            }
            assert!(began.elapsed() < Duration::from_mins(1), "not {what}: {view}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn sees_import_end(&self) -> Value {
        self.sees_import("through", |view| view["running"].is_null())
    }

    fn articles(&self) -> u64 {
        self.ok("get_workspace", json!({}))["articles"].as_u64().unwrap()
    }

    /// How many articles there are once nothing is stored any more: a turn that was begun is still done.
    fn articles_at_rest(&self) -> u64 {
        let mut before = self.articles();
        loop {
            std::thread::sleep(Duration::from_millis(200));
            let now = self.articles();
            if now == before {
                return now;
            }
            before = now;
        }
    }

    /// Pauses before the end: nothing is stored while an edit's turn is held.
    fn pauses_at_once(&self, name: &str, content: &str) {
        let token = self.picks_archive(name, content);
        let open = self.shell().workspace().unwrap();
        // As long as this is held the import cannot write; it began with a turn of its own.
        self.ok("window_start_import", json!({ "token": token }));
        let turn = open.gate().edit();
        self.ok("window_pause_import", json!({ "paused": true }));
        drop(turn);
        self.sees_import("paused", |view| view["running"]["paused"] == true);
    }
}

#[test]
fn what_holds_many_articles_is_picked_as_an_archive_and_shown_before_it_is_stored() {
    let app = TestApp::with_workspace();
    let token = app.picks_archive("wire.jsonl", &(lines(40) + "no json\n"));
    let seen = app.ok("window_look_at_archive", json!({ "token": token }));
    assert_eq!(seen["items"][0]["title"], "Titel 0");
    assert_eq!(seen["items"][0]["place"], "1");
    assert_eq!(seen["exact"], false);
    let total = seen["total"].as_u64().unwrap();
    assert!((38..44).contains(&total), "{total}");
    assert_eq!(app.articles(), 0);
}

#[test]
fn the_columns_of_a_table_are_shown_with_what_they_mean() {
    let app = TestApp::with_workspace();
    let table = "Title;Ressort;TEXT\nEins;Politik;\"Ein Text; lang genug.\"\n";
    let token = app.picks_archive("table.csv", table);
    let seen = app.ok("window_look_at_archive", json!({ "token": token }));
    assert_eq!(
        seen["columns"],
        json!([
            { "name": "Title", "field": "title" },
            { "name": "Ressort", "field": null },
            { "name": "TEXT", "field": "text" },
        ])
    );
    assert_eq!((&seen["total"], &seen["exact"]), (&json!(1), &json!(true)));
    assert_eq!(seen["items"][0]["beginning"], "Ein Text; lang genug.");
    let without = app.picks_archive("without.csv", "Title;Body\na;b\n");
    let seen = app.ok("window_look_at_archive", json!({ "token": without }));
    assert_eq!(seen["items"][0]["trouble"]["code"], "no_text_column");
}

#[test]
fn few_files_are_looked_at_one_by_one_and_many_as_an_archive() {
    let app = TestApp::with_workspace();
    let folder = app.path("press");
    fs::create_dir(&folder).unwrap();
    for number in 0..100 {
        fs::write(folder.join(format!("{number}.txt")), format!("Text {number}")).unwrap();
    }
    app.desk.will_choose(&folder);
    let picked = app.ok("window_pick_folder", json!({}));
    assert_eq!(picked["files"].as_array().unwrap().len(), 100);
    assert_eq!(picked["archive"], Value::Null);
    fs::write(folder.join("one more.txt"), "Text").unwrap();
    app.desk.will_choose(&folder);
    let picked = app.ok("window_pick_folder", json!({}));
    assert_eq!(picked["files"], json!([]));
    assert_eq!(picked["archive"]["kind"], "folder");
    let token = &picked["archive"]["token"];
    let seen = app.ok("window_look_at_archive", json!({ "token": token }));
    assert_eq!((&seen["total"], &seen["exact"]), (&json!(101), &json!(true)));
    app.ok("window_release_files", json!({ "tokens": [token] }));
    assert_eq!(
        app.refused("window_start_import", json!({ "token": token })),
        "unknown_token"
    );
}

#[test]
fn an_import_runs_beside_edits_and_says_what_became_of_it() {
    let app = TestApp::with_workspace();
    app.starts_import("wire.jsonl", &(lines(300) + "no json\n" + lines(1).as_str()));
    app.ok("edit_workspace", json!({ "title": "Meanwhile" }));
    let view = app.sees_import_end();
    let job = &view["job"];
    assert_eq!(
        (
            &job["state"],
            &job["imported"],
            &job["duplicates"],
            &job["failed"]
        ),
        (&json!("done"), &json!(300), &json!(1), &json!(1)),
        "{view}"
    );
    assert_eq!((app.articles(), &view["can_resume"]), (300, &json!(false)));
    let hits = app.ok("search", json!({ "query": "ernst" }));
    assert!(!hits["hits"].as_array().unwrap().is_empty());
    assert!(!app.desk.told(events::IMPORT).is_empty());
    assert_eq!(app.ok("get_workspace", json!({}))["title"], "Meanwhile");

    app.desk.will_choose(app.path("left out"));
    let file = app.ok("window_export_import_failures", json!({}))["file"].take();
    assert_eq!(file["file_name"], "left out.csv");
    let table = fs::read_to_string(app.path("left out.csv")).unwrap();
    assert!(table.contains("wire.jsonl,301,not_json,"), "{table}");
    assert!(table.contains("wire.jsonl,302,duplicate,"), "{table}");
}

#[test]
fn a_paused_import_stores_nothing_until_it_goes_on() {
    let app = TestApp::with_workspace();
    app.pauses_at_once("wire.jsonl", &lines(1_500));
    let before = app.articles_at_rest();
    assert!(before < 1_500);
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(app.articles(), before);
    assert_eq!(
        app.refused(
            "window_start_import",
            json!({ "token": app.picks_archive("b.jsonl", "{}") })
        ),
        "import_unfinished"
    );
    app.ok("window_pause_import", json!({ "paused": false }));
    app.sees_import_end();
    assert_eq!(app.articles(), 1_500);
}

#[test]
fn a_cancelled_import_keeps_what_it_stored_and_can_be_found() {
    let app = TestApp::with_workspace();
    app.pauses_at_once("wire.jsonl", &lines(1_500));
    app.ok("window_cancel_import", json!({}));
    let view = app.sees_import_end();
    assert_eq!(view["job"]["state"], "cancelled");
    assert_eq!(view["can_resume"], false);
    assert_eq!(view["job"]["imported"], app.articles());
    assert_eq!(view["job"]["pending"], 0);
}

#[test]
fn an_import_that_was_interrupted_is_offered_and_goes_on_without_duplicates() {
    let app = TestApp::with_workspace();
    app.pauses_at_once("wire.jsonl", &lines(1_500));
    let app = app.again();
    let view = app.ok("window_import", json!({}));
    assert_eq!(
        (&view["can_resume"], &view["file_name"], &view["running"]),
        (&json!(true), &json!("wire.jsonl"), &Value::Null)
    );
    fs::rename(app.path("wire.jsonl"), app.path("away.jsonl")).unwrap();
    assert_eq!(app.refused("window_resume_import", json!({})), "io");
    fs::rename(app.path("away.jsonl"), app.path("wire.jsonl")).unwrap();
    app.ok("window_resume_import", json!({}));
    let view = app.sees_import_end();
    assert_eq!(
        (&view["job"]["imported"], &view["job"]["duplicates"]),
        (&json!(1_500), &json!(0)),
        "{view}"
    );
    assert_eq!(app.articles(), 1_500);
}

#[test]
fn an_interrupted_import_can_be_given_up_also_when_its_file_is_gone() {
    let app = TestApp::with_workspace();
    app.pauses_at_once("wire.jsonl", &lines(1_500));
    let app = app.again();
    fs::remove_file(app.path("wire.jsonl")).unwrap();
    app.ok("window_cancel_import", json!({}));
    let view = app.sees_import_end();
    assert_eq!(
        (&view["can_resume"], &view["job"]["state"]),
        (&json!(false), &json!("cancelled"))
    );
}

#[test]
fn a_new_name_of_the_analyst_does_not_end_an_import() {
    let app = TestApp::with_workspace();
    app.pauses_at_once("wire.jsonl", &lines(1_500));
    app.ok("window_set_preferences", json!({ "analyst": "O. Hnatiuk" }));
    app.sees_import("paused", |view| view["running"]["paused"] == true);
    app.ok("window_pause_import", json!({ "paused": false }));
    let view = app.sees_import_end();
    assert_eq!(view["job"]["imported"], 1_500);
}

#[test]
fn closing_the_workspace_ends_an_import_in_good_order() {
    let app = TestApp::with_workspace();
    app.starts_import("wire.jsonl", &lines(1_500));
    app.ok("window_close_workspace", json!({}));
    assert_eq!(app.refused("window_import", json!({})), "no_workspace");
    assert!(!app.path("Seen.dragoman-wal").exists());
}
