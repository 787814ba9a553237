//! The window opens, shows its page, and reaches the core.

use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Context, Workspace};
use serde_json::json;

use super::driver::with_window;

/// A workspace with a title, in a folder that goes away.
fn workspace(folder: &tempfile::TempDir) -> std::path::PathBuf {
    let path = folder.path().join("Seen.dragoman");
    let mut workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
    let title = json!({ "title": "Third round" });
    workspace.call(Envelope::new("edit_workspace", title)).unwrap();
    workspace.close().unwrap();
    path
}

#[test]
fn the_window_opens_on_the_workspace_named_and_the_page_reaches_the_core() {
    let folder = tempfile::tempdir().unwrap();
    let path = workspace(&folder);
    with_window("opening", Some(&path), |window| async {
        let view = window.call("get_workspace", json!({})).await.unwrap();
        assert_eq!(view["title"], "Third round");
        let state = window.call("window_state", json!({})).await.unwrap();
        assert_eq!(state["workspace"]["file_name"], "Seen.dragoman");
        let refused = window.call("no_such_command", json!({})).await.unwrap_err();
        assert_eq!(refused["code"], "unknown_command");
        window.screenshot("opened").await;
        window
    });
}

#[test]
fn places_are_reached_with_keys_and_the_palette_opens() {
    let folder = tempfile::tempdir().unwrap();
    let path = workspace(&folder);
    with_window("keys", Some(&path), |window| async {
        // Before the workspace is shown there are no places to go to.
        window.wait_for("nav [aria-current=page]").await;
        window.press("Control+2").await;
        window
            .wait_until("Search is not the current place", || async {
                window.text_of("nav [aria-current=page]").await == "Search"
            })
            .await;
        window.press("Control+k").await;
        window.wait_for("dialog[open] input").await;
        window.type_text("go to brief").await;
        window
            .wait_until("the palette does not find Briefings", || async {
                let chosen = window.text_of("[role=option][aria-selected=true]").await;
                chosen.contains("Briefings")
            })
            .await;
        window.screenshot("palette").await;
        window.press("Enter").await;
        window
            .wait_until("Briefings is not the current place", || async {
                window.text_of("nav [aria-current=page]").await == "Briefings"
            })
            .await;
        window.screenshot("briefings").await;
        window
    });
}
