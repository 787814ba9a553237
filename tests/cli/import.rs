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
