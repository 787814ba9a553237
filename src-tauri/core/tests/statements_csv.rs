//! The table of all statements.

use crate::support::Desk;
use dragoman_core::commands::Envelope;
use dragoman_core::statements;
use serde_json::json;

fn table(desk: &Desk) -> (u32, String) {
    let mut out = Vec::new();
    let written = statements::csv(&desk.workspace.reading(), &mut out).unwrap();
    (written, String::from_utf8(out).unwrap())
}

fn rows(text: &str) -> Vec<std::collections::HashMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .unwrap()
}

#[test]
fn an_empty_workspace_gives_a_header() {
    let (written, text) = table(&Desk::new());
    assert_eq!(written, 0);
    assert_eq!(
        text,
        "statement,article,title,outlet,published,language,sha256,spans,quote,kind,speaker,on_behalf_of,holder,\
         medium,relayed_by,addressee,topics,tags,events,said,about,certainty,reliability,credibility,note,\
         translations\r\n"
    );
}

#[test]
fn a_statement_is_written_with_everything_it_carries() {
    let mut desk = Desk::new();
    let article = desk.article("=SUM(1), \"zwei\"; drei");
    let outlet = desk.add("add_outlet", json!({ "name": "DW" }));
    desk.call(
        "edit_article",
        json!({ "uid": article, "title": "Ein Titel", "language": "de", "outlet": outlet, "published": "2025-07" }),
    );
    let speaker = desk.add(
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "@Peskow" }] }),
    );
    let topic = desk.add("add_topic", json!({ "name": "Truce" }));
    let top = desk.add("add_tag", json!({ "name": "War" }));
    let tag = desk.add("add_tag", json!({ "name": "Front", "parent": top }));
    let event = desk.add("add_event", json!({ "name": "Talks" }));
    let statement = desk.add(
        "add_statement",
        json!({
            "article": article, "spans": [{ "start": 0, "end": 7 }, { "start": 10, "end": 14 }], "kind": "mixed",
            "chain": [
                { "role": "speaker", "actor": speaker, "words": "der Sprecher" },
                { "role": "speaker", "words": "ein anderer" },
                { "role": "medium" }
            ],
            "topics": [{ "topic": topic, "stance": "for" }], "tags": [tag, top], "events": [event],
            "said": "2025-07-23", "about": "2025-08", "certainty": "probable", "reliability": "B", "credibility": "2",
            "note": "-1 line\nand more"
        }),
    );
    desk.call(
        "add_translation",
        json!({ "of": { "statement": statement }, "language": "en", "text": "sum, two", "status": "draft" }),
    );
    let (written, text) = table(&desk);
    assert_eq!(written, 1);
    let row = &rows(&text)[0];
    let library = desk.call("list_articles", json!({}));
    for (column, value) in [
        ("statement", statement.as_str()),
        ("article", article.as_str()),
        ("title", "Ein Titel"),
        ("outlet", "DW"),
        ("published", "2025-07"),
        ("language", "de"),
        ("sha256", library["articles"][0]["sha256"].as_str().unwrap()),
        ("spans", "0–7; 10–14"),
        ("quote", "'=SUM(1) […] zwei"),
        ("kind", "mixed"),
        ("speaker", "'@Peskow [der Sprecher]; [ein anderer]"),
        ("on_behalf_of", ""),
        ("medium", ""),
        ("topics", "Truce: for"),
        ("events", "Talks"),
        ("said", "2025-07-23"),
        ("about", "2025-08"),
        ("certainty", "probable"),
        ("reliability", "B"),
        ("credibility", "2"),
        ("note", "'-1 line\nand more"),
        ("translations", "en: sum, two"),
    ] {
        assert_eq!(row[column], value, "{column}");
    }
    let mut tags: Vec<&str> = row["tags"].split("; ").collect();
    tags.sort_unstable();
    assert_eq!(tags, ["War", "War › Front"]);
}

#[test]
fn every_statement_stands_once_whatever_the_page_and_none_that_is_in_the_bin() {
    let mut desk = Desk::new();
    let article = desk.article(&"word ".repeat(700));
    let commands = (0..1_003_u32).rev().map(|index| {
        let start = (index / 2) * 5;
        Envelope::new(
            "add_statement",
            json!({ "article": article, "spans": [{ "start": start, "end": start + 4 }], "kind": "direct" }),
        )
    });
    let answers = desk.workspace.call_all(commands.collect()).unwrap();
    let mut uids: Vec<String> = answers
        .iter()
        .map(|answer| answer["result"]["uid"].as_str().unwrap().to_owned())
        .collect();
    let binned = uids.pop().unwrap();
    desk.call("delete", json!({ "entity": "statement", "uids": [binned] }));
    let (written, text) = table(&desk);
    assert_eq!(written, 1_002);
    let rows = rows(&text);
    let starts: Vec<u32> = rows
        .iter()
        .map(|row| row["spans"].split('–').next().unwrap().parse().unwrap())
        .collect();
    assert!(starts.is_sorted());
    let mut written: Vec<&String> = rows.iter().map(|row| &row["statement"]).collect();
    written.sort();
    uids.sort();
    assert_eq!(written, uids.iter().collect::<Vec<_>>());
}
