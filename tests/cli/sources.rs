//! `dragoman sources`: what is handed over with a briefing is enough to check it, whatever was corrected before and after.

use dragoman_tests::Desk;
use serde_json::{Value, json};

const BRIEFING: &str = "Positions before the third Istanbul round";

fn call(desk: &Desk, command: &str, args: &Value) -> Value {
    let line = json!({ "command": command, "args": args }).to_string();
    let ran = desk.run_with(["apply", "demo.dragoman", "-", "--json"], &line);
    assert_eq!(ran.code, 0, "{command}: {}{}", ran.out, ran.err);
    ran.lines()[0]["ok"].clone()
}

/// Corrects the text of a quoted article by a line at its beginning: every quote moves and says the same.
fn correct(desk: &Desk, line: &str) {
    let articles = call(desk, "list_articles", &json!({}));
    for row in articles["articles"].as_array().unwrap() {
        let view = call(desk, "get_article", &json!({ "uid": row["uid"] }));
        if view["statements"].as_array().unwrap().is_empty() {
            continue;
        }
        let text = format!("{line}\n{}", view["text"].as_str().unwrap());
        let args =
            json!({ "article": row["uid"], "revision": view["revision"], "text": text, "reason": "test" });
        call(desk, "correct_text", &args);
    }
}

fn export(desk: &Desk, file: &str) -> String {
    let ran = desk.run(["export", "demo.dragoman", "--briefing", BRIEFING, "-o", file]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    std::fs::read_to_string(desk.path(file)).unwrap()
}

fn verify(desk: &Desk, file: &str, sources: &str) -> (i32, String) {
    let ran = desk.run(["verify", file, "--sources", sources]);
    (ran.code, ran.out)
}

#[test]
fn briefings_from_each_revision_of_a_text_hold_against_what_is_handed_over() {
    let desk = Desk::new();
    desk.demonstration();
    let first = export(&desk, "first.md");
    correct(&desk, "Korrigiert.");
    let second = export(&desk, "second.md");
    correct(&desk, "Noch einmal korrigiert.");
    let third = export(&desk, "third.md");
    assert!(first != second && second != third, "each quotes its own revision");
    assert!(
        second.contains("text "),
        "a corrected text is named by its digest"
    );

    let ran = desk.run([
        "sources",
        "demo.dragoman",
        "--briefing",
        BRIEFING,
        "-o",
        "sources",
        "--json",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.json()["files"].as_u64().unwrap() >= 3, "{}", ran.out);
    for file in ["first.md", "second.md", "third.md"] {
        let (code, said) = verify(&desk, file, "sources");
        assert_eq!(code, 0, "{file}: {said}");
        assert!(said.contains("all hold"), "{file}: {said}");
    }
    // The controls: without the corrected texts, and with one changed, it does not hold.
    let originals: Vec<_> = std::fs::read_dir(desk.path("sources"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let revisions: Vec<_> = originals
        .iter()
        .filter(|path| path.to_string_lossy().contains("revision"))
        .collect();
    assert!(revisions.len() >= 2, "{originals:?}");
    for path in &revisions {
        std::fs::remove_file(path).unwrap();
    }
    assert_eq!(
        verify(&desk, "first.md", "sources").0,
        0,
        "originals are enough for it"
    );
    for file in ["second.md", "third.md"] {
        let (code, said) = verify(&desk, file, "sources");
        assert!(code == 1 && said.contains("text missing"), "{file}: {said}");
    }
    // Handed over once more: what is there stays, what is missing comes.
    assert_eq!(desk.run(["sources", "demo.dragoman", "-o", "sources"]).code, 0);
    assert_eq!(verify(&desk, "third.md", "sources").0, 0);
    std::fs::write(revisions[0], "changed").unwrap();
    assert_eq!(
        desk.run(["sources", "demo.dragoman", "-o", "sources"]).code,
        3,
        "nothing is overwritten"
    );
}
