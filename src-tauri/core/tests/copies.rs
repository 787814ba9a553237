//! Copies: what goes back to one text is found, counted once, and decided by the analyst.

use crate::support::Desk;
use serde_json::{Value, json};

/// A text of its own: words from one number on.
fn words(from: usize, count: usize) -> String {
    let words: Vec<String> = (from..from + count).map(|n| format!("wort{n}")).collect();
    words.join(" ")
}

fn compare(desk: &mut Desk) {
    while desk.workspace.look_for_copies(3).unwrap() {}
}

/// Of each copy: the article, what the one asked for is to it, how much of it is shared, the decision.
fn copies(desk: &mut Desk, article: &str) -> Vec<(String, String, u64, Value)> {
    let answer = desk.call("list_copies", json!({ "uid": article }));
    assert_eq!(answer["waiting"], 0, "{answer}");
    answer["copies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|copy| {
            (
                copy["article"]["uid"].as_str().unwrap().to_owned(),
                copy["relation"].as_str().unwrap().to_owned(),
                copy["shared"].as_u64().unwrap(),
                copy["decided"].clone(),
            )
        })
        .collect()
}

fn origins(desk: &mut Desk) -> Vec<Vec<String>> {
    desk.call("list_origins", json!({}))["origins"]
        .as_array()
        .unwrap()
        .iter()
        .map(|origin| {
            let articles = origin["articles"].as_array().unwrap();
            assert_eq!(origin["count"], articles.len(), "{origin}");
            articles
                .iter()
                .map(|article| article["uid"].as_str().unwrap().to_owned())
                .collect()
        })
        .collect()
}

fn listed(desk: &mut Desk, one_per_origin: bool) -> usize {
    let page = desk.call("list_articles", json!({ "one_per_origin": one_per_origin }));
    assert_eq!(page["total"], page["articles"].as_array().unwrap().len());
    page["articles"].as_array().unwrap().len()
}

fn check(desk: &mut Desk) {
    let report = desk.call("check", json!({ "deep": true }));
    assert_eq!(report["ok"], true, "{report}");
}

#[test]
fn the_same_text_an_excerpt_and_a_reworded_text_are_told_apart() {
    let mut desk = Desk::new();
    let wire = desk.article(&words(0, 300));
    let reprint = desk.article(&format!("Eilmeldung {} Ende", words(0, 300).to_uppercase()));
    let excerpt = desk.article(&words(40, 100));
    let reworded = desk.article(&format!("{} {}", words(0, 180), words(9_000, 150)));
    let other = desk.article(&words(5_000, 300));
    compare(&mut desk);

    assert_eq!(
        copies(&mut desk, &wire),
        [
            (reprint.clone(), "same_text".to_owned(), 100, Value::Null),
            (excerpt.clone(), "contains".to_owned(), 33, Value::Null),
            (reworded.clone(), "reworded".to_owned(), 60, Value::Null),
        ]
    );
    let of_excerpt = copies(&mut desk, &excerpt);
    assert!(of_excerpt.iter().any(|(uid, relation, shared, _)| {
        (uid.as_str(), relation.as_str(), *shared) == (wire.as_str(), "excerpt_of", 100)
    }));
    assert!(copies(&mut desk, &other).is_empty());
    check(&mut desk);
}

#[test]
fn a_wire_text_and_its_reprints_count_as_one_origin() {
    let mut desk = Desk::new();
    let wire = desk.article(&words(0, 200));
    let late = desk.article(&format!("{} a b c", words(0, 200)));
    desk.article(&words(1_000, 200));
    desk.call("edit_article", json!({ "uid": late, "published": "2025-06-03" }));
    desk.call("edit_article", json!({ "uid": wire, "published": "2025-06-02" }));
    compare(&mut desk);

    assert_eq!(origins(&mut desk), [[wire.clone(), late.clone()]]);
    assert_eq!((listed(&mut desk, false), listed(&mut desk, true)), (3, 2));
    let row = desk.call("get_article", json!({ "uid": wire }))["article"].clone();
    assert_eq!(row["copies"], 1);
}

#[test]
fn a_search_tells_copies_and_finds_each_text_once() {
    let mut desk = Desk::new();
    let wire = desk.article(&words(0, 200));
    let late = desk.article(&format!("{} a b c", words(0, 200)));
    let other = desk.article(&format!("wort7 {}", words(1_000, 200)));
    compare(&mut desk);
    let found = |desk: &mut Desk, query: &str| -> Vec<(String, u64)> {
        let page = desk.call("search", json!({ "query": query }));
        assert_eq!(page["total"], page["hits"].as_array().unwrap().len());
        let hits = page["hits"].as_array().unwrap().iter();
        let mut hits: Vec<(String, u64)> = hits
            .map(|hit| {
                (
                    hit["uid"].as_str().unwrap().to_owned(),
                    hit["copies"].as_u64().unwrap_or(0),
                )
            })
            .collect();
        hits.sort();
        hits
    };
    let mut all = vec![(wire.clone(), 1), (late.clone(), 1), (other.clone(), 0)];
    all.sort();
    assert_eq!(found(&mut desk, "wort7"), all);
    all.retain(|(uid, _)| *uid != late);
    assert_eq!(found(&mut desk, "wort7 is:origin"), all);
    assert_eq!(found(&mut desk, "wort7 -is:origin"), [(late.clone(), 1)]);

    let facet = |desk: &mut Desk, query: &str| {
        let answer = desk.call("search_facets", json!({ "query": query }));
        let mut facets = answer["facets"].as_array().unwrap().iter();
        facets.find(|facet| facet["by"] == "origin").cloned()
    };
    let counted = facet(&mut desk, "wort7").unwrap();
    let values = counted["values"].as_array().unwrap().iter();
    let values: Vec<_> = values
        .map(|value| (value["count"].as_u64().unwrap(), value["query"].clone()))
        .collect();
    assert_eq!(
        values,
        [(2, json!("wort7 is:origin")), (1, json!("wort7 -is:origin"))]
    );
    // Without copies there is nothing to choose.
    assert_eq!(facet(&mut desk, "wort1007"), None);
    check(&mut desk);
}

#[test]
fn texts_without_spaces_and_in_other_scripts_are_compared_too() {
    let mut desk = Desk::new();
    let chinese = "外交部发言人表示双方将在伊斯坦布尔举行第三轮会谈并讨论停火问题以及战俘交换安排。";
    let arabic = "قال المتحدث باسم الكرملين إن المفاوضات ستجري في إسطنبول وإن الوفد الروسي مستعد لمناقشة وقف إطلاق النار وتبادل الأسرى خلال الجولة الثالثة من المحادثات مع الجانب الأوكراني هذا الأسبوع في تركيا بحضور وسطاء.";
    for text in [chinese, arabic] {
        let one = desk.article(text);
        let other = desk.article(&format!("{text}\n\n新"));
        compare(&mut desk);
        let found = copies(&mut desk, &one);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(
            (found[0].0.as_str(), found[0].1.as_str()),
            (other.as_str(), "same_text")
        );
    }
}

#[test]
fn a_text_too_short_to_tell_is_a_copy_only_of_itself() {
    let mut desk = Desk::new();
    let one = desk.article("Kyjiw meldet Angriffe.");
    let same = desk.article("Kyjiw meldet Angriffe.");
    desk.article("Kyjiw meldet Angriffe!");
    compare(&mut desk);
    let found = copies(&mut desk, &one);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, same);
}

#[test]
fn the_analyst_has_the_last_word_and_can_take_it_back() {
    let mut desk = Desk::new();
    let a = desk.article(&words(0, 200));
    let b = desk.article(&format!("{} x", words(0, 200)));
    let c = desk.article(&words(3_000, 200));
    compare(&mut desk);

    desk.call_and_back(
        "decide_copies",
        json!({ "article": b, "others": [a], "same": false }),
    );
    assert!(origins(&mut desk).is_empty());
    assert_eq!(copies(&mut desk, &a)[0].3, json!(false));
    assert_eq!(listed(&mut desk, true), 3);

    desk.call_and_back(
        "decide_copies",
        json!({ "article": a, "others": [b, c], "same": true }),
    );
    assert_eq!(origins(&mut desk), [[a.clone(), b.clone(), c.clone()]]);
    assert_eq!(copies(&mut desk, &c).len(), 1);
    desk.call_for_nothing(
        "decide_copies",
        json!({ "article": a, "others": [b], "same": true }),
    );

    desk.call_and_back(
        "decide_copies",
        json!({ "article": a, "others": [b, c], "same": null }),
    );
    assert_eq!(origins(&mut desk), [[a.clone(), b]]);

    desk.refuse_field(
        "decide_copies",
        json!({ "article": a, "others": [], "same": true }),
        "others",
        "empty",
    );
    desk.refuse_field(
        "decide_copies",
        json!({ "article": a, "others": [a], "same": true }),
        "others",
        "itself",
    );
    check(&mut desk);
}

#[test]
fn a_refusal_holds_when_a_third_copy_comes() {
    let mut desk = Desk::new();
    let a = desk.article(&words(0, 200));
    let b = desk.article(&format!("{} x", words(0, 200)));
    compare(&mut desk);
    desk.call(
        "decide_copies",
        json!({ "article": a, "others": [b], "same": false }),
    );
    desk.article(&words(500, 200));
    compare(&mut desk);
    assert!(origins(&mut desk).is_empty());
}

#[test]
fn the_bin_takes_an_article_out_of_its_origin_and_brings_it_back() {
    let mut desk = Desk::new();
    let a = desk.article(&words(0, 200));
    let b = desk.article(&format!("{} x", words(0, 200)));
    let c = desk.article(&format!("{} y", words(0, 200)));
    compare(&mut desk);
    assert_eq!(origins(&mut desk), [[a.clone(), b.clone(), c.clone()]]);

    desk.call("delete", json!({ "entity": "article", "uids": [a] }));
    assert_eq!(origins(&mut desk), [[b.clone(), c.clone()]]);
    assert_eq!(listed(&mut desk, true), 1);
    desk.call("restore", json!({ "entity": "article", "uids": [a] }));
    assert_eq!(origins(&mut desk), [[a.clone(), b.clone(), c.clone()]]);

    desk.call("delete", json!({ "entity": "article", "uids": [a] }));
    desk.call("empty_bin", json!({}));
    assert_eq!(origins(&mut desk), [[b, c]]);
    check(&mut desk);
}

#[test]
fn an_import_taken_back_and_done_again_is_compared_again() {
    let mut desk = Desk::new();
    let a = desk.article(&words(0, 200));
    let b = desk.article(&format!("{} x", words(0, 200)));
    compare(&mut desk);
    desk.call("undo", json!({}));
    assert!(origins(&mut desk).is_empty());
    check(&mut desk);
    desk.call("redo", json!({}));
    compare(&mut desk);
    assert_eq!(origins(&mut desk), [[a, b]]);
    check(&mut desk);
}

#[test]
fn before_it_is_stored_a_text_says_what_it_is_like() {
    let mut desk = Desk::new();
    let wire = desk.article(&words(0, 300));
    compare(&mut desk);
    let preview = desk.call(
        "preview_article",
        json!({ "source": { "text": words(100, 120) } }),
    );
    let similar = &preview["similar"];
    assert_eq!(similar[0]["article"]["uid"], json!(wire), "{preview}");
    assert_eq!(similar[0]["relation"], "excerpt_of");
    assert_eq!(similar[0]["shared"], 100);
    let preview = desk.call(
        "preview_article",
        json!({ "source": { "text": words(7_000, 120) } }),
    );
    assert_eq!(preview["similar"], json!([]));
}

#[test]
fn pages_of_origins_go_on_where_the_last_ended() {
    let mut desk = Desk::new();
    for group in 0..5 {
        desk.article(&words(group * 1_000, 100));
        desk.article(&format!("{} x", words(group * 1_000, 100)));
    }
    compare(&mut desk);
    let mut seen = 0;
    let mut after = Value::Null;
    loop {
        let page = desk.call("list_origins", json!({ "limit": 2, "after": after }));
        assert_eq!((&page["total"], &page["articles"]), (&json!(5), &json!(10)));
        seen += page["origins"].as_array().unwrap().len();
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(seen, 5);
    desk.refuse_field("list_origins", json!({ "after": "?" }), "after", "not_allowed");
}
