//! The bin: what is in it is hidden and comes back whole; what was emptied out of it is nowhere any more.

use std::path::Path;

use crate::support::Desk;
use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Context, Workspace};
use serde_json::{Value, json};

fn article(desk: &mut Desk, title: &str) -> String {
    let answer = desk.call(
        "import_articles",
        json!({ "articles": [{ "source": { "text": format!("{title} und so weiter.") }, "title": title }] }),
    );
    answer["result"]["imported"][0]["uid"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn statement(desk: &mut Desk, article: &str, carried: Value) -> String {
    let mut request = json!({ "article": article, "spans": [{ "start": 0, "end": 3 }], "kind": "direct" });
    for (field, value) in carried.as_object().unwrap() {
        request[field] = value.clone();
    }
    desk.add("add_statement", request)
}

fn delete(desk: &mut Desk, entity: &str, uid: &str) {
    desk.call("delete", json!({ "entity": entity, "uids": [uid] }));
}

fn actor(desk: &mut Desk, name: &str) -> String {
    desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": name }] }),
    )
}

fn labels(desk: &mut Desk) -> Vec<(String, String)> {
    desk.call("list_bin", json!({}))["deleted"]
        .as_array()
        .unwrap()
        .iter()
        .map(|thing| {
            (
                thing["entity"].as_str().unwrap().to_owned(),
                thing["label"].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

fn refusal(desk: &mut Desk, command: &str, args: Value) -> String {
    desk.refuse(command, args)["code"].as_str().unwrap().to_owned()
}

fn check(desk: &mut Desk) {
    let report = desk.call("check", json!({ "deep": true }));
    assert_eq!(report["ok"], true, "{report}");
}

#[test]
fn deleting_hides_and_restoring_brings_back_exactly() {
    let mut desk = Desk::new();
    let uid = article(&mut desk, "Alt");
    statement(&mut desk, &uid, json!({ "note": "n" }));
    let before = desk.workspace.dump().unwrap();
    desk.call_and_back("delete", json!({ "entity": "article", "uids": [uid] }));
    assert_eq!(desk.call("list_articles", json!({}))["total"], 0);
    assert_eq!(labels(&mut desk), [("article".to_owned(), "Alt".to_owned())]);
    desk.call_and_back("restore", json!({ "entity": "article", "uids": [uid] }));
    assert_eq!(desk.workspace.dump().unwrap(), before);
    assert_eq!(labels(&mut desk), []);
}

#[test]
fn what_is_not_there_is_not_deleted_and_what_is_not_in_the_bin_is_not_restored() {
    let mut desk = Desk::new();
    let uid = article(&mut desk, "Alt");
    let other = article(&mut desk, "Neu");
    let things = json!({ "entity": "article", "uids": [uid] });
    assert_eq!(refusal(&mut desk, "restore", things.clone()), "not_found");
    desk.call("delete", things.clone());
    assert_eq!(refusal(&mut desk, "delete", things), "not_found");
    // Of several nothing is deleted when one is refused.
    let several = json!({ "entity": "article", "uids": [other, uid] });
    assert_eq!(refusal(&mut desk, "delete", several), "not_found");
    let nobody = json!({ "entity": "tag", "uids": [dragoman_core::Uid::new()] });
    assert_eq!(refusal(&mut desk, "delete", nobody), "not_found");
    desk.refuse_field(
        "delete",
        json!({ "entity": "workspace", "uids": [other] }),
        "entity",
        "not_allowed",
    );
    desk.refuse_field(
        "delete",
        json!({ "entity": "article", "uids": [other, other] }),
        "uids",
        "duplicate",
    );
    desk.call_for_nothing("delete", json!({ "entity": "article", "uids": [] }));
}

#[test]
fn the_bin_names_every_kind_of_thing() {
    let mut desk = Desk::new();
    let kept = article(&mut desk, "Bleibt");
    let gone = article(&mut desk, "Artikel");
    let quoted = statement(&mut desk, &kept, json!({}));
    let other = statement(&mut desk, &kept, json!({}));
    let link = desk.add(
        "add_link",
        json!({ "from": other, "to": quoted, "kind": "repeats" }),
    );
    let translation = desk.add(
        "add_translation",
        json!({ "of": { "article": kept }, "language": "en", "text": "Stays", "status": "draft" }),
    );
    let note = desk.add("add_note", json!({ "text": "Notiz" }));
    let actor = actor(&mut desk, "Person");
    let topic = desk.add("add_topic", json!({ "name": "Frage" }));
    let tag = desk.add("add_tag", json!({ "name": "Schlagwort" }));
    let event = desk.add("add_event", json!({ "name": "Treffen" }));
    let outlet = desk.add("add_outlet", json!({ "name": "Zeitung" }));
    let search = desk.add(
        "add_saved_search",
        json!({ "name": "Suche", "query": "x", "sort": "newest" }),
    );
    let mut expected = Vec::new();
    for (entity, uid, label) in [
        ("article", &gone, "Artikel"),
        ("link", &link, "Ble"),
        ("statement", &quoted, "Ble"),
        ("translation", &translation, "Stays"),
        ("note", &note, "Notiz"),
        ("actor", &actor, "Person"),
        ("topic", &topic, "Frage"),
        ("tag", &tag, "Schlagwort"),
        ("event", &event, "Treffen"),
        ("outlet", &outlet, "Zeitung"),
        ("saved_search", &search, "Suche"),
    ] {
        delete(&mut desk, entity, uid);
        expected.push((entity.to_owned(), label.to_owned()));
    }
    let mut found = labels(&mut desk);
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    let emptied = desk.call("empty_bin", json!({}));
    assert_eq!(emptied["result"]["removed"], expected.len());
    assert_eq!(labels(&mut desk), []);
    check(&mut desk);
}

#[test]
fn emptying_an_empty_bin_leaves_no_trace_and_undo_as_it_was() {
    let mut desk = Desk::new();
    article(&mut desk, "Bleibt");
    desk.call_for_nothing("empty_bin", json!({}));
    desk.call("undo", json!({}));
    assert_eq!(desk.call("list_articles", json!({}))["total"], 0);
}

#[test]
fn emptying_cannot_be_undone_nor_what_was_done_before_it() {
    let mut desk = Desk::new();
    let uid = article(&mut desk, "Weg");
    article(&mut desk, "Bleibt");
    delete(&mut desk, "article", &uid);
    desk.call("edit_workspace", json!({ "title": "W" }));
    desk.call("undo", json!({}));
    desk.call("empty_bin", json!({}));
    assert_eq!(refusal(&mut desk, "undo", json!({})), "nothing_to");
    assert_eq!(refusal(&mut desk, "redo", json!({})), "nothing_to");
    assert_eq!(desk.call("list_articles", json!({}))["total"], 1);
    // What is done afterwards can be undone as ever.
    let before = desk.workspace.dump().unwrap();
    article(&mut desk, "Neu");
    desk.call("undo", json!({}));
    assert_eq!(desk.workspace.dump().unwrap(), before);
    check(&mut desk);
}

#[test]
fn what_stays_lets_go_of_what_is_removed() {
    let mut desk = Desk::new();
    let who = actor(&mut desk, "Weg");
    let party = actor(&mut desk, "Bleibt");
    let outlet = desk.add("add_outlet", json!({ "name": "Weg" }));
    let topic = desk.add("add_topic", json!({ "name": "Weg" }));
    let event = desk.add("add_event", json!({ "name": "Weg" }));
    let kept_event = desk.add("add_event", json!({ "name": "Bleibt", "parties": [who, party] }));
    let top = desk.add("add_tag", json!({ "name": "Oben" }));
    let middle = desk.add("add_tag", json!({ "name": "Mitte", "parent": top }));
    let lower = desk.add("add_tag", json!({ "name": "Tiefer", "parent": middle }));
    let bottom = desk.add("add_tag", json!({ "name": "Unten", "parent": lower }));
    let uid = article(&mut desk, "Artikel");
    desk.call("edit_article", json!({ "uid": uid, "outlet": outlet }));
    let said = statement(
        &mut desk,
        &uid,
        json!({
            "chain": [{ "role": "speaker", "actor": who, "words": "er" }],
            "topics": [{ "topic": topic, "stance": "for" }],
            "tags": [middle, bottom],
            "events": [event, kept_event],
        }),
    );
    let note = desk.add(
        "add_note",
        json!({ "about": { "entity": "actor", "uid": who }, "text": "x" }),
    );
    for (entity, uid) in [
        ("actor", &who),
        ("outlet", &outlet),
        ("topic", &topic),
        ("event", &event),
        ("tag", &middle),
        ("tag", &lower),
    ] {
        delete(&mut desk, entity, uid);
    }
    desk.call("empty_bin", json!({}));
    check(&mut desk);
    let view = desk.call("get_statement", json!({ "uid": said }));
    assert_eq!(
        view["chain"],
        json!([{ "role": "speaker", "actor": null, "words": "er" }])
    );
    assert_eq!(view["topics"], json!([]));
    assert_eq!(view["tags"].as_array().unwrap().len(), 1);
    assert_eq!(view["events"][0]["uid"], kept_event.as_str());
    assert_eq!(view["outlet"], Value::Null);
    let tags = desk.call("list_tags", json!({}));
    let bottom = tags["tags"]
        .as_array()
        .unwrap()
        .iter()
        .find(|tag| tag["uid"] == bottom.as_str())
        .unwrap();
    assert_eq!(bottom["parent"], top.as_str(), "{tags}");
    assert_eq!(
        refusal(&mut desk, "edit_note", json!({ "uid": note, "text": "y" })),
        "not_found"
    );
    let dump = desk.workspace.dump().unwrap();
    assert!(!dump.contains("Weg"), "{dump}");
}

#[test]
fn an_original_that_another_article_was_made_from_stays() {
    let mut desk = Desk::new();
    let uid = article(&mut desk, "Zwilling");
    desk.call(
        "import_articles",
        json!({ "articles": [
            { "source": { "text": "Zwilling und so weiter." }, "title": "Zwilling", "allow_duplicate": true },
        ] }),
    );
    delete(&mut desk, "article", &uid);
    desk.call("empty_bin", json!({}));
    let left = desk.call("list_articles", json!({}))["articles"][0]["uid"].clone();
    let view = desk.call("get_article", json!({ "uid": left }));
    assert_eq!(view["text"], "Zwilling und so weiter.");
    check(&mut desk);
}

/// A word that stands nowhere else, in every field that takes one.
const CANARY: &str = "quetzalkanarie";

fn fill(workspace: &mut Workspace, articles: usize) {
    let mut call = |command: &str, args: Value| {
        let mut envelope = Envelope::new(command, args);
        envelope.id = Some(dragoman_core::Uid::new());
        workspace.call(envelope).unwrap()["result"].clone()
    };
    let mut things: Vec<(&str, Vec<Value>)> = Vec::new();
    let made = |kind: &'static str, result: &Value, things: &mut Vec<(&str, Vec<Value>)>| -> Value {
        let uid = result["uid"].clone();
        match things.iter_mut().find(|(there, _)| *there == kind) {
            Some((_, uids)) => uids.push(uid.clone()),
            None => things.push((kind, vec![uid.clone()])),
        }
        uid
    };
    let outlet = call("add_outlet", json!({ "name": CANARY }));
    let outlet = made("outlet", &outlet, &mut things);
    let actor = call(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": CANARY }], "note": CANARY }),
    );
    let actor = made("actor", &actor, &mut things);
    let tag = call("add_tag", json!({ "name": CANARY, "definition": CANARY }));
    let tag = made("tag", &tag, &mut things);
    let topic = call("add_topic", json!({ "name": CANARY, "question": CANARY }));
    let topic = made("topic", &topic, &mut things);
    for number in 0..articles {
        let filler = "Dazwischen steht viel anderes. ".repeat(number % 90);
        let new = json!({
            "source": { "text": format!("Satz {number} {CANARY}. {filler}{CANARY} am Ende") },
            "title": format!("{CANARY} {number}"), "author": CANARY, "url": format!("https://example.org/{CANARY}"),
            "note": CANARY, "file_name": format!("{CANARY}.txt"), "outlet": outlet, "language": "de",
        });
        let imported = call("import_articles", json!({ "articles": [new] }));
        let article = made("article", &imported["imported"][0], &mut things);
        call(
            "edit_article",
            json!({ "uid": article, "title": format!("{CANARY} neu") }),
        );
        let said = call(
            "add_statement",
            json!({
                "article": article, "spans": [{ "start": 0, "end": 22 }], "kind": "direct", "note": CANARY,
                "chain": [{ "role": "speaker", "actor": actor, "words": CANARY }], "tags": [tag],
                "topics": [{ "topic": topic, "stance": "for" }],
            }),
        );
        let said = said["uid"].clone();
        call(
            "edit_statement",
            json!({ "uid": said, "spans": [{ "start": 2, "end": 23 }], "note": "" }),
        );
        call(
            "add_translation",
            json!({ "of": { "statement": said }, "language": "en", "text": CANARY, "status": "draft" }),
        );
        call(
            "add_note",
            json!({ "about": { "entity": "article", "uid": article }, "text": CANARY }),
        );
        call("undo", json!({}));
        call("redo", json!({}));
    }
    for (entity, uids) in things {
        call("delete", json!({ "entity": entity, "uids": uids }));
    }
}

fn holds_canary(path: &Path) -> bool {
    let bytes = std::fs::read(path).unwrap_or_default();
    let wanted = CANARY.as_bytes();
    bytes
        .windows(wanted.len())
        .any(|window| window.eq_ignore_ascii_case(wanted))
}

#[test]
fn what_was_removed_is_in_no_byte_of_the_file_and_the_history_still_holds() {
    for articles in [1, 1, 1, 1, 1, 1, 60] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.dragoman");
        let log = folder.path().join("w.dragoman-wal");
        let mut workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
        fill(&mut workspace, articles);
        workspace.close().unwrap();
        assert!(holds_canary(&path), "the test would prove nothing");

        let mut workspace = Workspace::open(&path, Context::command_line("tester")).unwrap();
        workspace.call(Envelope::new("empty_bin", json!({}))).unwrap();
        let report = workspace
            .call(Envelope::new("check", json!({ "deep": true })))
            .unwrap();
        assert_eq!(report["ok"], true, "{report}");
        let history = workspace
            .call(Envelope::new("list_history", json!({ "limit": 500 })))
            .unwrap();
        assert!(!history.to_string().contains(CANARY), "{history}");
        workspace.close().unwrap();
        assert!(!holds_canary(&log), "{articles} articles: in the log");
        assert!(!holds_canary(&path), "{articles} articles: in the file");
    }
}

#[test]
fn bytes_that_are_a_text_are_stored_once_and_stay_while_another_article_needs_them() {
    let mut desk = Desk::new();
    let page = "<html><body><article><p>Ein Text, der lang genug ist, um stehen zu bleiben, wie er ist.</p></article></body></html>";
    let import = |desk: &mut Desk, file_name: &str, media_type: &str| -> String {
        let answer = desk.call(
            "import_articles",
            json!({ "articles": [{
                "source": { "text": page }, "title": "T", "file_name": file_name, "media_type": media_type,
                "allow_duplicate": true,
            }] }),
        );
        answer["result"]["imported"][0]["uid"]
            .as_str()
            .unwrap_or_else(|| panic!("{answer}"))
            .to_owned()
    };
    let plain = import(&mut desk, "a.txt", "text/plain");
    import(&mut desk, "a.html", "text/html");
    let sound = |desk: &mut Desk| {
        let report = desk.call("check", json!({ "deep": true }));
        assert_eq!(report["ok"], true, "{report}");
    };
    sound(&mut desk);
    let occurrences = |desk: &mut Desk| {
        desk.workspace.checkpoint_all().unwrap();
        let bytes = std::fs::read(desk.workspace.path()).unwrap();
        bytes
            .windows(page.len())
            .filter(|window| *window == page.as_bytes())
            .count()
    };
    assert_eq!(occurrences(&mut desk), 1);
    desk.call("delete", json!({ "entity": "article", "uids": [plain] }));
    desk.call("empty_bin", json!({}));
    // The page's own original is what the plain text was stored as.
    sound(&mut desk);
    assert_eq!(occurrences(&mut desk), 1);
}

#[test]
fn what_is_in_the_bin_is_not_counted() {
    let mut desk = Desk::new();
    let (kept, binned) = (
        article(&mut desk, "Der erste Text"),
        article(&mut desk, "Der zweite Text"),
    );
    statement(&mut desk, &kept, json!({}));
    let gone = statement(&mut desk, &kept, json!({}));
    statement(&mut desk, &binned, json!({}));
    delete(&mut desk, "statement", &gone);
    delete(&mut desk, "article", &binned);
    let view = desk.call("get_workspace", json!({}));
    assert_eq!(
        (&view["articles"], &view["statements"], &view["deleted"]),
        (&json!(1), &json!(1), &json!(2))
    );
    assert_eq!(desk.call("list_articles", json!({}))["total"], 1);
    assert_eq!(
        desk.call("list_articles", json!({ "language": "de" }))["total"],
        1
    );
}
