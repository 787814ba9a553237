//! Actors: names in every spelling, roles over time, completion, and two that turn out to be one.

use crate::support::Desk;
use serde_json::{Value, json};

fn named(names: &[&str]) -> Value {
    let names: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
    json!({ "kind": "person", "names": names })
}

fn actor(desk: &mut Desk, names: &[&str]) -> String {
    desk.add("add_actor", named(names))
}

fn complete(desk: &mut Desk, text: &str) -> Vec<(String, String)> {
    desk.call("complete_actors", json!({ "text": text }))["actors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            (text(&found["actor"]["name"]), text(&found["matched"]))
        })
        .collect()
}

fn listed(desk: &mut Desk, args: Value) -> Vec<String> {
    desk.call("list_actors", args)["actors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|actor| actor["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn an_actor_is_given_back_as_it_was_added() {
    let mut desk = Desk::new();
    let ministry = desk.add(
        "add_actor",
        json!({ "kind": "organisation", "names": [{ "name": "Russian MFA" }] }),
    );
    let answer = desk.call_and_back(
        "add_actor",
        json!({
            "kind": "person",
            "names": [
                { "name": " Maria Sacharowa ", "language": "DE" },
                { "name": "Мария Захарова", "language": "ru" }
            ],
            "roles": [
                { "title": "Spokeswoman ", "organisation": ministry, "from": "2015-08", "to": ".." },
                { "title": "Deputy", "from": "2011", "to": "2015-08" }
            ],
            "note": " as typed "
        }),
    );
    let view = desk.call("get_actor", json!({ "uid": answer["result"]["uid"] }));
    assert_eq!(
        view["actor"],
        json!({
            "uid": answer["result"]["uid"],
            "name": "Maria Sacharowa",
            "kind": "person",
            "names": [
                { "name": "Maria Sacharowa", "language": "de", "script": "Latn" },
                { "name": "Мария Захарова", "language": "ru", "script": "Cyrl" }
            ],
            "roles": [
                {
                    "title": "Spokeswoman",
                    "organisation": { "uid": ministry, "name": "Russian MFA", "kind": "organisation" },
                    "from": "2015-08", "to": ".."
                },
                { "title": "Deputy", "organisation": null, "from": "2011", "to": "2015-08" }
            ],
            "note": " as typed ",
            "statements": 0
        })
    );
    assert_eq!(view["notes"], json!([]));
}

#[test]
fn an_actor_that_breaks_a_rule_is_refused_and_the_field_named() {
    let mut desk = Desk::new();
    let there = actor(&mut desk, &["There"]);
    for (args, field, reason) in [
        (named(&[]), "names", "empty"),
        (named(&["A", "  "]), "names[1].name", "empty"),
        (named(&["A", " A "]), "names[1].name", "duplicate"),
        (
            json!({ "kind": "person", "names": [{ "name": "A", "language": "german" }] }),
            "names[0].language",
            "not_a_language",
        ),
        (
            json!({ "kind": "person", "names": [{ "name": "A" }], "roles": [{ "title": "" }] }),
            "roles[0].title",
            "empty",
        ),
        (
            json!({ "kind": "person", "names": [{ "name": "A" }], "roles": [{ "title": "x", "from": ".." }] }),
            "roles[0].from",
            "not_a_date",
        ),
        (
            json!({ "kind": "person", "names": [{ "name": "A" }], "roles": [{ "title": "x", "from": "2020", "to": "2019" }] }),
            "roles[0].to",
            "not_allowed",
        ),
        (
            json!({ "kind": "person", "names": [{ "name": "A" }], "roles": [{ "title": "x" }, { "title": " x" }] }),
            "roles[1]",
            "duplicate",
        ),
        (
            json!({ "uid": there, "kind": "person", "names": [{ "name": "A" }] }),
            "uid",
            "duplicate",
        ),
        (named(&["A".repeat(2_001).as_str()]), "names[0].name", "too_long"),
    ] {
        desk.refuse_field("add_actor", args, field, reason);
    }
    desk.refuse_field(
        "edit_actor",
        json!({ "uid": there, "roles": [{ "title": "x", "organisation": there }] }),
        "roles[0].organisation",
        "itself",
    );
    let nobody = dragoman_core::Uid::new();
    let error = desk.refuse(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "A" }], "roles": [{ "title": "x", "organisation": nobody }] }),
    );
    assert_eq!(error["code"], "not_found");
    assert_eq!(
        desk.refuse("edit_actor", json!({ "uid": nobody }))["code"],
        "not_found"
    );
}

#[test]
fn two_actors_may_share_a_name() {
    let mut desk = Desk::new();
    actor(&mut desk, &["Kim"]);
    actor(&mut desk, &["Kim"]);
    assert_eq!(complete(&mut desk, "kim").len(), 2);
}

#[test]
fn an_edit_changes_what_it_names_and_keeps_the_rows_that_stay() {
    let mut desk = Desk::new();
    let uid = desk.add(
        "add_actor",
        json!({
            "kind": "person",
            "names": [{ "name": "Selenskyj" }, { "name": "Zelensky" }],
            "roles": [{ "title": "President" }],
            "note": "n"
        }),
    );
    desk.call_for_nothing(
        "edit_actor",
        json!({
            "uid": uid,
            "kind": "person",
            "names": [{ "name": "Selenskyj " }, { "name": "Zelensky" }],
            "roles": [{ "title": "President" }],
            "note": "n"
        }),
    );
    let answer = desk.call_and_back(
        "edit_actor",
        json!({ "uid": uid, "names": [{ "name": "Zelensky" }, { "name": "Selenskyj" }, { "name": "Зеленський" }] }),
    );
    assert_eq!(answer["touched"]["uids"], json!([uid]));
    let view = desk.call("get_actor", json!({ "uid": uid }));
    assert_eq!(view["actor"]["name"], "Zelensky");
    assert_eq!(view["actor"]["names"].as_array().unwrap().len(), 3);
    assert_eq!(view["actor"]["roles"].as_array().unwrap().len(), 1);

    desk.call_and_back(
        "edit_actor",
        json!({ "uid": uid, "kind": "unnamed", "roles": [], "note": "" }),
    );
    let view = desk.call("get_actor", json!({ "uid": uid }));
    assert_eq!(
        (&view["actor"]["kind"], &view["actor"]["roles"]),
        (&json!("unnamed"), &json!([]))
    );
}

#[test]
fn the_list_is_by_preferred_name_and_narrows_by_kind_and_beginnings_of_words() {
    let mut desk = Desk::new();
    actor(&mut desk, &["Ömer Çelik"]);
    actor(&mut desk, &["Zakharova", "Мария Захарова"]);
    desk.add(
        "add_actor",
        json!({ "kind": "state", "names": [{ "name": "Österreich" }] }),
    );
    actor(&mut desk, &["adam"]);
    assert_eq!(
        listed(&mut desk, json!({})),
        ["adam", "Ömer Çelik", "Österreich", "Zakharova"]
    );
    assert_eq!(listed(&mut desk, json!({ "kind": "state" })), ["Österreich"]);
    assert_eq!(listed(&mut desk, json!({ "text": "захар" })), ["Zakharova"]);
    assert_eq!(listed(&mut desk, json!({ "text": "CEL" })), ["Ömer Çelik"]);
    assert_eq!(listed(&mut desk, json!({ "text": "oesterr" })), ["Österreich"]);
    assert_eq!(listed(&mut desk, json!({ "text": "elik" })), [""; 0]);
    assert_eq!(listed(&mut desk, json!({ "text": "%" })), [""; 0]);
}

#[test]
fn completion_puts_the_whole_name_before_its_beginning_before_a_word_inside() {
    let mut desk = Desk::new();
    actor(&mut desk, &["Angela Merz"]);
    actor(&mut desk, &["Merzbach"]);
    actor(&mut desk, &["Merz"]);
    let pair = |name: &str| (name.to_owned(), name.to_owned());
    assert_eq!(
        complete(&mut desk, "mérz "),
        [pair("Merz"), pair("Merzbach"), pair("Angela Merz")]
    );
    assert_eq!(complete(&mut desk, "erz"), []);
}

#[test]
fn completion_meets_every_spelling_and_names_the_one_it_met() {
    let mut desk = Desk::new();
    actor(&mut desk, &["Selenskyj", "Зеленський", "Zelensky", "Zelenskyy"]);
    actor(&mut desk, &["Präsident Müller"]);
    actor(&mut desk, &["普京"]);
    let met = |preferred: &str, name: &str| vec![(preferred.to_owned(), name.to_owned())];
    assert_eq!(complete(&mut desk, "зел"), met("Selenskyj", "Зеленський"));
    // An actor stands once, with the name that matches best.
    assert_eq!(complete(&mut desk, "zelen"), met("Selenskyj", "Zelensky"));
    assert_eq!(complete(&mut desk, "zelenskyy"), met("Selenskyj", "Zelenskyy"));
    for typed in ["Praesident", "prasi", "PRÄSIDENT MÜL", "mueller", "Muller"] {
        assert_eq!(
            complete(&mut desk, typed),
            met("Präsident Müller", "Präsident Müller"),
            "{typed}"
        );
    }
    for typed in ["普", "京"] {
        assert_eq!(complete(&mut desk, typed), met("普京", "普京"), "{typed}");
    }
    for typed in ["%", "_", "\"", "'; --", "*"] {
        assert_eq!(complete(&mut desk, typed), [], "{typed}");
    }
}

#[test]
fn completion_gives_as_many_as_asked_for_and_eight_by_itself() {
    let mut desk = Desk::new();
    for number in 10..70 {
        actor(&mut desk, &[&format!("Agent {number}")]);
    }
    assert_eq!(complete(&mut desk, "agent").len(), 8);
    assert_eq!(complete(&mut desk, "").len(), 8);
    for (limit, given) in [(3, 3), (50, 50), (4_000_000_000_u32, 50)] {
        let answer = desk.call("complete_actors", json!({ "text": "a", "limit": limit }));
        assert_eq!(answer["actors"].as_array().unwrap().len(), given);
    }
}

#[test]
fn completion_shows_the_first_role() {
    let mut desk = Desk::new();
    desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Peskow" }], "roles": [{ "title": "Sprecher" }, { "title": "x" }] }),
    );
    let answer = desk.call("complete_actors", json!({ "text": "pes" }));
    assert_eq!(answer["actors"][0]["role"], "Sprecher");
}

#[test]
fn merged_actors_have_the_names_roles_and_notes_of_both() {
    let mut desk = Desk::new();
    let office = actor(&mut desk, &["Office"]);
    let add = |desk: &mut Desk, names: &[&str], roles: Value, note: &str| {
        let names: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
        desk.add(
            "add_actor",
            json!({ "kind": "person", "names": names, "roles": roles, "note": note }),
        )
    };
    let into = add(
        &mut desk,
        &["Zelensky", "Selenskyj"],
        json!([{ "title": "President", "organisation": office }]),
        "one",
    );
    let from = add(
        &mut desk,
        &["Зеленський", "Selenskyj", "Zelenskyy"],
        json!([{ "title": "Comedian" }, { "title": "President", "organisation": office }]),
        "two",
    );
    desk.call_and_back("merge_actors", json!({ "uid": from, "into": into }));
    let view = desk.call("get_actor", json!({ "uid": into }));
    let names: Vec<&str> = view["actor"]["names"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Zelensky", "Selenskyj", "Зеленський", "Zelenskyy"]);
    let titles: Vec<&str> = view["actor"]["roles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|role| role["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["President", "Comedian"]);
    assert_eq!(view["actor"]["note"], "one\n\ntwo");
    assert_eq!(
        desk.refuse("edit_actor", json!({ "uid": from }))["code"],
        "not_found"
    );
    assert_eq!(desk.call("check", json!({}))["ok"], true);
}

#[test]
fn what_others_say_of_a_merged_actor_they_say_of_the_other() {
    let mut desk = Desk::new();
    let (into, from) = (actor(&mut desk, &["Kreml"]), actor(&mut desk, &["Kremlin"]));
    let spokesman = desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Peskow" }], "roles": [{ "title": "Sprecher", "organisation": from }] }),
    );
    let both = desk.add(
        "add_event",
        json!({ "name": "Both", "parties": [from, spokesman, into] }),
    );
    let one = desk.add("add_event", json!({ "name": "One", "parties": [from] }));
    desk.call_and_back("merge_actors", json!({ "uid": from, "into": into }));
    let role = &desk.call("get_actor", json!({ "uid": spokesman }))["actor"]["roles"][0];
    assert_eq!(role["organisation"]["uid"], json!(into));
    let mut parties = |uid: &str| -> Vec<Value> {
        desk.call("get_event", json!({ "uid": uid }))["event"]["parties"]
            .as_array()
            .unwrap()
            .iter()
            .map(|party| party["uid"].clone())
            .collect()
    };
    assert_eq!(parties(&both), [json!(spokesman), json!(into)]);
    assert_eq!(parties(&one), [json!(into)]);
}

#[test]
fn an_actor_merged_with_its_organisation_holds_no_role_in_itself() {
    let mut desk = Desk::new();
    let into = actor(&mut desk, &["Ministry"]);
    let from = desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Minister" }], "roles": [{ "title": "Head", "organisation": into }] }),
    );
    desk.call_and_back("merge_actors", json!({ "uid": from, "into": into }));
    let roles = &desk.call("get_actor", json!({ "uid": into }))["actor"]["roles"];
    assert_eq!(
        roles,
        &json!([{ "title": "Head", "organisation": null, "from": "", "to": "" }])
    );
}

#[test]
fn an_actor_is_not_merged_with_itself_or_with_nobody() {
    let mut desk = Desk::new();
    let uid = actor(&mut desk, &["A"]);
    desk.refuse_field(
        "merge_actors",
        json!({ "uid": uid, "into": uid }),
        "into",
        "itself",
    );
    let nobody = dragoman_core::Uid::new();
    for args in [
        json!({ "uid": uid, "into": nobody }),
        json!({ "uid": nobody, "into": uid }),
    ] {
        assert_eq!(desk.refuse("merge_actors", args)["code"], "not_found");
    }
}
