//! Outlets: who they are, how reliable, and two that turn out to be one.

use crate::support::Desk;
use serde_json::json;

#[test]
fn an_outlet_is_given_back_as_it_was_added() {
    let mut desk = Desk::new();
    let answer = desk.call_and_back(
        "add_outlet",
        json!({
            "name": " Deutsche Welle ", "language": "DE_de", "country": " DE ", "url": " https://www.dw.com ",
            "reliability": "B", "note": "n"
        }),
    );
    let uid = &answer["result"]["uid"];
    let expected = json!({
        "uid": uid, "name": "Deutsche Welle", "language": "de-DE", "country": "DE", "url": "https://www.dw.com",
        "reliability": "B", "note": "n", "articles": 0, "statements": 0
    });
    assert_eq!(desk.call("get_outlet", json!({ "uid": uid }))["outlet"], expected);
    assert_eq!(desk.call("list_outlets", json!({}))["outlets"], json!([expected]));
}

#[test]
fn an_outlet_that_breaks_a_rule_is_refused() {
    let mut desk = Desk::new();
    let there = desk.add("add_outlet", json!({ "name": "There" }));
    let other = desk.add("add_outlet", json!({ "name": "Other" }));
    desk.refuse_field("add_outlet", json!({ "name": " " }), "name", "empty");
    desk.refuse_field("add_outlet", json!({ "name": "There" }), "name", "duplicate");
    desk.refuse_field(
        "add_outlet",
        json!({ "name": "x", "language": "german" }),
        "language",
        "not_a_language",
    );
    desk.refuse_field(
        "add_outlet",
        json!({ "name": "x", "uid": there }),
        "uid",
        "duplicate",
    );
    desk.refuse_field(
        "edit_outlet",
        json!({ "uid": other, "name": "There" }),
        "name",
        "duplicate",
    );
    assert_eq!(
        desk.refuse("add_outlet", json!({ "name": "x", "reliability": "G" }))["code"],
        "malformed"
    );
}

#[test]
fn a_grade_stays_when_it_is_not_named_and_goes_when_it_is_null() {
    let mut desk = Desk::new();
    let uid = desk.add(
        "add_outlet",
        json!({ "name": "A", "reliability": "C", "country": "FR" }),
    );
    desk.call_for_nothing(
        "edit_outlet",
        json!({ "uid": uid, "name": "A", "reliability": "C", "country": "FR " }),
    );
    desk.call_and_back("edit_outlet", json!({ "uid": uid, "name": "B" }));
    let outlet = desk.call("get_outlet", json!({ "uid": uid }));
    assert_eq!(outlet["outlet"]["reliability"], "C");
    desk.call_and_back("edit_outlet", json!({ "uid": uid, "reliability": null }));
    let outlet = desk.call("get_outlet", json!({ "uid": uid }));
    assert_eq!(outlet["outlet"]["reliability"], json!(null));
    assert_eq!(outlet["outlet"]["country"], "FR");
}

#[test]
fn a_merged_outlet_keeps_its_own_and_takes_over_what_it_lacks() {
    let mut desk = Desk::new();
    let into = desk.add(
        "add_outlet",
        json!({ "name": "AFP", "country": "FR", "note": "same" }),
    );
    let from = desk.add(
        "add_outlet",
        json!({ "name": "afp", "country": "DE", "language": "fr", "reliability": "A", "note": "same" }),
    );
    desk.refuse_field(
        "merge_outlets",
        json!({ "uid": into, "into": into }),
        "into",
        "itself",
    );
    desk.call_and_back("merge_outlets", json!({ "uid": from, "into": into }));
    let outlets = desk.call("list_outlets", json!({}));
    assert_eq!(outlets["outlets"].as_array().unwrap().len(), 1);
    let outlet = &outlets["outlets"][0];
    assert_eq!(
        (
            &outlet["name"],
            &outlet["country"],
            &outlet["language"],
            &outlet["reliability"]
        ),
        (&json!("AFP"), &json!("FR"), &json!("fr"), &json!("A"))
    );
    assert_eq!(outlet["note"], "same");
}
