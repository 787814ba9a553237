//! Events: when, who, the how-manieth, and two that turn out to be one.

use crate::support::Desk;
use serde_json::{Value, json};

fn actor(desk: &mut Desk, name: &str) -> String {
    desk.add(
        "add_actor",
        json!({ "kind": "state", "names": [{ "name": name }] }),
    )
}

fn parties(desk: &mut Desk, event: &str) -> Vec<Value> {
    desk.call("get_event", json!({ "uid": event }))["event"]["parties"]
        .as_array()
        .unwrap()
        .iter()
        .map(|party| party["uid"].clone())
        .collect()
}

#[test]
fn an_event_is_given_back_as_it_was_added() {
    let mut desk = Desk::new();
    let (ukraine, russia) = (actor(&mut desk, "Ukraine"), actor(&mut desk, "Russia"));
    let answer = desk.call_and_back(
        "add_event",
        json!({
            "name": " Third round ", "place": " Istanbul ", "happened": " 2025-07-23 ", "series": " Talks ", "number": 3,
            "parties": [ukraine, russia], "note": "n"
        }),
    );
    let uid = &answer["result"]["uid"];
    let expected = json!({
        "uid": uid, "name": "Third round", "place": "Istanbul", "happened": "2025-07-23", "series": "Talks", "number": 3,
        "parties": [
            { "uid": ukraine, "name": "Ukraine", "kind": "state" },
            { "uid": russia, "name": "Russia", "kind": "state" }
        ],
        "note": "n", "statements": 0
    });
    assert_eq!(desk.call("get_event", json!({ "uid": uid }))["event"], expected);
    assert_eq!(desk.call("list_events", json!({}))["events"], json!([expected]));
}

#[test]
fn an_event_that_breaks_a_rule_is_refused() {
    let mut desk = Desk::new();
    let party = actor(&mut desk, "A");
    let there = desk.add("add_event", json!({ "name": "There" }));
    desk.refuse_field("add_event", json!({ "name": "" }), "name", "empty");
    desk.refuse_field("add_event", json!({ "name": "There" }), "name", "duplicate");
    desk.refuse_field(
        "add_event",
        json!({ "name": "x", "happened": "yesterday" }),
        "happened",
        "not_a_date",
    );
    desk.refuse_field(
        "add_event",
        json!({ "name": "x", "number": 0 }),
        "number",
        "not_allowed",
    );
    desk.refuse_field(
        "edit_event",
        json!({ "uid": there, "number": 0 }),
        "number",
        "not_allowed",
    );
    desk.refuse_field(
        "add_event",
        json!({ "name": "x", "parties": [party, party] }),
        "parties[1]",
        "duplicate",
    );
    desk.refuse_field(
        "add_event",
        json!({ "name": "x", "uid": there }),
        "uid",
        "duplicate",
    );
    let nobody = dragoman_core::Uid::new();
    assert_eq!(
        desk.refuse("add_event", json!({ "name": "x", "parties": [nobody] }))["code"],
        "not_found"
    );
}

#[test]
fn events_are_listed_by_series_number_day_and_name() {
    let mut desk = Desk::new();
    for (name, series, number, happened) in [
        ("lonely, unknown day", "", None, ""),
        ("lonely b", "", None, "2025-01"),
        ("lonely a", "", None, "2025-01-01"),
        ("second", "Talks", Some(2), ""),
        ("tenth", "Talks", Some(10), "1999"),
        ("unnumbered", "Talks", None, "1900"),
        ("summit", "Summits", Some(1), ""),
    ] {
        desk.add(
            "add_event",
            json!({ "name": name, "series": series, "number": number, "happened": happened }),
        );
    }
    let listed = desk.call("list_events", json!({}));
    let names: Vec<&str> = listed["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "summit",
            "second",
            "tenth",
            "unnumbered",
            "lonely a",
            "lonely b",
            "lonely, unknown day"
        ]
    );
}

#[test]
fn an_edit_changes_what_it_names_and_nothing_when_it_names_what_is_there() {
    let mut desk = Desk::new();
    let (a, b) = (actor(&mut desk, "A"), actor(&mut desk, "B"));
    let uid = desk.add(
        "add_event",
        json!({ "name": "E", "happened": "2025-07", "number": 2, "parties": [a, b] }),
    );
    desk.call_for_nothing(
        "edit_event",
        json!({ "uid": uid, "name": "E", "happened": "2025-07 ", "number": 2, "parties": [a, b] }),
    );
    desk.call_and_back(
        "edit_event",
        json!({ "uid": uid, "parties": [b, a], "number": null }),
    );
    assert_eq!(parties(&mut desk, &uid), [json!(b), json!(a)]);
    desk.call_and_back("edit_event", json!({ "uid": uid, "parties": [], "happened": "" }));
    let event = desk.call("get_event", json!({ "uid": uid }))["event"].clone();
    assert_eq!(
        (&event["number"], &event["happened"], &event["name"]),
        (&json!(null), &json!(""), &json!("E"))
    );
}

#[test]
fn merged_events_have_the_parties_of_both() {
    let mut desk = Desk::new();
    let [a, b, c] = ["A", "B", "C"].map(|name| actor(&mut desk, name));
    let into = desk.add(
        "add_event",
        json!({ "name": "One", "place": "Istanbul", "parties": [a, b], "note": "1" }),
    );
    let from = desk.add(
        "add_event",
        json!({
            "name": "Two", "place": "Ankara", "happened": "2025-07-23", "series": "Talks", "number": 3,
            "parties": [c, b], "note": "2"
        }),
    );
    desk.refuse_field(
        "merge_events",
        json!({ "uid": into, "into": into }),
        "into",
        "itself",
    );
    desk.call_and_back("merge_events", json!({ "uid": from, "into": into }));
    assert_eq!(parties(&mut desk, &into), [json!(a), json!(b), json!(c)]);
    let event = desk.call("get_event", json!({ "uid": into }))["event"].clone();
    assert_eq!(
        (
            &event["place"],
            &event["happened"],
            &event["series"],
            &event["number"],
            &event["note"]
        ),
        (
            &json!("Istanbul"),
            &json!("2025-07-23"),
            &json!("Talks"),
            &json!(3),
            &json!("1\n\n2")
        )
    );
    assert_eq!(desk.call("check", json!({}))["ok"], true);
}
