//! Actors that may be the same: proposed with reasons, refused, reconsidered, merged and taken back.

use crate::support::Desk;
use serde_json::{Value, json};

fn actor(desk: &mut Desk, kind: &str, names: &[&str]) -> String {
    let names: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
    desk.add("add_actor", json!({ "kind": kind, "names": names }))
}

fn person(desk: &mut Desk, name: &str) -> String {
    actor(desk, "person", &[name])
}

fn proposed(desk: &mut Desk, args: Value) -> Vec<Value> {
    desk.call("list_likely_same_actors", args)["pairs"]
        .as_array()
        .unwrap()
        .clone()
}

/// The names of the proposed pairs, the likeliest first.
fn pairs(desk: &mut Desk) -> Vec<[String; 2]> {
    let name = |pair: &Value, side: &str| pair[side]["actor"]["name"].as_str().unwrap().to_owned();
    proposed(desk, json!({}))
        .iter()
        .map(|pair| [name(pair, "one"), name(pair, "other")])
        .collect()
}

fn reasons(pair: &Value) -> Vec<&str> {
    let reasons = pair["reasons"].as_array().unwrap();
    reasons
        .iter()
        .map(|reason| reason["reason"].as_str().unwrap())
        .collect()
}

fn statement(desk: &mut Desk, article: &str, actors: &[&str]) {
    let chain: Vec<Value> = actors
        .iter()
        .zip(["speaker", "addressee"])
        .map(|(actor, role)| json!({ "role": role, "actor": actor }))
        .collect();
    desk.add(
        "add_statement",
        json!({ "article": article, "spans": [{ "start": 0, "end": 4 }], "kind": "direct", "chain": chain }),
    );
}

#[test]
fn the_same_person_in_two_scripts_is_proposed_with_what_speaks_for_it() {
    let mut desk = Desk::new();
    let german = desk.add(
        "add_actor",
        json!({
            "kind": "person", "names": [{ "name": "Wolodymyr Selenskyj", "language": "de" }],
            "roles": [{ "title": "Präsident" }],
        }),
    );
    let ukrainian = desk.add(
        "add_actor",
        json!({
            "kind": "person", "names": [{ "name": "Володимир Зеленський", "language": "uk" }],
            "roles": [{ "title": "präsident" }],
        }),
    );
    person(&mut desk, "Wladimir Medinski");
    let article = desk.article("Frieden, sagte er. Dann ging er.");
    statement(&mut desk, &article, &[&german]);
    statement(&mut desk, &article, &[&ukrainian]);

    let found = proposed(&mut desk, json!({}));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0]["one"],
        json!({
            "actor": { "uid": german, "name": "Wolodymyr Selenskyj", "kind": "person" },
            "role": "Präsident", "statements": 1
        })
    );
    assert_eq!(found[0]["other"]["actor"]["uid"], json!(ukrainian));
    assert_eq!(
        found[0]["reasons"],
        json!([
            { "reason": "sounds_alike", "one": "Selenskyj", "other": "Зеленський" },
            { "reason": "given_name_too", "one": "Wolodymyr", "other": "Володимир" },
            { "reason": "same_role", "title": "Präsident" },
            { "reason": "same_articles", "articles": 1 }
        ])
    );
    assert!(found[0]["score"].as_u64().unwrap() > 80, "{found:?}");
}

#[test]
fn the_asked_actor_is_the_first_of_each_pair() {
    let mut desk = Desk::new();
    let first = person(&mut desk, "Maria Sacharowa");
    let second = person(&mut desk, "Мария Захарова");
    for asked in [&first, &second] {
        let found = proposed(&mut desk, json!({ "actor": asked }));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["one"]["actor"]["uid"], json!(asked));
    }
    desk.refuse(
        "list_likely_same_actors",
        json!({ "actor": dragoman_core::Uid::new() }),
    );
}

#[test]
fn other_given_names_other_kinds_unnamed_sources_and_the_bin_are_not_proposed() {
    let mut desk = Desk::new();
    person(&mut desk, "Wladimir Putin");
    person(&mut desk, "Людмила Путина");
    person(&mut desk, "Wladimir Medinski");
    actor(&mut desk, "organisation", &["Putin"]);
    actor(&mut desk, "unnamed", &["Putin"]);
    let gone = person(&mut desk, "Владимир Путин");
    assert_eq!(pairs(&mut desk).len(), 1);
    desk.call("delete", json!({ "entity": "actor", "uids": [gone] }));
    assert_eq!(pairs(&mut desk), Vec::<[String; 2]>::new());
}

#[test]
fn a_name_alone_says_less_than_with_the_given_name_and_being_named_together_speaks_against_it() {
    let mut desk = Desk::new();
    let full = person(&mut desk, "Rustem Umerov");
    person(&mut desk, "Рустем Умєров");
    let alone = person(&mut desk, "Omjerow");
    let score = |desk: &mut Desk, uid: &str| -> Option<u64> {
        proposed(desk, json!({ "actor": full }))
            .iter()
            .find(|pair| pair["other"]["actor"]["uid"] == json!(uid))
            .and_then(|pair| pair["score"].as_u64())
    };
    let scores: Vec<u64> = proposed(&mut desk, json!({ "actor": full }))
        .iter()
        .map(|pair| pair["score"].as_u64().unwrap())
        .collect();
    assert!(scores.len() == 2 && scores[0] > scores[1] + 10, "{scores:?}");
    assert!(score(&mut desk, &alone).is_some());

    let article = desk.article("Umerov traf Omjerow. Das war es.");
    statement(&mut desk, &article, &[&full, &alone]);
    assert_eq!(score(&mut desk, &alone), None);
}

#[test]
fn named_together_is_said_of_a_pair_that_is_still_likely() {
    let mut desk = Desk::new();
    let one = person(&mut desk, "Rustem Umerov");
    let other = actor(&mut desk, "person", &["R. Umerow", "Rustem Umerov"]);
    let article = desk.article("Umerov traf Umerow. Das war es.");
    statement(&mut desk, &article, &[&one, &other]);
    let found = proposed(&mut desk, json!({}));
    assert_eq!(reasons(&found[0]), ["same_name", "same_statements"]);
}

#[test]
fn a_refusal_is_remembered_can_be_undone_and_reconsidered() {
    let mut desk = Desk::new();
    let one = person(&mut desk, "Lawrow");
    let other = person(&mut desk, "Лавров");
    assert_eq!(pairs(&mut desk).len(), 1);
    desk.call_and_back("refuse_same_actor", json!({ "one": other, "other": one }));
    assert_eq!(pairs(&mut desk).len(), 0);
    desk.call_for_nothing("refuse_same_actor", json!({ "one": one, "other": other }));
    let asked = desk.call("list_likely_same_actors", json!({ "actor": one }));
    assert_eq!(
        asked["refused"],
        json!([{ "uid": other, "name": "Лавров", "kind": "person" }])
    );
    desk.call_and_back("reconsider_same_actor", json!({ "one": one, "other": other }));
    assert_eq!(pairs(&mut desk).len(), 1);
    desk.call_for_nothing("reconsider_same_actor", json!({ "one": one, "other": other }));
    desk.refuse_field(
        "refuse_same_actor",
        json!({ "one": one, "other": one }),
        "other",
        "itself",
    );
    desk.refuse(
        "refuse_same_actor",
        json!({ "one": one, "other": dragoman_core::Uid::new() }),
    );
}

#[test]
fn what_one_is_not_the_actor_it_is_merged_into_is_not_either() {
    let mut desk = Desk::new();
    let one = person(&mut desk, "Lawrow");
    let two = person(&mut desk, "Lavrov");
    let three = person(&mut desk, "Лавров");
    desk.call("refuse_same_actor", json!({ "one": one, "other": three }));
    desk.call("refuse_same_actor", json!({ "one": one, "other": two }));
    assert_eq!(pairs(&mut desk), [["Lavrov".to_owned(), "Лавров".to_owned()]]);
    desk.call_and_back("merge_actors", json!({ "uid": one, "into": two }));
    assert_eq!(pairs(&mut desk).len(), 0);
    desk.call("undo", json!({}));
    assert_eq!(pairs(&mut desk).len(), 1);
    assert_eq!(desk.call("check", json!({ "deep": true }))["ok"], json!(true));
}

#[test]
fn keys_follow_the_names_through_edits_merges_undo_and_the_emptied_bin() {
    let mut desk = Desk::new();
    let one = person(&mut desk, "Sergej Lawrow");
    let other = person(&mut desk, "Somebody Else");
    assert_eq!(pairs(&mut desk).len(), 0);
    desk.call(
        "edit_actor",
        json!({ "uid": other, "names": [{ "name": "Сергей Лавров" }] }),
    );
    assert_eq!(pairs(&mut desk).len(), 1);
    desk.call("undo", json!({}));
    assert_eq!(pairs(&mut desk).len(), 0);
    desk.call("redo", json!({}));
    desk.call("merge_actors", json!({ "uid": other, "into": one }));
    assert_eq!(pairs(&mut desk).len(), 0);
    desk.call("undo", json!({}));
    assert_eq!(pairs(&mut desk).len(), 1);
    desk.call("refuse_same_actor", json!({ "one": one, "other": other }));
    desk.call("delete", json!({ "entity": "actor", "uids": [other] }));
    desk.call("empty_bin", json!({}));
    let report = desk.call("check", json!({ "deep": true }));
    assert_eq!(report["ok"], json!(true), "{report}");
    let third = person(&mut desk, "Lavrov");
    assert_eq!(
        proposed(&mut desk, json!({ "actor": one }))[0]["other"]["actor"]["uid"],
        json!(third)
    );
}

#[test]
fn no_more_are_given_than_asked_for_and_it_is_said_that_there_are_more() {
    let mut desk = Desk::new();
    for name in ["Lawrow", "Lavrov", "Лавров", "Ławrow"] {
        person(&mut desk, name);
    }
    let answer = desk.call("list_likely_same_actors", json!({ "limit": 2 }));
    assert_eq!(answer["pairs"].as_array().unwrap().len(), 2);
    assert_eq!(answer["more"], json!(true));
    let answer = desk.call("list_likely_same_actors", json!({}));
    assert_eq!(answer["pairs"].as_array().unwrap().len(), 6);
    assert_eq!(answer["more"], json!(false));
}
