//! Tags: a tree without circles, in the analyst's order.

use crate::support::Desk;
use serde_json::{Value, json};

fn tag(desk: &mut Desk, name: &str, parent: Option<&str>) -> String {
    desk.add("add_tag", json!({ "name": name, "parent": parent }))
}

/// The codebook as indented names.
fn outline(desk: &mut Desk) -> Vec<String> {
    desk.call("list_tags", json!({}))["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| {
            let depth = usize::try_from(tag["depth"].as_u64().unwrap()).unwrap();
            format!("{}{}", " ".repeat(depth), tag["name"].as_str().unwrap())
        })
        .collect()
}

#[test]
fn the_codebook_lists_parents_before_children_and_siblings_in_their_order() {
    let mut desk = Desk::new();
    let war = tag(&mut desk, "War", None);
    tag(&mut desk, "Economy", None);
    let front = tag(&mut desk, "Front", Some(&war));
    tag(&mut desk, "Prisoners", Some(&war));
    tag(&mut desk, "East", Some(&front));
    assert_eq!(
        outline(&mut desk),
        ["War", " Front", "  East", " Prisoners", "Economy"]
    );
    let tags = desk.call("list_tags", json!({}));
    assert_eq!(tags["tags"][1]["parent"], json!(war));
    assert_eq!(tags["tags"][0]["parent"], Value::Null);
}

#[test]
fn a_tag_is_given_back_as_it_was_added() {
    let mut desk = Desk::new();
    let answer = desk.call_and_back(
        "add_tag",
        json!({ "name": " Ceasefire ", "color": "#FF8800", "definition": "Talk of\nstopping." }),
    );
    assert_eq!(
        desk.call("list_tags", json!({}))["tags"][0],
        json!({
            "uid": answer["result"]["uid"], "name": "Ceasefire", "parent": null, "depth": 0,
            "color": "#ff8800", "definition": "Talk of\nstopping.", "statements": 0, "statements_below": 0
        })
    );
}

#[test]
fn siblings_have_names_of_their_own_and_cousins_need_not() {
    let mut desk = Desk::new();
    let (a, b) = (tag(&mut desk, "A", None), tag(&mut desk, "B", None));
    let under_a = tag(&mut desk, "Same", Some(&a));
    let under_b = tag(&mut desk, "Same", Some(&b));
    desk.refuse_field(
        "add_tag",
        json!({ "name": " Same", "parent": a }),
        "name",
        "duplicate",
    );
    desk.refuse_field("add_tag", json!({ "name": "A" }), "name", "duplicate");
    desk.refuse_field(
        "edit_tag",
        json!({ "uid": under_a, "parent": b }),
        "name",
        "duplicate",
    );
    desk.refuse_field("edit_tag", json!({ "uid": b, "name": "A" }), "name", "duplicate");
    desk.call_and_back("edit_tag", json!({ "uid": under_b, "parent": null }));
}

#[test]
fn a_tag_that_breaks_a_rule_is_refused() {
    let mut desk = Desk::new();
    let there = tag(&mut desk, "There", None);
    desk.refuse_field("add_tag", json!({ "name": "\u{a0}\t" }), "name", "empty");
    desk.refuse_field(
        "add_tag",
        json!({ "name": "x", "color": "red" }),
        "color",
        "not_allowed",
    );
    desk.refuse_field(
        "add_tag",
        json!({ "name": "x", "uid": there }),
        "uid",
        "duplicate",
    );
    let nowhere = dragoman_core::Uid::new();
    assert_eq!(
        desk.refuse("add_tag", json!({ "name": "x", "parent": nowhere }))["code"],
        "not_found"
    );
}

#[test]
fn a_tag_cannot_come_to_stand_below_itself() {
    let mut desk = Desk::new();
    let a = tag(&mut desk, "A", None);
    let b = tag(&mut desk, "B", Some(&a));
    let c = tag(&mut desk, "C", Some(&b));
    for parent in [&a, &b, &c] {
        desk.refuse_field(
            "edit_tag",
            json!({ "uid": a, "parent": parent }),
            "parent",
            "itself",
        );
    }
    desk.call_and_back("edit_tag", json!({ "uid": c, "parent": a }));
    assert_eq!(outline(&mut desk), ["A", " B", " C"]);
}

#[test]
fn a_tag_moves_among_its_siblings_and_to_others() {
    let mut desk = Desk::new();
    let [a, b, c] = ["A", "B", "C"].map(|name| tag(&mut desk, name, None));
    desk.call_and_back("edit_tag", json!({ "uid": c, "position": 0 }));
    assert_eq!(outline(&mut desk), ["C", "A", "B"]);
    desk.call_and_back("edit_tag", json!({ "uid": c, "position": 1 }));
    assert_eq!(outline(&mut desk), ["A", "C", "B"]);
    desk.call_and_back("edit_tag", json!({ "uid": a, "position": 99 }));
    assert_eq!(outline(&mut desk), ["C", "B", "A"]);
    desk.call_for_nothing(
        "edit_tag",
        json!({ "uid": a, "position": 2, "parent": null, "name": "A" }),
    );
    desk.call("edit_tag", json!({ "uid": a, "parent": c }));
    desk.call_and_back("edit_tag", json!({ "uid": b, "parent": c, "position": 0 }));
    assert_eq!(outline(&mut desk), ["C", " B", " A"]);
}

#[test]
fn merged_tags_bring_their_children_and_definitions() {
    let mut desk = Desk::new();
    let into = desk.add("add_tag", json!({ "name": "Truce", "definition": "one" }));
    let from = desk.add(
        "add_tag",
        json!({ "name": "Ceasefire", "definition": "two", "color": "#112233" }),
    );
    tag(&mut desk, "Old", Some(&into));
    let same_into = tag(&mut desk, "Offer", Some(&into));
    let same_from = tag(&mut desk, "Offer", Some(&from));
    tag(&mut desk, "New", Some(&from));
    tag(&mut desk, "Deep", Some(&same_from));
    tag(&mut desk, "Flat", Some(&same_into));
    desk.call_and_back("merge_tags", json!({ "uid": from, "into": into }));
    assert_eq!(
        outline(&mut desk),
        ["Truce", " Old", " Offer", "  Flat", "  Deep", " New"]
    );
    let tag = &desk.call("list_tags", json!({}))["tags"][0];
    assert_eq!(
        (&tag["definition"], &tag["color"]),
        (&json!("one\n\ntwo"), &json!("#112233"))
    );
    assert_eq!(desk.call("check", json!({}))["ok"], true);
}

#[test]
fn a_tag_merged_into_one_above_it_leaves_its_children_there() {
    let mut desk = Desk::new();
    let top = tag(&mut desk, "Top", None);
    let middle = tag(&mut desk, "X", Some(&top));
    let from = tag(&mut desk, "S", Some(&middle));
    // Called like the tag that stands above the one that goes, with a child called like that one.
    let twin = tag(&mut desk, "X", Some(&from));
    let inner = tag(&mut desk, "S", Some(&twin));
    tag(&mut desk, "Leaf", Some(&inner));
    desk.call_and_back("merge_tags", json!({ "uid": from, "into": top }));
    assert_eq!(outline(&mut desk), ["Top", " X", "  S", "   Leaf"]);
    assert_eq!(desk.call("check", json!({}))["ok"], true);
}

#[test]
fn a_tag_is_not_merged_with_itself_or_into_one_below_it() {
    let mut desk = Desk::new();
    let a = tag(&mut desk, "A", None);
    let b = tag(&mut desk, "B", Some(&a));
    let c = tag(&mut desk, "C", Some(&b));
    for into in [&a, &b, &c] {
        desk.refuse_field("merge_tags", json!({ "uid": a, "into": into }), "into", "itself");
    }
}
