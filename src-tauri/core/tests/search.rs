//! What the search promises to those who call it: names in every spelling, always in step with what was
//! done, and never an error, whatever is typed.

mod support;

use dragoman_core::commands::Envelope;
use serde_json::{Value, json};
use support::Desk;

fn search(desk: &mut Desk, query: &str) -> Value {
    desk.call("search", json!({ "query": query }))
}

fn found(desk: &mut Desk, query: &str) -> Vec<String> {
    let page = search(desk, query);
    let hits = page["hits"].as_array().unwrap();
    hits.iter()
        .map(|hit| hit["title"].as_str().unwrap().to_owned())
        .collect()
}

fn sound(desk: &mut Desk) {
    let report = desk.call("check", json!({ "deep": true }));
    assert_eq!(report["ok"], true, "{report}");
}

#[test]
fn an_actor_is_found_by_every_name_until_the_name_is_taken_back() {
    let mut desk = Desk::new();
    let uid = desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Wolodymyr Selenskyj" }] }),
    );
    assert!(found(&mut desk, "зеленський").is_empty());
    desk.call(
        "edit_actor",
        json!({ "uid": uid, "names": [{ "name": "Wolodymyr Selenskyj" }, { "name": "Володимир Зеленський" }] }),
    );
    assert_eq!(found(&mut desk, "зеленський"), ["Wolodymyr Selenskyj"]);
    sound(&mut desk);
    desk.call("undo", json!({}));
    assert!(found(&mut desk, "зеленський").is_empty());
    assert_eq!(found(&mut desk, "selenskyj"), ["Wolodymyr Selenskyj"]);
    sound(&mut desk);
    desk.call("redo", json!({}));
    assert_eq!(found(&mut desk, "зеленський"), ["Wolodymyr Selenskyj"]);
    sound(&mut desk);
}

#[test]
fn two_actors_that_became_one_are_found_as_one() {
    let mut desk = Desk::new();
    let one = desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Putin" }] }),
    );
    let other = desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Путин" }] }),
    );
    desk.call("merge_actors", json!({ "uid": other, "into": one }));
    assert_eq!(found(&mut desk, "путин"), ["Putin"]);
    sound(&mut desk);
    desk.call("undo", json!({}));
    assert_eq!(found(&mut desk, "путин"), ["Путин"]);
    sound(&mut desk);
}

#[test]
fn topics_and_tags_are_found_by_their_questions_and_definitions() {
    let mut desk = Desk::new();
    desk.add(
        "add_topic",
        json!({ "name": "Waffenruhe", "question": "Soll vor Gesprächen eine Feuerpause gelten?" }),
    );
    desk.add(
        "add_tag",
        json!({ "name": "Ultimatum", "definition": "Eine Forderung mit Frist" }),
    );
    assert_eq!(found(&mut desk, "Gespraechen"), ["Waffenruhe"]);
    assert_eq!(found(&mut desk, "frist"), ["Ultimatum"]);
    let page = search(&mut desk, "feuerpause");
    let passage = &page["hits"][0]["passages"][0];
    assert_eq!(
        (&passage["part"], &passage["marks"]),
        (&json!("note"), &json!([{ "start": 25, "end": 35 }]))
    );
    sound(&mut desk);
}

#[test]
fn a_connection_that_only_looks_finds_the_same() {
    let mut desk = Desk::new();
    desk.add("add_topic", json!({ "name": "Waffenruhe" }));
    let reader = desk.workspace.reader().unwrap();
    let page = reader
        .call(Envelope::new("search", json!({ "query": "waffen*" })))
        .unwrap();
    assert_eq!(page["total"], 1);
    let report = reader
        .call(Envelope::new("check", json!({ "deep": true })))
        .unwrap();
    let index = report["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["id"] == "I3")
        .unwrap();
    assert_eq!(index["ok"], true, "{report}");
}
