//! The whole job in the real window, from an empty start to a sourced briefing that is read back from disk.

use std::path::PathBuf;

use serde_json::json;

use super::driver::{Driver, with_window};

/// The sample articles, in order.
fn articles() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(dragoman_tests::seeds())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    found.sort();
    found
}

#[test]
fn from_five_articles_to_a_workspace_that_is_there_after_a_restart() {
    with_window("whole_job", None, |window| async {
        new_workspace(&window).await;
        import(&window).await;
        window.screenshot("imported").await;
        let window = window.again().await;
        let view = window.call("get_workspace", json!({})).await.unwrap();
        assert_eq!(
            (&view["title"], &view["articles"]),
            (&json!("Istanbul"), &json!(5))
        );
        window.screenshot("after-restart").await;
        window
    });
}

async fn new_workspace(window: &Driver) {
    window.screenshot("welcome").await;
    let path = window.stage.path("Istanbul.dragoman");
    window
        .stage
        .answer_dialog(&json!({ "dialog": "save_file", "path": path }));
    window.click_text("New workspace").await;
    window.wait_for("dialog[open] input").await;
    window.type_text("Istanbul").await;
    window.screenshot("title").await;
    window.click_text("Choose where to save…").await;
    window.wait_for("nav [aria-current=page]").await;
    assert!(path.is_file());
    window.screenshot("new-workspace").await;
}

/// By key, dialog and preview.
async fn import(window: &Driver) {
    let paths = articles();
    assert_eq!(paths.len(), 5);
    window
        .stage
        .answer_dialog(&json!({ "dialog": "open_files", "paths": paths }));
    window.press("Control+i").await;
    window.wait_for("dialog[open]").await;
    window.wait_for_text("Selensky betont").await;
    window.screenshot("import").await;
    window.press("Control+Enter").await;
    window
        .wait_until("the articles are not in the workspace", || async {
            let view = window.call("get_workspace", json!({})).await.unwrap();
            view["articles"] == 5
        })
        .await;
    window.press("Escape").await;
    window.wait_until_gone("dialog[open]").await;
    window.wait_for_text("5 articles").await;
}
