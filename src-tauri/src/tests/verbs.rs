//! The shell's own verbs.

use std::fs;

use serde_json::{Value, json};

use super::TestApp;
use crate::host;
use crate::shell::events;

#[test]
fn a_new_workspace_is_made_where_the_dialog_says_and_opened() {
    let app = TestApp::start();
    assert_eq!(app.ok("window_state", json!({}))["workspace"], Value::Null);
    app.desk.will_choose(app.path("Round three"));
    app.ok("window_new_workspace", json!({ "title": "Round: three" }));
    assert!(app.path("Round three.dragoman").is_file());
    assert_eq!(app.desk.notes().suggested, ["Round three.dragoman"]);
    let state = app.ok("window_state", json!({}));
    assert_eq!(state["workspace"]["file_name"], "Round three.dragoman");
    assert_eq!(app.ok("get_workspace", json!({}))["title"], "Round: three");
    assert_eq!(
        app.desk.told(events::STATE).last().unwrap()["workspace"],
        state["workspace"]
    );
}

#[test]
fn a_dialog_that_is_cancelled_changes_nothing() {
    let app = TestApp::with_workspace();
    for verb in ["window_new_workspace", "window_open_workspace"] {
        assert_eq!(app.ok(verb, json!({})), json!({ "done": false }));
    }
    assert_eq!(
        app.ok("window_pick_files", json!({})),
        json!({ "files": [], "refused": [] })
    );
    assert_eq!(app.ok("window_backup", json!({})), json!({ "file": null }));
    assert_eq!(
        app.ok("window_state", json!({}))["workspace"]["file_name"],
        "Seen.dragoman"
    );
}

#[test]
fn a_new_workspace_never_replaces_a_file() {
    let app = TestApp::with_workspace();
    fs::write(app.path("there.dragoman"), "kept").unwrap();
    app.desk.will_choose(app.path("there.dragoman"));
    assert_eq!(app.refused("window_new_workspace", json!({})), "exists");
    assert_eq!(fs::read(app.path("there.dragoman")).unwrap(), b"kept");
}

#[test]
fn a_workspace_that_does_not_open_leaves_the_open_one_open() {
    let app = TestApp::with_workspace();
    fs::write(app.path("other.dragoman"), "no workspace").unwrap();
    app.desk.will_choose(app.path("other.dragoman"));
    assert_eq!(app.refused("window_open_workspace", json!({})), "foreign");
    assert_eq!(app.ok("get_workspace", json!({}))["sequence"], 0);
}

#[test]
fn the_workspace_is_open_again_after_a_restart_unless_it_was_closed() {
    let app = TestApp::with_workspace().again();
    assert_eq!(
        app.ok("window_state", json!({}))["workspace"]["file_name"],
        "Seen.dragoman"
    );
    app.ok("window_close_workspace", json!({}));
    let app = app.again();
    let state = app.ok("window_state", json!({}));
    assert_eq!(state["workspace"], Value::Null);
    let recent = &state["recent"][0];
    assert_eq!(
        (&recent["file_name"], &recent["present"]),
        (&json!("Seen.dragoman"), &json!(true))
    );
    app.ok("window_open_workspace", json!({ "recent": recent["token"] }));
    assert_eq!(app.ok("get_workspace", json!({}))["sequence"], 0);
}

#[test]
fn a_workspace_that_is_gone_at_the_start_is_said_once() {
    let app = TestApp::with_workspace();
    app.shell().end();
    fs::remove_file(app.path("Seen.dragoman")).unwrap();
    let app = app.again();
    let state = app.ok("window_state", json!({}));
    assert_eq!(state["problem"]["code"], "missing");
    assert_eq!(state["recent"][0]["present"], false);
    assert_eq!(app.ok("window_state", json!({}))["problem"], Value::Null);
}

#[test]
fn a_recent_workspace_can_be_forgotten() {
    let app = TestApp::with_workspace();
    let token = app.ok("window_state", json!({}))["recent"][0]["token"].take();
    app.ok("window_forget_workspace", json!({ "token": token }));
    assert_eq!(app.ok("window_state", json!({}))["recent"], json!([]));
    assert_eq!(
        app.refused("window_open_workspace", json!({ "recent": token })),
        "unknown_token"
    );
}

#[test]
fn picked_files_are_held_under_tokens_until_they_are_released() {
    let app = TestApp::with_workspace();
    fs::write(app.path("a.txt"), "Zwölf").unwrap();
    app.desk.will_choose(app.path("a.txt"));
    app.desk.will_choose(app.path("missing.txt"));
    let picked = app.ok("window_pick_files", json!({}));
    assert_eq!(picked["files"][0]["file_name"], "a.txt");
    assert_eq!(picked["files"][0]["size"], 6);
    assert_eq!(picked["refused"][0]["file_name"], "missing.txt");
    assert_eq!(picked["refused"][0]["refusal"]["refusal"], "unreadable");
    let token = picked["files"][0]["token"].as_str().unwrap();
    assert_eq!(app.shell().staged.path(token), Some(app.path("a.txt")));
    app.ok("window_release_files", json!({ "tokens": [token] }));
    assert_eq!(app.shell().staged.path(token), None);
}

#[test]
fn a_folder_is_picked_with_everything_below_it() {
    let app = TestApp::with_workspace();
    fs::create_dir_all(app.path("press/july")).unwrap();
    fs::write(app.path("press/b.txt"), "b").unwrap();
    fs::write(app.path("press/july/a.txt"), "a").unwrap();
    app.desk.will_choose(app.path("press"));
    let picked = app.ok("window_pick_folder", json!({}));
    let place = |index: usize| {
        let file = &picked["files"][index];
        (
            file["folder"].as_str().unwrap(),
            file["file_name"].as_str().unwrap(),
        )
    };
    assert_eq!(
        (place(0), place(1)),
        (("press", "b.txt"), ("press/july", "a.txt"))
    );
}

#[test]
fn preferences_are_kept_and_what_is_absent_stays() {
    let app = TestApp::start();
    app.ok(
        "window_set_preferences",
        json!({ "theme": "dark", "layout": { "library.width": 280 } }),
    );
    app.ok(
        "window_set_preferences",
        json!({ "text_size": "large", "language": "de" }),
    );
    let app = app.again();
    let preferences = app.ok("window_state", json!({}))["preferences"].take();
    assert_eq!(preferences["theme"], "dark");
    assert_eq!(preferences["text_size"], "large");
    assert_eq!(preferences["language"], "de");
    assert_eq!(preferences["layout"], json!({ "library.width": 280 }));
    app.ok(
        "window_set_preferences",
        json!({ "layout": { "library.width": null } }),
    );
    assert_eq!(
        app.ok("window_state", json!({}))["preferences"]["layout"],
        json!({})
    );
}

#[test]
fn the_two_largest_sizes_enlarge_the_whole_window_also_at_the_next_start() {
    let app = TestApp::start();
    app.ok("window_set_preferences", json!({ "text_size": "large" }));
    assert_eq!(app.desk.notes().zoom, Some(1.0));
    app.ok("window_set_preferences", json!({ "text_size": "largest" }));
    assert_eq!(app.desk.notes().zoom, Some(2.0));
    app.desk.notes().zoom = None;
    let app = app.again();
    assert_eq!(app.desk.notes().zoom, Some(2.0));
}

#[test]
fn preferences_that_make_no_sense_are_refused_whole() {
    let app = TestApp::start();
    let long = "x".repeat(3_000);
    for wrong in [
        json!({ "theme": "dark", "analyst": "  " }),
        json!({ "theme": "dark", "language": "../../etc" }),
        json!({ "theme": "dark", "layout": { "a": long } }),
    ] {
        assert_eq!(app.refused("window_set_preferences", wrong), "invalid");
    }
    assert_eq!(
        app.refused("window_set_preferences", json!({ "theme": "pink" })),
        "malformed"
    );
    assert_eq!(
        app.ok("window_state", json!({}))["preferences"]["theme"],
        "system"
    );
}

#[test]
fn the_history_names_the_analyst_from_then_on() {
    let app = TestApp::with_workspace();
    app.ok("window_set_preferences", json!({ "analyst": "O. Hnatiuk" }));
    app.ok("edit_workspace", json!({ "title": "One" }));
    let history = app.ok("list_history", json!({}));
    assert!(history.to_string().contains("O. Hnatiuk"), "{history}");
}

#[test]
fn a_backup_is_a_workspace_and_never_replaces_a_file() {
    let app = TestApp::with_workspace();
    app.ok("edit_workspace", json!({ "title": "Kept" }));
    app.desk.will_choose(app.path("copy"));
    let file = app.ok("window_backup", json!({}))["file"].take();
    assert_eq!(file["file_name"], "copy.dragoman");
    assert!(app.ok("window_state", json!({}))["backed_up"].is_string());
    app.ok("window_reveal", json!({ "token": file["token"] }));
    assert_eq!(app.desk.notes().shown, [app.path("copy.dragoman")]);
    app.desk.will_choose(app.path("copy.dragoman"));
    assert_eq!(app.refused("window_backup", json!({})), "exists");
    app.desk.will_choose(app.path("copy.dragoman"));
    app.ok("window_open_workspace", json!({}));
    assert_eq!(app.ok("get_workspace", json!({}))["title"], "Kept");
    // Of the copy there is none yet.
    assert_eq!(app.ok("window_state", json!({}))["backed_up"], json!(null));
}

/// A workspace with the demonstration's briefing.
fn with_demonstration() -> TestApp {
    use dragoman_core::commands::Envelope;
    use dragoman_core::workspace::{Context, Workspace};
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let app = TestApp::start();
    let mut workspace =
        Workspace::create(&app.path("demo.dragoman"), Context::command_line("tester")).unwrap();
    for line in fs::read_to_string(root.join("seeds/coding.jsonl"))
        .unwrap()
        .lines()
    {
        let mut envelope: Envelope = serde_json::from_str(line).unwrap();
        // The coding names the articles that lie beside it.
        let articles = envelope.args.get_mut("articles").and_then(Value::as_array_mut);
        for article in articles.into_iter().flatten() {
            let path = article["source"]["path"].as_str().unwrap();
            article["source"]["path"] = json!(root.join("seeds").join(path));
        }
        workspace.call(envelope).unwrap();
    }
    workspace.close().unwrap();
    app.desk.will_choose(app.path("demo.dragoman"));
    app.ok("window_open_workspace", json!({}));
    app
}

#[test]
fn an_exported_briefing_is_written_under_a_safe_name_and_verifies() {
    let app = with_demonstration();
    let briefing = app.ok("list_briefings", json!({}))["briefings"][0].take();
    app.desk.will_choose(app.path("out"));
    let file = app.ok("window_export_briefing", json!({ "uid": briefing["uid"] }))["file"].take();
    assert_eq!(file["file_name"], "out.md");
    assert_eq!(
        app.desk.notes().suggested,
        [format!("{}.md", briefing["title"].as_str().unwrap())]
    );
    let preview = app.ok("preview_briefing", json!({ "uid": briefing["uid"] }));
    let markdown = fs::read_to_string(app.path("out.md")).unwrap();
    assert_eq!(preview["markdown"], markdown);

    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    app.desk.will_choose(app.path("out.md"));
    app.desk.will_choose(&seeds);
    let verified = app.ok("window_verify_briefing", json!({}));
    assert_eq!(verified["report"]["ok"], true, "{verified}");
    app.desk.will_choose(app.path("out.md"));
    app.desk.will_choose(app.path("configuration"));
    assert_eq!(app.ok("window_verify_briefing", json!({}))["report"]["ok"], false);
}

#[test]
fn all_statements_are_written_as_a_table() {
    let app = with_demonstration();
    app.desk.will_choose(app.path("table"));
    app.ok("window_export_statements", json!({}));
    let table = fs::read_to_string(app.path("table.csv")).unwrap();
    assert!(table.starts_with("statement,"), "{table:.80}");
    let statements = app.ok("get_workspace", json!({}))["statements"].as_u64().unwrap();
    assert!(table.matches("\r\n").count() as u64 > statements);
}

#[test]
fn nothing_is_exported_over_the_open_workspace() {
    let app = TestApp::with_workspace();
    app.ok("edit_workspace", json!({ "title": "Kept" }));
    // A dialog adds no ending to a name that has one of its kind, but a link can have any.
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(app.path("Seen.dragoman"), app.path("link.csv")).unwrap();
        app.desk.will_choose(app.path("link.csv"));
        assert_eq!(app.refused("window_export_statements", json!({})), "exists");
    }
    assert_eq!(app.ok("get_workspace", json!({}))["title"], "Kept");
}

#[test]
fn stopping_a_reading_that_is_not_on_its_way_is_harmless() {
    let app = TestApp::with_workspace();
    let id = "01980000-0000-7000-8000-000000000003";
    assert_eq!(
        app.ok("window_stop", json!({ "id": id })),
        json!({ "stopped": false })
    );
}

#[test]
fn the_menu_offers_what_the_window_can_do_now() {
    let app = TestApp::start();
    app.ok("window_offer", json!({ "commands": ["place.read", "edit.undo"] }));
    let offered: Vec<_> = app.desk.notes().offered.iter().cloned().collect();
    assert_eq!(offered, ["edit.undo", "place.read"]);
}

#[test]
fn quitting_ends_the_program() {
    let app = TestApp::start();
    app.ok("window_quit", json!({}));
    assert!(app.desk.notes().ended);
}

/// The file from which the window's types are made. `DRAGOMAN_WRITE=1` writes it.
#[test]
fn the_schema_of_the_verbs_is_the_one_that_the_windows_types_are_made_from() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/ui/src/api/generated/window-verbs.schema.json"
    );
    let schema = serde_json::to_string_pretty(&host::schema()).unwrap() + "\n";
    if std::env::var_os("DRAGOMAN_WRITE").is_some() {
        fs::write(path, &schema).unwrap();
    }
    let there = fs::read_to_string(path).unwrap_or_default();
    assert_eq!(there, schema, "run `cargo xtask types`");
}

#[test]
fn the_words_of_a_search_are_written_as_a_table_with_their_context() {
    let app = with_demonstration();
    app.desk.will_choose(app.path("lines"));
    app.ok("window_export_search_lines", json!({ "query": "Istanbul" }));
    let table = fs::read_to_string(app.path("lines.csv")).unwrap();
    assert!(table.starts_with("left,keyword,right,"), "{table:.80}");
    assert!(table.matches("\r\n").count() > 1);
}

#[test]
fn a_glossary_is_picked_taken_in_by_its_token_and_written_again() {
    let app = TestApp::with_workspace();
    fs::write(app.path("terms.tsv"), "term\tlanguage\nWaffenruhe\tde\n").unwrap();
    app.desk.will_choose(app.path("terms.tsv"));
    let picked = app.ok("window_pick_glossary", json!({}));
    let source = json!({ "staged": picked["files"][0]["token"] });
    let answer = app.ok("import_glossary", json!({ "source": source }));
    assert_eq!(answer["result"]["added"], 1);
    for (format, name) in [("tsv", "out.tsv"), ("tbx", "out.tbx")] {
        app.desk.will_choose(app.path("out"));
        app.ok("window_export_glossary", json!({ "format": format }));
        assert!(fs::read_to_string(app.path(name)).unwrap().contains("Waffenruhe"));
    }
    assert_eq!(app.ok("window_pick_glossary", json!({}))["files"], json!([]));
}
