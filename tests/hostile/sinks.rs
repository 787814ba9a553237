//! Every naughty string into every place that takes words: it comes out as it went in, as text.

use dragoman_core::Error;
use dragoman_core::commands::Envelope;
use dragoman_core::error::Reason;
use dragoman_core::statements;
use dragoman_core::workspace::{Context, Workspace};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::{Value, json};

/// Strings of our own beside the public list: what it has none of.
const OWN: &[&str] = &[
    "a\u{0}b",
    "\u{feff}BOM",
    "\u{fffe}",
    "\u{fdd0}x",
    "\u{10ffff}",
    "e\u{301}\u{316}",
    "\u{202e}right\u{202c} to left",
    "\u{2028}line\u{2029}paragraph",
    "\u{85}next",
    "\u{1b}]8;;http://h.test\u{7}x\u{1b}]8;;\u{7}",
    "＝1+1",
    "＠SUM",
    "\t=1+1",
    "=HYPERLINK(\"http://h.test\";\"x\")",
    "![x](http://h.test/i.png)",
    "[[Note]] ![[file]]",
    "```dataviewjs\nx\n```",
    "---\nkey: value\n---",
    "[^1]: note",
    "<details open ontoggle=alert(1)>",
];

struct Sinks {
    workspace: Workspace,
    _folder: tempfile::TempDir,
    put: u32,
    refused: u32,
}

impl Sinks {
    fn ask(&mut self, command: &str, arguments: Value) -> Result<Value, Error> {
        self.workspace.call(Envelope::new(command, arguments))
    }

    fn sure(&mut self, command: &str, arguments: Value) -> Value {
        self.ask(command, arguments.clone())
            .unwrap_or_else(|error| panic!("{command} {arguments}: {error}"))
    }

    /// Adds something; its uid, or None where the string is refused with a reason (empty, there already, too long).
    fn add(&mut self, command: &str, arguments: Value) -> Option<String> {
        match self.ask(command, arguments.clone()) {
            Ok(answer) => Some(answer["result"]["uid"].as_str().expect("a uid").to_owned()),
            Err(Error::Invalid {
                reason: Reason::Empty | Reason::Duplicate | Reason::TooLong { .. } | Reason::NotAllowed { .. },
                ..
            }) => {
                self.refused += 1;
                None
            }
            Err(error) => panic!("{command} {arguments}: {error}"),
        }
    }

    fn same(&mut self, sink: &str, went_in: &str, came_out: &Value) {
        let expected = went_in.replace('\0', "\u{2400}");
        let came_out = came_out
            .as_str()
            .unwrap_or_else(|| panic!("{sink}: {went_in:?} is gone"));
        assert!(
            came_out == expected || came_out == expected.trim() || came_out == went_in.trim(),
            "{sink}: {went_in:?} came out as {came_out:?}"
        );
        self.put += 1;
    }
}

fn naughty() -> Vec<&'static str> {
    let mut all: Vec<&str> = naughty_strings::BLNS.to_vec();
    all.extend(OWN);
    all
}

#[test]
fn every_naughty_string_goes_into_every_sink_and_comes_out_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.dragoman");
    let mut sinks = Sinks {
        workspace: Workspace::create(&path, Context::command_line("tester")).unwrap(),
        _folder: folder,
        put: 0,
        refused: 0,
    };
    let all = naughty();
    let briefing = sinks.add("add_briefing", json!({ "title": "B" })).unwrap();
    let (mut quoted, mut tags) = (Vec::new(), Vec::new());
    for (number, string) in all.iter().enumerate() {
        let string = *string;
        if string.trim().is_empty() {
            continue;
        }
        // A text of control characters alone would be refused as binary data.
        let controls = string.chars().filter(|c| c.is_control()).count();
        let text = format!(
            "{}Satz {number}. {string}",
            "Ein Satz davor. ".repeat(controls * 2)
        );
        let article = json!({ "source": { "text": text }, "media_type": "text/plain", "file_name": string, "title": string,
                              "author": string, "note": string, "allow_duplicate": true });
        let answer = sinks.sure("import_articles", json!({ "articles": [article] }));
        let Some(uid) = answer["result"]["imported"][0]["uid"].as_str().map(str::to_owned) else {
            panic!("{string:?}: {answer}");
        };
        let view = sinks.sure("get_article", json!({ "uid": uid }));
        for field in ["title", "author", "note", "file_name"] {
            sinks.same(field, string, &view["article"][field].clone());
        }
        let stored = view["text"].as_str().unwrap().to_owned();
        assert_eq!(
            stored,
            text.replace('\0', "\u{2400}")
                .replace("\r\n", "\n")
                .replace('\r', "\n")
        );
        sinks.put += 1;

        let named = json!({ "name": string });
        if let Some(uid) = sinks.add("add_outlet", named.clone()) {
            let outlet = sinks.sure("get_outlet", json!({ "uid": uid }));
            let name = if outlet["name"].is_null() {
                outlet["outlet"]["name"].clone()
            } else {
                outlet["name"].clone()
            };
            sinks.same("outlet", string, &name);
        }
        if let Some(uid) = sinks.add("add_tag", named.clone()) {
            tags.push((uid, string));
        }
        let actor = sinks.add("add_actor", json!({ "kind": "person", "names": [named] }));
        if let Some(uid) = &actor {
            let actor = sinks.sure("get_actor", json!({ "uid": uid }));
            let names = if actor["names"].is_null() {
                &actor["actor"]["names"]
            } else {
                &actor["names"]
            };
            sinks.same("actor", string, &names[0]["name"].clone());
        }
        if sinks
            .add(
                "add_note",
                json!({ "about": { "entity": "article", "uid": uid }, "text": string }),
            )
            .is_some()
        {
            let view = sinks.sure("get_article", json!({ "uid": uid }));
            sinks.same("note", string, &view["notes"][0]["text"].clone());
        }
        if sinks
            .add(
                "add_translation",
                json!({ "of": { "article": uid }, "language": "en", "text": string, "status": "draft" }),
            )
            .is_some()
        {
            let view = sinks.sure("get_article", json!({ "uid": uid }));
            sinks.same("translation", string, &view["translations"][0]["text"].clone());
        }
        // The search box: any answer but an error.
        sinks.sure("search", json!({ "query": string, "limit": 5 }));
        sinks.put += 1;
        let length = stored.chars().count();
        let mut statement = json!({ "article": uid, "spans": [{ "start": 0, "end": length }], "kind": "direct", "note": string });
        if let Some(actor) = actor {
            statement["chain"] = json!([{ "role": "speaker", "actor": actor }]);
        }
        let Some(statement) = sinks.add("add_statement", statement) else {
            panic!("{string:?} makes no statement");
        };
        sinks.sure(
            "add_briefing_item",
            json!({ "briefing": briefing, "content": { "statement": { "statement": statement } } }),
        );
        quoted.push((stored, string.to_owned()));
    }
    let listed = sinks.sure("list_tags", json!({}));
    for (uid, string) in tags {
        let tag = listed["tags"]
            .as_array()
            .unwrap()
            .iter()
            .find(|tag| tag["uid"] == *uid);
        sinks.same("tag", string, &tag.unwrap()["name"]);
    }
    let markdown = sinks.sure("preview_briefing", json!({ "uid": briefing }))["markdown"]
        .as_str()
        .unwrap()
        .to_owned();
    let found = nothing_but_text(&markdown);
    for (quote, string) in &quoted {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            found.contains(&words(quote)),
            "{string:?} is not in the briefing as it was"
        );
        sinks.put += 1;
    }
    table(&mut sinks, &quoted);
    println!(
        "naughty strings: {} × {} sinks, {} came out as they went in, {} refused with a reason",
        all.len(),
        14,
        sinks.put,
        sinks.refused
    );
    assert!(sinks.put > 5_000, "{}", sinks.put);
}

/// The words of the briefing, white space collapsed. Nothing in it may load, link out or be markup of its own.
fn nothing_but_text(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Paragraph | Tag::BlockQuote(_)) => {
                text.push(' ')
            }
            Event::Html(html) | Event::InlineHtml(html) => panic!("markup in a briefing: {html}"),
            Event::Start(Tag::Image { dest_url, .. }) => panic!("an image in a briefing: {dest_url}"),
            Event::Start(Tag::CodeBlock(_) | Tag::Table(_) | Tag::MetadataBlock(_)) => {
                panic!("a block that nobody wrote")
            }
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn markup_in_a_briefing_would_be_seen() {
    for markup in [
        "<img src=x>",
        "a <b>b</b>",
        "![x](http://h.test)",
        "    code",
        "```\nx\n```",
        "|a|b|\n|-|-|",
    ] {
        assert!(
            std::panic::catch_unwind(|| nothing_but_text(markup)).is_err(),
            "{markup}"
        );
    }
}

/// Read back the table is what went in, and no cell is a formula.
fn table(sinks: &mut Sinks, quoted: &[(String, String)]) {
    let mut out = Vec::new();
    statements::csv(&sinks.workspace.reading(), &mut out).unwrap();
    let mut reader = csv::Reader::from_reader(out.as_slice());
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (quote, note) = (at("quote"), at("note"));
    let mut quotes = std::collections::HashSet::new();
    let mut notes = std::collections::HashSet::new();
    for row in reader.records() {
        let row = row.unwrap();
        for cell in &row {
            let first = cell.chars().next().unwrap_or(' ');
            assert!(!"=+-@\t\r＝＋－＠".contains(first), "a formula: {cell:?}");
        }
        quotes.insert(row[quote].trim_start_matches('\'').to_owned());
        notes.insert(row[note].strip_prefix('\'').unwrap_or(&row[note]).to_owned());
    }
    for (text, string) in quoted {
        assert!(quotes.contains(text), "{text:?} is not in the table");
        let string = string.replace('\0', "\u{2400}");
        let there = [string.as_str(), string.trim()]
            .iter()
            .any(|form| notes.contains(*form) || notes.contains(form.trim_start_matches('\'')));
        assert!(there, "{string:?} is not in the table");
        sinks.put += 2;
    }
}
