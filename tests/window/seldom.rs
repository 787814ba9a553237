//! States that are seldom looked at, in pictures: the registers, the ways to search, dialogs in the dark, an empty
//! workspace, and one whose names, titles and numbers of statements are larger than anybody expects.

use std::fmt::Write as _;
use std::path::PathBuf;

use dragoman_tests::Desk;
use serde_json::{Value, json};

use super::driver::{Driver, with_window};
use super::states::{PLACES, dark, go, look, size};

/// Where the places stand in the header.
const SEARCH: usize = 1;
const ACTORS: usize = 2;

async fn ask(window: &Driver, query: &str) {
    window.wait_for_focus("input[role=combobox]").await;
    window.press("Control+a").await;
    window.type_text(query).await;
    window.wait_for("mark").await;
}

#[test]
fn searches_registers_and_dialogs() {
    let desk = Desk::new();
    let path = desk.demonstration();
    with_window("seldom", Some(&path), |window| async {
        window.wait_for("[role=option]").await;
        go(&window, SEARCH).await;
        look(&window, "search-nothing-asked").await;
        ask(&window, "Zelensky").await;
        window.wait_for_text("(name)").await;
        look(&window, "search-expanded").await;
        window.press("Alt+v").await;
        window
            .wait_for("table mark, [role=grid] mark, [role=listbox] mark")
            .await;
        look(&window, "search-in-context").await;
        window.press("Alt+h").await;
        look(&window, "search-help").await;
        window.press("Escape").await;
        window.press("Alt+v").await;
        go(&window, ACTORS).await;
        for (chord, name) in [
            ("Alt+2", "outlets"),
            ("Alt+3", "topics"),
            ("Alt+4", "tags"),
            ("Alt+5", "events"),
            ("Alt+6", "glossary"),
        ] {
            window.press(chord).await;
            window.wait_for("nav button[aria-current=true]").await;
            look(&window, name).await;
        }
        dark(&window).await;
        for (chord, name) in [
            ("Control+h", "history-dark"),
            ("Control+,", "settings-dark"),
            ("Control+k", "palette-dark"),
        ] {
            window.press(chord).await;
            window.wait_for("dialog[open]").await;
            look(&window, name).await;
            window.press("Escape").await;
            window.wait_until_gone("dialog[open]").await;
        }
        window
    });
}

#[test]
fn every_place_of_an_empty_workspace_says_what_to_do() {
    let desk = Desk::new();
    let workspace = desk.path("empty.dragoman");
    assert_eq!(desk.run(["new".as_ref(), workspace.as_os_str()]).code, 0);
    with_window("empty", Some(&workspace), |window| async {
        for (place, name) in PLACES.into_iter().enumerate() {
            go(&window, place).await;
            window.wait_for("[data-pane=main] h2").await;
            look(&window, &name.to_lowercase()).await;
        }
        window
    });
}

const OUTLET: &str =
    "Mediametrics Monitoring Service of the Independent Association of Regional Broadcasters";
const ENVOY: &str = "Konstantin Konstantinowitsch Rokossowski-Bagrationow, außerordentlicher und bevollmächtigter \
    Botschafter der Föderation bei der Organisation";
const KINDS: [&str; 8] = [
    "direct",
    "indirect",
    "mixed",
    "free_indirect",
    "reported_act",
    "author_voice",
    "headline",
    "announced",
];
/// Statements marked in one article.
const MANY: usize = 64;

/// A uid of its own for each number.
fn uid(number: usize) -> String {
    format!("00000000-0000-7000-8000-{number:012}")
}

/// An article with statements from end to end, by an outlet and people with very long names.
fn crowded(desk: &Desk) -> PathBuf {
    let mut text = String::from(
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsdebatte erreicht den Bundestag und wird vertagt\n\n",
    );
    let mut marks = Vec::new();
    for number in 1..=MANY {
        let quote = format!("Nach Angaben aus Kiew wurden {number} Drohnen abgeschossen.");
        let start = text.chars().count();
        marks.push((start, start + quote.chars().count(), quote.clone()));
        let _ = write!(text, "{quote}{}", if number % 4 == 0 { "\n\n" } else { " " });
    }
    desk.file("crowded.txt", &text);
    let mut commands = vec![
        json!({ "command": "add_outlet", "args": { "uid": uid(1), "name": OUTLET } }),
        json!({ "command": "add_actor", "args": { "uid": uid(2), "kind": "person", "names": [{ "name": ENVOY }] } }),
        json!({ "command": "add_actor", "args": { "uid": uid(3), "kind": "person", "names": [{ "name": "Ana" }] } }),
        json!({ "command": "import_articles", "args": { "articles": [{
            "source": { "path": "crowded.txt" }, "uid": uid(4), "language": "de", "outlet": uid(1),
            "published": "2025-07-24"
        }] } }),
    ];
    for (at, (start, end, quote)) in marks.into_iter().enumerate() {
        let speaker = uid(2 + at % 2);
        commands.push(json!({ "command": "add_statement", "args": {
            "uid": uid(100 + at), "article": uid(4), "kind": KINDS[at % KINDS.len()],
            "spans": [{ "start": start, "end": end, "quote": quote }],
            "chain": [{ "role": "speaker", "actor": speaker, "words": "" },
                { "role": "on_behalf_of", "actor": uid(2), "words": "" }],
        } }));
    }
    let lines: Vec<String> = commands.iter().map(Value::to_string).collect();
    let file = desk.file("crowded.jsonl", lines.join("\n"));
    let workspace = desk.path("crowded.dragoman");
    assert_eq!(desk.run(["new".as_ref(), workspace.as_os_str()]).code, 0);
    let ran = desk.run([
        "apply".as_ref(),
        workspace.as_os_str(),
        file.as_os_str(),
        "--atomic".as_ref(),
    ]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    workspace
}

#[test]
fn long_names_and_many_statements_stay_in_their_places() {
    let desk = Desk::new();
    let path = crowded(&desk);
    with_window("crowded", Some(&path), |window| async {
        window.wait_for("[role=option]").await;
        for (width, height) in [(1280, 800), (720, 480)] {
            size(&window, width, height).await;
            for (place, name) in PLACES.into_iter().enumerate() {
                go(&window, place).await;
                match place {
                    0 => {
                        window.press("n").await;
                        window.wait_for_text("Rokossowski").await;
                    }
                    SEARCH => ask(&window, "Drohnen").await,
                    _ => {}
                }
                look(&window, &format!("{}-{width}", name.to_lowercase())).await;
            }
            go(&window, 0).await;
            window.click_on("[data-pane=right] button", "Edit").await;
            window.wait_for("[data-statement-form]").await;
            look(&window, &format!("form-{width}")).await;
            window.press("Escape").await;
            window.wait_until_gone("[data-statement-form]").await;
        }
        window
    });
}
