//! Statements: marked, changed, listed; what is not as it is in the text is refused.

use crate::support::Desk;
use serde_json::{Value, json};

const TEXT: &str = "Kyjiw – „Wir verhandeln“, sagte Selenskyj. 😀 Moskau schweigt. Ende.";

fn article(desk: &mut Desk, text: &str) -> String {
    let answer = desk.call(
        "import_articles",
        json!({ "articles": [{ "source": { "text": text }, "title": "T", "language": "de" }] }),
    );
    answer["result"]["imported"][0]["uid"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// Where words stand in the text: code points.
fn span(words: &str) -> Value {
    let byte = TEXT.find(words).unwrap();
    let start = TEXT[..byte].chars().count();
    json!({ "start": start, "end": start + words.chars().count(), "quote": words })
}

fn statement(desk: &mut Desk, article: &str, words: &str, said: &str) -> String {
    desk.add(
        "add_statement",
        json!({ "article": article, "spans": [span(words)], "kind": "direct", "said": said }),
    )
}

fn uids(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|thing| thing["uid"].as_str().unwrap())
        .collect()
}

#[test]
fn a_statement_keeps_its_words_in_reading_order() {
    let mut desk = Desk::new();
    let article = article(&mut desk, TEXT);
    let answer = desk.call_and_back(
        "add_statement",
        json!({
            "article": article, "spans": [span("😀 Moskau"), span("Wir verhandeln")], "kind": "mixed",
            "said": " 2025-07-23 ", "about": "2025-08", "certainty": "probable", "reliability": "B",
            "credibility": "2", "note": " wie gesagt ",
            "chain": [{ "role": "speaker", "words": " Selenskyj " }, { "role": "relayed_by" }],
        }),
    );
    let uid = answer["result"]["uid"].clone();
    let view = desk.call("get_statement", json!({ "uid": uid }));
    let quotes: Vec<&str> = view["spans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|span| span["quote"].as_str().unwrap())
        .collect();
    assert_eq!(quotes, ["Wir verhandeln", "😀 Moskau"]);
    assert_eq!(view["said"], "2025-07-23");
    assert_eq!(view["note"], " wie gesagt ");
    assert_eq!(
        view["chain"],
        json!([
            { "role": "speaker", "actor": null, "words": "Selenskyj" },
            { "role": "relayed_by", "actor": null, "words": "" },
        ])
    );
    assert_eq!(view["article"]["uid"], article.as_str());
    let opened = desk.call("get_article", json!({ "uid": article }));
    assert_eq!(opened["statements"], json!([view]));
    assert_eq!(opened["article"]["statements"], 1);
    let report = desk.call("check", json!({ "deep": true }));
    assert_eq!(report["ok"], true, "{report}");
}

#[test]
fn spans_that_are_not_in_the_text_are_refused() {
    let mut desk = Desk::new();
    let article = article(&mut desk, TEXT);
    let length = TEXT.chars().count();
    for (spans, field, reason) in [
        (json!([]), "spans", "empty"),
        (json!([{ "start": 3, "end": 3 }]), "spans[0]", "outside_text"),
        (json!([{ "start": 4, "end": 3 }]), "spans[0]", "outside_text"),
        (
            json!([{ "start": 0, "end": length + 1 }]),
            "spans[0]",
            "outside_text",
        ),
        (
            json!([{ "start": 0, "end": 5 }, { "start": u32::MAX, "end": u32::MAX }]),
            "spans[1]",
            "outside_text",
        ),
        (
            json!([{ "start": 0, "end": 5, "quote": "Kyiv " }]),
            "spans[0]",
            "quote_differs",
        ),
        (
            json!([{ "start": 0, "end": 5 }, { "start": 4, "end": 6 }]),
            "spans",
            "not_allowed",
        ),
        (
            json!([{ "start": 0, "end": 5 }, { "start": 0, "end": 5 }]),
            "spans",
            "not_allowed",
        ),
    ] {
        desk.refuse_field(
            "add_statement",
            json!({ "article": article, "spans": spans, "kind": "direct" }),
            field,
            reason,
        );
    }
    // Touching is not overlapping, and the whole text is in the text.
    desk.add(
        "add_statement",
        json!({ "article": article, "spans": [{ "start": 0, "end": 5 }, { "start": 5, "end": length }], "kind": "direct" }),
    );
}

#[test]
fn what_a_statement_refers_to_must_be_there() {
    let mut desk = Desk::new();
    let article = article(&mut desk, TEXT);
    let nobody = dragoman_core::Uid::new();
    let plain = json!({ "article": article, "spans": [span("Ende")], "kind": "direct" });
    for (field, value, entity) in [
        ("article", json!(nobody), "article"),
        ("chain", json!([{ "role": "speaker", "actor": nobody }]), "actor"),
        ("topics", json!([{ "topic": nobody, "stance": "for" }]), "topic"),
        ("tags", json!([nobody]), "tag"),
        ("events", json!([nobody]), "event"),
    ] {
        let mut request = plain.clone();
        request[field] = value;
        let error = desk.refuse("add_statement", request);
        assert_eq!(
            (&error["code"], &error["detail"]["entity"]),
            (&json!("not_found"), &json!(entity)),
            "{field}"
        );
    }
    for field in ["said", "about"] {
        let mut request = plain.clone();
        request[field] = json!("bald");
        desk.refuse_field("add_statement", request, field, "not_a_date");
    }
    let uid = desk.add("add_statement", plain.clone());
    let mut again = plain;
    again["uid"] = json!(uid);
    desk.refuse_field("add_statement", again, "uid", "duplicate");
}

#[test]
fn editing_replaces_what_is_given_and_an_edit_to_the_same_leaves_no_trace() {
    let mut desk = Desk::new();
    let article = article(&mut desk, TEXT);
    let uid = desk.add(
        "add_statement",
        json!({
            "article": article, "spans": [span("Wir verhandeln"), span("Ende")], "kind": "direct",
            "said": "2025", "certainty": "certain", "note": "n",
            "chain": [{ "role": "speaker", "words": "S" }, { "role": "medium", "words": "M" }],
        }),
    );
    desk.call_for_nothing(
        "edit_statement",
        json!({
            "uid": uid, "spans": [span("Ende"), span("Wir verhandeln")], "kind": "direct", "said": "2025 ",
            "certainty": "certain", "reliability": null, "note": "n", "topics": [], "tags": [], "events": [],
            "chain": [{ "role": "speaker", "words": "S" }, { "role": "medium", "words": "M" }],
        }),
    );
    desk.call_and_back(
        "edit_statement",
        json!({
            "uid": uid, "spans": [span("Ende"), span("Kyjiw")], "kind": "headline", "about": "2026-21",
            "certainty": null, "credibility": "6", "chain": [{ "role": "holder", "words": "H" }],
        }),
    );
    let view = desk.call("get_statement", json!({ "uid": uid }));
    assert_eq!(view["spans"][0]["quote"], "Kyjiw");
    assert_eq!(view["spans"][1]["quote"], "Ende");
    assert_eq!(view["kind"], "headline");
    assert_eq!(view["said"], "2025");
    assert_eq!(view["about"], "2026-21");
    assert_eq!(view["certainty"], Value::Null);
    assert_eq!(view["credibility"], "6");
    assert_eq!(
        view["chain"],
        json!([{ "role": "holder", "actor": null, "words": "H" }])
    );
    desk.call_and_back(
        "edit_statement",
        json!({ "uid": uid, "chain": [{ "role": "holder", "words": "H" }, { "role": "addressee", "words": "A" }] }),
    );
    desk.refuse_field(
        "edit_statement",
        json!({ "uid": uid, "note": "x", "spans": [] }),
        "spans",
        "empty",
    );
}

#[test]
fn an_edit_of_one_span_keeps_the_others_identity() {
    let mut desk = Desk::new();
    let article = article(&mut desk, TEXT);
    let uid = desk.add(
        "add_statement",
        json!({ "article": article, "spans": [span("Wir verhandeln"), span("Moskau")], "kind": "direct" }),
    );
    let before = desk.call("get_statement", json!({ "uid": uid }));
    desk.call_and_back(
        "edit_statement",
        json!({ "uid": uid, "spans": [span("Kyjiw"), span("Moskau")] }),
    );
    let after = desk.call("get_statement", json!({ "uid": uid }));
    assert_eq!(before["spans"][1]["uid"], after["spans"][1]["uid"]);
    assert_ne!(before["spans"][0]["uid"], after["spans"][0]["uid"]);
}

#[test]
fn statements_are_listed_newest_said_first_on_pages_and_unknown_last() {
    let mut desk = Desk::new();
    let article = article(&mut desk, TEXT);
    let unknown = statement(&mut desk, &article, "Ende", "");
    let old = statement(&mut desk, &article, "Moskau", "2024-05");
    let new = statement(&mut desk, &article, "Kyjiw", "2025-06-02/2025-06-05");
    let same = statement(&mut desk, &article, "schweigt", "2025-06-05");
    let expected = [&same, &new, &old, &unknown];
    for limit in 1..=5 {
        let mut found = Vec::new();
        let mut after = Value::Null;
        loop {
            let page = desk.call("list_statements", json!({ "limit": limit, "after": after }));
            assert_eq!(page["total"], 4);
            found.extend(uids(&page["statements"]).into_iter().map(str::to_owned));
            after = page["next"].clone();
            if after.is_null() {
                break;
            }
        }
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "by {limit}");
    }
}

#[test]
fn statements_of_an_article_in_the_bin_are_nowhere() {
    let mut desk = Desk::new();
    let article = article(&mut desk, TEXT);
    let uid = statement(&mut desk, &article, "Ende", "");
    desk.call_and_back("delete", json!({ "entity": "article", "uids": [article] }));
    assert_eq!(desk.call("list_statements", json!({}))["total"], 0);
    let error = desk.refuse("get_statement", json!({ "uid": uid }));
    assert_eq!(error["code"], "not_found");
    desk.call("restore", json!({ "entity": "article", "uids": [article] }));
    assert_eq!(
        uids(&desk.call("list_statements", json!({}))["statements"]),
        [uid]
    );
}

#[test]
fn filters_by_kind_role_and_article_must_all_hold() {
    let mut desk = Desk::new();
    let here = article(&mut desk, TEXT);
    let there = article(&mut desk, &format!("{TEXT} "));
    let one = desk.add(
        "add_statement",
        json!({ "article": here, "spans": [span("Ende")], "kind": "indirect", "chain": [{ "role": "holder" }] }),
    );
    let two = statement(&mut desk, &there, "Ende", "");
    for (filter, expected) in [
        (json!({ "kind": "indirect" }), vec![&one]),
        (json!({ "article": there }), vec![&two]),
        (json!({ "article": there, "kind": "indirect" }), vec![]),
        (json!({ "role": "holder" }), vec![&one]),
        (json!({ "role": "speaker" }), vec![]),
        (json!({ "actor": dragoman_core::Uid::new() }), vec![]),
        (json!({ "tag": dragoman_core::Uid::new() }), vec![]),
        (json!({ "stance": "for" }), vec![]),
    ] {
        let page = desk.call("list_statements", filter.clone());
        assert_eq!(uids(&page["statements"]), expected, "{filter}");
        assert_eq!(page["total"], expected.len());
    }
}

#[test]
fn filters_find_what_statements_carry_and_a_tag_finds_the_tags_below_it() {
    let mut desk = Desk::new();
    let article = article(&mut desk, TEXT);
    let outlet = desk.add("add_outlet", json!({ "name": "Zeitung" }));
    desk.call("edit_article", json!({ "uid": article, "outlet": outlet }));
    let actor = desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Selenskyj" }] }),
    );
    let topic = desk.add("add_topic", json!({ "name": "Gespräche" }));
    let event = desk.add("add_event", json!({ "name": "Treffen" }));
    let top = desk.add("add_tag", json!({ "name": "Oben" }));
    let below = desk.add("add_tag", json!({ "name": "Unten", "parent": top }));
    let carrying = desk.add(
        "add_statement",
        json!({
            "article": article, "spans": [span("Ende")], "kind": "direct", "said": "2025",
            "chain": [{ "role": "speaker", "actor": actor }], "topics": [{ "topic": topic, "stance": "for" }],
            "tags": [below], "events": [event],
        }),
    );
    let bare = statement(&mut desk, &article, "Kyjiw", "");
    for (filter, expected) in [
        (json!({ "outlet": outlet }), vec![&carrying, &bare]),
        (json!({ "actor": actor }), vec![&carrying]),
        (json!({ "actor": actor, "role": "speaker" }), vec![&carrying]),
        (json!({ "actor": actor, "role": "medium" }), vec![]),
        (json!({ "topic": topic }), vec![&carrying]),
        (json!({ "topic": topic, "stance": "for" }), vec![&carrying]),
        (json!({ "topic": topic, "stance": "against" }), vec![]),
        (json!({ "stance": "for" }), vec![&carrying]),
        (json!({ "tag": top }), vec![&carrying]),
        (json!({ "tag": below }), vec![&carrying]),
        (
            json!({ "event": event, "actor": actor, "tag": top, "outlet": outlet }),
            vec![&carrying],
        ),
    ] {
        let page = desk.call("list_statements", filter.clone());
        assert_eq!(uids(&page["statements"]), expected, "{filter}");
    }
    let view = desk.call("get_statement", json!({ "uid": carrying }));
    assert_eq!(view["chain"][0]["actor"]["name"], "Selenskyj");
    assert_eq!(view["topics"][0]["topic"]["name"], "Gespräche");
    assert_eq!(view["tags"][0]["name"], "Unten");
    assert_eq!(view["events"][0]["name"], "Treffen");
    assert_eq!(view["outlet"]["name"], "Zeitung");
    // Naming one twice is a slip of the caller.
    for (field, twice) in [
        ("tags", json!([top, top])),
        ("events", json!([event, event])),
        (
            "topics",
            json!([{ "topic": topic, "stance": "for" }, { "topic": topic, "stance": "against" }]),
        ),
    ] {
        let mut request = json!({ "uid": bare });
        request[field] = twice;
        desk.refuse_field("edit_statement", request, field, "duplicate");
    }
}

#[test]
fn what_is_in_the_bin_leaves_a_statement_and_comes_back_to_it_even_after_an_edit() {
    let mut desk = Desk::new();
    let article = article(&mut desk, TEXT);
    let gone = desk.add("add_tag", json!({ "name": "Weg" }));
    let kept = desk.add("add_tag", json!({ "name": "Da" }));
    let actor = desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Selenskyj" }] }),
    );
    let chain = json!([{ "role": "speaker", "actor": actor, "words": "er" }]);
    let uid = desk.add(
        "add_statement",
        json!({ "article": article, "spans": [span("Ende")], "kind": "direct", "tags": [gone], "chain": chain }),
    );
    desk.call("delete", json!({ "entity": "tag", "uids": [gone] }));
    desk.call("delete", json!({ "entity": "actor", "uids": [actor] }));
    let view = desk.call("get_statement", json!({ "uid": uid }));
    assert_eq!(view["tags"], json!([]));
    // The chain is what the text says: it still names the actor, and can be sent back.
    assert_eq!(view["chain"][0]["actor"]["name"], "Selenskyj");
    desk.call_and_back(
        "edit_statement",
        json!({ "uid": uid, "tags": [kept], "chain": chain, "note": "n" }),
    );
    let other = json!({ "article": article, "spans": [span("Ende")], "kind": "direct", "chain": chain });
    assert_eq!(desk.refuse("add_statement", other)["code"], "not_found");
    desk.call("restore", json!({ "entity": "tag", "uids": [gone] }));
    let view = desk.call("get_statement", json!({ "uid": uid }));
    assert_eq!(view["tags"].as_array().unwrap().len(), 2);
}
