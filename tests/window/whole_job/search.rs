//! A word is found however it is spelled, and opens where it stands.

use serde_json::json;

use super::wait_for_place;
use crate::driver::Driver;

pub async fn find_and_open(window: &Driver) {
    window.press("Control+2").await;
    wait_for_place(window, "Search").await;
    window.wait_for_focus("input[role=combobox]").await;
    window.type_text("Moskau").await;
    let results = "[role=listbox][aria-label=Results] [role=option]";
    window.wait_for(results).await;
    window.screenshot("search").await;

    // The text says “Außenministeriums”; the equals sign keeps other forms and names out.
    window.press("Control+a").await;
    window.type_text("=aussenministeriums").await;
    window
        .wait_until("the other spelling is not found", || async {
            let marks =
                "return [...document.querySelectorAll('[role=option] mark')].map((mark) => mark.textContent)";
            let marks = window.script(marks, vec![]).await;
            marks.as_array().is_some_and(|marks| {
                !marks.is_empty() && marks.iter().all(|mark| mark == "Außenministeriums")
            })
        })
        .await;
    window.screenshot("search-folded").await;
    window.press("Enter").await;
    wait_for_place(window, "Read").await;
    // What was found is painted in the text, and can be seen.
    let painted = "for (const [, painted] of CSS.highlights)
        for (const one of painted) {
          const range = document.createRange();
          range.setStart(one.startContainer, one.startOffset);
          range.setEnd(one.endContainer, one.endOffset);
          const box = range.getBoundingClientRect();
          const seen = box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
          if (seen && range.toString().includes('Außenministeriums')) return true;
        }
        return false;";
    window
        .wait_until("the place is not shown", || async {
            window.script(painted, vec![]).await == json!(true)
        })
        .await;
    window.screenshot("search-opened").await;
}
