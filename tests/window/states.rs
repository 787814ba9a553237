//! Every place and the states that are easily forgotten, in pictures to look at; and in none of them does a pane
//! scroll sideways.

use std::path::Path;

use dragoman_tests::Desk;
use serde_json::{Value, json};

use super::driver::{Driver, with_window};

pub const PLACES: [&str; 5] = ["Read", "Search", "Actors", "Compare", "Briefings"];

/// Scrolling boxes whose content is wider than they are, each with the element that sticks out furthest.
const SIDEWAYS: &str = "const name = (one) => one.tagName + '.' + (one.getAttribute('class') ?? '') + ' “'
      + (one.getAttribute('aria-label') ?? one.textContent.trim().slice(0, 40)) + '”';
    const found = [];
    for (const box of document.querySelectorAll('body, body *')) {
      const { overflowX } = getComputedStyle(box);
      const scrolls = overflowX === 'auto' || overflowX === 'scroll';
      if (!scrolls || box.scrollWidth <= box.clientWidth + 1 || box.matches('pre, textarea, input')) continue;
      const edge = box.getBoundingClientRect().right;
      const out = [...box.querySelectorAll('*')].toSorted((a, b) =>
        b.getBoundingClientRect().right - a.getBoundingClientRect().right)[0];
      found.push(name(box) + ' by ' + name(out) + ' ' + Math.round(out.getBoundingClientRect().right - edge));
    }
    return found;";

/// Controls that stick out of the window or of a pane that hides what does not fit.
const CUT: &str = "const found = [];
    for (const one of document.querySelectorAll('button, input, select, textarea, [role=radio]')) {
      const box = one.getBoundingClientRect();
      if (!one.checkVisibility() || box.width < 2 || box.height < 2) continue;
      const pane = one.closest('[popover], [data-pane], footer, dialog') ?? document.body;
      const { left, right } = pane.getBoundingClientRect();
      if (box.right > right + 1 || box.left < left - 1)
        found.push((one.getAttribute('aria-label') ?? one.textContent).trim() + ' in ' + pane.className);
    }
    return found;";

/// Text fields that are taller than their lines, more than the lines that they have when empty.
const TALL: &str = "const found = [];
    for (const field of document.querySelectorAll('textarea')) {
      const copy = field.parentElement.querySelector('.copy');
      if (copy === null || !field.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(copy);
      const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom))).size;
      const line = parseFloat(getComputedStyle(field).lineHeight);
      const wanted = Math.max(lines, field.rows) * line + 16;
      const { height } = field.getBoundingClientRect();
      if (height > wanted + 2) found.push(field.value.slice(0, 30) + ': ' + height + ' for ' + lines);
    }
    return found;";

/// Takes the picture of a state and looks for panes that scroll sideways, for controls that are cut and for text
/// fields that are too tall.
pub async fn look(window: &Driver, name: &str) {
    window.screenshot(name).await;
    for (wrong, script) in [
        ("scrolls sideways", SIDEWAYS),
        ("is cut", CUT),
        ("is too tall", TALL),
    ] {
        let found = window.script(script, vec![]).await;
        assert_eq!(found, json!([]), "{name}: {wrong}");
    }
}

pub async fn size(window: &Driver, width: u32, height: u32) {
    window.client.set_window_size(width, height).await.unwrap();
    let size = "return innerWidth";
    window
        .wait_until("the window does not take the size", || async {
            window.script(size, vec![]).await == json!(width)
        })
        .await;
}

pub async fn go(window: &Driver, place: usize) {
    window.press(&format!("Control+{}", place + 1)).await;
    window
        .wait_until("the place does not come", || async {
            window.text_of("nav [aria-current=page]").await == PLACES[place]
        })
        .await;
    // What it shows comes from the core; only then is its picture worth a look.
    let busy = "return document.querySelector('main, [data-pane=main]') !== null
        && document.querySelector('[aria-busy=true]') === null";
    window
        .wait_until("the place stays busy", || async {
            window.script(busy, vec![]).await == json!(true)
        })
        .await;
}

/// Brings what is worth looking at into a place.
async fn fill(window: &Driver, place: usize) {
    match PLACES[place] {
        "Read" => {
            window.press("n").await;
            // WebKitGTK paints what was scrolled to a little later.
            tokio::time::sleep(std::time::Duration::from_millis(250)).await;
        }
        "Search" => {
            window.wait_for_focus("input[role=combobox]").await;
            window.press("Control+a").await;
            window.type_text("Istanbul").await;
            window.wait_for("mark").await;
        }
        "Briefings" => {
            let row = window.script(
                "return document.querySelector('.shelf [role=option]') !== null",
                vec![],
            );
            if row.await == json!(true) {
                window.press("Enter").await;
                window.wait_for("[aria-label=Preview]").await;
            }
        }
        _ => {}
    }
}

#[test]
fn every_place_in_every_size_and_light() {
    let desk = Desk::new();
    let path = desk.demonstration();
    with_window("states", Some(&path), |window| async {
        window.wait_for("[role=option]").await;
        for (width, height) in [(1280, 800), (1920, 1080), (720, 480)] {
            size(&window, width, height).await;
            for (place, name) in PLACES.into_iter().enumerate() {
                go(&window, place).await;
                fill(&window, place).await;
                look(&window, &format!("{}-{width}", name.to_lowercase())).await;
            }
        }
        size(&window, 1280, 800).await;
        dark(&window).await;
        for (place, name) in PLACES.into_iter().enumerate() {
            go(&window, place).await;
            look(&window, &format!("{}-dark", name.to_lowercase())).await;
        }
        window
    });
}

pub async fn dark(window: &Driver) {
    window
        .wait_until("it does not become dark", || async {
            window.press("Control+Shift+l").await;
            let dark = "return getComputedStyle(document.body).colorScheme === 'dark'
                || document.documentElement.dataset.theme === 'dark'";
            window.script(dark, vec![]).await == json!(true)
        })
        .await;
}

#[test]
fn dialogs_and_large_text() {
    let desk = Desk::new();
    let path = desk.demonstration();
    with_window("dialogs", Some(&path), |window| async {
        window.wait_for("[role=option]").await;
        for (chord, name) in [
            ("Control+h", "history"),
            ("Control+Shift+d", "bin"),
            ("Control+,", "settings"),
            ("F1", "shortcuts"),
            ("Control+Shift+w", "workspace"),
            ("Control+k", "palette"),
        ] {
            window.press(chord).await;
            window.wait_for("dialog[open]").await;
            look(&window, name).await;
            window.press("Escape").await;
            window.wait_until_gone("dialog[open]").await;
        }
        window.press_times("Control+=", 12).await;
        for (place, name) in PLACES.into_iter().enumerate() {
            go(&window, place).await;
            fill(&window, place).await;
            look(&window, &format!("{}-large", name.to_lowercase())).await;
        }
        window
    });
}

#[test]
fn a_text_from_right_to_left() {
    let desk = Desk::new();
    let workspace = desk.path("rtl.dragoman");
    assert_eq!(desk.run(["new".as_ref(), workspace.as_os_str()]).code, 0);
    let text = "قال المتحدث باسم الكرملين إن المحادثات ستكون صعبة\n\n\
        قال المتحدث باسم الكرملين دميتري بيسكوف إن الوفد الروسي يتوجه إلى إسطنبول. \
        وأضاف أن أحدا لا يتوقع طريقا سهلا (Reuters, 23 July 2025).\n";
    let file = desk.file("arabic.txt", text);
    let ran = desk.run(["import".as_ref(), workspace.as_os_str(), file.as_os_str()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    with_window("right_to_left", Some(&workspace), |window| async {
        window.wait_for("[role=option]").await;
        window.wait_for_text("إسطنبول").await;
        window.press("F6").await;
        window
            .wait_until("F6 does not lead into the text", || async {
                window.press("F6").await;
                window.has_focus("[role=document]").await
            })
            .await;
        window.press("j").await;
        window.press("j").await;
        let direction =
            "return getComputedStyle(document.querySelector('[role=document] p:not(:empty)')).direction";
        assert_eq!(window.script(direction, vec![]).await, Value::from("rtl"));
        look(&window, "sentence").await;
        window.press("m").await;
        window.wait_for("[data-statement-form]").await;
        look(&window, "form").await;
        window
    });
}

#[test]
fn a_file_that_is_no_workspace_is_named_with_the_reason() {
    let desk = Desk::new();
    let file = desk.file("letter.dragoman", "This is a letter.");
    with_window("foreign", Some(Path::new(&file)), |window| async {
        window.wait_for_text("letter.dragoman").await;
        look(&window, "refused").await;
        window
    });
}
