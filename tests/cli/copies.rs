//! `dragoman copies`.

use dragoman_tests::{Desk, seeds};

#[test]
fn a_shortened_reprint_of_a_sample_counts_with_it_as_one_origin() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let sample = seeds().join("001_552112e3a73baa12.txt");
    let text = std::fs::read_to_string(&sample).unwrap();
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    desk.file("reprint.txt", half);
    let other = seeds().join("003_7f7bebdaa598bfbf.txt");
    desk.run([
        "import",
        "w.dragoman",
        sample.to_str().unwrap(),
        other.to_str().unwrap(),
        "reprint.txt",
    ]);
    let answer = desk.run(["copies", "w.dragoman", "--json"]).json();
    let origins = answer["origins"].as_array().unwrap();
    assert_eq!(origins.len(), 1, "{answer}");
    assert_eq!(origins[0]["count"], 2);
    let plain = desk.run(["copies", "w.dragoman"]).out;
    assert!(plain.starts_with("2 articles of one origin\n"), "{plain}");
}
