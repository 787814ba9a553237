//! Search finds what was meant: other spellings, forms, compounds, namesakes and terms, each with its reason, and each
//! can be switched off.

use std::path::Path;

use crate::support::Desk;
use dragoman_core::commands::Envelope;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The samples as they are imported, each with its number as title.
fn samples() -> Desk {
    let mut desk = Desk::new();
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    for entry in std::fs::read_dir(seeds).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|extension| extension == "txt") {
            desk.call(
                "import_articles",
                json!({ "articles": [{ "source": { "path": path }, "title": name[..3] }] }),
            );
        }
    }
    desk
}

fn stored(texts: &[(&str, &str)]) -> Desk {
    let mut desk = Desk::new();
    for (language, text) in texts {
        desk.call(
            "import_articles",
            json!({ "articles": [{ "source": { "text": text }, "title": text, "language": language }] }),
        );
    }
    desk
}

fn ask(desk: &mut Desk, request: Value) -> Value {
    desk.call("search", request)
}

/// The titles of what is found, sorted.
fn titles(page: &Value) -> Vec<String> {
    let mut titles: Vec<String> = page["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["title"].as_str().unwrap().to_owned())
        .collect();
    titles.sort();
    titles
}

fn found(desk: &mut Desk, query: &str) -> Vec<String> {
    titles(&ask(desk, json!({ "query": query })))
}

/// The reason for which a word is looked for, if it is.
fn reason(page: &Value, term: &str) -> Option<String> {
    let expansions = page["expansions"].as_array().unwrap();
    let expansion = expansions
        .iter()
        .find(|expansion| expansion["term"] == term && expansion["on"] == true)?;
    Some(expansion["reason"].as_str().unwrap().to_owned())
}

/// All that is marked in the passages of a page.
fn marked(page: &Value) -> Vec<String> {
    let mut marked = Vec::new();
    for hit in page["hits"].as_array().unwrap() {
        for passage in hit["passages"].as_array().unwrap() {
            let text: Vec<char> = passage["text"].as_str().unwrap().chars().collect();
            for mark in passage["marks"].as_array().unwrap() {
                let at = |side: &str| usize::try_from(mark[side].as_u64().unwrap()).unwrap();
                marked.push(text[at("start")..at("end")].iter().collect());
            }
        }
    }
    marked.sort();
    marked.dedup();
    marked
}

#[test]
fn a_name_finds_its_spellings_in_the_samples() {
    let mut desk = samples();
    assert_eq!(found(&mut desk, "Zelensky"), ["000", "002", "003", "004"]);
    let page = ask(&mut desk, json!({ "query": "Zelensky", "limit": 50 }));
    assert_eq!(reason(&page, "selenskyj").as_deref(), Some("name"));
    assert!(
        marked(&page).contains(&"Selenskyj".to_owned()),
        "{:?}",
        marked(&page)
    );
    for (query, expected) in [
        ("Praesident", "000"),
        ("Tuerkei", "001"),
        ("Lawrow", "001"),
        ("Zakharova", "000"),
        ("Aussenministerium", "001"),
    ] {
        let titles = found(&mut desk, query);
        assert!(!titles.is_empty(), "{query}");
        assert!(titles.contains(&expected.to_owned()), "{query} {titles:?}");
    }
}

#[test]
fn words_find_their_forms_and_compounds_in_the_samples() {
    let mut desk = samples();
    let page = ask(&mut desk, json!({ "query": "Verhandlung" }));
    assert_eq!(reason(&page, "verhandlungen").as_deref(), Some("inflection"));
    assert!(titles(&page).contains(&"000".to_owned()));
    desk.article("Der Waffenstillstand hält.");
    let page = ask(&mut desk, json!({ "query": "stillstand" }));
    assert_eq!(reason(&page, "waffenstillstand").as_deref(), Some("compound"));
    assert_eq!(titles(&page), ["T"]);
    assert_eq!(found(&mut desk, "stilstand"), ["003"]);
    desk.call(
        "add_concept",
        json!({ "terms": [
            { "term": "Waffenstillstand", "language": "de" },
            { "term": "wapenstilstand", "language": "nl" },
            { "term": "ceasefire", "language": "en" },
        ] }),
    );
    let page = ask(&mut desk, json!({ "query": "stillstand" }));
    assert_eq!(reason(&page, "wapenstilstand").as_deref(), Some("glossary"));
    assert_eq!(reason(&page, "ceasefire").as_deref(), Some("glossary"));
    for title in ["002", "003", "T"] {
        assert!(
            titles(&page).contains(&title.to_owned()),
            "{title} {:?}",
            titles(&page)
        );
    }
}

#[test]
fn forms_are_found_in_every_script() {
    let mut desk = stored(&[
        ("uk", "після переговорів у Стамбулі"),
        ("ru", "президент Путин о переговорах с Путиным"),
        ("tr", "görüşmelerde savaşın sonu"),
        ("ar", "بعد المفاوضات والمفاوضات"),
        ("zh", "外交部长在北京"),
        ("pl", "Rozmowy z Zełenskim o wojnie"),
    ]);
    for (query, expected) in [
        ("переговори", "після переговорів у Стамбулі"),
        ("переговоры", "президент Путин о переговорах с Путиным"),
        ("görüşmeler", "görüşmelerde savaşın sonu"),
        ("savaş", "görüşmelerde savaşın sonu"),
        ("مفاوضات", "بعد المفاوضات والمفاوضات"),
        ("外交", "外交部长在北京"),
        ("wojna", "Rozmowy z Zełenskim o wojnie"),
        ("Зеленський", "Rozmowy z Zełenskim o wojnie"),
        ("Putin", "президент Путин о переговорах с Путиным"),
    ] {
        let titles = found(&mut desk, query);
        assert!(titles.contains(&expected.to_owned()), "{query} {titles:?}");
        assert!(titles.len() < 3, "{query} {titles:?}");
    }
}

#[test]
fn what_is_quoted_or_marked_with_an_equals_sign_is_meant_literally() {
    let mut desk = stored(&[("de", "Selenskyj spricht"), ("en", "Zelensky speaks")]);
    assert_eq!(found(&mut desk, "zelensky").len(), 2);
    assert_eq!(found(&mut desk, "\"zelensky\""), ["Zelensky speaks"]);
    assert_eq!(found(&mut desk, "=zelensky"), ["Zelensky speaks"]);
    assert_eq!(found(&mut desk, "speaks -selenskyj"), ["Zelensky speaks"]);
}

#[test]
fn expansions_are_switched_off_one_by_one_or_by_their_reason() {
    let mut desk = stored(&[
        ("de", "Selenskyj spricht"),
        ("en", "Zelensky speaks"),
        ("uk", "про Зеленського"),
    ]);
    let page = ask(
        &mut desk,
        json!({ "query": "zelensky", "without_terms": ["selenskyj"] }),
    );
    assert_eq!(titles(&page), ["Zelensky speaks", "про Зеленського"]);
    let off = page["expansions"].as_array().unwrap();
    let off = off
        .iter()
        .find(|expansion| expansion["term"] == "selenskyj")
        .unwrap();
    assert_eq!(
        (&off["on"], &off["written"]),
        (&json!(false), &json!("Selenskyj"))
    );
    let page = ask(&mut desk, json!({ "query": "zelensky", "without": ["name"] }));
    assert_eq!(titles(&page), ["Zelensky speaks"]);
}

#[test]
fn a_word_that_only_sounds_alike_is_proposed_and_not_looked_for() {
    let mut desk = stored(&[
        ("de", "Der Präsident schweigt"),
        ("en", "The President was there"),
    ]);
    let page = ask(&mut desk, json!({ "query": "Präsident" }));
    assert_eq!(titles(&page), ["Der Präsident schweigt"]);
    let page = ask(
        &mut desk,
        json!({ "query": "Präsident", "with_terms": ["president"] }),
    );
    assert_eq!(titles(&page).len(), 2);
}

#[test]
fn other_names_of_an_actor_are_looked_for() {
    let mut desk = stored(&[
        ("zh", "泽连斯基在基辅"),
        ("en", "the European Union met"),
        ("de", "Die EU berät"),
    ]);
    desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Wolodymyr Selenskyj" }, { "name": "泽连斯基" }] }),
    );
    desk.add(
        "add_actor",
        json!({ "kind": "organisation", "names": [{ "name": "European Union" }, { "name": "EU" }] }),
    );
    let page = ask(&mut desk, json!({ "query": "Selenskyj" }));
    assert!(titles(&page).contains(&"泽连斯基在基辅".to_owned()), "{page}");
    let titles_of = titles(&ask(&mut desk, json!({ "query": "european union" })));
    assert!(titles_of.contains(&"Die EU berät".to_owned()), "{titles_of:?}");
    assert!(!found(&mut desk, "union").contains(&"Die EU berät".to_owned()));
}

#[test]
fn while_typing_the_commonest_words_complete_the_last_one_from_its_first_letter() {
    let mut desk = stored(&[
        ("de", "Verhandlungen in Istanbul"),
        ("de", "Waffenruhe"),
        ("de", "Vertrag"),
    ]);
    let typing = |desk: &mut Desk, query: &str| titles(&ask(desk, json!({ "query": query, "typing": true })));
    assert_eq!(typing(&mut desk, "v"), ["Verhandlungen in Istanbul", "Vertrag"]);
    assert_eq!(typing(&mut desk, "verh"), ["Verhandlungen in Istanbul"]);
    assert_eq!(typing(&mut desk, "verhandlung i"), ["Verhandlungen in Istanbul"]);
    assert!(typing(&mut desk, "x").is_empty());
}

#[test]
fn words_that_are_removed_for_good_expand_nothing() {
    let mut desk = stored(&[("de", "Selenskyj spricht"), ("en", "Someone speaks")]);
    let page = ask(&mut desk, json!({ "query": "Selenskyj" }));
    let uid = page["hits"][0]["uid"].clone();
    desk.call("delete", json!({ "entity": "article", "uids": [uid] }));
    desk.call("empty_bin", json!({}));
    let page = ask(&mut desk, json!({ "query": "zelensky" }));
    assert_eq!(page["expansions"], json!([]));
    let report = desk.call("check", json!({ "deep": true }));
    assert_eq!(report["ok"], true, "{report}");
}

#[test]
fn any_query_is_answered_with_everything_switched_on() {
    let mut desk = samples();
    desk.call(
        "add_concept",
        json!({ "terms": [{ "term": "peace talks" }, { "term": "Friedensgespräche" }] }),
    );
    let desk = std::cell::RefCell::new(desk);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(200));
    let words = prop_oneof![
        "\\PC{0,24}",
        "[a-zäöüßА-яїієґا-يığşç'’=*\"() -]{0,30}",
        "(peace talks|Zelensk|Verhandlung|=|\"|OR| |-|الم|外交){1,8}",
    ];
    runner
        .run(&(words, any::<bool>()), |(query, typing)| {
            let request = json!({ "query": query, "typing": typing, "with_terms": [query], "limit": 3 });
            let answer = desk.borrow_mut().workspace.call(Envelope::new("search", request));
            prop_assert!(answer.is_ok(), "{}: {:?}", query, answer);
            Ok(())
        })
        .unwrap();
}
