//! Nothing comes in: hostile files end in a text or a named refusal, and nothing that they say is done.

mod dependencies;
#[cfg(unix)]
mod run;
mod sinks;
mod source;
#[cfg(unix)]
mod special;
#[cfg(unix)]
mod talk;
#[cfg(unix)]
mod trace;
#[cfg(unix)]
mod workspaces;

use std::collections::BTreeSet;

use dragoman_core::import::{Hints, read};
use dragoman_tests::hostile::{Expect, cases};

#[test]
fn the_files_are_those_of_the_list() {
    let made: Vec<String> = cases().iter().map(dragoman_tests::hostile::Case::sum).collect();
    let listed: Vec<&str> = include_str!("sha256.txt").lines().collect();
    assert_eq!(
        made, listed,
        "if this is on purpose: cargo run -p dragoman-tests --bin dragoman-hostile -- sums > tests/hostile/sha256.txt"
    );
    let names: BTreeSet<&str> = listed.iter().filter_map(|line| line.get(66..)).collect();
    assert_eq!(names.len(), listed.len(), "names are unique");
    assert!(listed.len() >= 250, "{} files", listed.len());
}

#[test]
fn encodings_are_nearly_always_guessed_right_without_a_hint() {
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    let made = cases();
    for case in made.iter().filter(|case| case.id == "H006") {
        all += 1;
        let draft = read(&case.bytes, &case.name, &Hints::default());
        let is_right = draft.is_ok_and(|draft| Expect::Text(draft.text) == case.expect);
        right += usize::from(is_right);
        if !is_right {
            wrong.push(case.name.as_str());
        }
    }
    println!(
        "guessed without a hint: {right} of {all}; wrong: {}",
        wrong.join(", ")
    );
    assert_eq!(all, 88);
    assert!(right >= 70, "{right} of {all}; wrong: {wrong:?}");
}
