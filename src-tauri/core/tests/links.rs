//! Links: how one statement stands to another, said once.

use crate::support::Desk;
use serde_json::json;

/// An article of three statements.
fn statements(desk: &mut Desk) -> (String, [String; 3]) {
    let article = desk.article("one two three");
    let [a, b, c] = [(0, 3), (4, 7), (8, 13)].map(|(start, end)| {
        desk.add(
            "add_statement",
            json!({ "article": article, "spans": [{ "start": start, "end": end }], "kind": "direct" }),
        )
    });
    (article, [a, b, c])
}

#[test]
fn a_link_is_seen_from_both_statements() {
    let mut desk = Desk::new();
    let (_, [a, b, _]) = statements(&mut desk);
    let answer = desk.call_and_back(
        "add_link",
        json!({ "from": a, "to": b, "kind": "updates", "note": "later" }),
    );
    let uid = answer["result"]["uid"].clone();
    for (statement, other, outgoing) in [(&a, &b, true), (&b, &a, false)] {
        let links = desk.call("get_statement", json!({ "uid": statement }))["links"].clone();
        assert_eq!(links.as_array().unwrap().len(), 1);
        assert_eq!(
            (
                &links[0]["uid"],
                &links[0]["kind"],
                &links[0]["outgoing"],
                &links[0]["statement"],
                &links[0]["note"]
            ),
            (
                &uid,
                &json!("updates"),
                &json!(outgoing),
                &json!(other),
                &json!("later")
            )
        );
    }
    desk.call_for_nothing(
        "edit_link",
        json!({ "uid": uid, "kind": "updates", "note": "later" }),
    );
    desk.call_and_back("edit_link", json!({ "uid": uid, "kind": "contradicts" }));
    let links = desk.call("get_statement", json!({ "uid": a }))["links"].clone();
    assert_eq!(
        (&links[0]["kind"], &links[0]["note"]),
        (&json!("contradicts"), &json!("later"))
    );
}

#[test]
fn the_same_link_is_made_once_and_one_that_holds_both_ways_from_one_side() {
    let mut desk = Desk::new();
    let (_, [a, b, c]) = statements(&mut desk);
    for kind in ["contradicts", "confirms", "repeats", "updates", "answers"] {
        desk.call("add_link", json!({ "from": a, "to": b, "kind": kind }));
        desk.refuse_field(
            "add_link",
            json!({ "from": a, "to": b, "kind": kind }),
            "kind",
            "duplicate",
        );
    }
    for kind in ["contradicts", "confirms", "repeats"] {
        desk.refuse_field(
            "add_link",
            json!({ "from": b, "to": a, "kind": kind }),
            "kind",
            "duplicate",
        );
    }
    for kind in ["updates", "answers"] {
        desk.call("add_link", json!({ "from": b, "to": a, "kind": kind }));
    }
    let uid = desk.add("add_link", json!({ "from": b, "to": c, "kind": "updates" }));
    desk.call("add_link", json!({ "from": c, "to": b, "kind": "confirms" }));
    desk.refuse_field(
        "edit_link",
        json!({ "uid": uid, "kind": "confirms" }),
        "kind",
        "duplicate",
    );
}

#[test]
fn a_link_in_the_bin_does_not_stand_in_the_way() {
    let mut desk = Desk::new();
    let (_, [a, b, _]) = statements(&mut desk);
    let uid = desk.add("add_link", json!({ "from": a, "to": b, "kind": "repeats" }));
    desk.call("delete", json!({ "entity": "link", "uids": [uid] }));
    desk.call_and_back("add_link", json!({ "from": b, "to": a, "kind": "repeats" }));
}

#[test]
fn a_link_needs_two_statements_that_are_there() {
    let mut desk = Desk::new();
    let (article, [a, b, c]) = statements(&mut desk);
    let uid = desk.add("add_link", json!({ "from": a, "to": b, "kind": "repeats" }));
    desk.refuse_field(
        "add_link",
        json!({ "from": a, "to": a, "kind": "repeats" }),
        "to",
        "itself",
    );
    desk.refuse_field(
        "add_link",
        json!({ "uid": uid, "from": a, "to": c, "kind": "repeats" }),
        "uid",
        "duplicate",
    );
    desk.call("delete", json!({ "entity": "statement", "uids": [c] }));
    let nothing = dragoman_core::Uid::new().to_string();
    for other in [&c, &nothing] {
        assert_eq!(
            desk.refuse("add_link", json!({ "from": a, "to": other, "kind": "answers" }))["code"],
            "not_found"
        );
    }
    desk.call("delete", json!({ "entity": "article", "uids": [article] }));
    assert_eq!(
        desk.refuse("add_link", json!({ "from": a, "to": b, "kind": "answers" }))["code"],
        "not_found"
    );
}
