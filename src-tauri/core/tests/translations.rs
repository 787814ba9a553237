//! Translations: beside an article, a passage or a statement, never without a language.

use crate::support::Desk;
use serde_json::{Value, json};

const TEXT: &str = "Мы ведём переговоры. 😀 Конец.";

fn article(desk: &mut Desk) -> String {
    let answer = desk.call(
        "import_articles",
        json!({ "articles": [{ "source": { "text": TEXT }, "title": "Т", "language": "ru" }] }),
    );
    answer["result"]["imported"][0]["uid"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn of(of: Value) -> Value {
    json!({ "of": of, "language": "EN_gb", "text": " We are negotiating. ", "status": "draft" })
}

#[test]
fn each_translation_is_shown_where_it_belongs() {
    let mut desk = Desk::new();
    let article = article(&mut desk);
    let statement = desk.add(
        "add_statement",
        json!({ "article": article, "spans": [{ "start": 0, "end": 20 }], "kind": "direct" }),
    );
    let mut whole = of(json!({ "article": article }));
    whole["title"] = json!(" T ");
    whole["translator"] = json!(" Anna ");
    whole["translated"] = json!("2025-07");
    let whole = desk.call_and_back("add_translation", whole)["result"]["uid"].clone();
    let passage =
        json!({ "passage": { "article": article, "span": { "start": 21, "end": 22, "quote": "😀" } } });
    let passage = desk.call_and_back("add_translation", of(passage))["result"]["uid"].clone();
    let said =
        desk.call_and_back("add_translation", of(json!({ "statement": statement })))["result"]["uid"].clone();

    let view = desk.call("get_article", json!({ "uid": article }));
    let translations = view["translations"].as_array().unwrap();
    assert_eq!(translations.len(), 2);
    assert_eq!(translations[0]["uid"], whole);
    assert_eq!(translations[0]["language"], "en-GB");
    assert_eq!(translations[0]["title"], "T");
    assert_eq!(translations[0]["translator"], "Anna");
    assert_eq!(translations[0]["text"], " We are negotiating. ");
    assert_eq!(translations[0]["passage"], Value::Null);
    assert_eq!(translations[1]["uid"], passage);
    assert_eq!(translations[1]["passage"], json!({ "start": 21, "end": 22 }));
    let of_statement = &view["statements"][0]["translations"];
    assert_eq!(of_statement[0]["uid"], said);
    assert_eq!(of_statement[0]["statement"], statement.as_str());
    assert_eq!(view["article"]["translated"], 1);
    let report = desk.call("check", json!({ "deep": true }));
    assert_eq!(report["ok"], true, "{report}");
}

#[test]
fn what_breaks_a_rule_is_refused() {
    let mut desk = Desk::new();
    let article = article(&mut desk);
    let whole = json!({ "article": article });
    for (field, value, reason) in [
        ("language", "", "empty"),
        ("language", "und", "empty"),
        ("language", "english", "not_a_language"),
        ("text", " \n", "empty"),
        ("translated", "neulich", "not_a_date"),
    ] {
        let mut request = of(whole.clone());
        request[field] = json!(value);
        desk.refuse_field("add_translation", request, field, reason);
    }
    let passage = |span: Value| of(json!({ "passage": { "article": article, "span": span } }));
    for (span, reason) in [
        (json!({ "start": 5, "end": 5 }), "outside_text"),
        (json!({ "start": 0, "end": 1_000 }), "outside_text"),
        (json!({ "start": 0, "end": 2, "quote": "Ты" }), "quote_differs"),
    ] {
        desk.refuse_field("add_translation", passage(span), "of.passage.span", reason);
    }
    let mut titled = passage(json!({ "start": 0, "end": 2 }));
    titled["title"] = json!("T");
    desk.refuse_field("add_translation", titled, "title", "not_allowed");
    let error = desk.refuse(
        "add_translation",
        of(json!({ "statement": dragoman_core::Uid::new() })),
    );
    assert_eq!(error["code"], "not_found");
}

#[test]
fn an_edit_changes_what_is_given() {
    let mut desk = Desk::new();
    let article = article(&mut desk);
    let uid = desk.add("add_translation", of(json!({ "article": article })));
    desk.call_and_back(
        "edit_translation",
        json!({ "uid": uid, "status": "checked", "translator": "A" }),
    );
    desk.call_for_nothing(
        "edit_translation",
        json!({ "uid": uid, "language": "en-gb", "translator": "A " }),
    );
    desk.refuse_field(
        "edit_translation",
        json!({ "uid": uid, "title": "x", "text": "" }),
        "text",
        "empty",
    );
    let view = desk.call("get_article", json!({ "uid": article }))["translations"][0].clone();
    assert_eq!(view["status"], "checked");
    assert_eq!(view["text"], " We are negotiating. ");
    desk.call_and_back("delete", json!({ "entity": "translation", "uids": [uid] }));
    assert_eq!(
        desk.call("get_article", json!({ "uid": article }))["translations"],
        json!([])
    );
}
