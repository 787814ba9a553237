//! Articles: previewed, stored, listed, opened and corrected.

use crate::support::Desk;
use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Context, Staged, Workspace};
use serde_json::{Value, json};

const HEADLINE: &str = "Präsident kündigt Gespräche an";
const GERMAN: &str = "Präsident kündigt Gespräche an\n\nDer Präsident hat am Montag in Kyjiw Gespräche angekündigt. \
    Die Regierung in Moskau will sich dazu nicht äußern, wie ein Sprecher am Abend sagte.\n";

fn import(desk: &mut Desk, article: Value) -> String {
    let answer = desk.call("import_articles", json!({ "articles": [article] }));
    answer["result"]["imported"][0]["uid"]
        .as_str()
        .unwrap_or_else(|| panic!("{answer}"))
        .to_owned()
}

fn text(text: &str) -> Value {
    json!({ "source": { "text": text } })
}

fn titles(page: &Value) -> Vec<&str> {
    page["articles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|article| article["title"].as_str().unwrap())
        .collect()
}

#[test]
fn an_imported_text_is_there_with_what_the_program_found_and_undo_takes_it_away() {
    let mut desk = Desk::new();
    let answer = desk.call_and_back("import_articles", json!({ "articles": [text(GERMAN)] }));
    assert_eq!(answer["result"]["refused"], json!([]));
    let uid = answer["result"]["imported"][0]["uid"].clone();
    let view = desk.call("get_article", json!({ "uid": uid }));
    assert_eq!(view["text"], GERMAN);
    assert_eq!(view["revision_number"], 1);
    let article = &view["article"];
    assert_eq!(article["title"], HEADLINE);
    assert_eq!(article["language"], "de");
    assert_eq!(article["direction"], "ltr");
    assert_eq!(article["characters"], GERMAN.chars().count());
    assert_eq!(article["missing"], json!(["outlet", "published"]));
    let sentences = view["sentences"].as_array().unwrap();
    assert_eq!(sentences.len(), 3, "{sentences:?}");
}

#[test]
fn a_preview_shows_what_import_then_stores_and_stores_nothing() {
    let mut desk = Desk::new();
    let html = "<html lang='uk'><head><meta property='og:site_name' content='Голос'><title>Заява</title></head>\
        <body><h1>Заява президента</h1><p>Президент заявив у понеділок, що переговори тривають.</p></body></html>";
    let source = json!({ "text": html });
    let before = desk.workspace.dump().unwrap();
    let preview = desk.call(
        "preview_article",
        json!({ "source": source, "media_type": "text/html" }),
    );
    assert_eq!(desk.workspace.dump().unwrap(), before);
    assert_eq!(preview["media_type"], "text/html");
    assert_eq!(preview["duplicates"], json!([]));
    assert_eq!(preview["outlet"], "Голос", "{preview}");
    let uid = import(&mut desk, json!({ "source": source, "media_type": "text/html" }));
    let view = desk.call("get_article", json!({ "uid": uid }));
    for field in [
        "title",
        "language",
        "author",
        "published",
        "url",
        "sha256",
        "characters",
        "missing",
    ] {
        assert_eq!(view["article"][field], preview[field], "{field}");
    }
    let again = desk.call(
        "preview_article",
        json!({ "source": source, "media_type": "text/html" }),
    );
    assert_eq!(again["duplicates"][0]["uid"], uid.as_str());
}

#[test]
fn what_the_analyst_says_goes_before_what_was_found() {
    let mut desk = Desk::new();
    let uid = import(
        &mut desk,
        json!({
            "source": { "text": GERMAN }, "title": " Mein Titel ", "language": "DE_at", "author": "Anna",
            "published": "2025-07-23", "retrieved": "2025-07", "url": "https://example.org/a", "note": " n ",
        }),
    );
    let article = desk.call("get_article", json!({ "uid": uid }))["article"].clone();
    assert_eq!(article["title"], "Mein Titel");
    assert_eq!(article["language"], "de-AT");
    assert_eq!(article["author"], "Anna");
    assert_eq!(article["published"], "2025-07-23");
    assert_eq!(article["note"], " n ");
    // Unknown is a value too.
    let uid = import(
        &mut desk,
        json!({ "source": { "text": GERMAN }, "language": "", "title": " ", "allow_duplicate": true }),
    );
    let article = desk.call("get_article", json!({ "uid": uid }))["article"].clone();
    assert_eq!(article["language"], "");
    assert_eq!(article["title"], HEADLINE);
}

#[test]
fn sources_that_cannot_be_stored_are_named_and_the_rest_is_stored() {
    let mut desk = Desk::new();
    let first = import(&mut desk, text("One two three."));
    let answer = desk.call(
        "import_articles",
        json!({ "articles": [
            { "source": { "text": "One two three." }, "file_name": "again.txt" },
            { "source": { "text": "  " }, "file_name": "blank.txt" },
            { "source": { "base64": "UEsDBBQAAAAIAAAA" }, "file_name": "packed.txt" },
            { "source": { "base64": "***" } },
            { "source": { "path": "/nowhere/at/all.txt" } },
            { "source": { "staged": "token" } },
            { "source": { "text": "Four five six." } },
            { "source": { "text": "Four five six." }, "file_name": "twin.txt" },
            { "source": { "text": "One two three." }, "allow_duplicate": true },
        ] }),
    );
    let result = &answer["result"];
    let refused: Vec<(u64, &str, &str)> = result["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|refused| {
            (
                refused["index"].as_u64().unwrap(),
                refused["file_name"].as_str().unwrap(),
                refused["refusal"]["refusal"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        refused,
        [
            (0, "again.txt", "duplicate"),
            (1, "blank.txt", "empty"),
            (2, "packed.txt", "binary"),
            (3, "", "unreadable"),
            (4, "all.txt", "unreadable"),
            (5, "", "forbidden"),
            (7, "twin.txt", "duplicate"),
        ]
    );
    assert_eq!(result["refused"][0]["refusal"]["article"], first.as_str());
    let imported = result["imported"].as_array().unwrap();
    assert_eq!(imported.len(), 2);
    assert_eq!(result["refused"][6]["refusal"]["article"], imported[0]["uid"]);
    assert_eq!(imported[1]["index"], 8);
}

#[test]
fn an_article_in_the_bin_is_no_duplicate() {
    let mut desk = Desk::new();
    let uid = import(&mut desk, text("One two three."));
    desk.call("delete", json!({ "entity": "article", "uids": [uid] }));
    import(&mut desk, text("One two three."));
}

#[test]
fn the_window_reads_staged_files_and_never_paths() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("staged.txt");
    std::fs::write(&file, GERMAN).unwrap();
    let staged = Staged::default();
    let token = staged.hold(file.clone());
    let mut workspace = Workspace::create(
        &folder.path().join("w.dragoman"),
        Context::window("tester", staged),
    )
    .unwrap();
    let answer = workspace
        .call(Envelope::new(
            "import_articles",
            json!({ "articles": [{ "source": { "path": file } }, { "source": { "staged": token } }] }),
        ))
        .unwrap();
    assert_eq!(answer["result"]["refused"][0]["refusal"]["refusal"], "forbidden");
    assert_eq!(answer["result"]["imported"][0]["index"], 1);
    let uid = &answer["result"]["imported"][0]["uid"];
    let view = workspace
        .call(Envelope::new("get_article", json!({ "uid": uid })))
        .unwrap();
    assert_eq!(view["article"]["file_name"], "staged.txt");
}

#[test]
fn a_request_that_breaks_a_rule_stores_nothing_of_it() {
    let mut desk = Desk::new();
    let uid = import(&mut desk, text("One two three."));
    let nobody = dragoman_core::Uid::new();
    for (field, wrong, reason) in [
        ("published", json!("gestern"), "not_a_date"),
        ("retrieved", json!("2025-13"), "not_a_date"),
        ("language", json!("german"), "not_a_language"),
        ("uid", json!(uid), "duplicate"),
    ] {
        let mut article = text("Four five six.");
        article[field] = wrong;
        desk.refuse_field(
            "import_articles",
            json!({ "articles": [text("Seven eight."), article] }),
            &format!("articles[1].{field}"),
            reason,
        );
    }
    let mut article = text("Four five six.");
    article["outlet"] = json!(nobody);
    let error = desk.refuse("import_articles", json!({ "articles": [article] }));
    assert_eq!(error["code"], "not_found");
}

#[test]
fn corrections_change_what_is_given_and_nothing_else() {
    let mut desk = Desk::new();
    let uid = import(&mut desk, text(GERMAN));
    desk.call_and_back(
        "edit_article",
        json!({ "uid": uid, "title": "Neu", "published": "2025-06~", "url": " https://example.org " }),
    );
    let article = desk.call("get_article", json!({ "uid": uid }))["article"].clone();
    assert_eq!(article["title"], "Neu");
    assert_eq!(article["published"], "2025-06~");
    assert_eq!(article["url"], "https://example.org");
    assert_eq!(article["language"], "de");
    desk.call_for_nothing("edit_article", json!({ "uid": uid, "title": "Neu " }));
    desk.call_for_nothing("edit_article", json!({ "uid": uid, "outlet": null }));
    desk.refuse_field(
        "edit_article",
        json!({ "uid": uid, "title": " " }),
        "title",
        "empty",
    );
    desk.refuse_field(
        "edit_article",
        json!({ "uid": uid, "author": "X", "published": "soon" }),
        "published",
        "not_a_date",
    );
    desk.call("edit_article", json!({ "uid": uid, "published": "" }));
    assert_eq!(
        desk.call("get_article", json!({ "uid": uid }))["article"]["published"],
        ""
    );
}

#[test]
fn every_order_gives_every_article_once_over_all_pages_with_unknown_dates_last() {
    let mut desk = Desk::new();
    for (title, published) in [
        ("b", "2025-01-02"),
        ("A", ""),
        ("c", "2025-01-02"),
        ("d", "2024"),
        ("E", ""),
        ("f", "2025-03"),
    ] {
        import(
            &mut desk,
            json!({ "source": { "text": format!("Text of {title}.") }, "title": title, "published": published }),
        );
    }
    for (sort, expected) in [
        ("newest", ["f", "c", "b", "d", "E", "A"]),
        ("oldest", ["d", "b", "c", "f", "A", "E"]),
        ("title", ["A", "b", "c", "d", "E", "f"]),
        ("added", ["f", "E", "d", "c", "A", "b"]),
    ] {
        for limit in 1..=7 {
            let mut found: Vec<String> = Vec::new();
            let mut after = Value::Null;
            loop {
                let page = desk.call(
                    "list_articles",
                    json!({ "sort": sort, "limit": limit, "after": after }),
                );
                assert_eq!(page["total"], 6);
                found.extend(titles(&page).into_iter().map(str::to_owned));
                after = page["next"].clone();
                if after.is_null() {
                    break;
                }
            }
            assert_eq!(found, expected, "{sort} by {limit}");
        }
    }
    desk.refuse_field(
        "list_articles",
        json!({ "after": "nonsense" }),
        "after",
        "not_allowed",
    );
}

#[test]
fn the_library_can_be_narrowed_down() {
    let mut desk = Desk::new();
    import(
        &mut desk,
        json!({ "source": { "text": GERMAN }, "language": "de-AT", "published": "2025" }),
    );
    import(
        &mut desk,
        json!({ "source": { "text": "Rien de nouveau." }, "language": "", "title": "L'Élysée se tait" }),
    );
    for (filter, expected) in [
        (json!({ "title": "gesprache PRAESIDENT" }), vec![]),
        (json!({ "title": "gesprache prasident" }), vec![HEADLINE]),
        (json!({ "title": "elysee" }), vec!["L'Élysée se tait"]),
        (json!({ "language": "de" }), vec![HEADLINE]),
        (json!({ "language": "de-AT" }), vec![HEADLINE]),
        (json!({ "language": "de-CH" }), vec![]),
        (json!({ "missing": "published" }), vec!["L'Élysée se tait"]),
        (json!({ "missing": "language" }), vec!["L'Élysée se tait"]),
        (json!({ "missing": "outlet" }), vec![HEADLINE, "L'Élysée se tait"]),
    ] {
        let page = desk.call("list_articles", filter.clone());
        assert_eq!(titles(&page), expected, "{filter}");
        assert_eq!(page["total"], expected.len());
    }
}

#[test]
fn a_thousand_small_texts_are_stored_in_one_go_and_taken_back_in_one() {
    let mut desk = Desk::new();
    let articles: Vec<Value> = (0..1_000)
        .map(|number| text(&format!("Bericht Nummer {number}\n\nHeute ist nichts geschehen.")))
        .collect();
    let before = desk.workspace.dump().unwrap();
    let answer = desk.call("import_articles", json!({ "articles": articles }));
    assert_eq!(answer["result"]["imported"].as_array().unwrap().len(), 1_000);
    desk.call("undo", json!({}));
    assert_eq!(desk.workspace.dump().unwrap(), before);
    desk.call("redo", json!({}));
    let report = desk.call("check", json!({ "deep": true }));
    assert_eq!(report["ok"], true, "{report}");
}

/// What `check --deep` finds after an edit by hand with another program.
fn findings_after(sql: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.dragoman");
    let mut workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
    let mut call = |command: &str, args: Value| workspace.call(Envelope::new(command, args)).unwrap();
    let answer = call("import_articles", json!({ "articles": [text(GERMAN)] }));
    let uid = &answer["result"]["imported"][0]["uid"];
    let span = json!({ "start": 0, "end": 9 });
    call(
        "add_statement",
        json!({ "article": uid, "spans": [span], "kind": "headline" }),
    );
    let passage = json!({ "passage": { "article": uid, "span": span } });
    call(
        "add_translation",
        json!({ "of": passage, "language": "en", "text": "President", "status": "draft" }),
    );
    workspace.close().unwrap();
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch(&format!(
            "UPDATE recording SET command_id = 1; {sql}; UPDATE recording SET command_id = NULL"
        ))
        .unwrap();
    let mut workspace = Workspace::open(&path, Context::command_line("tester")).unwrap();
    let report = workspace
        .call(Envelope::new("check", json!({ "deep": true })))
        .unwrap();
    let check = report["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["id"] == "I7");
    check.unwrap()["findings"].to_string()
}

#[test]
fn a_text_or_quote_that_was_edited_by_hand_is_found() {
    assert_eq!(findings_after("SELECT 1"), "[]");
    for (sql, finding) in [
        (
            "UPDATE content SET text = replace(text, 'Kyjiw', 'Minsk')",
            "other characters than its digest",
        ),
        ("UPDATE content SET characters = 3", "and says 3"),
        ("UPDATE original SET bytes = x'00'", "other bytes than its digest"),
        ("UPDATE original SET size = 3", "and says 3"),
        ("UPDATE span SET start = 1", "the span"),
        ("UPDATE span SET quote = 'Kanzler'", "the span"),
        ("UPDATE span SET end = 99999", "the span"),
        ("UPDATE translation SET suffix = 'x'", "the translation"),
    ] {
        let findings = findings_after(sql);
        assert!(findings.contains(finding), "{sql}: {findings}");
    }
}

#[test]
fn a_piece_of_a_text_is_given_by_code_points_and_ends_where_the_text_does() {
    let mut desk = Desk::new();
    let article = desk.article("Привет, 🌍! Konferenz.");
    let mut piece = |start: u32, end: u32| {
        let answer = desk.call(
            "get_excerpt",
            json!({ "uid": article, "start": start, "end": end }),
        );
        assert_eq!(answer["length"], 21);
        assert_eq!(answer["article"]["uid"], json!(article));
        (
            answer["start"].as_u64().unwrap(),
            answer["text"].as_str().unwrap().to_owned(),
        )
    };
    assert_eq!(piece(8, 10), (8, "🌍!".to_owned()));
    assert_eq!(piece(11, 900), (11, "Konferenz.".to_owned()));
    assert_eq!(piece(40, 3), (21, String::new()));
    assert_eq!(piece(3, 1), (3, String::new()));
}
