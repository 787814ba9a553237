//! `dragoman search` says what else it looks for.

use std::path::Path;

use dragoman_tests::Desk;
use serde_json::Value;

fn search(desk: &Desk, demo: &Path, more: &[&str]) -> dragoman_tests::Ran {
    let mut arguments = vec!["search".as_ref(), demo.as_os_str()];
    arguments.extend(more.iter().map(std::ffi::OsStr::new));
    let ran = desk.run(arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran
}

#[test]
fn each_expansion_is_explained_with_its_reason_and_documents() {
    let desk = Desk::new();
    let demo = desk.demonstration();
    let out = search(&desk, &demo, &["Zelensky", "--explain"]).out;
    let line = out.lines().find(|line| line.contains("Selenskyj\t"));
    let line = line.unwrap_or_else(|| panic!("{out}"));
    let parts: Vec<&str> = line.split('\t').collect();
    assert_eq!(&parts[..3], ["also", "Zelensky → Selenskyj", "sounds the same"]);
    assert!(parts[3].ends_with(" documents"), "{line}");
}

#[test]
fn expansions_are_in_the_json_and_switched_off_by_options() {
    let desk = Desk::new();
    let demo = desk.demonstration();
    let found = |more: &[&str]| -> (usize, usize) {
        let mut arguments = vec!["Verhandlung", "--json"];
        arguments.extend(more);
        let page: Value = serde_json::from_str(&search(&desk, &demo, &arguments).out).unwrap();
        let count = |field: &str| page[field].as_array().map_or(0, Vec::len);
        (count("hits"), count("expansions"))
    };
    let (hits, expansions) = found(&[]);
    assert!(hits > 0 && expansions > 0);
    assert_eq!(found(&["--exact"]), (0, 0));
    assert!(found(&["--without", "inflection"]).0 < hits);
    assert!(found(&["--without-term", "verhandlungen"]).0 < hits);
}

#[test]
fn what_is_switched_off_is_in_no_line_and_no_count_either() {
    let desk = Desk::new();
    let demo = desk.demonstration();
    let counted = |more: &[&str], field: &str| -> usize {
        let mut arguments = vec!["Verhandlung", "--json"];
        arguments.extend(more);
        let page: Value = serde_json::from_str(&search(&desk, &demo, &arguments).out).unwrap();
        page[field].as_array().map_or(0, Vec::len)
    };
    assert!(counted(&["--kwic"], "rows") > 0);
    assert_eq!(counted(&["--kwic", "--exact"], "rows"), 0);
    assert!(counted(&["--facets"], "facets") > 0);
    assert_eq!(counted(&["--facets", "--exact"], "facets"), 0);
}
