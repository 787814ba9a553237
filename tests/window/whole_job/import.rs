//! From the welcome to a workspace with five articles.

use serde_json::json;

use super::articles;
use crate::driver::Driver;

pub async fn make_workspace(window: &Driver) {
    window.wait_for_text("New workspace").await;
    window.screenshot("welcome").await;
    let path = window.stage.path("Istanbul.dragoman");
    window
        .stage
        .answer_dialog(&json!({ "dialog": "save_file", "path": path }));
    window.press("Control+Shift+n").await;
    window.wait_for_focus("dialog[open] input").await;
    window.type_text("Istanbul").await;
    window.screenshot("new-workspace").await;
    window.press("Enter").await;
    window.wait_for_text("Import").await;
    window
        .wait_until("the workspace is not there", || async { path.is_file() })
        .await;
    window.wait_until_gone("dialog[open]").await;
    window.screenshot("empty-workspace").await;
}

pub async fn import(window: &Driver) {
    let paths = articles();
    assert_eq!(paths.len(), 5);
    window
        .stage
        .answer_dialog(&json!({ "dialog": "open_files", "paths": paths }));
    window.press("Control+i").await;
    window.wait_for("dialog[open]").await;
    window.wait_for_text("Import 5 articles").await;
    // The preview of each says its language before it is stored.
    window
        .wait_until("the previews do not come", || async {
            let rows = "return [...document.querySelectorAll('dialog[open] [role=option]')].map((row) => row.textContent)";
            let rows = window.script(rows, vec![]).await;
            let languages = rows.as_array().map(|rows| {
                rows.iter()
                    .filter(|row| {
                        let text = row.as_str().unwrap_or_default();
                        ["de", "en", "nl"].iter().any(|tag| text.contains(tag)) && text.contains("kB")
                    })
                    .count()
            });
            languages == Some(5)
        })
        .await;
    window.screenshot("import-preview").await;
    window.press("ArrowDown").await;
    window.screenshot("import-preview-second").await;
    window.press("Control+Enter").await;
    window.wait_until_gone("dialog[open]").await;
    window
        .wait_until("the library does not show five articles", || async {
            let count =
                "return document.querySelectorAll('[role=listbox][aria-label=Library] [role=option]').length";
            window.script(count, vec![]).await == json!(5)
        })
        .await;
    window.screenshot("imported").await;
}
