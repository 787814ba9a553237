//! `dragoman import`.

use dragoman_tests::{Desk, seeds};

#[test]
fn a_folder_is_imported_and_what_is_not_text_is_named_with_the_reason() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    desk.file(
        "in/one.txt",
        "Der Minister sagte, dass die Verhandlungen am 2. Juni weitergehen.\n",
    );
    desk.file("in/deeper/two.html", "<html lang=nl><title>Kop</title><body><article><p>De minister sprak lang over vrede.</p></article></body></html>");
    desk.file("in/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    desk.file("in/empty.txt", "");
    let ran = desk.run(["import", "w.dragoman", "in", "--json"]);
    assert_eq!(ran.code, 1, "done in part: {}", ran.err);
    let answer = ran.json();
    assert_eq!(answer["imported"].as_array().unwrap().len(), 2, "{answer}");
    let mut refusals: Vec<&str> = answer["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["refusal"]["refusal"].as_str().unwrap())
        .collect();
    refusals.sort_unstable();
    assert_eq!(refusals, ["binary", "empty"]);
}

#[test]
fn language_outlet_and_date_given_hold_for_all_files() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let file = seeds().join("003_7f7bebdaa598bfbf.txt");
    let arguments = [
        "import",
        "w.dragoman",
        file.to_str().unwrap(),
        "--lang",
        "nl-BE",
        "--outlet",
        "De Bode",
        "--published",
        "2025-06",
    ];
    let ran = desk.run(arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let articles = desk.run(["articles", "w.dragoman", "--json"]).json();
    let article = &articles["articles"][0];
    assert_eq!(article["language"], "nl-BE");
    assert_eq!(article["outlet"]["name"], "De Bode");
    assert_eq!(article["published"], "2025-06");
}

#[test]
fn the_same_bytes_are_not_imported_twice() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let folder = seeds();
    let file = folder.join("000_ec276eb2e3e482e2.txt");
    assert_eq!(desk.run(["import", "w.dragoman", file.to_str().unwrap()]).code, 0);
    let again = desk.run(["import", "w.dragoman", file.to_str().unwrap(), "--json"]);
    assert_eq!(again.code, 1);
    assert_eq!(again.json()["refused"][0]["refusal"]["refusal"], "duplicate");
}

#[test]
fn one_undo_takes_back_a_whole_import() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    for number in 0..60 {
        desk.file(
            &format!("many/{number}.txt"),
            format!("Article {number} says something about the talks in Istanbul."),
        );
    }
    assert_eq!(desk.run(["import", "w.dragoman", "many"]).code, 0);
    assert_eq!(desk.run(["undo", "w.dragoman"]).code, 0);
    assert_eq!(
        desk.run(["articles", "w.dragoman", "--json"]).json()["articles"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
    assert_eq!(desk.run(["redo", "w.dragoman"]).code, 0);
    assert_eq!(
        desk.run(["articles", "w.dragoman", "--json"]).json()["articles"]
            .as_array()
            .unwrap()
            .len(),
        60
    );
}

#[test]
fn control_characters_of_a_title_do_not_reach_the_terminal() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let file = desk.file(
        "t.txt",
        "A title\u{1b}[31m in red\n\nAnd a text that goes on for a while.\n",
    );
    assert_eq!(desk.run(["import", "w.dragoman", file.to_str().unwrap()]).code, 0);
    let listed = desk.run(["articles", "w.dragoman"]);
    assert!(!listed.out.contains('\u{1b}'), "{:?}", listed.out);
    assert!(listed.out.contains("\\u{1b}[31m"), "{:?}", listed.out);
}

fn lines(count: usize) -> String {
    (0..count)
        .map(|number| {
            format!("{{\"title\":\"Titel {number}\",\"text\":\"Artikel {number} über die Verhandlungen in Istanbul.\",\"outlet\":\"Der Bote\",\"published\":\"2025-06-0{}\"}}\n", number % 9 + 1)
        })
        .collect()
}

#[test]
fn a_collection_is_imported_listed_and_found() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    desk.file("a.jsonl", lines(300));
    let ran = desk.run(["import", "w.dragoman", "a.jsonl", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let import = &ran.json()["import"];
    assert_eq!(
        (&import["imported"], &import["state"], &import["pending"]),
        (&300.into(), &"done".into(), &0.into()),
        "{import}"
    );
    let outlets = desk.run(["articles", "w.dragoman", "--json"]).json();
    assert_eq!(outlets["articles"].as_array().unwrap().len(), 300);
    assert_eq!(outlets["articles"][0]["outlet"]["name"], "Der Bote");
    let found = desk
        .run(["search", "w.dragoman", "Verhandlungen", "--json"])
        .json();
    assert_eq!(found["total"], 300, "{found}");
    assert_eq!(desk.run(["check", "w.dragoman", "--deep"]).code, 0);
}

#[test]
fn what_could_not_be_imported_is_written_as_a_table() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    desk.file(
        "a.csv",
        "text,published,farbe\nGut und schön.,2025-07-01,rot\n,,\nGut und schön.,,\nAnders.,gestern,\n",
    );
    let ran = desk.run([
        "import",
        "w.dragoman",
        "a.csv",
        "--failed",
        "failed.csv",
        "--json",
    ]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let import = &ran.json()["import"];
    assert_eq!(
        (&import["imported"], &import["failed"], &import["duplicates"]),
        (&2.into(), &1.into(), &1.into())
    );
    let table = std::fs::read_to_string(desk.path("failed.csv")).unwrap();
    let codes: Vec<&str> = table
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(2).unwrap())
        .collect();
    assert_eq!(
        codes,
        ["unknown_columns", "empty", "duplicate", "date"],
        "{table}"
    );
    let again = desk.run(["import", "w.dragoman", "a.csv", "--failed", "failed.csv"]);
    assert_eq!(again.code, 3, "a file that is there is not replaced");
}

#[test]
fn one_undo_takes_back_a_whole_collection() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    desk.file("a.jsonl", lines(250));
    assert_eq!(desk.run(["import", "w.dragoman", "a.jsonl"]).code, 0);
    assert_eq!(desk.run(["undo", "w.dragoman"]).code, 0);
    let count = || {
        let listed = desk.run(["articles", "w.dragoman", "--json"]).json();
        listed["articles"].as_array().unwrap().len()
    };
    assert_eq!(count(), 0);
    assert_eq!(desk.run(["redo", "w.dragoman"]).code, 0);
    assert_eq!(count(), 250);
    assert_eq!(desk.run(["check", "w.dragoman", "--deep"]).code, 0);
}

#[test]
fn there_is_nothing_to_resume_where_nothing_was_interrupted() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let ran = desk.run(["import", "w.dragoman", "--resume"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("no import was interrupted"), "{}", ran.err);
}

/// The program is killed wherever it is, again and again; in the end everything is there once.
#[test]
fn an_import_that_is_killed_again_and_again_ends_as_one_that_was_not() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    desk.file("a.jsonl", lines(4_000));
    let mut arguments = ["import", "w.dragoman", "a.jsonl"];
    let mut killed = 0;
    for bytes in [200_000, 100_000, 400_000, 900_000, 1_600_000, 300_000] {
        killed += u32::from(desk.kill_when_grown(&arguments, "w.dragoman", bytes));
        arguments[2] = "--resume";
    }
    assert!(killed >= 3, "it was killed {killed} times");
    let ran = desk.run(["import", "w.dragoman", "--resume", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let import = &ran.json()["import"];
    assert_eq!(
        (&import["imported"], &import["duplicates"], &import["pending"]),
        (&4_000.into(), &0.into(), &0.into()),
        "{import}"
    );
    assert_eq!(desk.run(["check", "w.dragoman", "--deep"]).code, 0);
}
