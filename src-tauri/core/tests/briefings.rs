//! A briefing is an outline that keeps its order, and a Markdown file that is the same whenever it is
//! written.
// What fails here fails the test.

use crate::support::Desk;
use serde_json::{Value, json};

fn briefing(desk: &mut Desk) -> String {
    desk.add("add_briefing", json!({ "title": " Positions " }))
}

fn prose(desk: &mut Desk, briefing: &str, text: &str) -> String {
    desk.add(
        "add_briefing_item",
        json!({ "briefing": briefing, "content": { "prose": { "text": text } } }),
    )
}

fn texts(desk: &mut Desk, briefing: &str) -> Vec<String> {
    desk.call("get_briefing", json!({ "uid": briefing }))["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["text"].as_str().unwrap().to_owned())
        .collect()
}

fn markdown(desk: &mut Desk, briefing: &str) -> String {
    desk.call("preview_briefing", json!({ "uid": briefing }))["markdown"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn entries_stand_where_they_were_put() {
    let mut desk = Desk::new();
    let briefing = briefing(&mut desk);
    let a = prose(&mut desk, &briefing, "a");
    let b = prose(&mut desk, &briefing, "b");
    let put = |extra: Value| {
        let mut args = json!({ "briefing": briefing, "content": { "prose": { "text": "new" } } });
        args.as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        args
    };
    desk.call_and_back("add_briefing_item", put(json!({ "first": true })));
    desk.call_and_back("add_briefing_item", put(json!({ "after": a })));
    assert_eq!(texts(&mut desk, &briefing), ["new", "a", "new", "b"]);
    desk.call_and_back("move_briefing_item", json!({ "uid": b }));
    assert_eq!(texts(&mut desk, &briefing), ["b", "new", "a", "new"]);
    desk.call_and_back("move_briefing_item", json!({ "uid": b, "after": a }));
    assert_eq!(texts(&mut desk, &briefing), ["new", "a", "b", "new"]);
    desk.call_and_back("remove_briefing_item", json!({ "uid": a }));
    assert_eq!(texts(&mut desk, &briefing), ["new", "b", "new"]);
    desk.refuse_field(
        "add_briefing_item",
        put(json!({ "first": true, "after": b })),
        "after",
        "not_allowed",
    );
}

#[test]
fn moving_an_entry_to_where_it_stands_is_nothing_done() {
    let mut desk = Desk::new();
    let briefing = briefing(&mut desk);
    let a = prose(&mut desk, &briefing, "a");
    let b = prose(&mut desk, &briefing, "b");
    let before = desk.workspace.dump().unwrap();
    desk.call("move_briefing_item", json!({ "uid": b, "after": a }));
    desk.call("move_briefing_item", json!({ "uid": a }));
    assert_eq!(desk.workspace.dump().unwrap(), before);
    desk.refuse_field(
        "move_briefing_item",
        json!({ "uid": a, "after": a }),
        "after",
        "itself",
    );
}

#[test]
fn the_order_holds_when_no_room_is_left_between_two_entries() {
    let mut desk = Desk::new();
    let briefing = briefing(&mut desk);
    let first = prose(&mut desk, &briefing, "first");
    prose(&mut desk, &briefing, "last");
    let mut expected = Vec::new();
    for number in 0..30 {
        let text = format!("{number}");
        desk.call_and_back(
            "add_briefing_item",
            json!({ "briefing": briefing, "after": first, "content": { "prose": { "text": text } } }),
        );
        expected.insert(0, text);
    }
    expected.insert(0, "first".to_owned());
    expected.push("last".to_owned());
    assert_eq!(texts(&mut desk, &briefing), expected);
}

#[test]
fn an_entry_takes_only_what_its_kind_has() {
    let mut desk = Desk::new();
    let briefing = briefing(&mut desk);
    let item = |content: Value| json!({ "briefing": briefing, "content": content });
    let heading = desk.add(
        "add_briefing_item",
        item(json!({ "heading": { "level": 2, "text": " H " } })),
    );
    let prose = prose(&mut desk, &briefing, " kept\n as typed ");
    assert_eq!(texts(&mut desk, &briefing), ["H", " kept\n as typed "]);
    for (content, field, reason) in [
        (
            json!({ "heading": { "level": 1, "text": "H" } }),
            "level",
            "not_allowed",
        ),
        (
            json!({ "heading": { "level": 7, "text": "H" } }),
            "level",
            "not_allowed",
        ),
        (json!({ "heading": { "level": 2, "text": " " } }), "text", "empty"),
        (json!({ "prose": { "text": "\n" } }), "text", "empty"),
    ] {
        desk.refuse_field("add_briefing_item", item(content), field, reason);
    }
    desk.refuse_field(
        "edit_briefing_item",
        json!({ "uid": prose, "level": 3 }),
        "level",
        "not_allowed",
    );
    desk.refuse_field(
        "edit_briefing_item",
        json!({ "uid": heading, "translation": "0197f0aa-0000-7000-8000-000000000000" }),
        "translation",
        "not_allowed",
    );
    desk.call_and_back(
        "edit_briefing_item",
        json!({ "uid": heading, "level": 3, "text": "New" }),
    );
    let view = desk.call("get_briefing", json!({ "uid": briefing }));
    assert_eq!(view["items"][0]["level"], 3);
    assert_eq!(view["items"][0]["text"], "New");
}

#[test]
fn what_is_not_there_cannot_be_quoted_or_followed() {
    let mut desk = Desk::new();
    let briefing = briefing(&mut desk);
    let nothing = "0197f0aa-0000-7000-8000-000000000000";
    let error = desk.refuse(
        "add_briefing_item",
        json!({ "briefing": briefing, "content": { "statement": { "statement": nothing } } }),
    );
    assert_eq!(error["code"], "not_found");
    let error = desk.refuse(
        "add_briefing_item",
        json!({ "briefing": briefing, "after": nothing, "content": { "prose": { "text": "x" } } }),
    );
    assert_eq!(error["code"], "not_found");
    desk.refuse_field("add_briefing", json!({ "title": " " }), "title", "empty");
    desk.refuse_field(
        "add_briefing",
        json!({ "title": "x", "language": "german" }),
        "language",
        "not_a_language",
    );
    desk.refuse_field(
        "add_briefing",
        json!({ "title": "x", "uid": briefing }),
        "uid",
        "duplicate",
    );
}

#[test]
fn a_briefing_is_listed_with_its_entries_counted_and_can_be_renamed() {
    let mut desk = Desk::new();
    let briefing = briefing(&mut desk);
    prose(&mut desk, &briefing, "a");
    desk.call_and_back(
        "edit_briefing",
        json!({ "uid": briefing, "title": "Other", "language": "DE" }),
    );
    let list = desk.call("list_briefings", json!({}));
    assert_eq!(list["briefings"][0]["title"], "Other");
    assert_eq!(list["briefings"][0]["language"], "de");
    assert_eq!(list["briefings"][0]["items"], 1);
    assert_eq!(list["briefings"][0]["statements"], 0);
}

#[test]
fn a_briefing_is_found_by_its_title_when_only_one_has_it() {
    let mut desk = Desk::new();
    let first = briefing(&mut desk);
    let find = |desk: &Desk, title: &str| {
        dragoman_core::briefings::by_title(&desk.workspace.reading(), title).map(|uid| uid.to_string())
    };
    assert_eq!(find(&desk, "Positions").unwrap(), first);
    assert_eq!(find(&desk, &first).unwrap(), first);
    assert_eq!(
        find(&desk, "positions of others").unwrap_err().code(),
        "not_found"
    );
    briefing(&mut desk);
    assert_eq!(find(&desk, "Positions").unwrap_err().code(), "invalid");
}

#[test]
fn headings_and_prose_are_plain_text() {
    let mut desk = Desk::new();
    let briefing = briefing(&mut desk);
    desk.add(
        "add_briefing_item",
        json!({ "briefing": briefing, "content": { "heading": { "level": 3, "text": "A *b* #" } } }),
    );
    prose(&mut desk, &briefing, "\r\n1. one  \r\n# two\r\n\r\n\r\nthree\n");
    assert_eq!(
        markdown(&mut desk, &briefing),
        "# Positions\n\n### A \\*b\\* \\#\n\n1\\. one\\\n\\# two\n\nthree\n"
    );
}

#[test]
fn the_history_knows_a_quoted_statement_by_its_words() {
    let mut desk = Desk::new();
    let article = desk.article("Peace is near.");
    let statement = desk.add(
        "add_statement",
        json!({ "article": article, "kind": "direct", "spans": [{ "start": 0, "end": 5, "quote": "Peace" }] }),
    );
    let briefing = briefing(&mut desk);
    desk.add(
        "add_briefing_item",
        json!({ "briefing": briefing, "content": { "statement": { "statement": statement } } }),
    );
    let newest = &desk.call("list_history", json!({ "limit": 1 }))["entries"][0];
    assert_eq!(newest["command"], "add_briefing_item");
    assert_eq!(newest["label"], "Peace");
}
