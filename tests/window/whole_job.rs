//! The whole job in the real window, by keyboard and mouse: from an empty start to a sourced briefing that is
//! read back from disk and checked against the articles.

mod brief;
mod import;
mod mark;
mod search;
mod translate;

use std::path::PathBuf;

use serde_json::{Value, json};

use super::driver::{Driver, with_window};

/// What is marked by keyboard: the whole sentence.
const ANNOUNCED: &str = "Auf der anderen Seite erklärte die Sprecherin des russischen Außenministeriums, Maria Sacharowa, \
     dass Moskau bereit sei, eine Delegation nach Istanbul zu schicken, um an einer dritten Verhandlungsrunde mit \
     Kiew teilzunehmen.";
/// What is marked by mouse.
const QUOTED: &str = "Entweder meidet die Ukraine Verhandlungen oder sie ist nicht dazu bereit";
const TRANSLATION: &str = "Either Ukraine avoids negotiations or it is not ready for them";

#[test]
fn from_five_articles_to_a_sourced_briefing_that_is_there_after_a_restart() {
    with_window("whole_job", None, |window| async {
        import::make_workspace(&window).await;
        import::import(&window).await;
        mark::open_first_article(&window).await;
        mark::mark_by_keyboard(&window).await;
        mark::mark_by_mouse(&window).await;
        mark::undo_and_redo(&window).await;
        translate::translate(&window).await;
        translate::write_facts(&window).await;
        search::find_and_open(&window).await;
        brief::write_outline(&window).await;
        brief::reorder(&window).await;
        let exported = brief::export(&window).await;
        brief::check_file(&exported);
        let window = window.again().await;
        everything_is_there(&window).await;
        window
    });
}

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

/// The article that the work is done on, as the core sees it.
async fn first_article(window: &Driver) -> Value {
    let listed = window.call("list_articles", json!({})).await.unwrap();
    let rows = listed["articles"].as_array().unwrap();
    let row = rows
        .iter()
        .find(|row| row["title"].as_str().unwrap().starts_with("Selensky betont"))
        .expect("the first article is there");
    window
        .call("get_article", json!({ "uid": row["uid"] }))
        .await
        .unwrap()
}

/// The quotes of an article's statements.
fn quotes(article: &Value) -> Vec<String> {
    article["statements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|statement| statement["spans"][0]["quote"].as_str().unwrap().to_owned())
        .collect()
}

/// Waits until the article has this many statements.
async fn wait_for_statements(window: &Driver, count: usize) -> Value {
    window
        .wait_until(&format!("there are not {count} statements"), || async {
            quotes(&first_article(window).await).len() == count
        })
        .await;
    first_article(window).await
}

/// Waits until a place of the window is the current one.
async fn wait_for_place(window: &Driver, name: &str) {
    window
        .wait_until(&format!("{name} is not the current place"), || async {
            window.text_of("nav [aria-current=page]").await == name
        })
        .await;
}

async fn everything_is_there(window: &Driver) {
    // Which workspace it was, the window knows by itself.
    window
        .wait_for_text("Der ukrainische Präsident Wolodymyr Selenskyj betonte")
        .await;
    window.screenshot("after-restart").await;
    let view = window.call("get_workspace", json!({})).await.unwrap();
    assert_eq!(view["title"], "Istanbul");
    assert_eq!(view["articles"], 5);
    assert_eq!(view["statements"], 2);
    assert_eq!(view["translations"], 1);
    assert_eq!(view["briefings"], 1);
    window.press("Control+5").await;
    wait_for_place(window, "Briefings").await;
    // And in it, what was worked on last.
    window.wait_for("[aria-label=Preview]").await;
    window.wait_for_text(brief::TITLE).await;
    window.screenshot("briefing-after-restart").await;
}
