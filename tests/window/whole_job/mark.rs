//! Statements: one marked without the mouse, one with it, and taken back and brought again.

use serde_json::{Value, json};

use super::{ANNOUNCED, QUOTED, first_article, quotes, wait_for_statements};
use crate::driver::Driver;

const FORM: &str = "[data-statement-form]";
const SPEAKER: &str = "[data-statement-form] [data-actor] input";
const KIND: &str = "[data-statement-form] [aria-label=Kind] [role=radio]";

pub async fn open_first_article(window: &Driver) {
    window.click_on("[role=option] h3", "Selensky betont").await;
    window.wait_for_text("Auf der anderen Seite erklärte").await;
    window.wait_for_focus("[role=document]").await;
    window.screenshot("article").await;
}

/// What the window says to people who cannot see it: among others, what is selected.
async fn spoken(window: &Driver) -> String {
    let script = "return document.querySelector('[role=status][aria-live]')?.textContent ?? ''";
    let spoken = window.script(script, vec![]).await;
    spoken.as_str().unwrap_or_default().to_owned()
}

async fn wait_until_spoken(window: &Driver, text: &str) {
    window
        .wait_until(&format!("“{text}” is not selected"), || async {
            spoken(window).await.trim() == text
        })
        .await;
}

pub async fn mark_by_keyboard(window: &Driver) {
    // The sentence cursor begins at what can be seen and goes on sentence by sentence.
    let mut steps = 0;
    while spoken(window).await.trim() != ANNOUNCED {
        assert!(steps < 30, "the cursor does not come to the sentence");
        let before = spoken(window).await;
        window.press("j").await;
        steps += 1;
        window
            .wait_until("the cursor does not move", || async {
                spoken(window).await != before
            })
            .await;
    }
    // By a sentence more and less; by a word more and less.
    window.press("Shift+ArrowDown").await;
    window
        .wait_until("the selection does not grow", || async {
            spoken(window).await.contains("Sacharowa sagte während")
        })
        .await;
    window.screenshot("selection-of-two-sentences").await;
    window.press("Shift+ArrowUp").await;
    wait_until_spoken(window, ANNOUNCED).await;
    window.press("]").await;
    wait_until_spoken(window, &format!("{ANNOUNCED} Sacharowa")).await;
    window.press("[").await;
    window
        .wait_until("the selection does not shrink", || async {
            !spoken(window).await.contains("Sacharowa sagte") && !spoken(window).await.ends_with("Sacharowa")
        })
        .await;
    window.press("k").await;
    window.press("j").await;
    wait_until_spoken(window, ANNOUNCED).await;
    window.press("m").await;
    window.wait_for_focus(SPEAKER).await;
    assert_eq!(window.text_of(&format!("{FORM} blockquote")).await, ANNOUNCED);

    // A speaker who is not known yet.
    window.complete("Maria Sacharowa", "Maria Sacharowa").await;
    window
        .wait_for_focus(&format!("{FORM} [aria-label='Kind of actor'] [role=radio]"))
        .await;
    window.screenshot("new-actor").await;
    window.press("Enter").await;
    window.wait_for_focus(SPEAKER).await;

    // On whose behalf she speaks: an organisation.
    window.press("Alt+a").await;
    window
        .wait_for_focus(&format!(
            "{FORM} [data-actor] input[aria-label='Actor: on behalf of']"
        ))
        .await;
    window
        .complete("Außenministerium Russlands", "Außenministerium Russlands")
        .await;
    window
        .wait_for_focus(&format!("{FORM} [aria-label='Kind of actor'] [role=radio]"))
        .await;
    window.press("ArrowRight").await;
    window.press("Enter").await;
    window
        .wait_for_focus(&format!(
            "{FORM} [data-actor] input[aria-label='Actor: on behalf of']"
        ))
        .await;

    window.press("Alt+t").await;
    window.wait_for_focus(&format!("{FORM} [data-topic] input")).await;
    window
        .complete("Dritte Runde in Istanbul", "Dritte Runde in Istanbul")
        .await;
    window
        .tab_to("Tab", &format!("{FORM} [data-topic] [role=radio]"))
        .await;
    window.press("Home").await;
    window
        .wait_for(&format!("{FORM} [data-topic] [role=radio][aria-checked=true]"))
        .await;

    window.tab_to_field("Said").await;
    window.type_text("2025-07-17~").await;
    window.tab_to_field("Tags").await;
    window.complete("Verhandlungen", "Verhandlungen").await;

    window.tab_to("Shift+Tab", KIND).await;
    window.press("Home").await;
    window.press("ArrowRight").await;
    window.screenshot("statement-form").await;
    window.press("Control+Enter").await;
    window.wait_until_gone(FORM).await;
    let article = wait_for_statements(window, 1).await;
    window.screenshot("statement-saved").await;
    check_first(&article["statements"][0]);
}

fn check_first(statement: &Value) {
    assert_eq!(statement["spans"][0]["quote"], ANNOUNCED);
    assert_eq!(statement["kind"], "indirect");
    assert_eq!(statement["said"], "2025-07-17~");
    let chain: Vec<(&str, &str, &str)> = statement["chain"]
        .as_array()
        .unwrap()
        .iter()
        .map(|link| {
            (
                link["role"].as_str().unwrap(),
                link["actor"]["name"].as_str().unwrap(),
                link["actor"]["kind"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        chain,
        [
            ("speaker", "Maria Sacharowa", "person"),
            ("on_behalf_of", "Außenministerium Russlands", "organisation")
        ]
    );
    assert_eq!(
        statement["topics"][0]["topic"]["name"],
        "Dritte Runde in Istanbul"
    );
    assert_eq!(statement["topics"][0]["stance"], "for");
    assert_eq!(statement["tags"][0]["name"], "Verhandlungen");
}

pub async fn mark_by_mouse(window: &Driver) {
    window.select_with_mouse("[role=document]", QUOTED).await;
    window.screenshot("selection-by-mouse").await;
    window.press("m").await;
    window.wait_for_focus(SPEAKER).await;
    assert_eq!(window.text_of(&format!("{FORM} blockquote")).await, QUOTED);
    window.complete("sachar", "Maria Sacharowa").await;
    window
        .wait_until("the speaker is not taken", || async {
            let value = "return document.activeElement.value";
            window.script(value, vec![]).await == json!("Maria Sacharowa")
        })
        .await;
    window.tab_to("Shift+Tab", KIND).await;
    window.press("Home").await;
    window.press("Control+Enter").await;
    window.wait_until_gone(FORM).await;
    let article = wait_for_statements(window, 2).await;
    let second = article["statements"]
        .as_array()
        .unwrap()
        .iter()
        .find(|statement| statement["spans"][0]["quote"] == QUOTED)
        .expect("what was dragged over is what was stored");
    assert_eq!(second["kind"], "direct");
    assert_eq!(second["chain"][0]["actor"]["name"], "Maria Sacharowa");
    window.screenshot("two-statements").await;
}

pub async fn undo_and_redo(window: &Driver) {
    window.wait_for_focus("[role=document]").await;
    window.press("Control+z").await;
    let article = wait_for_statements(window, 1).await;
    assert_eq!(quotes(&article), [ANNOUNCED]);
    window.screenshot("undone").await;
    window.press("Control+Shift+z").await;
    wait_for_statements(window, 2).await;
    assert_eq!(quotes(&first_article(window).await), [ANNOUNCED, QUOTED]);
    window.screenshot("redone").await;
}
