//! Changing what is there: the order of a briefing by mouse, what a dialog takes back, and a statement of another
//! article in the briefing.

use dragoman_tests::Desk;
use serde_json::{Value, json};

use super::driver::{Driver, with_window};

/// The article beside the one that the window begins with.
const SECOND: &str = "De tweede ronde van vredesbesprekingen";
const BRIEFING: &str = "Positions before the third Istanbul round";

#[test]
fn a_briefing_is_put_in_order_by_mouse_and_takes_a_statement_of_another_article() {
    let desk = Desk::new();
    let path = desk.demonstration();
    with_window("changing", Some(&path), |window| async {
        window.wait_for("[role=option]").await;
        drag_an_entry(&window).await;
        undo_in_a_dialog(&window).await;
        add_from_another_article(&window).await;
        window
    });
}

/// The entries of the briefing as the file has them.
async fn entries(window: &Driver) -> Vec<Value> {
    let listed = window.call("list_briefings", json!({})).await.unwrap();
    let uid = &listed["briefings"][0]["uid"];
    let view = window.call("get_briefing", json!({ "uid": uid })).await.unwrap();
    view["items"].as_array().expect("entries").clone()
}

async fn order(window: &Driver) -> Vec<Value> {
    let entries = entries(window).await;
    entries.into_iter().map(|mut entry| entry["uid"].take()).collect()
}

fn grip(entry: &Value) -> String {
    let uid = entry.as_str().expect("a uid");
    format!("[data-entry='{uid}'] .grip")
}

async fn drag_an_entry(window: &Driver) {
    window.press("Control+5").await;
    window.click_on(".shelf [role=option] .title", BRIEFING).await;
    window.wait_for("[data-entry] .grip").await;
    let before = order(window).await;
    let height = "const row = document.querySelector(arguments[0]).closest('[data-entry]');
        return row.getBoundingClientRect().height";
    let first = window.script(height, vec![json!(grip(&before[0]))]).await;
    assert!(first.as_f64().unwrap() > 20.0, "the entries have a height");
    // From the fourth place to below the middle of the first entry: it becomes the second.
    window
        .drag_element(
            &grip(&before[3]),
            &format!("[data-entry='{}']", before[0].as_str().unwrap()),
        )
        .await;
    let mut moved = before.clone();
    let dragged = moved.remove(3);
    window
        .wait_until("the entry is not moved up", || async {
            let now = order(window).await;
            let at = now.iter().position(|entry| *entry == dragged);
            at.is_some_and(|at| at < 2) && now.iter().filter(|entry| **entry != dragged).eq(moved.iter())
        })
        .await;
    window.screenshot("dragged").await;
    // One step of the history, taken back at once.
    window.press("Control+z").await;
    window
        .wait_until("the order does not come back", || async {
            order(window).await == before
        })
        .await;
}

/// What changes while a dialog is open is painted in the text as before, once the dialog is closed.
async fn undo_in_a_dialog(window: &Driver) {
    window.press("Control+1").await;
    window.click_on("[role=option] h3", SECOND).await;
    window.wait_for_focus("[role=document]").await;
    window.press("n").await;
    window.wait_for("[data-pane=right] blockquote").await;
    let entries_before = entries(window).await.len();
    window.press("Control+h").await;
    window.wait_for("dialog[open] [role=option]").await;
    window.click_on("dialog[open] button", "Undo").await;
    window
        .wait_until("nothing is undone", || async {
            entries(window).await.len() < entries_before
        })
        .await;
    window.press("Escape").await;
    window.wait_until_gone("dialog[open]").await;
    window.screenshot("painted-again").await;
    let painted = picture(window).await;
    window.script("CSS.highlights.clear()", vec![]).await;
    window.screenshot("without-marks").await;
    assert!(
        painted != picture(window).await,
        "the marks are not painted again"
    );
}

/// The paragraph with the first mark, as it is painted.
async fn picture(window: &Driver) -> Vec<u8> {
    let paragraph = window
        .wait_for("[role=document] .pair:not([hidden]) .original")
        .await;
    paragraph.screenshot().await.expect("a picture")
}

async fn add_from_another_article(window: &Driver) {
    let quoted: Vec<Value> = entries(window)
        .await
        .iter()
        .map(|entry| entry["statement"]["uid"].clone())
        .collect();
    // A statement that the briefing does not have, in the article that is open now.
    window.wait_for_focus("[role=document]").await;
    let mut statement = Value::Null;
    for _ in 0..9 {
        window.press("n").await;
        window.wait_for("aside, [data-pane=right] blockquote").await;
        statement = shown_statement(window).await;
        if !statement.is_null() && !quoted.contains(&statement) {
            break;
        }
    }
    assert!(!quoted.contains(&statement), "the briefing has all of them");
    window.press("b").await;
    window.wait_for_focus("dialog[open] input").await;
    window.screenshot("add-to-briefing").await;
    window.press("Enter").await;
    window.wait_until_gone("dialog[open]").await;
    window
        .wait_until("the statement is not in the briefing", || async {
            entries(window)
                .await
                .iter()
                .any(|entry| entry["statement"]["uid"] == statement)
        })
        .await;
    assert_eq!(entries(window).await.len(), quoted.len() + 1);
    // It is told, with a way there.
    window.click_text("Open the briefing").await;
    window.wait_for("[aria-label=Preview]").await;
    window.screenshot("added").await;
}

/// The statement whose details are shown, found by its words.
async fn shown_statement(window: &Driver) -> Value {
    let quote = window.text_of("[data-pane=right] blockquote").await;
    let listed = window
        .call("list_statements", json!({ "limit": 500 }))
        .await
        .unwrap();
    let all = listed["statements"].as_array().expect("statements");
    all.iter()
        .find(|one| one["spans"][0]["quote"] == quote.trim())
        .map_or(Value::Null, |one| one["uid"].clone())
}
