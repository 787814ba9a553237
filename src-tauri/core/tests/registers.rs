//! What statements refer to: counted without what is in the bin, and merged without losing anything.

use crate::support::Desk;
use serde_json::{Value, json};

/// Two of each, to be merged, and three statements in two articles of which the first has both of each,
/// the second the one that will go.
struct Work {
    desk: Desk,
    into: Two,
    from: Two,
    articles: [String; 2],
    statements: [String; 3],
}

/// One of each register.
struct Two {
    actor: String,
    topic: String,
    tag: String,
    event: String,
    outlet: String,
}

fn registers(desk: &mut Desk, name: &str) -> Two {
    Two {
        actor: desk.add(
            "add_actor",
            json!({ "kind": "person", "names": [{ "name": name }] }),
        ),
        topic: desk.add("add_topic", json!({ "name": name })),
        tag: desk.add("add_tag", json!({ "name": name })),
        event: desk.add("add_event", json!({ "name": name })),
        outlet: desk.add("add_outlet", json!({ "name": name })),
    }
}

fn work() -> Work {
    let mut desk = Desk::new();
    let into = registers(&mut desk, "Into");
    let from = registers(&mut desk, "From");
    let articles = [desk.article("one two three"), desk.article("four five six")];
    for (article, outlet) in [(&articles[0], &into.outlet), (&articles[1], &from.outlet)] {
        desk.call("edit_article", json!({ "uid": article, "outlet": outlet }));
    }
    let mut statement = |article: &str, (start, end): (u32, u32), carried: &[(&Two, &str)]| {
        let chain: Vec<Value> = carried
            .iter()
            .map(|(of, _)| json!({ "role": "speaker", "actor": of.actor, "words": "er" }))
            .collect();
        let topics: Vec<Value> = carried
            .iter()
            .map(|(of, stance)| json!({ "topic": of.topic, "stance": stance }))
            .collect();
        let tags: Vec<&str> = carried.iter().map(|(of, _)| of.tag.as_str()).collect();
        let events: Vec<&str> = carried.iter().map(|(of, _)| of.event.as_str()).collect();
        desk.add(
            "add_statement",
            json!({
                "article": article, "spans": [{ "start": start, "end": end }], "kind": "direct",
                "chain": chain, "topics": topics, "tags": tags, "events": events
            }),
        )
    };
    let statements = [
        statement(&articles[0], (0, 3), &[(&from, "against"), (&into, "for")]),
        statement(&articles[0], (4, 7), &[(&from, "neutral")]),
        statement(&articles[1], (0, 4), &[(&from, "declines")]),
    ];
    Work {
        desk,
        into,
        from,
        articles,
        statements,
    }
}

fn count(work: &mut Work, list: &str, uid: &str) -> Value {
    let answer = work.desk.call(&format!("list_{list}"), json!({}));
    let row = answer[list]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["uid"] == uid)
        .unwrap();
    row["statements"].clone()
}

#[test]
fn each_statement_counts_once_and_not_when_it_or_its_article_is_in_the_bin() {
    let mut work = work();
    let lists = |of: &Two| {
        [
            ("actors", of.actor.clone()),
            ("topics", of.topic.clone()),
            ("tags", of.tag.clone()),
            ("events", of.event.clone()),
        ]
    };
    let (from, into) = (lists(&work.from), lists(&work.into));
    for (list, uid) in &from {
        assert_eq!(count(&mut work, list, uid), 3, "{list}");
    }
    for (list, uid) in &into {
        assert_eq!(count(&mut work, list, uid), 1, "{list}");
    }
    let (deleted, article) = (work.statements[0].clone(), work.articles[1].clone());
    work.desk
        .call("delete", json!({ "entity": "statement", "uids": [deleted] }));
    work.desk
        .call("delete", json!({ "entity": "article", "uids": [article] }));
    for (list, uid) in &from {
        assert_eq!(count(&mut work, list, uid), 1, "{list}");
    }
    for (list, uid) in &into {
        assert_eq!(count(&mut work, list, uid), 0, "{list}");
    }
    let outlets = work.desk.call("list_outlets", json!({}))["outlets"].clone();
    let counted: Vec<(&Value, &Value, &Value)> = outlets
        .as_array()
        .unwrap()
        .iter()
        .map(|outlet| (&outlet["name"], &outlet["articles"], &outlet["statements"]))
        .collect();
    assert_eq!(
        counted,
        [
            (&json!("From"), &json!(0), &json!(0)),
            (&json!("Into"), &json!(1), &json!(1))
        ]
    );
}

#[test]
fn stances_are_counted_apart() {
    let mut work = work();
    let topic = work.desk.call("get_topic", json!({ "uid": work.from.topic }))["topic"].clone();
    assert_eq!(
        [
            &topic["for_count"],
            &topic["against_count"],
            &topic["neutral_count"],
            &topic["declines_count"]
        ],
        [&json!(0), &json!(1), &json!(1), &json!(1)]
    );
}

#[test]
fn a_tag_counts_the_statements_below_it_once_each() {
    let mut work = work();
    let (into, from) = (work.into.tag.clone(), work.from.tag.clone());
    work.desk.call("edit_tag", json!({ "uid": into, "parent": from }));
    let tags = work.desk.call("list_tags", json!({}))["tags"].clone();
    assert_eq!(
        [
            &tags[0]["statements"],
            &tags[0]["statements_below"],
            &tags[1]["statements"],
            &tags[1]["statements_below"]
        ],
        [&json!(3), &json!(3), &json!(1), &json!(1)]
    );
    work.desk.call("edit_tag", json!({ "uid": into, "parent": null }));
    work.desk.call("edit_tag", json!({ "uid": from, "parent": into }));
    let tags = work.desk.call("list_tags", json!({}))["tags"].clone();
    assert_eq!(
        [
            &tags[0]["statements"],
            &tags[0]["statements_below"],
            &tags[1]["statements"]
        ],
        [&json!(1), &json!(3), &json!(3)]
    );
}

#[test]
fn of_equally_good_completions_the_one_with_more_statements_comes_first() {
    let mut work = work();
    for name in ["Same", "Same too"] {
        work.desk.call(
            "add_actor",
            json!({ "kind": "person", "names": [{ "name": name }] }),
        );
    }
    for (uid, name) in [
        (work.into.actor.clone(), "Sam"),
        (work.from.actor.clone(), "Samuel"),
    ] {
        work.desk.call(
            "edit_actor",
            json!({ "uid": uid, "names": [{ "name": name }, { "name": "Sa" }] }),
        );
    }
    let answer = work.desk.call("complete_actors", json!({ "text": "sa" }));
    let found: Vec<(&Value, &Value, &Value)> = answer["actors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| (&found["actor"]["name"], &found["matched"], &found["statements"]))
        .collect();
    assert_eq!(
        found,
        [
            (&json!("Samuel"), &json!("Sa"), &json!(3)),
            (&json!("Sam"), &json!("Sa"), &json!(1)),
            (&json!("Same"), &json!("Same"), &json!(0)),
            (&json!("Same too"), &json!("Same too"), &json!(0)),
        ]
    );
}

#[test]
fn statements_and_notes_follow_a_merge() {
    let mut work = work();
    for (command, entity, from, into) in [
        (
            "merge_actors",
            "actor",
            work.from.actor.clone(),
            work.into.actor.clone(),
        ),
        (
            "merge_topics",
            "topic",
            work.from.topic.clone(),
            work.into.topic.clone(),
        ),
        (
            "merge_events",
            "event",
            work.from.event.clone(),
            work.into.event.clone(),
        ),
        (
            "merge_outlets",
            "outlet",
            work.from.outlet.clone(),
            work.into.outlet.clone(),
        ),
    ] {
        work.desk.call(
            "add_note",
            json!({ "about": { "entity": entity, "uid": from }, "text": "kept" }),
        );
        work.desk
            .call_and_back(command, json!({ "uid": from, "into": into }));
        let view = work.desk.call(&format!("get_{entity}"), json!({ "uid": into }));
        assert_eq!(view[entity]["statements"], 3, "{entity}");
        assert_eq!(view["notes"][0]["text"], "kept", "{entity}");
    }
    let (from, into) = (work.from.tag.clone(), work.into.tag.clone());
    work.desk
        .call_and_back("merge_tags", json!({ "uid": from, "into": into }));
    assert_eq!(count(&mut work, "tags", &into), 3);
    // The statement that was on both topics keeps the stance it took on the one that stays.
    let statement = work
        .desk
        .call("get_statement", json!({ "uid": work.statements[0] }));
    assert_eq!(statement["topics"].as_array().unwrap().len(), 1);
    assert_eq!(statement["topics"][0]["stance"], "for");
    assert_eq!(statement["chain"].as_array().unwrap().len(), 2);
    let report = work.desk.call("check", json!({}));
    assert_eq!(report["ok"], true, "{report}");
}
