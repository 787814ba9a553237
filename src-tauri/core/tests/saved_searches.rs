//! Saved searches.

use crate::support::Desk;
use serde_json::json;

#[test]
fn a_search_is_kept_under_a_name_and_changed() {
    let mut desk = Desk::new();
    let answer = desk.call_and_back(
        "add_saved_search",
        json!({ "name": " Truce ", "query": " truce -ceasefire ", "sort": "relevance" }),
    );
    let uid = &answer["result"]["uid"];
    assert_eq!(
        desk.call("list_saved_searches", json!({}))["saved_searches"],
        json!([{ "uid": uid, "name": "Truce", "query": "truce -ceasefire", "sort": "relevance", "view": "hits", "switches": {} }])
    );
    desk.call_for_nothing(
        "edit_saved_search",
        json!({ "uid": uid, "name": "Truce", "query": "truce -ceasefire", "sort": "relevance" }),
    );
    desk.call_and_back(
        "edit_saved_search",
        json!({ "uid": uid, "sort": "newest", "view": "context_left" }),
    );
    assert_eq!(
        desk.call("list_saved_searches", json!({}))["saved_searches"],
        json!([{ "uid": uid, "name": "Truce", "query": "truce -ceasefire", "sort": "newest", "view": "context_left", "switches": {} }])
    );
}

#[test]
fn a_saved_search_needs_a_name_of_its_own() {
    let mut desk = Desk::new();
    let there = desk.add("add_saved_search", json!({ "name": "A", "query": "a" }));
    let other = desk.add("add_saved_search", json!({ "name": "B", "query": "b" }));
    desk.refuse_field(
        "add_saved_search",
        json!({ "name": " ", "query": "x" }),
        "name",
        "empty",
    );
    desk.refuse_field(
        "add_saved_search",
        json!({ "name": "A", "query": "x" }),
        "name",
        "duplicate",
    );
    desk.refuse_field(
        "edit_saved_search",
        json!({ "uid": other, "name": "A" }),
        "name",
        "duplicate",
    );
    desk.refuse_field(
        "add_saved_search",
        json!({ "uid": there, "name": "x", "query": "x" }),
        "uid",
        "duplicate",
    );
}

#[test]
fn how_much_a_saved_search_finds_is_counted_when_asked_for() {
    let mut desk = Desk::new();
    desk.article("A truce is near.");
    desk.article("No truce yet.");
    desk.add("add_saved_search", json!({ "name": "A", "query": "truce -near" }));
    desk.add("add_saved_search", json!({ "name": "B", "query": "truce" }));
    let list = desk.call("list_saved_searches", json!({ "counts": true }));
    let totals: Vec<_> = list["saved_searches"]
        .as_array()
        .unwrap()
        .iter()
        .map(|saved| saved["count"]["total"].as_u64())
        .collect();
    assert_eq!(totals, [Some(1), Some(2)]);
}

#[test]
fn what_was_switched_off_is_kept_with_a_search_and_counts() {
    let mut desk = Desk::new();
    desk.article("Die Verhandlung begann.");
    desk.article("Die Verhandlungen begannen.");
    let switches = json!({ "without": ["inflection"] });
    let saved = desk.add(
        "add_saved_search",
        json!({ "name": "A", "query": "Verhandlung", "switches": switches }),
    );
    let first = |desk: &mut Desk| {
        desk.call("list_saved_searches", json!({ "counts": true }))["saved_searches"][0].clone()
    };
    assert_eq!(first(&mut desk)["switches"], switches);
    assert_eq!(first(&mut desk)["count"]["total"], 1);
    desk.call_and_back("edit_saved_search", json!({ "uid": saved, "switches": {} }));
    assert_eq!(first(&mut desk)["switches"], json!({}));
    assert_eq!(first(&mut desk)["count"]["total"], 2);
}
