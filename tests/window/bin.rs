//! The bin: filled, taken from also when a name is taken meanwhile, and emptied.

use dragoman_tests::Desk;
use serde_json::json;

use super::driver::{Driver, with_window};

#[test]
fn the_bin_gives_back_what_is_chosen_also_when_its_name_is_taken_and_is_emptied() {
    let desk = Desk::new();
    let path = desk.demonstration();
    with_window("bin", Some(&path), |window| async {
        window.wait_for("[role=option]").await;
        fill_the_bin(&window).await;
        take_the_name(&window).await;
        restore(&window).await;
        empty_the_bin(&window).await;
        window
    });
}

/// The names of all tags.
async fn tags(window: &Driver) -> Vec<String> {
    let listed = window.call("list_tags", json!({})).await.unwrap();
    let tags = listed["tags"].as_array().expect("tags");
    tags.iter()
        .map(|tag| tag["name"].as_str().expect("a name").to_owned())
        .collect()
}

async fn deleted(window: &Driver) -> u64 {
    let view = window.call("get_workspace", json!({})).await.unwrap();
    view["deleted"].as_u64().expect("a number")
}

async fn wait_for_deleted(window: &Driver, count: u64) {
    window
        .wait_until(&format!("there are not {count} things in the bin"), || async {
            deleted(window).await == count
        })
        .await;
}

/// Goes through the register from its first entry to the one of this name.
async fn show(window: &Driver, name: &str) {
    window.click("[role=option][aria-posinset='1']").await;
    let shown = "return document.querySelector('[data-name]')?.value ?? ''";
    window
        .wait_until(&format!("{name} is not in the list"), || async {
            if window.script(shown, vec![]).await == json!(name) {
                return true;
            }
            window.press("ArrowDown").await;
            window.wait_for("[data-name]").await;
            window.script(shown, vec![]).await == json!(name)
        })
        .await;
}

async fn fill_the_bin(window: &Driver) {
    window.press("Control+3").await;
    window
        .wait_for("[role=listbox][aria-label=Actors] [role=option]")
        .await;
    window.press("Alt+4").await;
    window
        .wait_for("[role=listbox][aria-label=Tags] [role=option]")
        .await;
    show(window, "Prisoners").await;
    window.press("Delete").await;
    wait_for_deleted(window, 1).await;
    window.press("Alt+3").await;
    window
        .wait_for("[role=listbox][aria-label=Topics] [role=option]")
        .await;
    show(window, "Unconditional ceasefire").await;
    window.press("Delete").await;
    wait_for_deleted(window, 2).await;
    let gone = tags(window).await;
    assert!(!gone.contains(&"Prisoners".to_owned()), "{gone:?}");
}

/// While a tag is in the bin, another takes its name.
async fn take_the_name(window: &Driver) {
    window.press("Alt+4").await;
    window
        .wait_for("[role=listbox][aria-label=Tags] [role=option]")
        .await;
    window.press("n").await;
    window.wait_for_focus("dialog[open] input").await;
    window.type_text("Prisoners").await;
    window.press("Enter").await;
    window.wait_until_gone("dialog[open]").await;
    assert!(tags(window).await.contains(&"Prisoners".to_owned()));
}

async fn restore(window: &Driver) {
    window.press("Control+Shift+d").await;
    window.wait_for("dialog[open] [role=option]").await;
    window.screenshot("filled").await;
    window.click_on("dialog[open] [role=option]", "Prisoners").await;
    window.press("Enter").await;
    wait_for_deleted(window, 1).await;
    // Nothing is renamed or merged behind the analyst's back: there are two now, and both can be seen.
    let named = tags(window).await.into_iter().filter(|name| name == "Prisoners");
    assert_eq!(named.count(), 2);
    window.screenshot("restored").await;
}

async fn empty_the_bin(window: &Driver) {
    window.click_text("Empty the bin…").await;
    window.wait_for("dialog[open] [role=alert]").await;
    window.screenshot("asked").await;
    window.click_text("Remove for good").await;
    wait_for_deleted(window, 0).await;
    window.wait_for_text("The bin is empty.").await;
    window.screenshot("emptied").await;
    window.press("Escape").await;
    window.wait_until_gone("dialog[open]").await;
}
