//! Keys and mouse of a window under test.

use std::time::Duration;

use fantoccini::actions::{
    ActionSequence, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use serde_json::{Value, json};

use super::driver::Driver;

/// Key values of the WebDriver standard (section "Keyboard actions").
const KEYS: &[(&str, char)] = &[
    ("Backspace", '\u{e003}'),
    ("Tab", '\u{e004}'),
    ("Enter", '\u{e007}'),
    ("Shift", '\u{e008}'),
    ("Control", '\u{e009}'),
    ("Alt", '\u{e00a}'),
    ("Escape", '\u{e00c}'),
    ("Space", ' '),
    ("PageUp", '\u{e00e}'),
    ("PageDown", '\u{e00f}'),
    ("End", '\u{e010}'),
    ("Home", '\u{e011}'),
    ("ArrowLeft", '\u{e012}'),
    ("ArrowUp", '\u{e013}'),
    ("ArrowRight", '\u{e014}'),
    ("ArrowDown", '\u{e015}'),
    ("Delete", '\u{e017}'),
    ("F1", '\u{e031}'),
    ("F2", '\u{e032}'),
    ("F6", '\u{e036}'),
];

impl Driver {
    /// Presses a chord as the window's table of commands writes it: `n`, `Control+k`, `Shift+ArrowRight`.
    pub async fn press(&self, chord: &str) {
        let parts: Vec<&str> = if chord == "+" {
            vec!["+"]
        } else {
            chord.split('+').collect()
        };
        let keys: Vec<char> = parts.into_iter().map(key).collect();
        let mut actions = KeyActions::new("keys".to_owned());
        for value in &keys {
            actions = actions.then(KeyAction::Down { value: *value });
        }
        for value in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value: *value });
        }
        self.perform(actions).await;
    }

    /// Presses the same chord several times.
    pub async fn press_times(&self, chord: &str, times: u32) {
        for _ in 0..times {
            self.press(chord).await;
        }
    }

    /// Types into whatever has the focus.
    pub async fn type_text(&self, text: &str) {
        let focused = self
            .client
            .active_element()
            .await
            .expect("something has the focus");
        focused.send_keys(text).await.expect("it takes text");
    }

    /// Goes on (or back, with `Shift+Tab`) until an element that the selector names has the focus.
    pub async fn tab_to(&self, chord: &str, selector: &str) {
        for _ in 0..60 {
            self.press(chord).await;
            if self.has_focus(selector).await {
                return;
            }
        }
        panic!("{chord} does not lead to {selector}");
    }

    /// Goes on until the field of this label has the focus.
    pub async fn tab_to_field(&self, label: &str) {
        let script = "return document.activeElement?.labels?.[0]?.textContent.trim() ?? ''";
        for _ in 0..60 {
            self.press("Tab").await;
            if self.script(script, vec![]).await == json!(label) {
                return;
            }
        }
        panic!("Tab does not lead to the field “{label}”");
    }

    /// Types into the field with suggestions that has the focus, and takes the suggestion that says `suggestion`.
    pub async fn complete(&self, text: &str, suggestion: &str) {
        self.type_text(text).await;
        self.wait_until(
            &format!("“{suggestion}” is not suggested for “{text}”"),
            || async {
                let active = self
                    .script(
                        "const id = document.activeElement?.getAttribute('aria-activedescendant');
                     return document.getElementById(id)?.textContent ?? ''",
                        vec![],
                    )
                    .await;
                active.as_str().is_some_and(|active| active.contains(suggestion))
            },
        )
        .await;
        self.press("Enter").await;
    }

    /// Clicks on the middle of an element, once it is there.
    pub async fn click(&self, selector: &str) {
        self.wait_for(selector)
            .await
            .click()
            .await
            .expect("it can be clicked");
    }

    /// Clicks on the button, link or list entry that says exactly `text`.
    pub async fn click_text(&self, text: &str) {
        let find = "const wanted = arguments[0];
            const all = document.querySelectorAll('button, a, [role=option], [role=menuitem], [role=tab], label');
            const found = [...all].find((one) => one.checkVisibility() && one.textContent.trim() === wanted);
            if (!found) return null;
            found.scrollIntoView({ block: 'nearest' });
            const box = found.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];";
        let place = self.wait_for_place(find, vec![json!(text)], text).await;
        self.click_at(place).await;
    }

    /// Clicks on the first of the selector's elements whose text begins with `text`.
    pub async fn click_on(&self, selector: &str, text: &str) {
        let find = "const [selector, text] = arguments;
            const all = document.querySelectorAll(selector);
            const found = [...all].find((one) => one.textContent.trim().startsWith(text));
            if (!found) return null;
            found.scrollIntoView({ block: 'nearest' });
            const box = found.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];";
        let place = self
            .wait_for_place(find, vec![json!(selector), json!(text)], text)
            .await;
        self.click_at(place).await;
    }

    /// Clicks at a place of the page (CSS pixels).
    pub async fn click_at(&self, (x, y): (f64, f64)) {
        self.perform(
            MouseActions::new("mouse".to_owned())
                .then(move_to(x, y))
                .then(PointerAction::Down {
                    button: MOUSE_BUTTON_LEFT,
                })
                .then(PointerAction::Up {
                    button: MOUSE_BUTTON_LEFT,
                }),
        )
        .await;
    }

    /// Selects a quote by dragging the mouse over it. It must stand within one text node below `root`.
    pub async fn select_with_mouse(&self, root: &str, quote: &str) {
        let find = "const [root, quote, end] = arguments;
            const walker = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              const at = node.data.indexOf(quote);
              if (at < 0) continue;
              const range = document.createRange();
              const last = at + quote.length;
              node.parentElement.scrollIntoView({ block: 'center' });
              if (end) range.setStart(node, last - 1), range.setEnd(node, last);
              else range.setStart(node, at), range.setEnd(node, at + 1);
              const box = range.getBoundingClientRect();
              const toRight = getComputedStyle(node.parentElement).direction === 'ltr';
              return [end === toRight ? box.right - 1 : box.left + 1, box.y + box.height / 2];
            }
            return null;";
        let start = self
            .wait_for_place(find, vec![json!(root), json!(quote), json!(false)], quote)
            .await;
        let end = self
            .wait_for_place(find, vec![json!(root), json!(quote), json!(true)], quote)
            .await;
        self.drag(start, end).await;
    }

    /// Drags from one element to another (their middles).
    pub async fn drag_element(&self, from: &str, to: &str) {
        let middle = "const found = document.querySelector(arguments[0]);
            if (!found) return null;
            const box = found.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];";
        let start = self.wait_for_place(middle, vec![json!(from)], from).await;
        let end = self.wait_for_place(middle, vec![json!(to)], to).await;
        self.drag(start, end).await;
    }

    async fn drag(&self, (x, y): (f64, f64), (to_x, to_y): (f64, f64)) {
        // On the way there are some moves, as with a hand.
        let mut actions =
            MouseActions::new("mouse".to_owned())
                .then(move_to(x, y))
                .then(PointerAction::Down {
                    button: MOUSE_BUTTON_LEFT,
                });
        for step in 1..=4 {
            let part = f64::from(step) / 4.0;
            actions = actions.then(move_to(x + (to_x - x) * part, y + (to_y - y) * part));
        }
        self.perform(actions.then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        }))
        .await;
    }

    async fn wait_for_place(&self, script: &str, arguments: Vec<Value>, what: &str) -> (f64, f64) {
        self.wait_until(&format!("“{what}” is not there"), || async {
            !self.script(script, arguments.clone()).await.is_null()
        })
        .await;
        let place = self.script(script, arguments.clone()).await;
        let number = |index: usize| place[index].as_f64().expect("a place");
        (number(0), number(1))
    }

    async fn perform(&self, actions: impl Into<ActionSequence>) {
        self.client
            .perform_actions(actions)
            .await
            .expect("the driver acts");
    }
}

fn move_to(x: f64, y: f64) -> PointerAction {
    PointerAction::MoveTo {
        duration: Some(Duration::from_millis(10)),
        x: x.round(),
        y: y.round(),
    }
}

fn key(name: &str) -> char {
    let known = KEYS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, value)| *value);
    let mut letters = name.chars();
    match (known, letters.next(), letters.next()) {
        (Some(value), ..) => value,
        (None, Some(letter), None) => letter,
        _ => panic!("no key {name}"),
    }
}
