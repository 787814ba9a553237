//! A translation beside the original, and what is known of the article.

use serde_json::json;

use super::{QUOTED, TRANSLATION, first_article};
use crate::driver::Driver;

pub async fn translate(window: &Driver) {
    // From statement to statement, until the second is shown.
    window.wait_for_focus("[role=document]").await;
    window
        .wait_until("N does not lead to the statement", || async {
            window.press("n").await;
            window.text_of(".details blockquote").await == QUOTED
        })
        .await;
    window.press("t").await;
    window.wait_for_focus("[aria-label=Translation] textarea").await;
    window.type_text(TRANSLATION).await;
    window.screenshot("translation").await;
    window.press("Control+Enter").await;
    window.wait_until_gone("[aria-label=Translation] textarea").await;
    let article = first_article(window).await;
    let translated = article["statements"]
        .as_array()
        .unwrap()
        .iter()
        .find(|statement| statement["spans"][0]["quote"] == QUOTED)
        .unwrap();
    assert_eq!(translated["translations"][0]["text"], TRANSLATION);
    assert_eq!(translated["translations"][0]["language"], "en");
    window.wait_for_text(TRANSLATION).await;
    window.screenshot("translated").await;
}

pub async fn write_facts(window: &Driver) {
    window.wait_for_focus("[role=document]").await;
    window.press("F2").await;
    window.wait_for_focus("[data-fact=outlet] input").await;
    window.complete("Nachrichtenportal", "Nachrichtenportal").await;
    window
        .wait_until("the outlet is not stored", || async {
            first_article(window).await["article"]["outlet"]["name"] == "Nachrichtenportal"
        })
        .await;
    window.tab_to_field("Published").await;
    window.type_text("2025-07-20").await;
    window.screenshot("facts").await;
    window.press("Tab").await;
    window
        .wait_until("the date is not stored", || async {
            first_article(window).await["article"]["published"] == json!("2025-07-20")
        })
        .await;
    window.press("Escape").await;
    window.wait_until_gone("[data-fact=outlet]").await;
    window.screenshot("facts-written").await;
}
