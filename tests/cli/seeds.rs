//! The demonstration workspace: the five sample articles and their coding.

use std::path::Path;

use dragoman_tests::{Desk, root, seeds};
use serde_json::Value;

const BRIEFING: &str = "Positions before the third Istanbul round";

fn briefing(desk: &Desk) -> std::path::PathBuf {
    let demo = desk.demonstration();
    let file = desk.path("briefing.md");
    let arguments = [
        "export".as_ref(),
        demo.as_os_str(),
        "--briefing".as_ref(),
        BRIEFING.as_ref(),
        "-o".as_ref(),
        file.as_os_str(),
    ];
    let ran = desk.run(arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    file
}

fn verify(desk: &Desk, file: &Path, sources: &Path) -> dragoman_tests::Ran {
    desk.run([
        "verify".as_ref(),
        file.as_os_str(),
        "--sources".as_ref(),
        sources.as_os_str(),
        "--json".as_ref(),
    ])
}

#[test]
fn the_articles_are_kept_byte_for_byte() {
    for (name, sha256) in [
        (
            "000_ec276eb2e3e482e2.txt",
            "cb59981397b81453c7910d927ca35a235dc5521945f2a4ec16d14dd4ab993e98",
        ),
        (
            "001_552112e3a73baa12.txt",
            "f09c71184a6ea07685f0e5bf7b0dd832e0cd3bd7f1b1a72a9872ae0714724ade",
        ),
        (
            "002_d397ceeb01084e6c.txt",
            "a5a83779e205d39c75a040e7f691d3548ea70c0e2fbb641fb93ee8522a518413",
        ),
        (
            "003_7f7bebdaa598bfbf.txt",
            "7c54fe4726e4bf9dcc54cda6ffa99ac1462ea68f392c9d21d558dd1cf03899c0",
        ),
        (
            "004_000c29f631cb1c2a.txt",
            "9a2d0293ba3b2e649ac84dd1c6f4004e66fd41353b42c1fc41937c7359684a0e",
        ),
    ] {
        let bytes = std::fs::read(seeds().join(name)).unwrap();
        assert_eq!(dragoman_core::text::hash::sha256_hex(&bytes), sha256, "{name}");
    }
}

#[test]
fn the_coding_makes_54_statements_and_a_workspace_that_holds() {
    let desk = Desk::new();
    let demo = desk.demonstration();
    let demo = demo.to_str().unwrap();
    let statements = desk.run(["statements", demo, "--json"]).json();
    assert_eq!(statements["statements"].as_array().unwrap().len(), 54);
    let check = desk.run(["check", demo, "--deep"]);
    assert_eq!(check.code, 0, "{}", check.out);
}

#[test]
fn no_date_or_outlet_is_invented() {
    let desk = Desk::new();
    let demo = desk.demonstration();
    let articles = desk.run(["articles", demo.to_str().unwrap(), "--json"]).json();
    for article in articles["articles"].as_array().unwrap() {
        assert_eq!(article["outlet"], Value::Null);
        assert_eq!(article["published"], "");
    }
}

#[test]
fn applying_the_coding_again_changes_nothing() {
    let desk = Desk::new();
    let demo = desk.demonstration();
    let before = desk.run(["history", demo.to_str().unwrap()]).out;
    let coding = seeds().join("coding.jsonl");
    let ran = desk.run(["apply".as_ref(), demo.as_os_str(), coding.as_os_str()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(desk.run(["history", demo.to_str().unwrap()]).out, before);
}

#[test]
fn the_example_in_the_documentation_is_what_the_program_writes() {
    let desk = Desk::new();
    let written = std::fs::read_to_string(briefing(&desk)).unwrap();
    let example = root().join("docs/example-briefing.md");
    if std::env::var_os("UPDATE_EXAMPLES").is_some() {
        std::fs::write(&example, &written).unwrap();
    }
    assert_eq!(
        written,
        std::fs::read_to_string(example).unwrap(),
        "set UPDATE_EXAMPLES=1 to write it anew"
    );
}

#[test]
fn every_quote_of_the_briefing_is_verified_without_the_workspace() {
    let desk = Desk::new();
    let file = briefing(&desk);
    let ran = verify(&desk, &file, &seeds());
    assert_eq!(ran.code, 0, "{}", ran.out);
}

#[test]
fn a_changed_character_in_a_quote_fails_exactly_that_line() {
    let desk = Desk::new();
    let file = briefing(&desk);
    let text = std::fs::read_to_string(&file).unwrap();
    let line = text
        .lines()
        .position(|line| line.contains("Moskau bereit sei"))
        .unwrap();
    std::fs::write(&file, text.replace("Moskau bereit sei", "Moskau bereit war")).unwrap();
    let ran = verify(&desk, &file, &seeds());
    assert_eq!(ran.code, 1);
    let report = ran.json();
    let failed: Vec<&Value> = report["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["outcome"] != "holds")
        .collect();
    assert_eq!(failed.len(), 1, "{report}");
    assert_eq!(failed[0]["line"], line + 1);
}

#[test]
fn changed_prose_passes() {
    let desk = Desk::new();
    let file = briefing(&desk);
    let text = std::fs::read_to_string(&file).unwrap();
    let changed = text.replace("lowered expectations", "dampened expectations");
    assert_ne!(changed, text);
    std::fs::write(&file, changed).unwrap();
    assert_eq!(verify(&desk, &file, &seeds()).code, 0);
}

#[test]
fn swapped_footnotes_fail() {
    let desk = Desk::new();
    let file = briefing(&desk);
    let text = std::fs::read_to_string(&file).unwrap();
    let swapped = text
        .replace("[^1]", "[^x]")
        .replace("[^5]", "[^1]")
        .replace("[^x]", "[^5]");
    assert_ne!(swapped, text);
    // The notes at the end keep their places: only what points to them is swapped.
    let (body, _) = swapped.split_at(swapped.find("\n[^").unwrap());
    let (_, notes) = text.split_at(text.find("\n[^").unwrap());
    std::fs::write(&file, format!("{body}{notes}")).unwrap();
    assert_eq!(verify(&desk, &file, &seeds()).code, 1);
}

#[test]
fn a_changed_source_is_named_as_changed() {
    let desk = Desk::new();
    let file = briefing(&desk);
    for entry in std::fs::read_dir(seeds()).unwrap() {
        let entry = entry.unwrap();
        let mut bytes = std::fs::read(entry.path()).unwrap();
        if entry.file_name().to_str().unwrap().starts_with("003") {
            bytes.push(b'\n');
        }
        desk.file(&format!("sources/{}", entry.file_name().to_str().unwrap()), bytes);
    }
    let ran = verify(&desk, &file, &desk.path("sources"));
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("source_changed"), "{}", ran.out);
    let said = desk.run([
        "verify".as_ref(),
        file.as_os_str(),
        "--sources".as_ref(),
        desk.path("sources").as_os_str(),
    ]);
    assert!(said.out.contains("source changed"), "{}", said.out);
}
