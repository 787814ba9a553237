//! An archive goes in while somebody works: what is seen before, the strip while it runs, a restart in its midst,
//! stopping it, and what was left out.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Context, Workspace};
use serde_json::{Value, json};

use super::driver::{Driver, with_window};
use super::states::{dark, size};

/// So many that an import is not through before somebody can press a button.
const ARTICLES: usize = 6_000;

const LANGUAGES: [(&str, &str); 4] = [
    (
        "de",
        "Der Sprecher des Ministeriums sagte am Abend, die Gespräche würden in der kommenden Woche fortgesetzt. ",
    ),
    (
        "uk",
        "Речник міністерства заявив увечері, що переговори триватимуть наступного тижня. ",
    ),
    (
        "ar",
        "قال المتحدث باسم الوزارة مساء اليوم إن المحادثات ستستأنف الأسبوع المقبل. ",
    ),
    (
        "en",
        "A spokesman of the ministry said in the evening that the talks would go on next week. ",
    ),
];

/// JSON Lines with two lines that are no articles and one that is there twice.
fn archive(folder: &Path) -> PathBuf {
    let mut lines = String::new();
    for number in 0..ARTICLES {
        let (language, sentence) = LANGUAGES[number % LANGUAGES.len()];
        let article = json!({
            "title": format!("{} – {}", sentence.split(' ').take(5).collect::<Vec<_>>().join(" "), number + 1),
            "text": format!("{}. {}", number + 1, sentence.repeat(12)),
            "language": language,
            "outlet": if number % 3 == 0 { "" } else { "Wire service" },
            "published": format!("2025-07-{:02}", number % 28 + 1),
        });
        writeln!(lines, "{article}").unwrap();
        match number {
            4 => lines += "this line is no JSON\n",
            5 => writeln!(lines, "{article}").unwrap(),
            6 => lines += "[\"a list is no article\"]\n",
            _ => {}
        }
    }
    let path = folder.join("wire-2025.jsonl");
    std::fs::write(&path, lines).unwrap();
    path
}

/// A workspace with one article to read meanwhile.
fn workspace(folder: &Path) -> PathBuf {
    let path = folder.join("Seen.dragoman");
    let mut workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
    let article = json!({ "articles": [{ "source": { "text": "Am Morgen. Der Minister schwieg." }, "title": "Read meanwhile" }] });
    workspace.call(Envelope::new("import_articles", article)).unwrap();
    workspace.close().unwrap();
    path
}

async fn import(window: &Driver) -> Value {
    window.call("window_import", json!({})).await.unwrap()
}

/// The strip, dark and light, in a usual window and in a small one.
async fn look(window: &Driver, name: &str) {
    window.screenshot(name).await;
    size(window, 720, 480).await;
    window.screenshot(&format!("{name}-small")).await;
    size(window, 1280, 800).await;
}

#[test]
fn an_archive_is_imported_beside_work_survives_a_restart_and_can_be_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let (path, archive) = (workspace(folder.path()), archive(folder.path()));
    with_window("bulk", Some(&path), |window| async {
        size(&window, 1280, 800).await;
        window.wait_for_text("Read meanwhile").await;
        window
            .stage
            .answer_dialog(&json!({ "dialog": "open_files", "paths": [archive] }));
        window.press("Control+i").await;
        window.wait_for_text("Wire service").await;
        assert!(window.text_of("dialog[open]").await.contains("JSON Lines"));
        look(&window, "before").await;
        window.press("Control+Enter").await;
        window.wait_until_gone("dialog[open]").await;
        window.wait_for("[role=progressbar]").await;
        window.screenshot("running").await;
        window.click_on(".strip button", "Pause").await;
        window.wait_for_text("Paused: wire-2025.jsonl").await;
        look(&window, "paused").await;

        // Somebody works meanwhile, and finds what was imported already.
        let edited = window
            .call("edit_workspace", json!({ "title": "Meanwhile" }))
            .await;
        assert!(edited.is_ok(), "{edited:?}");
        window
            .wait_until("what is stored is not what is said", || async {
                let said = import(&window).await["running"]["imported"].as_u64();
                let there = window.call("get_workspace", json!({})).await.unwrap()["articles"].as_u64();
                there == said.map(|said| said + 1)
            })
            .await;
        let paused = import(&window).await;
        assert!(paused["running"]["done"].as_u64().unwrap() < ARTICLES as u64);

        // The program begins with the first answer again.
        std::fs::remove_file(window.stage.path("dialogs/answers.jsonl")).unwrap();
        let window = window.again().await;
        size(&window, 1280, 800).await;
        window.wait_for_text("was interrupted after").await;
        look(&window, "interrupted").await;
        window.click_on(".strip button", "Go on with it").await;
        window.wait_for("[role=progressbar]").await;
        window.wait_for_text("left out").await;
        dark(&window).await;
        window.screenshot("running-dark").await;
        window.click_on(".strip button", "Pause").await;
        window.wait_for_text("Paused: wire-2025.jsonl").await;
        window.click_on(".strip button", "Stop importing").await;
        window.wait_for_text("What is imported already stays").await;
        window.screenshot("stop-dark").await;
        window.click_on(".strip button", "Stop here").await;
        window.wait_for_text("articles were imported and stay").await;
        let ended = import(&window).await;
        assert_eq!(
            (
                &ended["job"]["state"],
                &ended["job"]["failed"],
                &ended["job"]["duplicates"],
                &ended["can_resume"]
            ),
            (&json!("cancelled"), &json!(2), &json!(1), &json!(false))
        );
        look(&window, "stopped-dark").await;

        window.click_on(".strip button", "Show what was left out").await;
        window.wait_for_text("The line is not JSON").await;
        window.screenshot("left-out-dark").await;
        let table = folder.path().join("left-out.csv");
        window
            .stage
            .answer_dialog(&json!({ "dialog": "save_file", "path": table }));
        window.click_text("Save the list as CSV…").await;
        window
            .wait_until("the list is not saved", || async { table.is_file() })
            .await;
        assert_eq!(std::fs::read_to_string(&table).unwrap().lines().count(), 4);
        window.press("Escape").await;
        window.wait_until_gone("dialog[open]").await;
        window
    });
}
