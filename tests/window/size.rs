//! The window with many articles and with one that is very long: how long a key waits until it is painted.
//!
//! The articles are made here; `DRAGOMAN_SIZE_WORKSPACE` names a workspace of one's own to be measured instead (a copy
//! of it, with the long article added). The figures are printed (`--nocapture`) and kept as `figures.json` beside the
//! pictures. They depend on the machine and on how the program was built, so that only a window that stands still
//! fails.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Context, Workspace};
use serde_json::{Map, Value, json};

use super::driver::{Driver, with_window};
use super::states::size;

const ARTICLES: usize = 2_000;
/// In one command.
const TOGETHER: usize = 200;
/// The long article: bytes.
const LONG: usize = 5_000_000;
const LONG_TITLE: &str = "A report of five megabytes";
/// Nothing may take longer than this (milliseconds), whatever the machine.
const STANDS_STILL: f64 = 10_000.0;

const SENTENCES: [&str; 6] = [
    "Der Sprecher des Ministeriums sagte am Abend, die Verhandlungen würden fortgesetzt.",
    "Nach Angaben der Behörden wurde die Brücke über den Fluss erneut gesperrt.",
    "The minister declined to say whether the ceasefire would be extended.",
    "Речник заявив, що переговори триватимуть наступного тижня.",
    "Bakan, görüşmelerin önümüzdeki hafta süreceğini söyledi.",
    "Volgens de woordvoerder was er geen sprake van een staakt-het-vuren.",
];

fn text(seed: usize, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 200);
    let mut at = seed;
    while text.len() < bytes {
        for _ in 0..5 {
            // Words that differ from article to article, as names and numbers do.
            let _ = write!(
                text,
                "{} {}. ",
                SENTENCES[at % SENTENCES.len()],
                at * 7_919 % 100_003
            );
            at += 1;
        }
        text.push('\n');
    }
    text
}

fn add(workspace: &mut Workspace, articles: &[Value]) {
    let articles = json!({ "articles": articles });
    workspace
        .call(Envelope::new("import_articles", articles))
        .unwrap();
}

/// Many articles, with an outlet and a day.
fn fill(workspace: &mut Workspace) {
    for first in (0..ARTICLES).step_by(TOGETHER) {
        let articles: Vec<Value> = (first..first + TOGETHER)
            .map(|number| {
                json!({
                    "source": { "text": text(number * 31, 2_500) },
                    "title": format!("Report {number}: {}", SENTENCES[number % SENTENCES.len()]),
                    "language": "de",
                    "published": format!("2025-{:02}-{:02}", number % 12 + 1, number % 28 + 1),
                })
            })
            .collect();
        add(workspace, &articles);
    }
}

/// The workspace to be measured, with the long article as the newest.
fn workspace(folder: &Path) -> PathBuf {
    let path = folder.join("Large.dragoman");
    let context = Context::command_line("tester");
    let mut workspace = if let Some(given) = std::env::var_os("DRAGOMAN_SIZE_WORKSPACE") {
        std::fs::copy(&given, &path).expect("the workspace can be copied");
        Workspace::open(&path, context).unwrap()
    } else {
        let mut workspace = Workspace::create(&path, context).unwrap();
        fill(&mut workspace);
        workspace
    };
    let long = json!({ "source": { "text": text(1, LONG) }, "title": LONG_TITLE, "language": "de", "published": "2037-01-01" });
    add(&mut workspace, &[long]);
    workspace.close().unwrap();
    path
}

/// Notes for every key how long the page worked on it (`script`), how long it took until the next picture (`painted`),
/// and until the last change that came of it was painted (`settled`).
const WATCH: &str = "window.waits = [];
    let changed = 0;
    const after = (then) => requestAnimationFrame(() => setTimeout(then));
    new MutationObserver(() => after(() => { changed = performance.now(); }))
      .observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    addEventListener('keydown', (event) => {
      const began = performance.now();
      const wait = { key: event.key, script: 0, painted: 0, settled: 0 };
      window.waits.push(wait);
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { wait.script = performance.now() - began; };
      channel.port2.postMessage('');
      after(() => { wait.painted = performance.now() - began; });
      const settle = () => {
        const now = performance.now();
        if (wait.painted > 0 && now - Math.max(changed, began) > 400)
          wait.settled = Math.max(changed - began, wait.painted);
        else setTimeout(settle, 50);
      };
      setTimeout(settle, 400);
    }, true);";

/// The waits since the last time, once all have settled.
async fn waits(window: &Driver) -> Vec<[f64; 3]> {
    let settled = "return window.waits.every((wait) => wait.settled > 0)";
    window
        .wait_until("the window does not come to rest", || async {
            window.script(settled, vec![]).await == json!(true)
        })
        .await;
    let waits =
        "return window.waits.splice(0).map(({ script, painted, settled }) => [script, painted, settled])";
    let waits = window.script(waits, vec![]).await;
    let number = |wait: &Value, at: usize| wait.get(at).and_then(Value::as_f64).unwrap_or(f64::NAN);
    let waits = waits.as_array().cloned().unwrap_or_default();
    waits
        .iter()
        .map(|wait| [0, 1, 2].map(|at| number(wait, at)))
        .collect()
}

/// The middle and the longest.
fn middle(times: &[f64]) -> (f64, f64) {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    (
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN),
        sorted.last().copied().unwrap_or(f64::NAN),
    )
}

/// Presses a key some times, each after the one before has settled, and notes the waits.
async fn measure(window: &Driver, figures: &mut Map<String, Value>, what: &str, keys: &[&str]) {
    let mut all = Vec::new();
    for key in keys {
        window.press(key).await;
        all.extend(waits(window).await);
    }
    let [script, painted, settled] =
        [0, 1, 2].map(|at| middle(&all.iter().map(|wait| wait[at]).collect::<Vec<_>>()));
    println!(
        "{what:<44} script {:>5.0} ms, painted {:>5.0} ms (max {:>5.0}), all of it {:>5.0} ms (max {:>5.0})",
        script.0, painted.0, painted.1, settled.0, settled.1
    );
    figures.insert(
        what.to_owned(),
        json!({
            "script": script.0, "painted": painted.0, "painted_max": painted.1,
            "settled": settled.0, "settled_max": settled.1,
        }),
    );
    assert!(!all.is_empty() && settled.1 < STANDS_STILL, "{what}: {all:?}");
}

#[test]
fn keys_are_painted_soon_with_many_articles_and_in_a_long_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = workspace(folder.path());
    with_window("size", Some(&path), |window| async {
        size(&window, 1280, 800).await;
        window
            .wait_for("[role=listbox][aria-label=Library] [role=option]")
            .await;
        let view = window.call("get_workspace", json!({})).await.unwrap();
        println!("{} articles", view["articles"]);
        let mut figures = Map::new();
        figures.insert("articles".to_owned(), view["articles"].clone());
        window.script(WATCH, vec![]).await;

        // The library: along the rows, and far down.
        window.click_on("[role=option] h3", LONG_TITLE).await;
        window.wait_for("[role=document] [data-paragraph='100']").await;
        window.screenshot("long-article").await;
        waits(&window).await;
        measure(
            &window,
            &mut figures,
            "long article: next sentence (j)",
            &["j"; 8],
        )
        .await;
        measure(&window, &mut figures, "long article: a word more (])", &["]"; 4]).await;
        measure(&window, &mut figures, "long article: mark (m)", &["m"]).await;
        window.wait_for("[data-statement-form]").await;
        window.screenshot("long-article-marking").await;
        measure(
            &window,
            &mut figures,
            "long article: leave the form (Escape)",
            &["Escape"],
        )
        .await;
        window.press("F6").await;
        window.press("F6").await;
        waits(&window).await;
        let library =
            "document.querySelector('[role=listbox][aria-label=Library] [role=option][tabindex=\"0\"]')";
        window.script(&format!("{library}.focus()"), vec![]).await;
        measure(
            &window,
            &mut figures,
            "library: next article (arrow)",
            &["ArrowDown"; 8],
        )
        .await;
        measure(
            &window,
            &mut figures,
            "library: a page (PageDown)",
            &["PageDown"; 8],
        )
        .await;
        measure(
            &window,
            &mut figures,
            "library: the last that is there (End)",
            &["End"; 3],
        )
        .await;
        window.screenshot("library-end").await;
        measure(
            &window,
            &mut figures,
            "library: open the long article (Home)",
            &["Home"],
        )
        .await;
        window.wait_for("[role=document] [data-paragraph='100']").await;

        // As one types.
        window.press("Control+2").await;
        window.wait_for_focus("input[role=combobox]").await;
        waits(&window).await;
        measure(
            &window,
            &mut figures,
            "search: a letter (v-e-r-h-a-n-d)",
            &["v", "e", "r", "h", "a", "n", "d"],
        )
        .await;
        window
            .wait_for("[role=listbox][aria-label=Results] [role=option]")
            .await;
        window.screenshot("search").await;
        measure(
            &window,
            &mut figures,
            "search: next hit (arrow)",
            &["ArrowDown"; 8],
        )
        .await;
        measure(&window, &mut figures, "search: open it (Enter)", &["Enter"]).await;
        window.wait_for("[role=document]").await;
        window.screenshot("search-opened").await;
        let kept = window.artefact("figures.json");
        std::fs::write(kept, serde_json::to_vec_pretty(&figures).unwrap()).unwrap();
        window
    });
}
