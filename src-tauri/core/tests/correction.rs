//! Correcting texts: what is marked follows exactly, is offered, or is orphaned, and the earlier text stays.

use crate::support::Desk;
use serde_json::{Value, json};

const TEXT: &str = "Ankara, 2. Juni. Der Außenminister begrüßte 😀 die Gäste im großen Saal.\n\n\
    „Wir sind zu Gesprächen bereit“, sagte er vor der Presse. Einen Termin nannte er nicht.\n\n\
    Am Abend reisten die Delegationen wieder ab, ohne sich noch einmal zu äußern.";

fn range(text: &str, words: &str) -> Value {
    let at = text.find(words).unwrap();
    let start = text[..at].chars().count();
    json!({ "start": start, "end": start + words.chars().count(), "quote": words })
}

struct Marked {
    desk: Desk,
    article: String,
    /// “Gespräche”, in two spans with “Termin”.
    talks: String,
    abroad: String,
}

fn marked() -> Marked {
    let mut desk = Desk::new();
    let article = desk.article(TEXT);
    let mut mark = |spans: Value| {
        desk.add(
            "add_statement",
            json!({ "article": article, "spans": spans, "kind": "direct" }),
        )
    };
    let talks = mark(json!([
        range(TEXT, "Wir sind zu Gesprächen bereit"),
        range(TEXT, "Einen Termin nannte er nicht.")
    ]));
    let abroad = mark(json!([range(
        TEXT,
        "Am Abend reisten die Delegationen wieder ab"
    )]));
    Marked {
        desk,
        article,
        talks,
        abroad,
    }
}

fn spans(desk: &mut Desk, statement: &str) -> Vec<(String, bool)> {
    let view = desk.call("get_statement", json!({ "uid": statement }));
    let spans = view["spans"].as_array().unwrap().iter();
    spans
        .map(|span| {
            (
                span["quote"].as_str().unwrap().to_owned(),
                span["orphaned"].as_bool().unwrap(),
            )
        })
        .collect()
}

fn sound(desk: &mut Desk) {
    let report = desk.call("check", json!({ "deep": true }));
    assert_eq!(report["ok"], true, "{report}");
}

#[test]
fn what_was_not_corrected_follows_and_stands_where_it_says() {
    let Marked {
        mut desk,
        article,
        talks,
        abroad,
    } = marked();
    let corrected = TEXT
        .replace("Ankara", "Istanbul und Ankara")
        .replace("großen ", "");
    let answer = desk.call_and_back(
        "correct_text",
        json!({ "article": article, "text": corrected, "reason": " Ort ergänzt " }),
    );
    assert_eq!(answer["result"]["number"], 2);
    assert_eq!(answer["result"]["carried"], 3);
    assert_eq!(answer["result"]["orphaned"], json!([]));
    let view = desk.call("get_article", json!({ "uid": article }));
    assert_eq!(
        (&view["text"], &view["revision_number"]),
        (&json!(corrected), &json!(2))
    );
    for statement in [&talks, &abroad] {
        let view = desk.call("get_statement", json!({ "uid": statement }));
        for span in view["spans"].as_array().unwrap() {
            let at = range(&corrected, span["quote"].as_str().unwrap());
            assert_eq!((&span["start"], &span["end"]), (&at["start"], &at["end"]));
            assert_eq!(
                (&span["orphaned"], &span["revision"]),
                (&json!(false), &answer["result"]["revision"])
            );
        }
    }
    sound(&mut desk);
}

#[test]
fn the_search_finds_the_corrected_words_and_not_those_before() {
    let Marked {
        mut desk, article, ..
    } = marked();
    desk.call(
        "correct_text",
        json!({ "article": article, "text": TEXT.replace("Ankara", "Konstantinopel") }),
    );
    let hits = |desk: &mut Desk, query: &str| {
        desk.call("search", json!({ "query": query }))["hits"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(hits(&mut desk, "Konstantinopel"), 1);
    assert_eq!(hits(&mut desk, "Ankara"), 0);
    desk.call("undo", json!({}));
    assert_eq!(hits(&mut desk, "Ankara"), 1);
    assert_eq!(hits(&mut desk, "Konstantinopel"), 0);
}

#[test]
fn a_corrected_quote_is_offered_and_follows_only_when_it_is_accepted() {
    let Marked {
        mut desk,
        article,
        talks,
        ..
    } = marked();
    let corrected = TEXT.replace("Gesprächen", "Verhandlungen");
    let preview = desk.call(
        "preview_correction",
        json!({ "article": article, "text": corrected }),
    );
    assert_eq!(preview["changed"], true);
    let offered: Vec<&Value> = preview["quotes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|quote| quote["fate"] == "offered")
        .collect();
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0]["why"], "changed");
    assert_eq!(offered[0]["statement"], talks.as_str());
    assert_eq!(offered[0]["quote"], "Wir sind zu Gesprächen bereit");
    assert_eq!(offered[0]["words"], "Wir sind zu Verhandlungen bereit");

    let request = json!({ "article": article, "revision": preview["revision"], "text": corrected });
    let answer = desk.call_and_back("correct_text", request.clone());
    assert_eq!(answer["result"]["orphaned"], json!([talks]));
    assert_eq!(
        spans(&mut desk, &talks),
        [
            ("Wir sind zu Gesprächen bereit".to_owned(), true),
            ("Einen Termin nannte er nicht.".to_owned(), false)
        ]
    );
    sound(&mut desk);
    desk.call("undo", json!({}));

    let mut accepting = request;
    accepting["accept"] = json!([offered[0]["uid"]]);
    let answer = desk.call_and_back("correct_text", accepting);
    assert_eq!(answer["result"]["orphaned"], json!([]));
    assert_eq!(
        spans(&mut desk, &talks)[0],
        ("Wir sind zu Verhandlungen bereit".to_owned(), false)
    );
    sound(&mut desk);
}

#[test]
fn a_deleted_quote_is_orphaned_and_its_text_stays_readable() {
    let Marked {
        mut desk,
        article,
        abroad,
        ..
    } = marked();
    let (corrected, _) = TEXT.rsplit_once("\n\n").unwrap();
    let answer = desk.call_and_back(
        "correct_text",
        json!({ "article": article, "text": corrected, "reason": "gekürzt" }),
    );
    assert_eq!(answer["result"]["orphaned"], json!([abroad]));
    let view = desk.call("get_statement", json!({ "uid": abroad }));
    let span = &view["spans"][0];
    assert_eq!(span["orphaned"], true);
    let revisions = desk.call("list_revisions", json!({ "uid": article }));
    let numbers: Vec<_> = revisions["revisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (&row["number"], &row["reason"]))
        .collect();
    assert_eq!(numbers, [(&json!(2), &json!("gekürzt")), (&json!(1), &json!(""))]);
    let earlier = desk.call("get_revision", json!({ "uid": span["revision"] }));
    assert_eq!(earlier["text"], TEXT);
    let (start, end) = (span["start"].as_u64().unwrap(), span["end"].as_u64().unwrap());
    let words: String = TEXT
        .chars()
        .skip(usize::try_from(start).unwrap())
        .take(usize::try_from(end - start).unwrap())
        .collect();
    assert_eq!(span["quote"], words);
    let found = desk.call("search", json!({ "query": "is:orphaned" }));
    assert_eq!(found["hits"][0]["uid"], abroad.as_str());
    sound(&mut desk);
    // A later correction leaves alone what is orphaned already.
    desk.call("correct_text", json!({ "article": article, "text": TEXT }));
    assert!(spans(&mut desk, &abroad)[0].1);
    // The analyst finds it its place again.
    desk.call_and_back(
        "edit_statement",
        json!({ "uid": abroad, "spans": [range(TEXT, "Am Abend reisten die Delegationen wieder ab")] }),
    );
    assert_eq!(
        spans(&mut desk, &abroad),
        [("Am Abend reisten die Delegationen wieder ab".to_owned(), false)]
    );
    sound(&mut desk);
}

#[test]
fn a_translated_passage_follows_or_says_that_it_has_lost_its_place() {
    let Marked {
        mut desk, article, ..
    } = marked();
    let passage =
        json!({ "passage": { "article": article, "span": range(TEXT, "die Gäste im großen Saal") } });
    desk.add(
        "add_translation",
        json!({ "of": passage, "language": "en", "text": "the guests in the great hall", "status": "draft" }),
    );
    let state =
        |desk: &mut Desk| desk.call("get_article", json!({ "uid": article }))["translations"][0].clone();
    desk.call(
        "correct_text",
        json!({ "article": article, "text": TEXT.replace("Ankara, ", "") }),
    );
    let at = range(&TEXT.replace("Ankara, ", ""), "die Gäste im großen Saal");
    let now = state(&mut desk);
    assert_eq!(
        (&now["orphaned"], &now["passage"]["start"]),
        (&json!(false), &at["start"])
    );
    desk.call(
        "correct_text",
        json!({ "article": article, "text": TEXT.replace("die Gäste im großen Saal", "alle") }),
    );
    assert_eq!(state(&mut desk)["orphaned"], true);
    sound(&mut desk);
}

#[test]
fn a_statement_in_the_bin_comes_back_where_its_words_are_now() {
    let Marked {
        mut desk,
        article,
        abroad,
        ..
    } = marked();
    desk.call("delete", json!({ "entity": "statement", "uids": [abroad] }));
    desk.call(
        "correct_text",
        json!({ "article": article, "text": TEXT.replace("Ankara, ", "") }),
    );
    desk.call("restore", json!({ "entity": "statement", "uids": [abroad] }));
    assert!(!spans(&mut desk, &abroad)[0].1);
    sound(&mut desk);
}

#[test]
fn what_breaks_a_rule_is_refused_and_the_same_text_is_no_correction() {
    let Marked {
        mut desk, article, ..
    } = marked();
    desk.refuse_field(
        "correct_text",
        json!({ "article": article, "text": " \n" }),
        "text",
        "empty",
    );
    let other = desk.article("Ein anderer Text.");
    let revision = desk.call("get_article", json!({ "uid": other }))["revision"].clone();
    let stale = json!({ "article": article, "text": "Neu", "revision": revision });
    desk.refuse_field("correct_text", stale, "revision", "not_allowed");
    let accept = json!({ "article": article, "text": "Neu", "accept": [article] });
    desk.refuse_field("correct_text", accept, "accept[0]", "not_allowed");
    desk.call_for_nothing(
        "correct_text",
        json!({ "article": article, "text": TEXT.replace('\n', "\r\n") }),
    );
}
