//! Topics: questions, their colours, and two that turn out to be one.

use crate::support::Desk;
use serde_json::json;

#[test]
fn a_topic_is_given_back_as_it_was_added() {
    let mut desk = Desk::new();
    let answer = desk.call_and_back(
        "add_topic",
        json!({ "name": " Third round ", "question": " Should there be a third round? ", "color": "#ABCDEF", "note": "n" }),
    );
    let uid = &answer["result"]["uid"];
    let expected = json!({
        "uid": uid, "name": "Third round", "question": "Should there be a third round?", "color": "#abcdef",
        "note": "n", "statements": 0, "for_count": 0, "against_count": 0, "neutral_count": 0, "declines_count": 0
    });
    assert_eq!(desk.call("get_topic", json!({ "uid": uid }))["topic"], expected);
    assert_eq!(desk.call("list_topics", json!({}))["topics"], json!([expected]));
}

#[test]
fn a_topic_that_breaks_a_rule_is_refused() {
    let mut desk = Desk::new();
    let there = desk.add("add_topic", json!({ "name": "There" }));
    let other = desk.add("add_topic", json!({ "name": "Other" }));
    desk.refuse_field("add_topic", json!({ "name": "" }), "name", "empty");
    desk.refuse_field("add_topic", json!({ "name": " There " }), "name", "duplicate");
    desk.refuse_field(
        "add_topic",
        json!({ "name": "x", "color": "#fff" }),
        "color",
        "not_allowed",
    );
    desk.refuse_field(
        "add_topic",
        json!({ "name": "x", "uid": there }),
        "uid",
        "duplicate",
    );
    desk.refuse_field(
        "edit_topic",
        json!({ "uid": other, "name": "There" }),
        "name",
        "duplicate",
    );
    desk.refuse_field(
        "edit_topic",
        json!({ "uid": other, "name": " " }),
        "name",
        "empty",
    );
    let nothing = dragoman_core::Uid::new();
    assert_eq!(
        desk.refuse("edit_topic", json!({ "uid": nothing }))["code"],
        "not_found"
    );
}

#[test]
fn an_edit_changes_what_it_names_and_nothing_when_it_names_what_is_there() {
    let mut desk = Desk::new();
    let uid = desk.add(
        "add_topic",
        json!({ "name": "A", "question": "q", "color": "#000000", "note": "n" }),
    );
    desk.call_for_nothing(
        "edit_topic",
        json!({ "uid": uid, "name": "A ", "question": "q", "color": "#000000", "note": "n" }),
    );
    desk.call_for_nothing("edit_topic", json!({ "uid": uid }));
    desk.call_and_back("edit_topic", json!({ "uid": uid, "name": "B", "color": "" }));
    let topic = &desk.call("get_topic", json!({ "uid": uid }))["topic"];
    assert_eq!(
        (&topic["name"], &topic["question"], &topic["color"]),
        (&json!("B"), &json!("q"), &json!(""))
    );
}

#[test]
fn topics_are_listed_by_name_whatever_its_accents() {
    let mut desk = Desk::new();
    for name in ["Zoll", "Österreich", "amnesty", "Peace"] {
        desk.add("add_topic", json!({ "name": name }));
    }
    let listed = desk.call("list_topics", json!({}));
    let names: Vec<&str> = listed["topics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|topic| topic["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["amnesty", "Österreich", "Peace", "Zoll"]);
}

#[test]
fn a_merged_topic_keeps_its_own_and_takes_over_what_it_lacks() {
    let mut desk = Desk::new();
    let into = desk.add(
        "add_topic",
        json!({ "name": "A", "color": "#111111", "note": "one" }),
    );
    let from = desk.add(
        "add_topic",
        json!({ "name": "B", "question": "Q?", "color": "#222222", "note": "two" }),
    );
    desk.refuse_field(
        "merge_topics",
        json!({ "uid": into, "into": into }),
        "into",
        "itself",
    );
    desk.call_and_back("merge_topics", json!({ "uid": from, "into": into }));
    let topic = &desk.call("get_topic", json!({ "uid": into }))["topic"];
    assert_eq!(
        (
            &topic["name"],
            &topic["question"],
            &topic["color"],
            &topic["note"]
        ),
        (&json!("A"), &json!("Q?"), &json!("#111111"), &json!("one\n\ntwo"))
    );
    assert_eq!(
        desk.refuse("edit_topic", json!({ "uid": from }))["code"],
        "not_found"
    );
}
