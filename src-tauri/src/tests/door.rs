//! The door: what comes through it, how, and what does not.

use serde_json::json;

use super::TestApp;
use crate::shell::events;

#[test]
fn a_read_answers_and_a_write_answers_and_is_announced() {
    let app = TestApp::with_workspace();
    let answer = app.ok("edit_workspace", json!({ "title": "Third round" }));
    assert_eq!(answer["sequence"], 1);
    assert_eq!(app.desk.told(events::TOUCHED), [answer["touched"].clone()]);
    assert_eq!(app.ok("get_workspace", json!({}))["title"], "Third round");
}

#[test]
fn the_title_of_the_window_follows_the_workspace() {
    let app = TestApp::with_workspace();
    assert_eq!(app.desk.notes().title, "Seen – Dragoman");
    app.ok("edit_workspace", json!({ "title": "Third round" }));
    assert_eq!(app.desk.notes().title, "Third round – Dragoman");
    app.ok("undo", json!({}));
    assert_eq!(app.desk.notes().title, "Seen – Dragoman");
    app.ok("window_close_workspace", json!({}));
    assert_eq!(app.desk.notes().title, "Dragoman");
}

#[test]
fn copies_are_found_while_nobody_waits_and_the_window_hears_of_it() {
    let app = TestApp::with_workspace();
    let text: Vec<String> = (0..200).map(|word| format!("wort{word}")).collect();
    let text = text.join(" ");
    let article = |text: String| json!({ "source": { "text": text }, "title": "T" });
    app.ok(
        "import_articles",
        json!({ "articles": [article(text.clone()), article(format!("{text} Ende"))] }),
    );
    let told = app.desk.told(events::TOUCHED).len();
    let patience = std::time::Instant::now() + std::time::Duration::from_mins(1);
    while app.desk.told(events::TOUCHED).len() == told {
        assert!(std::time::Instant::now() < patience, "no copies were found");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let origins = app.ok("list_origins", json!({}));
    assert_eq!((&origins["total"], &origins["waiting"]), (&json!(1), &json!(0)));
}

#[test]
fn a_repeat_with_the_same_id_is_not_done_again() {
    let app = TestApp::with_workspace();
    let request = json!({
        "command": "edit_workspace",
        "args": { "title": "Once" },
        "id": "01980000-0000-7000-8000-000000000001",
    });
    let first = app.invoke("call", &request).unwrap();
    let second = app.invoke("call", &request).unwrap();
    assert_eq!(first["ok"]["repeated"], false);
    assert_eq!(second["ok"]["repeated"], true);
}

#[test]
fn commands_of_one_group_are_undone_together() {
    let app = TestApp::with_workspace();
    for title in ["One", "Two"] {
        let request = json!({
            "command": "edit_workspace",
            "args": { "title": title },
            "group": "01980000-0000-7000-8000-000000000002",
        });
        app.invoke("call", &request).unwrap();
    }
    app.ok("undo", json!({}));
    assert_ne!(app.ok("get_workspace", json!({}))["title"], "One");
}

#[test]
fn refusals_carry_a_code() {
    let app = TestApp::start();
    assert_eq!(app.refused("get_workspace", json!({})), "no_workspace");
    let app = TestApp::with_workspace();
    assert_eq!(app.refused("no_such_command", json!({})), "unknown_command");
    assert_eq!(app.refused("window_no_such_verb", json!({})), "unknown_command");
    assert_eq!(
        app.refused("edit_workspace", json!({ "titel": "x" })),
        "malformed"
    );
    assert_eq!(
        app.refused("edit_workspace", json!({ "target_language": " " })),
        "invalid"
    );
}

#[test]
fn an_id_that_is_none_is_refused_before_anything_is_done() {
    let app = TestApp::with_workspace();
    let request = json!({ "command": "edit_workspace", "args": { "title": "x" }, "id": "1" });
    assert_eq!(app.invoke("call", &request).unwrap_err()["code"], "malformed");
    assert_eq!(app.ok("get_workspace", json!({}))["sequence"], 0);
}

#[test]
fn the_window_can_name_no_path() {
    let app = TestApp::with_workspace();
    std::fs::write(app.path("secret.txt"), "A secret text of some length.").unwrap();
    let path = app.path("secret.txt");
    let source = json!({ "source": { "path": path } });
    let answer = app.invoke("call", &json!({ "command": "preview_article", "args": source }));
    assert!(answer.is_err());
    for verb in ["window_open_workspace", "window_new_workspace", "window_backup"] {
        assert_eq!(app.refused(verb, json!({ "path": path })), "malformed");
    }
}

#[test]
fn no_other_page_and_no_other_command_comes_through() {
    let app = TestApp::with_workspace();
    let request = json!({ "command": "get_workspace", "args": {} });
    assert!(app.invoke_from("https://example.org", "call", &request).is_err());
    for command in [
        "plugin:dialog|open",
        "plugin:window-state|filename",
        "plugin:event|emit",
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:path|resolve_directory",
    ] {
        assert!(app.invoke(command, &json!({})).is_err(), "{command}");
    }
}

#[test]
fn many_calls_at_once_are_all_answered() {
    let app = TestApp::with_workspace();
    let shell = app.shell().inner();
    std::thread::scope(|scope| {
        for number in 0..8 {
            scope.spawn(move || {
                use dragoman_core::commands::Envelope;
                for round in 0..10 {
                    let title = json!({ "title": format!("{number}/{round}") });
                    shell.call(Envelope::new("edit_workspace", title)).unwrap();
                    shell.call(Envelope::new("get_workspace", json!({}))).unwrap();
                }
            });
        }
    });
    assert_eq!(app.ok("get_workspace", json!({}))["sequence"], 80);
}
