//! What the search promises to those who call it: names in every spelling, always in step with what was
//! done, and never an error, whatever is typed.

use crate::support::Desk;
use dragoman_core::commands::Envelope;
use serde_json::{Value, json};

fn search(desk: &mut Desk, query: &str) -> Value {
    desk.call("search", json!({ "query": query }))
}

fn found(desk: &mut Desk, query: &str) -> Vec<String> {
    let page = search(desk, query);
    let hits = page["hits"].as_array().unwrap();
    hits.iter()
        .map(|hit| hit["title"].as_str().unwrap().to_owned())
        .collect()
}

fn sound(desk: &mut Desk) {
    let report = desk.call("check", json!({ "deep": true }));
    assert_eq!(report["ok"], true, "{report}");
}

#[test]
fn an_actor_is_found_by_every_name_until_the_name_is_taken_back() {
    let mut desk = Desk::new();
    let uid = desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Wolodymyr Selenskyj" }] }),
    );
    assert!(found(&mut desk, "=зеленський").is_empty());
    desk.call(
        "edit_actor",
        json!({ "uid": uid, "names": [{ "name": "Wolodymyr Selenskyj" }, { "name": "Володимир Зеленський" }] }),
    );
    assert_eq!(found(&mut desk, "=зеленський"), ["Wolodymyr Selenskyj"]);
    sound(&mut desk);
    desk.call("undo", json!({}));
    assert!(found(&mut desk, "=зеленський").is_empty());
    assert_eq!(found(&mut desk, "=selenskyj"), ["Wolodymyr Selenskyj"]);
    sound(&mut desk);
    desk.call("redo", json!({}));
    assert_eq!(found(&mut desk, "=зеленський"), ["Wolodymyr Selenskyj"]);
    sound(&mut desk);
}

#[test]
fn two_actors_that_became_one_are_found_as_one() {
    let mut desk = Desk::new();
    let one = desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Putin" }] }),
    );
    let other = desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Путин" }] }),
    );
    desk.call("merge_actors", json!({ "uid": other, "into": one }));
    assert_eq!(found(&mut desk, "=путин"), ["Putin"]);
    sound(&mut desk);
    desk.call("undo", json!({}));
    assert_eq!(found(&mut desk, "=путин"), ["Путин"]);
    sound(&mut desk);
}

#[test]
fn topics_and_tags_are_found_by_their_questions_and_definitions() {
    let mut desk = Desk::new();
    desk.add(
        "add_topic",
        json!({ "name": "Waffenruhe", "question": "Soll vor Gesprächen eine Feuerpause gelten?" }),
    );
    desk.add(
        "add_tag",
        json!({ "name": "Ultimatum", "definition": "Eine Forderung mit Frist" }),
    );
    assert_eq!(found(&mut desk, "Gespraechen"), ["Waffenruhe"]);
    assert_eq!(found(&mut desk, "frist"), ["Ultimatum"]);
    let page = search(&mut desk, "feuerpause");
    let passage = &page["hits"][0]["passages"][0];
    assert_eq!(
        (&passage["part"], &passage["marks"]),
        (&json!("note"), &json!([{ "start": 25, "end": 35 }]))
    );
    sound(&mut desk);
}

#[test]
fn a_connection_that_only_looks_finds_the_same() {
    let mut desk = Desk::new();
    desk.add("add_topic", json!({ "name": "Waffenruhe" }));
    let reader = desk.workspace.reader().unwrap();
    let page = reader
        .call(Envelope::new("search", json!({ "query": "waffen*" })))
        .unwrap();
    assert_eq!(page["total"], 1);
    let report = reader
        .call(Envelope::new("check", json!({ "deep": true })))
        .unwrap();
    let index = report["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["id"] == "I3")
        .unwrap();
    assert_eq!(index["ok"], true, "{report}");
}

fn import(desk: &mut Desk, title: &str, text: &str, language: &str, published: &str) -> String {
    let answer = desk.call(
        "import_articles",
        json!({ "articles": [{
            "source": { "text": text }, "title": title, "language": language, "published": published,
        }] }),
    );
    answer["result"]["imported"][0]["uid"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn an_article_is_found_by_words_in_any_spelling_until_its_import_is_taken_back() {
    let mut desk = Desk::new();
    import(
        &mut desk,
        "Gespräche",
        "Der Präsident der Türkei sprach in der Straße.",
        "de",
        "2025-07-23",
    );
    import(
        &mut desk,
        "М’ясо",
        "Ёлка дорожчає, м’ясо теж.",
        "uk",
        "2025-07-24",
    );
    import(&mut desk, "北京", "كِتَابٌ عن 北京大学 et l’Ukraine", "", "");
    for (query, title) in [
        ("Praesident Tuerkei Strasse", "Gespräche"),
        ("м'ясо елка", "М’ясо"),
        ("كتاب ukraine 大学", "北京"),
    ] {
        assert_eq!(found(&mut desk, query), [title], "{query}");
    }
    desk.call("undo", json!({}));
    assert!(found(&mut desk, "ukraine").is_empty());
    sound(&mut desk);
    desk.call("redo", json!({}));
    assert_eq!(found(&mut desk, "ukraine"), ["北京"]);
    sound(&mut desk);
}

#[test]
fn a_statement_is_found_by_who_said_it_what_it_says_and_how_it_was_translated() {
    let mut desk = Desk::new();
    let text = "Kiew. „Wir wollen Frieden“, sagte der Präsident.";
    let article = import(&mut desk, "Gespräche", text, "de", "2025-07-23");
    let actor = desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Selenskyj" }, { "name": "Зеленський" }] }),
    );
    let topic = desk.add("add_topic", json!({ "name": "Waffenruhe" }));
    let statement = desk.add(
        "add_statement",
        json!({
            "article": article, "spans": [{ "start": 7, "end": 25 }], "kind": "direct", "said": "2025-07-20",
            "chain": [{ "role": "speaker", "actor": actor }], "topics": [{ "topic": topic, "stance": "for" }],
        }),
    );
    desk.add(
        "add_translation",
        json!({ "of": { "statement": statement }, "language": "en", "text": "We want peace", "status": "draft" }),
    );
    for query in [
        "speaker:зеленський",
        "speaker:selenskyj frieden",
        "topic:waffenruhe peace",
        "kind:direct said-before:2025-07-23",
        "kind:direct before:2025-07-24 after:2025-07-23",
        "speaker:selenskyj frieden peace -krieg",
    ] {
        let page = search(&mut desk, query);
        assert_eq!(page["total"], 1, "{query}: {page}");
        let hit = &page["hits"][0];
        assert_eq!(
            (&hit["entity"], &hit["uid"]),
            (&json!("statement"), &json!(statement))
        );
        assert_eq!(hit["passages"][0]["start"], 7);
        assert_eq!(hit["passages"][0]["text"], "Wir wollen Frieden");
    }
    for query in [
        "kind:direct after:2025-07-24",
        "kind:direct said-after:2025-07-23",
        "kind:indirect",
        "speaker:selenskyj präsident",
    ] {
        assert_eq!(search(&mut desk, query)["total"], 0, "{query}");
    }
    sound(&mut desk);
    desk.call("delete", json!({ "entity": "article", "uids": [article] }));
    for query in ["frieden", "peace", "kind:direct", "speaker:selenskyj"] {
        assert_eq!(search(&mut desk, query)["total"], 0, "{query}");
    }
    desk.call("undo", json!({}));
    assert_eq!(search(&mut desk, "kind:direct")["total"], 1);
    sound(&mut desk);
}

#[test]
fn emptying_the_bin_leaves_no_word_of_it_in_the_file() {
    let mut desk = Desk::new();
    import(&mut desk, "Bleibt", "Dies bleibt stehen.", "de", "");
    let gone = import(
        &mut desk,
        "Verschwindibus",
        "Geheimniskraemerei überall.",
        "de",
        "",
    );
    desk.call(
        "edit_article",
        json!({ "uid": gone, "title": "Verschwindibus zwei" }),
    );
    desk.call("delete", json!({ "entity": "article", "uids": [gone] }));
    // The index may keep a word without the letters that it shares with the word before.
    let words = [&b"eimniskraemerei"[..], b"schwindibus"];
    assert!(words.iter().all(|word| holds(&mut desk, word)));
    desk.call("empty_bin", json!({}));
    sound(&mut desk);
    assert_eq!(found(&mut desk, "bleib*"), ["Bleibt"]);
    assert!(holds(&mut desk, b"stehen"));
    for word in words {
        assert!(!holds(&mut desk, word), "{}", String::from_utf8_lossy(word));
    }
}

/// Whether the bytes stand anywhere in the file.
fn holds(desk: &mut Desk, word: &[u8]) -> bool {
    desk.workspace.checkpoint_all().unwrap();
    let bytes = std::fs::read(desk.workspace.path()).unwrap();
    bytes
        .windows(word.len())
        .any(|window| window.eq_ignore_ascii_case(word))
}
