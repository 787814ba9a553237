//! `dragoman sentences`.

use dragoman_tests::Desk;

#[test]
fn a_text_is_cut_into_sentences_one_a_line() {
    let desk = Desk::new();
    desk.file(
        "t.txt",
        "Am 2. Juni, z. B. um 10 Uhr, kam Dr. Wolf. Er blieb.".as_bytes(),
    );
    let ran = desk.run(["sentences", "t.txt", "--language", "de"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out, "Am 2. Juni, z. B. um 10 Uhr, kam Dr. Wolf.\nEr blieb.\n");
}

#[test]
fn a_file_of_sentences_is_measured_and_differences_are_named() {
    let desk = Desk::new();
    desk.file("good.txt", b"Mr. Peskov left.\nHe said no.\n");
    let ran = desk.run(["sentences", "good.txt", "--language", "en", "--measure"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("precision 1.000, recall 1.000"), "{}", ran.out);

    desk.file("other.txt", b"He left. She\nstayed.\n");
    let ran = desk.run([
        "sentences",
        "other.txt",
        "--language",
        "en",
        "--measure",
        "--json",
    ]);
    assert_eq!(ran.code, 1);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["measured"]["differences"].as_array().unwrap().len(), 2);
    assert_eq!(value["precision"], 0.0);
}
