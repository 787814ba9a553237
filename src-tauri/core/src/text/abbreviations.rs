//! The word lists of `abbreviations/`, one per language.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What is known of a language's full stops. Words in lower case, without the last full stop.
#[derive(Debug, Default)]
pub struct WordLists {
    /// Followed by more of the same sentence.
    pub always: HashSet<&'static str>,
    /// Followed by a number of the same sentence.
    pub before_a_number: HashSet<&'static str>,
    /// May stand at the end of a sentence.
    pub may_end: HashSet<&'static str>,
    /// Close a list: a capital after them begins a sentence.
    pub ends_a_list: HashSet<&'static str>,
    /// Verbs of saying that follow a quotation, in a script without capitals.
    pub reporting: HashSet<&'static str>,
    /// Begin a sentence.
    pub starters: HashSet<&'static str>,
    /// Names of months.
    pub months: HashSet<&'static str>,
}

const FILES: &[(&str, &str)] = &[
    ("ar", include_str!("abbreviations/ar.txt")),
    ("de", include_str!("abbreviations/de.txt")),
    ("en", include_str!("abbreviations/en.txt")),
    ("fr", include_str!("abbreviations/fr.txt")),
    ("nl", include_str!("abbreviations/nl.txt")),
    ("ru", include_str!("abbreviations/ru.txt")),
    ("tr", include_str!("abbreviations/tr.txt")),
    ("uk", include_str!("abbreviations/uk.txt")),
];

static LISTS: LazyLock<HashMap<&'static str, WordLists>> = LazyLock::new(|| {
    let mut lists: HashMap<&'static str, WordLists> = HashMap::new();
    for (language, file) in FILES {
        read(file, lists.entry(language).or_default());
        // Under "": what any of them knows, for languages without a list.
        read(file, lists.entry("").or_default());
    }
    lists
});

/// The lists of a language ("de", not "de-AT"); of a language without lists, all of them together.
pub fn of(language: &str) -> &'static WordLists {
    static NONE: LazyLock<WordLists> = LazyLock::new(WordLists::default);
    LISTS.get(language).or_else(|| LISTS.get("")).unwrap_or(&NONE)
}

/// The months of all languages.
pub fn months() -> &'static HashSet<&'static str> {
    &of("").months
}

fn read(file: &'static str, lists: &mut WordLists) {
    let mut section = "";
    for line in file.lines() {
        let line = line.split('#').next().unwrap_or("").trim();
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
            continue;
        }
        let list = match section {
            "always" => &mut lists.always,
            "before a number" => &mut lists.before_a_number,
            "may end" => &mut lists.may_end,
            "ends a list" => &mut lists.ends_a_list,
            "reporting" => &mut lists.reporting,
            "starters" => &mut lists.starters,
            "months" => &mut lists.months,
            _ => continue,
        };
        list.extend(line.split_whitespace());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read_and_written_as_it_is_looked_up() {
        for (language, file) in FILES {
            let lists = of(language);
            assert_eq!(lists.months.len().min(12), 12, "{language}");
            for section in file.lines().filter(|line| line.starts_with('[')) {
                assert!(
                    [
                        "[always]",
                        "[before a number]",
                        "[may end]",
                        "[ends a list]",
                        "[reporting]",
                        "[starters]",
                        "[months]"
                    ]
                    .contains(&section),
                    "{language}: {section}"
                );
            }
            let all = [
                &lists.always,
                &lists.before_a_number,
                &lists.may_end,
                &lists.ends_a_list,
                &lists.reporting,
                &lists.starters,
                &lists.months,
            ];
            for word in all.into_iter().flatten() {
                assert_eq!(word.to_lowercase(), **word, "{language}");
                assert!(!word.ends_with('.'), "{language}: {word}");
            }
            assert!(lists.always.is_disjoint(&lists.starters), "{language}");
        }
    }

    #[test]
    fn a_language_without_a_list_has_what_the_others_know() {
        assert!(of("pl").always.contains("prof"));
        assert!(of("").months.contains("juni"));
    }
}
