//! A briefing proves its quotes with nothing but itself and the sources.
// What fails here fails the test.

use std::path::Path;

use crate::support::Desk;
use base64::Engine as _;
use dragoman_core::briefings::{self, FolderSources, Outcome, Report};
use serde_json::{Value, json};

const GERMAN: &str =
    "Titel der Meldung\n\nDer Sprecher sagte: \"Wir sind bereit.\" Danach schwieg er.\nMorgen *mehr*.\n";

/// A workspace with one briefing of two statements from two articles, and a folder with their files.
struct Bench {
    desk: Desk,
    folder: tempfile::TempDir,
    briefing: String,
    article: String,
}

impl Bench {
    fn new() -> Self {
        let mut bench = Bench {
            desk: Desk::new(),
            folder: tempfile::tempdir().unwrap(),
            briefing: String::new(),
            article: String::new(),
        };
        bench.briefing = bench.desk.add("add_briefing", json!({ "title": "B" }));
        bench.prose("Before the quotes.");
        let outlet = bench.desk.add("add_outlet", json!({ "name": "Die Zeitung" }));
        bench.article = bench.import("german.txt", GERMAN.as_bytes(), json!({ "outlet": outlet }));
        let article = bench.article.clone();
        bench.quote(&article, GERMAN, &["\"Wir sind bereit.\"", "Morgen *mehr*"]);
        let russian = "Заголовок новости\n\nПресс-секретарь сообщил: переговоры будут очень сложными.\n";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        let other = bench.import("below/russian.txt", &bytes, json!({ "encoding": "windows-1251" }));
        bench.quote(&other, russian, &["переговоры будут очень сложными"]);
        bench
    }

    fn import(&mut self, file: &str, bytes: &[u8], extra: Value) -> String {
        let path = self.folder.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        let mut article = json!({
            "source": { "base64": base64::engine::general_purpose::STANDARD.encode(bytes) },
            "file_name": path.file_name().unwrap().to_str().unwrap(),
        });
        article
            .as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        let answer = self
            .desk
            .call("import_articles", json!({ "articles": [article] }));
        answer["touched"]["uids"]
            .as_array()
            .unwrap()
            .iter()
            .map(|uid| uid.as_str().unwrap().to_owned())
            .find(|uid| {
                self.desk
                    .workspace
                    .call(dragoman_core::commands::Envelope::new(
                        "get_article",
                        json!({ "uid": uid }),
                    ))
                    .is_ok()
            })
            .unwrap()
    }

    /// Marks the words in a text and puts them into the briefing.
    fn quote(&mut self, article: &str, text: &str, words: &[&str]) -> String {
        let spans: Vec<Value> = words
            .iter()
            .map(|words| {
                let start = text[..text.find(words).unwrap()].chars().count();
                json!({ "start": start, "end": start + words.chars().count(), "quote": words })
            })
            .collect();
        let statement = self.desk.add(
            "add_statement",
            json!({ "article": article, "kind": "direct", "spans": spans }),
        );
        self.desk.add(
            "add_briefing_item",
            json!({ "briefing": self.briefing, "content": { "statement": { "statement": statement } } }),
        );
        statement
    }

    fn prose(&mut self, text: &str) {
        self.desk.add(
            "add_briefing_item",
            json!({ "briefing": self.briefing, "content": { "prose": { "text": text } } }),
        );
    }

    fn export(&self) -> String {
        briefings::export(&self.desk.workspace.reading(), self.briefing.parse().unwrap()).unwrap()
    }

    fn verify(&self, markdown: &str) -> Report {
        let sources = FolderSources::index(self.folder.path()).unwrap();
        assert_eq!(sources.unreadable, []);
        briefings::verify(markdown, &sources).unwrap()
    }

    fn problems(&mut self) -> Vec<String> {
        self.desk
            .call("preview_briefing", json!({ "uid": self.briefing }))["problems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|problem| problem["code"].as_str().unwrap().to_owned())
            .collect()
    }
}

fn outcomes(report: &Report) -> Vec<(u32, Outcome)> {
    report
        .lines
        .iter()
        .map(|verdict| (verdict.line, verdict.outcome))
        .collect()
}

fn line_of(markdown: &str, words: &str) -> u32 {
    let before = &markdown[..markdown.find(words).unwrap()];
    u32::try_from(before.matches('\n').count() + 1).unwrap()
}

/// The lines of both quotes.
fn lines(markdown: &str) -> (u32, u32) {
    (line_of(markdown, "> \\\"Wir"), line_of(markdown, "> переговоры"))
}

#[test]
fn an_export_holds_and_is_the_same_every_time() {
    let bench = Bench::new();
    let markdown = bench.export();
    assert_eq!(markdown, bench.export());
    let report = bench.verify(&markdown);
    let (first, second) = lines(&markdown);
    assert!(report.ok, "{report:?}\n{markdown}");
    assert_eq!(report.quotes, 2);
    assert_eq!(
        outcomes(&report),
        [(first, Outcome::Holds), (second, Outcome::Holds)]
    );
    assert!(
        markdown.contains("> \\\"Wir sind bereit.\\\" […] Morgen \\*mehr\\*[^1]\n"),
        "{markdown}"
    );
    assert!(markdown.contains("· windows-1251 ·"), "{markdown}");
}

#[test]
fn a_changed_character_in_a_quote_fails_exactly_that_line() {
    let bench = Bench::new();
    let markdown = bench.export();
    let (first, second) = lines(&markdown);
    for (from, to, expected) in [
        (
            "sind bereit",
            "sind bereits",
            [Outcome::QuoteDiffers, Outcome::Holds],
        ),
        ("> \\\"Wir", "> \\\"wir", [Outcome::QuoteDiffers, Outcome::Holds]),
        ("\\*mehr\\*", "*mehr*", [Outcome::BrokenReference, Outcome::Holds]),
        (
            "mehr\\*[^1]",
            "mehr\\*[^1] und mehr",
            [Outcome::BrokenReference, Outcome::Holds],
        ),
        (" […] ", " ", [Outcome::QuoteDiffers, Outcome::Holds]),
        (
            "очень сложными[^2]",
            "сложными[^2]",
            [Outcome::Holds, Outcome::QuoteDiffers],
        ),
        (
            "сложными[^2]",
            "сложными\n>\n> x[^2]",
            [Outcome::Holds, Outcome::QuoteDiffers],
        ),
        (
            "сложными[^2]",
            "сложными",
            [Outcome::Holds, Outcome::BrokenReference],
        ),
    ] {
        let changed = markdown.replacen(from, to, 1);
        assert_ne!(changed, markdown, "{from}");
        let report = bench.verify(&changed);
        assert!(!report.ok);
        let quotes: Vec<(u32, Outcome)> = outcomes(&report).into_iter().take(2).collect();
        assert_eq!(
            quotes,
            [(first, expected[0]), (second, expected[1])],
            "{from}: {report:?}"
        );
    }
}

#[test]
fn changed_prose_passes() {
    let bench = Bench::new();
    let markdown = bench.export();
    let changed = markdown
        .replace(
            "Before the quotes.",
            "After *long* thought, with a [link](http://x.org) and a note.[^a]",
        )
        .replace("# B", "# Another title\n\nMore.")
        + "\n[^a]: A note of my own.\n\n- one\n- two\n";
    let report = bench.verify(&changed);
    assert!(report.ok, "{report:?}");
    let windows = markdown.replace('\n', "\r\n");
    assert!(bench.verify(&windows).ok);
}

#[test]
fn swapped_footnotes_fail() {
    let bench = Bench::new();
    let markdown = bench.export();
    for swapped in [
        markdown
            .replace("[^1]:", "[^x]:")
            .replace("[^2]:", "[^1]:")
            .replace("[^x]:", "[^2]:"),
        markdown
            .replace("*[^1]", "*[^x]")
            .replace("[^2]\n", "[^1]\n")
            .replace("[^x]", "[^2]"),
    ] {
        assert_ne!(swapped, markdown);
        let report = bench.verify(&swapped);
        let all: Vec<Outcome> = outcomes(&report)
            .into_iter()
            .map(|(_, outcome)| outcome)
            .collect();
        assert_eq!(all, [Outcome::QuoteDiffers; 2], "{report:?}\n{swapped}");
    }
}

#[test]
fn a_changed_source_is_called_changed_and_one_that_is_gone_missing() {
    let bench = Bench::new();
    let markdown = bench.export();
    let path = bench.folder.path().join("german.txt");
    std::fs::write(&path, GERMAN.replace("schwieg", "sprach")).unwrap();
    let report = bench.verify(&markdown);
    assert_eq!(report.lines[0].outcome, Outcome::SourceChanged);
    assert!(report.lines[0].detail.starts_with("source changed"), "{report:?}");
    assert_eq!(report.lines[1].outcome, Outcome::Holds);

    std::fs::remove_file(&path).unwrap();
    assert_eq!(bench.verify(&markdown).lines[0].outcome, Outcome::SourceMissing);

    std::fs::write(bench.folder.path().join("renamed.bin"), GERMAN).unwrap();
    assert!(bench.verify(&markdown).ok);
}

#[test]
fn footnotes_that_are_missing_double_malformed_or_left_over_are_named() {
    let bench = Bench::new();
    let markdown = bench.export();
    let (first, second) = lines(&markdown);
    let start = markdown.find("[^2]:").unwrap();
    let note = &markdown[start..];

    let without = &markdown[..start];
    assert_eq!(
        outcomes(&bench.verify(without)),
        [(first, Outcome::Holds), (second, Outcome::BrokenReference)]
    );
    let twice = format!("{markdown}\n{note}");
    let report = bench.verify(&twice);
    assert!(!report.ok, "{report:?}");
    assert_eq!(outcomes(&report)[1], (second, Outcome::BrokenReference));

    for (from, to) in [("`sha256 ", "`sha512 "), (" · windows-1251", ""), ("–", "-")] {
        let at = start + note.rfind(from).unwrap();
        let malformed = format!("{}{to}{}", &markdown[..at], &markdown[at + from.len()..]);
        let report = bench.verify(&malformed);
        assert_eq!(outcomes(&report)[1], (second, Outcome::BrokenReference), "{from}");
    }

    let second_block = &markdown[markdown.find("> переговоры").unwrap()..markdown.find("[^1]:").unwrap()];
    let left_over = markdown.replace(second_block, "");
    let report = bench.verify(&left_over);
    assert!(!report.ok);
    assert_eq!(
        outcomes(&report),
        [
            (first, Outcome::Holds),
            (line_of(&left_over, "[^2]:"), Outcome::BrokenReference)
        ]
    );
    assert!(bench.verify(&left_over.replace(note, "")).ok);

    let as_prose = markdown.replace("> переговоры", "переговоры");
    assert!(!bench.verify(&as_prose).ok);
}

#[test]
fn a_file_without_quotes_proves_nothing() {
    let bench = Bench::new();
    for markdown in ["", "# Only prose\n\nHere.\n"] {
        let report = bench.verify(markdown);
        assert_eq!((report.quotes, report.ok), (0, false));
    }
}

#[test]
fn the_text_of_a_page_is_proved_by_the_page() {
    let mut bench = Bench::new();
    let html = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>News</title></head><body><article><h1>News</h1>\
        <p>The spokesman said that the talks would be very difficult, and that nobody should expect wonders of them.</p>\
        <p>He added: we &amp; they will meet again in the autumn, when the weather allows it and the hall is free.</p></article></body></html>";
    let article = bench.import("page.html", html.as_bytes(), json!({}));
    let view = bench.desk.call("get_article", json!({ "uid": article }));
    let text = view["text"]
        .as_str()
        .or_else(|| view["text"]["text"].as_str())
        .unwrap()
        .to_owned();
    bench.quote(&article, &text, &["we & they will meet again"]);
    let markdown = bench.export();
    assert!(markdown.contains(" · text/html · "), "{markdown}");
    let report = bench.verify(&markdown);
    assert!(report.ok, "{report:?}\n{markdown}");

    // What a program of another day makes of the page is found by its own digest.
    let digest = dragoman_core::text::hash::sha256_hex(text.as_bytes());
    let other = format!("{text}!");
    let changed = markdown.replace(&digest, &dragoman_core::text::hash::sha256_hex(other.as_bytes()));
    assert_ne!(changed, markdown);
    assert_eq!(bench.verify(&changed).lines[2].outcome, Outcome::TextMissing);
    std::fs::write(bench.folder.path().join("kept.txt"), other).unwrap();
    assert!(bench.verify(&changed).ok);
}

#[test]
fn a_careful_reader_is_told_what_is_missing() {
    let mut bench = Bench::new();
    assert_eq!(
        bench.problems(),
        [
            "no_translation",
            "unknown_speaker",
            "no_translation",
            "unknown_speaker"
        ]
    );
    let article = bench.article.clone();
    let statement = bench.quote(&article, GERMAN, &["Danach schwieg er"]);
    let translate = |text: &str, status: &str| {
        json!({ "of": { "statement": statement }, "language": "en", "text": text, "status": status,
                "translator": "A. Analyst", "translated": "2025-08-01" })
    };
    bench
        .desk
        .add("add_translation", translate("Then he fell silent", "draft"));
    assert_eq!(bench.problems()[4..], ["draft_translation", "unknown_speaker"]);
    assert!(
        bench
            .export()
            .contains("> English translation, draft, by A. Analyst, 2025-08-01:\n>\n> Then he fell silent\n>\n> nobody named, in Die Zeitung · direct speech · date said unknown\n"),
        "{}",
        bench.export()
    );
    bench
        .desk
        .add("add_translation", translate("He then was silent", "checked"));
    assert!(bench.export().contains("> He then was silent\n"));
    assert_eq!(bench.problems()[4..], ["unknown_speaker"]);

    bench
        .desk
        .call("delete", json!({ "entity": "statement", "uids": [statement] }));
    assert_eq!(bench.problems()[4..], ["deleted_statement"]);
    assert!(!bench.export().contains("[^3]"));
    assert!(bench.verify(&bench.export()).ok);
}

#[test]
fn the_chain_is_told_in_words_with_the_name_that_readers_know() {
    let mut bench = Bench::new();
    let article = bench.article.clone();
    let statement = bench.quote(&article, GERMAN, &["Danach schwieg er"]);
    let office = bench.desk.add(
        "add_actor",
        json!({ "kind": "organisation", "names": [{ "name": "Kherson region" }] }),
    );
    let speaker = bench.desk.add(
        "add_actor",
        json!({ "kind": "person",
                "names": [{ "name": "Олександр Прокудін", "language": "uk" }, { "name": "Oleksandr Prokudin", "language": "en" }],
                "roles": [{ "title": "governor", "organisation": office }] }),
    );
    let agency = bench.desk.add(
        "add_actor",
        json!({ "kind": "organisation", "names": [{ "name": "dpa" }] }),
    );
    bench.desk.call(
        "edit_statement",
        json!({ "uid": statement, "said": "2025-06-02", "certainty": "probable", "reliability": "B", "credibility": "2",
                "chain": [
                    { "role": "speaker", "actor": speaker, "words": "der Sprecher" },
                    { "role": "relayed_by", "actor": agency, "words": "dpa" },
                    { "role": "addressee" } ] }),
    );
    let expected = "> Oleksandr Prokudin (governor, Kherson region; in the text “der Sprecher”), per dpa, to (nobody named), \
        in Die Zeitung · direct speech · said 2025-06-02 · reading probable · reliability B, credibility 2\n";
    assert!(bench.export().contains(expected), "{}", bench.export());
    bench.desk.call(
        "edit_briefing",
        json!({ "uid": bench.briefing, "language": "de" }),
    );
    assert!(
        bench
            .export()
            .contains("laut dpa, an (niemand genannt), in Die Zeitung · direkte Rede · gesagt 2025-06-02")
    );
    assert!(bench.verify(&bench.export()).ok);
}

#[test]
fn in_a_quote_of_several_lines_the_line_that_differs_is_named() {
    let mut bench = Bench::new();
    let article = bench.article.clone();
    bench.quote(
        &article,
        GERMAN,
        &["Meldung\n\nDer Sprecher", "schwieg er.\nMorgen"],
    );
    let markdown = bench.export();
    assert!(
        markdown.contains("> Meldung\n>\n> Der Sprecher […] schwieg er.\\\n> Morgen[^3]\n"),
        "{markdown}"
    );
    assert!(bench.verify(&markdown).ok);
    let first = line_of(&markdown, "> Meldung");
    let report = bench.verify(&markdown.replace("> Morgen[^3]", "> Gestern[^3]"));
    assert_eq!(
        (report.lines[2].line, report.lines[2].outcome),
        (first, Outcome::QuoteDiffers)
    );
    assert!(
        report.lines[2].detail.contains(&format!("line {}:", first + 3)),
        "{report:?}"
    );
}

#[test]
fn the_samples_briefing_holds_against_the_samples() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut desk = Desk::new();
    for line in std::fs::read_to_string(seeds.join("coding.jsonl"))
        .unwrap()
        .lines()
    {
        let mut command: Value = serde_json::from_str(line).unwrap();
        if command["command"] == "import_articles" {
            for article in command["args"]["articles"].as_array_mut().unwrap() {
                let name = Path::new(article["source"]["path"].as_str().unwrap())
                    .file_name()
                    .unwrap()
                    .to_owned();
                article["source"]["path"] = json!(seeds.join(name).to_str().unwrap());
            }
        }
        desk.call(command["command"].as_str().unwrap(), command["args"].clone());
    }
    let briefings = desk.call("list_briefings", json!({}));
    let uid = briefings["briefings"][0]["uid"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let markdown = briefings::export(&desk.workspace.reading(), uid).unwrap();
    let report = briefings::verify(&markdown, &FolderSources::index(&seeds).unwrap()).unwrap();
    assert!(report.ok, "{report:?}");
    assert_eq!(
        u64::from(report.quotes),
        briefings["briefings"][0]["statements"].as_u64().unwrap()
    );
}

#[test]
fn a_briefing_made_before_its_text_was_corrected_still_holds() {
    let mut bench = Bench::new();
    let markdown = bench.export();
    let corrected = GERMAN
        .replace("Wir sind", "Wir alle sind")
        .replace("Titel", "Der Titel");
    let article = bench.article.clone();
    bench
        .desk
        .call("correct_text", json!({ "article": article, "text": corrected }));
    let report = bench.verify(&markdown);
    assert!(report.ok && report.quotes == 2, "{report:?}");
    assert!(bench.problems().contains(&"orphaned_span".to_owned()));
    // What could not follow is quoted from the text where it stands.
    let report = bench.verify(&bench.export());
    assert_eq!(report.quotes, 2);
    assert!(
        report
            .lines
            .iter()
            .any(|verdict| verdict.outcome == Outcome::Holds),
        "{report:?}"
    );
}
