//! The briefing: an outline, its preview, and the file.

use std::path::{Path, PathBuf};

use dragoman_core::briefings::{FolderSources, verify};
use dragoman_core::text::hash::sha256_hex;
use serde_json::{Value, json};

use super::{ANNOUNCED, QUOTED, TRANSLATION, articles, wait_for_place};
use crate::driver::Driver;

pub const TITLE: &str = "Positions before the third round";
const HEADING: &str = "Moscow";
const PROSE: &str = "Two statements of the same day, by the same speaker.";

const PICKER: &str = "[role=listbox][aria-label=Statements]";

/// The outline's entries as the window shows them: their words.
async fn outline(window: &Driver) -> Vec<String> {
    let script =
        "return [...document.querySelectorAll('[role=grid] [data-entry]')].map((row) => row.textContent)";
    let rows = window.script(script, vec![]).await;
    rows.as_array()
        .map(|rows| rows.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        .unwrap_or_default()
}

/// Waits until the outline's entries contain these words, in this order.
async fn wait_for_outline(window: &Driver, words: &[&str]) {
    window
        .wait_until(&format!("the outline is not {words:?}"), || async {
            let rows = outline(window).await;
            rows.len() == words.len() && rows.iter().zip(words).all(|(row, word)| row.contains(word))
        })
        .await;
}

pub async fn write_outline(window: &Driver) {
    window.press("Control+5").await;
    wait_for_place(window, "Briefings").await;
    window.screenshot("no-briefings").await;
    window.press("n").await;
    window.wait_for_focus("dialog[open] input").await;
    window.type_text(TITLE).await;
    window.press("Enter").await;
    window.wait_until_gone("dialog[open]").await;
    window.wait_for_text("The outline is empty").await;
    window.screenshot("empty-outline").await;

    window.press("h").await;
    window.wait_for_focus("[role=grid] textarea").await;
    window.type_text(HEADING).await;
    window.press("Enter").await;
    wait_for_outline(window, &[HEADING]).await;
    window.wait_for_focus("[role=row]").await;
    window.press("p").await;
    window.wait_for_focus("[role=grid] textarea").await;
    window.type_text(PROSE).await;
    window.press("Control+Enter").await;
    wait_for_outline(window, &[HEADING, PROSE]).await;
    window.wait_for_focus("[role=row]").await;

    window.press("b").await;
    window.wait_for_focus(&format!("{PICKER} [role=option]")).await;
    window.press("Home").await;
    window.press("Enter").await;
    window
        .wait_until("the statement is not added", || async {
            outline(window).await.len() == 3
        })
        .await;
    window.wait_for_focus(&format!("{PICKER} [role=option]")).await;
    window.press("End").await;
    window.press("Enter").await;
    window
        .wait_until("the other statement is not added", || async {
            outline(window).await.len() == 4
        })
        .await;
    let preview = "[aria-label=Preview]";
    for words in [HEADING, PROSE, ANNOUNCED, QUOTED, TRANSLATION] {
        window
            .wait_until(&format!("the preview does not show “{words}”"), || async {
                window.text_of(&format!("article{preview}")).await.contains(words)
            })
            .await;
    }
    window.screenshot("outline").await;
}

pub async fn reorder(window: &Driver) {
    let before = outline(window).await;
    // From pane to pane, into the outline.
    window
        .wait_until("F6 does not lead into the outline", || async {
            window.press("F6").await;
            window.has_focus("[role=row]").await
        })
        .await;
    window.press("End").await;
    window.wait_for_focus("[data-entry]:last-child").await;
    window.press("Alt+ArrowUp").await;
    window
        .wait_until("the entry does not move up", || async {
            let rows = outline(window).await;
            rows.len() == 4 && rows[2] == before[3] && rows[3] == before[2]
        })
        .await;
    window.screenshot("reordered").await;
}

pub async fn export(window: &Driver) -> PathBuf {
    let path = window.stage.path("Positions.md");
    window
        .stage
        .answer_dialog(&json!({ "dialog": "save_file", "path": path }));
    window.press("Control+e").await;
    window.wait_for_text("Exported to").await;
    window.screenshot("exported").await;
    path
}

/// What the window exported is what was marked, and every quote can be found in the articles again.
pub fn check_file(path: &Path) {
    let markdown = std::fs::read_to_string(path).unwrap();
    let source = articles().remove(0);
    let hash = sha256_hex(&std::fs::read(&source).unwrap());
    for words in [
        TITLE,
        HEADING,
        PROSE,
        TRANSLATION,
        "Maria Sacharowa",
        "Nachrichtenportal",
        &hash,
    ] {
        assert!(markdown.contains(words), "“{words}” is missing in:\n{markdown}");
    }
    let sources = FolderSources::index(&dragoman_tests::seeds()).unwrap();
    let report = verify(&markdown, &sources).unwrap();
    assert_eq!(report.quotes, 2, "{markdown}");
    assert!(report.ok, "{report:?}\n{markdown}");
    // The check would notice.
    let changed = markdown.replacen("dritten Verhandlungsrunde", "vierten Verhandlungsrunde", 1);
    assert_ne!(changed, markdown);
    assert!(!verify(&changed, &sources).unwrap().ok);
}
