//! What is counted of a search, and its words in context.

use crate::support::Desk;
use serde_json::{Value, json};

/// Three articles of two outlets; in the first two a statement each.
fn coded() -> Desk {
    let mut desk = Desk::new();
    let outlet = |desk: &mut Desk, name: &str, reliability: &str| {
        desk.add("add_outlet", json!({ "name": name, "reliability": reliability }))
    };
    let zeit = outlet(&mut desk, "Zeit", "B");
    let die_zeit = outlet(&mut desk, "Die Zeit", "C");
    let article = |desk: &mut Desk, text: &str, language: &str, published: &str, outlet: Value| {
        let answer = desk.call(
            "import_articles",
            json!({ "articles": [{ "source": { "text": text }, "title": text, "language": language,
                "published": published, "outlet": outlet }] }),
        );
        answer["result"]["imported"][0]["uid"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let one = article(
        &mut desk,
        "Frieden jetzt. Der Frieden kommt bald.",
        "de",
        "2025-06-01",
        json!(zeit),
    );
    let two = article(
        &mut desk,
        "Kein Frieden ohne Brot",
        "de-AT",
        "2025-07",
        json!(die_zeit),
    );
    article(&mut desk, "Frieden, vielleicht", "", "", Value::Null);
    let lawrow = desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Lawrow" }] }),
    );
    let topic = desk.add("add_topic", json!({ "name": "Dritte Runde", "color": "#aa0000" }));
    let parent = desk.add("add_tag", json!({ "name": "Krieg" }));
    let child = desk.add("add_tag", json!({ "name": "Waffenruhe", "parent": parent }));
    desk.add(
        "add_statement",
        json!({ "article": one, "spans": [{ "start": 0, "end": 13 }], "kind": "direct", "credibility": "2",
            "chain": [{ "role": "speaker", "actor": lawrow }], "tags": [child],
            "topics": [{ "topic": topic, "stance": "for" }] }),
    );
    desk.add(
        "add_statement",
        json!({ "article": two, "spans": [{ "start": 0, "end": 22 }], "kind": "indirect", "reliability": "A",
            "chain": [{ "role": "speaker", "actor": lawrow }], "tags": [parent],
            "topics": [{ "topic": topic, "stance": "against" }] }),
    );
    desk
}

/// The values of a facet with their counts; active ones with a star.
fn facet(desk: &mut Desk, query: &str, by: &str) -> Vec<String> {
    let counts = desk.call("search_facets", json!({ "query": query }));
    let facets = counts["facets"].as_array().unwrap();
    let Some(facet) = facets.iter().find(|facet| facet["by"] == by) else {
        return Vec::new();
    };
    assert_eq!(facet["bounded"], false);
    facet["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| {
            let stance = value["stance"].as_str().map(|stance| format!("/{stance}"));
            let star = if value["active"] == true { "*" } else { "" };
            format!(
                "{}{} {}{star}",
                value["value"].as_str().unwrap(),
                stance.unwrap_or_default(),
                value["count"]
            )
        })
        .collect()
}

#[test]
fn values_are_counted_over_what_a_query_finds_and_over_its_statements() {
    let mut desk = coded();
    for (query, by, expected) in [
        ("frieden", "result", &["article 3", "statement 2"][..]),
        ("frieden", "outlet", &["Die Zeit 1", "Zeit 1"]),
        ("frieden", "language", &["de 1", "de-AT 1"]),
        ("frieden", "month", &["2025-07 1", "2025-06 1"]),
        ("frieden", "year", &["2025 2"]),
        ("frieden", "reliability", &["B 1", "C 1"]),
        ("frieden", "speaker", &["Lawrow 2"]),
        ("frieden", "kind", &["direct 1", "indirect 1"]),
        (
            "frieden",
            "topic",
            &["Dritte Runde/against 1", "Dritte Runde/for 1"],
        ),
        ("frieden", "tag", &["Krieg 2", "Waffenruhe 1"]),
        ("frieden", "credibility", &["2 1"]),
        ("frieden", "translation", &["no 3"]),
        ("frieden", "orphaned", &[]),
        ("frieden brot", "speaker", &["Lawrow 1"]),
        ("speaker:lawrow", "reliability", &["A 1", "B 1"]),
        // A facet by which the query filters is counted without that filter.
        ("frieden outlet:=zeit", "outlet", &["Die Zeit 1", "Zeit 1*"]),
        ("frieden outlet:zeit", "outlet", &["Die Zeit 1*", "Zeit 1*"]),
        ("frieden outlet:=zeit", "kind", &["direct 1"]),
        ("kind:direct", "kind", &["direct 1*", "indirect 1"]),
        (
            "frieden topic:dritte/for",
            "topic",
            &["Dritte Runde/against 1", "Dritte Runde/for 1*"],
        ),
        ("tag:krieg", "tag", &["Krieg 2*", "Waffenruhe 1*"]),
        ("outlet:=zeit", "outlet", &["Die Zeit 1", "Zeit 1*"]),
        ("nirgends", "outlet", &[]),
        ("", "outlet", &[]),
    ] {
        assert_eq!(facet(&mut desk, query, by), expected, "{query} by {by}");
    }
}

/// What every count promises: the query beside it finds that much.
#[test]
fn the_query_of_a_value_finds_as_many_as_were_counted() {
    let mut desk = coded();
    for query in [
        "frieden",
        "speaker:lawrow",
        "frieden -brot outlet:zeit",
        "is:statement",
        "kind:direct OR kind:indirect",
        "frieden (outlet:=zeit OR outlet:\"die zeit\")",
    ] {
        let counts = desk.call("search_facets", json!({ "query": query }));
        let mut seen = 0;
        for facet in counts["facets"].as_array().unwrap() {
            for value in facet["values"].as_array().unwrap() {
                if value["active"] == true {
                    continue;
                }
                let filters = facet["values"].as_array().unwrap();
                let others: u64 = filters
                    .iter()
                    .filter(|other| other["active"] == true)
                    .filter_map(|other| other["count"].as_u64())
                    .sum();
                let found = desk.call("search", json!({ "query": value["query"] }));
                let expected = value["count"].as_u64().unwrap() + others;
                // A word may also name a thing.
                let texts = found["hits"].as_array().unwrap();
                let texts = texts.iter().filter(|hit| hit["article"] != Value::Null).count() as u64;
                // "de" is also "de-AT".
                if value["value"] != "de" {
                    assert_eq!(texts, expected, "{query} -> {}", value["query"]);
                }
                assert_eq!(found["problems"], json!([]), "{}", value["query"]);
                seen += 1;
            }
        }
        assert!(seen > 3, "{query}");
    }
}

#[test]
fn choosing_a_value_adds_it_and_choosing_it_again_takes_it_away() {
    let mut desk = coded();
    let mut query_of = |query: &str, by: &str, value: &str| -> String {
        let counts = desk.call("search_facets", json!({ "query": query }));
        let facets = counts["facets"].as_array().unwrap().clone();
        let facet = facets.iter().find(|facet| facet["by"] == by).unwrap();
        let values = facet["values"].as_array().unwrap();
        let value = values.iter().find(|own| own["value"] == value).unwrap();
        value["query"].as_str().unwrap().to_owned()
    };
    for (query, by, value, chosen) in [
        ("frieden", "outlet", "Zeit", "frieden outlet:=Zeit"),
        ("frieden", "outlet", "Die Zeit", "frieden outlet:\"Die Zeit\""),
        ("frieden outlet:=Zeit", "outlet", "Zeit", "frieden"),
        (
            "frieden outlet:=Zeit -krieg",
            "outlet",
            "Die Zeit",
            "frieden outlet:=Zeit OR outlet:\"Die Zeit\" -krieg",
        ),
        (
            "outlet:\"Die Zeit\" OR outlet:=Zeit",
            "outlet",
            "Zeit",
            "outlet:\"Die Zeit\"",
        ),
        ("frieden", "kind", "direct", "frieden kind:direct"),
        ("frieden", "month", "2025-06", "frieden published:2025-06"),
        ("frieden", "translation", "no", "frieden -has:translation"),
        ("frieden", "result", "statement", "frieden is:statement"),
    ] {
        let got = query_of(query, by, value);
        assert_eq!(got, chosen, "{query} by {by}: {value}");
    }
}

fn lines(desk: &mut Desk, request: Value) -> Vec<String> {
    let page = desk.call("keyword_in_context", request);
    page["rows"].as_array().unwrap().iter().map(line).collect()
}

fn line(row: &Value) -> String {
    let text = |field: &str| row[field].as_str().unwrap().to_owned();
    format!("{}[{}]{}", text("left"), text("keyword"), text("right"))
}

#[test]
fn every_place_of_a_word_is_a_line_with_what_stands_around_it() {
    let mut desk = Desk::new();
    let long = format!(
        "Erster Absatz.\n{}Frieden {}\nLetzter.",
        "vorher ".repeat(40),
        "nachher ".repeat(40)
    );
    desk.article(&long);
    desk.article("Wir wollen Frieden. Der Friede ist nah; Frieden!");
    assert_eq!(
        lines(&mut desk, json!({ "query": "=frieden", "width": 20 })),
        [
            "Wir wollen [Frieden]. Der Friede ist",
            "Friede ist nah; [Frieden]!",
            "vorher vorher [Frieden] nachher nachher",
        ]
    );
    assert_eq!(
        lines(
            &mut desk,
            json!({ "query": "=frieden -absatz", "within": "sentence" })
        ),
        ["Wir wollen [Frieden].", "Der Friede ist nah; [Frieden]!"]
    );
    let page = desk.call("keyword_in_context", json!({ "query": "=frieden" }));
    let row = &page["rows"][0];
    assert_eq!((&row["start"], &row["end"]), (&json!(11), &json!(18)));
    assert_eq!(
        (&row["entity"], &row["part"], &row["direction"]),
        (&json!("article"), &json!("text"), &json!("ltr"))
    );
    assert_eq!(lines(&mut desk, json!({ "query": "nirgends" })), [""; 0]);
    assert_eq!(lines(&mut desk, json!({ "query": "lang:de" })), [""; 0]);
}

#[test]
fn lines_sort_by_the_words_to_either_side() {
    let mut desk = Desk::new();
    desk.article("der alte Krieg endet\nein alter Krieg beginnt\nkein Krieg Anfang\nüber Krieg Zank");
    let sorted = |desk: &mut Desk, sort: &str| lines(desk, json!({ "query": "krieg", "sort": sort }));
    assert_eq!(
        sorted(&mut desk, "left"),
        [
            "der alte [Krieg] endet",
            "ein alter [Krieg] beginnt",
            "kein [Krieg] Anfang",
            "über [Krieg] Zank",
        ]
    );
    assert_eq!(
        sorted(&mut desk, "right"),
        [
            "kein [Krieg] Anfang",
            "ein alter [Krieg] beginnt",
            "der alte [Krieg] endet",
            "über [Krieg] Zank",
        ]
    );
}

#[test]
fn pages_of_lines_follow_each_other_without_gap_or_repeat() {
    let mut desk = Desk::new();
    for article in 0..7 {
        let text: Vec<String> = (0..article)
            .map(|line| format!("a{article} wort b{line}"))
            .collect();
        desk.article(&format!("Anfang {article}\n{}", text.join("\n")));
    }
    for sort in ["newest", "left", "right"] {
        let all = lines(&mut desk, json!({ "query": "wort", "sort": sort }));
        assert_eq!(all.len(), 21);
        for limit in [1, 2, 5, 20, 21] {
            let mut paged = Vec::new();
            let mut after = Value::Null;
            loop {
                let page = desk.call(
                    "keyword_in_context",
                    json!({ "query": "wort", "sort": sort, "limit": limit, "after": after }),
                );
                let rows = page["rows"].as_array().unwrap();
                assert!(!rows.is_empty() && rows.len() <= limit);
                paged.extend(rows.iter().map(line));
                after = page["next"].clone();
                if after.is_null() {
                    break;
                }
            }
            assert_eq!(paged, all, "{sort} by {limit}");
        }
    }
}

#[test]
fn a_statement_shows_its_quote_in_the_text_around_it() {
    let mut desk = Desk::new();
    let article = desk.article("Vorher. Wir wollen Frieden, sagte er. Frieden!");
    desk.add(
        "add_statement",
        json!({ "article": article, "spans": [{ "start": 8, "end": 26 }], "kind": "direct" }),
    );
    let page = desk.call("keyword_in_context", json!({ "query": "kind:direct frieden" }));
    let rows = page["rows"].as_array().unwrap();
    assert_eq!(
        rows.iter().map(line).collect::<Vec<_>>(),
        ["Vorher. Wir wollen [Frieden], sagte er. Frieden!"]
    );
    assert_eq!(
        (&rows[0]["part"], &rows[0]["start"]),
        (&json!("quote"), &json!(19))
    );
}

#[test]
fn texts_from_right_to_left_say_so() {
    let mut desk = Desk::new();
    desk.call(
        "import_articles",
        json!({ "articles": [{ "source": { "text": "قال الوزير إن السلام قريب" }, "title": "x", "language": "ar" }] }),
    );
    let page = desk.call("keyword_in_context", json!({ "query": "السلام" }));
    assert_eq!(page["rows"][0]["direction"], "rtl");
    assert_eq!(page["rows"][0]["keyword"], "السلام");
}
