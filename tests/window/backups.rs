//! Going back to a backup in the window, and what was being typed when the program was killed.

use std::time::{Duration, Instant};

use dragoman_tests::Desk;
use serde_json::{Value, json};

use super::driver::{Driver, with_window};

#[test]
fn a_backup_is_made_listed_looked_at_and_gone_back_to() {
    let desk = Desk::new();
    let path = desk.demonstration();
    with_window("backups", Some(&path), |window| async {
        window.wait_for("[role=option]").await;
        let made = window.call("window_make_backup", json!({})).await.unwrap();
        assert_eq!(made["made"]["state"], "verified", "{made}");
        for name in ["A topic of later", "Another topic of later"] {
            window.call("add_topic", json!({ "name": name })).await.unwrap();
        }
        run(&window, "Backups").await;
        window.wait_for("[data-backups] button").await;
        window.screenshot("listed").await;
        window.click("[data-backups] li:last-child button").await;
        window.wait_for_text("A topic of later").await;
        window.wait_for_text("2 WOULD BE GONE").await;
        window.screenshot("what-differs").await;
        window.click_text("Go back to this backup").await;
        window.wait_for_text("is kept beside it as").await;
        window.screenshot("gone-back").await;
        assert!(!topics(&window).await.contains("of later"));
        // Work goes on in the file that is there now.
        window
            .call("add_topic", json!({ "name": "After it" }))
            .await
            .unwrap();
        assert!(topics(&window).await.contains("After it"));
        window
    });
    let kept = std::fs::read_dir(desk.path(""))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .find(|name| name.contains(".before-restore-"))
        .expect("the file that was there is kept");
    let ran = desk.run(["search", &kept, "Prokudin", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

async fn topics(window: &Driver) -> String {
    window.call("list_topics", json!({})).await.unwrap().to_string()
}

/// Runs a command from the palette.
async fn run(window: &Driver, title: &str) {
    window.press("Control+k").await;
    window.wait_for("dialog[open] input").await;
    window.type_text(title).await;
    window
        .wait_until("the palette finds nothing", || async {
            window.text_of("dialog[open] [role=option]").await.contains(title)
        })
        .await;
    window.press("Enter").await;
}

/// How often the program is killed.
const ROUNDS: usize = 6;
/// What may be lost of typing: seconds.
const MOST: f64 = 1.0;

#[test]
fn what_was_being_typed_is_there_after_the_program_was_killed() {
    let desk = Desk::new();
    let path = desk.demonstration();
    let mut worst = 0.0_f64;
    with_window("drafts", Some(&path), |mut window| async {
        for round in 0..ROUNDS {
            window.wait_for("[role=option]").await;
            let place = PLACES[round % PLACES.len()];
            let area = begin(&window, place).await;
            let before = value(&window, area).await;
            let typed = type_until_killed(&window, area, 1_200 + 170 * u64::try_from(round).unwrap()).await;
            window = window.after_kill().await;
            window.wait_for("[role=option]").await;
            go_back_to(&window, place).await;
            window.wait_for("[data-restored]").await;
            let there = value(&window, area).await;
            let letters = there.chars().count() - before.chars().count();
            // The letters that are there were typed at known moments.
            let lost = typed
                .last()
                .unwrap()
                .duration_since(typed[letters.min(typed.len()) - 1])
                .as_secs_f64();
            println!(
                "round {round}: {place}: {letters} of {} letters, {lost:.2} s lost",
                typed.len()
            );
            worst = worst.max(lost);
            assert!(
                letters > 0 && lost <= MOST,
                "round {round}: {lost} s lost: {there}"
            );
            window.screenshot(&format!("{place}-{round}")).await;
            window.click("[data-restored] button").await;
            window.wait_until_gone("[data-restored]").await;
            window.press("Escape").await;
            // What was given up is gone, also from the disk.
            window
                .wait_until("the draft stays", || async {
                    window.call("window_drafts", json!({})).await.unwrap() == json!({ "drafts": [] })
                })
                .await;
        }
        window
    });
    println!("{ROUNDS} kills, at most {worst:.2} s lost");
}

const PLACES: [&str; 3] = ["note", "translation", "correction"];

/// Opens a place where something is written; gives the selector of its field.
async fn begin(window: &Driver, place: &str) -> &'static str {
    match place {
        "note" => window.click_text("+ Note about the article").await,
        "translation" => window.click_text("Translate the article").await,
        _ => window.click_text("Correct the text").await,
    }
    let area = field(place);
    window.wait_for(area).await;
    area
}

fn field(place: &str) -> &'static str {
    match place {
        "note" => "section textarea[aria-label]",
        "translation" => ".editor textarea",
        _ => "dialog[open] .text textarea",
    }
}

async fn go_back_to(window: &Driver, place: &str) {
    // A note and a translation are there by themselves, with the article; a correction is a dialog.
    if place == "correction" {
        begin(window, place).await;
    }
}

async fn value(window: &Driver, area: &str) -> String {
    let script = "return document.querySelector(arguments[0])?.value ?? ''";
    let value = window.script(script, vec![json!(area)]).await;
    value.as_str().unwrap_or_default().to_owned()
}

/// Types letter by letter for so many milliseconds, then kills the program. Gives when each letter was typed.
async fn type_until_killed(window: &Driver, area: &str, milliseconds: u64) -> Vec<Instant> {
    let field = window.wait_for(area).await;
    let began = Instant::now();
    let mut typed = Vec::new();
    while began.elapsed() < Duration::from_millis(milliseconds) || typed.len() < 5 {
        field.send_keys("x").await.expect("it takes text");
        typed.push(Instant::now());
    }
    window.kill();
    typed
}

#[test]
fn a_text_is_corrected_and_what_becomes_of_each_mark_is_shown_taken_over_and_taken_back() {
    let desk = Desk::new();
    let path = desk.demonstration();
    with_window("correction", Some(&path), |window| async {
        window.wait_for("[role=option]").await;
        let before = opened(&window).await;
        let article = before["article"]["uid"].clone();
        let text = before["text"].as_str().unwrap().to_owned();
        window.press("Shift+F2").await;
        let area = "dialog[open] .text textarea";
        window.wait_for(area).await;
        window.screenshot("as-it-is").await;
        // A word is added inside the first marked passage, and a line at the very beginning.
        let quote = before["statements"][0]["spans"][0]["quote"]
            .as_str()
            .unwrap()
            .to_owned();
        let half: String = quote.chars().take(quote.chars().count() / 2).collect();
        let corrected = format!(
            "Korrigiert.\n{}",
            text.replacen(&half, &format!("{half} (sic)"), 1)
        );
        let set = "const field = document.querySelector(arguments[0]);
            field.focus(); field.setSelectionRange(0, field.value.length);
            document.execCommand('insertText', false, arguments[1]);";
        window.script(set, vec![json!(area), json!(corrected)]).await;
        window
            .wait_until("nothing is compared", || async {
                !window.text_of("dialog[open] .fates").await.contains("Comparing")
                    && window.text_of("dialog[open] .fates").await.len() > 40
            })
            .await;
        window.screenshot("what-becomes-of-each-mark").await;
        if window
            .client
            .find(fantoccini::Locator::Css(
                "dialog[open] .fates input[type=checkbox]",
            ))
            .await
            .is_ok()
        {
            window.click("dialog[open] .fates input[type=checkbox]").await;
            window.screenshot("accepted").await;
        }
        window
            .click("dialog[open] footer button:last-child, dialog[open] .actions button:last-child")
            .await;
        window.wait_until_gone("dialog[open] .text textarea").await;
        window
            .wait_until("the text is not corrected", || async {
                text_of(&window, &article).await == corrected
            })
            .await;
        window.screenshot("corrected").await;
        window.press("Control+z").await;
        window
            .wait_until("the correction is not taken back", || async {
                text_of(&window, &article).await == text
            })
            .await;
        let after = window
            .call("get_article", json!({ "uid": article }))
            .await
            .unwrap();
        assert_eq!(
            after["statements"], before["statements"],
            "every mark is where it was"
        );
        window.screenshot("taken-back").await;
        window
    });
}

/// The article that is shown.
async fn opened(window: &Driver) -> Value {
    let listed = window.call("list_articles", json!({})).await.unwrap();
    let uid = listed["articles"][0]["uid"].clone();
    window.call("get_article", json!({ "uid": uid })).await.unwrap()
}

async fn text_of(window: &Driver, article: &Value) -> String {
    let view = window
        .call("get_article", json!({ "uid": article }))
        .await
        .unwrap();
    view["text"].as_str().unwrap_or_default().to_owned()
}
