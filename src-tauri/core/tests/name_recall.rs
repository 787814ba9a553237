//! The figures in docs/NAMES.md are those of the list and the program as they are.

#[path = "../examples/name_recall/measure.rs"]
mod measure;

const LIST: &str = include_str!("../data/names.tsv");
const DOCUMENT: &str = include_str!("../../../docs/NAMES.md");

#[test]
fn the_document_says_what_is_measured() {
    let table = measure::table(&measure::forms(LIST));
    assert!(
        DOCUMENT.contains(table.trim()),
        "docs/NAMES.md is out of date; `cargo run -p dragoman-core --example name_recall` gives:\n{table}"
    );
}

#[test]
fn the_list_has_what_it_is_to_have() {
    let forms = measure::forms(LIST);
    assert_eq!(
        forms.len(),
        LIST.lines().filter(|line| !line.starts_with('#')).count(),
        "a line is not person, form, language and script"
    );
    let mut people: Vec<&str> = forms.iter().map(|form| form.person).collect();
    people.sort_unstable();
    people.dedup();
    assert!(forms.len() >= 80 && people.len() >= 12);
    for script in ["Latn", "Cyrl", "Arab"] {
        assert!(forms.iter().any(|form| form.script == script), "{script}");
    }
}

#[test]
fn keys_find_nearly_all_and_clearly_more_than_likeness_alone() {
    let forms = measure::forms(LIST);
    let recall = |way: usize| {
        let figures = measure::measure(&forms, measure::WAYS[way].1);
        (figures.found * 100 / figures.same, figures.false_links)
    };
    let (keys, wrong) = recall(measure::WAYS.len() - 2);
    let (proposed, fewer) = recall(measure::WAYS.len() - 1);
    let (spelling, many) = recall(3);
    assert!(keys >= 97 && proposed >= 95, "{keys} {proposed}");
    assert!(
        spelling + 10 < proposed && fewer < many && fewer < wrong,
        "{spelling} {fewer} {wrong} {many}"
    );
}
