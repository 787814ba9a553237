//! What becomes of ranges, held against corrections of texts that say the same more than once.

use proptest::prelude::*;

use super::*;

/// The fate of the first place where `quote` stands.
fn fate_of(old: &str, quote: &str, new: &str) -> Fate {
    let at = old.find(quote).unwrap();
    let start = u32::try_from(old[..at].chars().count()).unwrap();
    let length = u32::try_from(quote.chars().count()).unwrap();
    fates(old, new, &[(start, start + length)])[0]
}

/// What stands at a fate, with what it is called.
fn said(new: &str, fate: Fate) -> (String, String) {
    let positions = Positions::new(new);
    match fate {
        Fate::Carried { start, end } => (
            "carried".to_owned(),
            positions.slice(start, end).unwrap().to_owned(),
        ),
        Fate::Offered { start, end, why } => (
            format!("{why:?}"),
            positions.slice(start, end).unwrap().to_owned(),
        ),
        Fate::Lost => ("lost".to_owned(), String::new()),
    }
}

const NEWS: &str = "Ankara, 2. Juni. Der Außenminister begrüßte die Gäste im Saal.\n\n\
    „Wir sind zu Gesprächen bereit“, sagte er vor der Presse in Istanbul. Einen Termin nannte er nicht.\n\n\
    Am Abend reisten die Delegationen wieder ab, ohne sich noch einmal zu äußern.";

fn becomes(quote: &str, from: &str, to: &str) -> (String, String) {
    let new = NEWS.replace(from, to);
    assert_ne!(new, NEWS);
    said(&new, fate_of(NEWS, quote, &new))
}

fn pair(what: &str, words: &str) -> (String, String) {
    (what.to_owned(), words.to_owned())
}

#[test]
fn a_quote_is_carried_when_something_else_was_corrected() {
    let quote = "Wir sind zu Gesprächen bereit";
    assert_eq!(becomes(quote, "Ankara", "Istanbul 😀"), pair("carried", quote));
    assert_eq!(becomes(quote, "äußern", "erklären"), pair("carried", quote));
    assert_eq!(
        becomes(quote, "“, sagte er", "\", sagte er"),
        pair("carried", quote)
    );
    assert_eq!(becomes(quote, " im Saal.\n\n", "\n"), pair("carried", quote));
}

#[test]
fn a_corrected_quote_is_offered_with_what_stands_there_now() {
    let quote = "Wir sind zu Gesprächen bereit";
    assert_eq!(
        becomes(quote, "Gesprächen", "Verhandlungen"),
        pair("Changed", "Wir sind zu Verhandlungen bereit")
    );
    assert_eq!(
        becomes(quote, "bereit“", "bereit.“"),
        pair("carried", quote),
        "a full stop outside the quote does not change it"
    );
    assert_eq!(
        becomes(quote, "„Wir sind", "„Wir alle sind"),
        pair("Changed", "Wir alle sind zu Gesprächen bereit")
    );
    assert_eq!(
        becomes("Termin nannte er nicht.", "nicht.", "nicht!"),
        pair("Changed", "Termin nannte er nicht!")
    );
}

#[test]
fn a_deleted_quote_is_lost() {
    let quote = "Wir sind zu Gesprächen bereit";
    assert_eq!(becomes(quote, quote, ""), pair("lost", ""));
    assert_eq!(
        becomes(quote, quote, "Darüber wird nicht mehr geredet"),
        pair("lost", "")
    );
    assert_eq!(said("", fate_of(NEWS, quote, "")), pair("lost", ""));
}

#[test]
fn a_quote_that_stands_elsewhere_now_is_offered_there() {
    let old = format!(
        "{}\n\n„Nein“, sagte sie.\n\n{}",
        "Eins zwei drei vier. ".repeat(8),
        "Fünf sechs sieben. ".repeat(8)
    );
    let new = format!(
        "„Nein“, sagte sie.\n\n{}\n\n{}",
        "Eins zwei drei vier. ".repeat(8),
        "Fünf sechs sieben. ".repeat(8)
    );
    let (what, words) = said(&new, fate_of(&old, "„Nein“", &new));
    assert_eq!(words, "„Nein“");
    assert!(what == "Moved" || what == "Ambiguous", "{what}");
}

#[test]
fn a_quote_that_stands_twice_is_offered_when_one_of_the_two_was_deleted() {
    let old = "Er sagte: Wir sind bereit. Das war am Montag. Er sagte: Wir sind bereit. Das war am Dienstag.";
    let new = "Er sagte: Wir sind bereit. Das war am Dienstag.";
    assert_eq!(
        said(new, fate_of(old, "Wir sind bereit", new)),
        pair("Ambiguous", "Wir sind bereit")
    );
    let more = format!("{old} Er sagte: Wir sind bereit.");
    assert_eq!(
        said(&more, fate_of(old, "Wir sind bereit", &more)),
        pair("Ambiguous", "Wir sind bereit")
    );
    let elsewhere = old.replace("Dienstag", "Mittwoch, abends");
    assert_eq!(
        said(&elsewhere, fate_of(old, "Wir sind bereit", &elsewhere)),
        pair("carried", "Wir sind bereit")
    );
}

#[test]
fn a_short_word_with_everything_around_it_rewritten_is_offered() {
    let (old, new) = (
        "Alle sagten damals laut ja dazu und gingen heim.",
        "Niemand sprach; ja war kein Wort mehr.",
    );
    assert_ne!(said(new, fate_of(old, "ja", new)).0, "carried");
}

#[test]
fn ranges_outside_the_text_are_lost() {
    assert_eq!(
        fates("abc", "abc", &[(0, 0), (2, 1), (0, 4), (9, 12)]),
        [Fate::Lost; 4]
    );
}

#[test]
fn a_text_that_was_not_changed_keeps_every_range() {
    let text = "aa aa aa, aa. 北京北京 😀😀";
    let length = u32::try_from(text.chars().count()).unwrap();
    for start in 0..length {
        for end in start + 1..=length {
            assert_eq!(fates(text, text, &[(start, end)]), [Fate::Carried { start, end }]);
        }
    }
}

#[test]
fn a_long_text_that_says_the_same_all_the_time_is_compared_in_little_time() {
    let old = "Ja, ja. Nein, nein. ".repeat(20_000);
    let new = format!("{}{}", "Nein. ".repeat(300), old.replace("nein. Ja", "nun. Ja"));
    let started = std::time::Instant::now();
    assert_eq!(fates(&old, &new, &[(100_000, 100_010)]).len(), 1);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[derive(Debug, Clone)]
enum Correction {
    Delete {
        from: usize,
        sentences: usize,
    },
    Insert {
        at: usize,
        words: String,
    },
    /// The same words once more, or somewhere else.
    Copy {
        from: usize,
        to: usize,
    },
    Move {
        from: usize,
        to: usize,
    },
    Punctuation {
        at: usize,
    },
    Word {
        at: usize,
        word: String,
    },
}

fn corrections() -> impl Strategy<Value = Vec<Correction>> {
    let place = 0_usize..40;
    let one = prop_oneof![
        (place.clone(), 1_usize..4).prop_map(|(from, sentences)| Correction::Delete { from, sentences }),
        (place.clone(), "[k-z]{3,9}( [k-z]{2,9}){0,9}\\. ")
            .prop_map(|(at, words)| Correction::Insert { at, words }),
        (place.clone(), place.clone()).prop_map(|(from, to)| Correction::Copy { from, to }),
        (place.clone(), place.clone()).prop_map(|(from, to)| Correction::Move { from, to }),
        (0_usize..900).prop_map(|at| Correction::Punctuation { at }),
        (0_usize..900, "[k-zß]{3,9}").prop_map(|(at, word)| Correction::Word { at, word }),
    ];
    prop::collection::vec(one, 1..6)
}

fn text() -> impl Strategy<Value = Vec<String>> {
    let sentence = prop_oneof![
        2 => prop::sample::select(vec!["Wir sind bereit. ", "Nein. ", "„Ja“, sagte er. ", "Das war am Montag in Genf 😀. "]).prop_map(str::to_owned),
        3 => "[a-jä]{3,8}( [a-jä]{2,8}){1,9}\\. ",
    ];
    prop::collection::vec(sentence, 1..30)
}

fn corrected(mut sentences: Vec<Vec<char>>, corrections: &[Correction]) -> Vec<Vec<char>> {
    for correction in corrections {
        let count = sentences.len();
        match correction {
            Correction::Delete { from, sentences: n } if count > 0 => {
                let from = from % count;
                sentences.drain(from..(from + n).min(count));
            }
            Correction::Insert { at, words } => sentences.insert(at % (count + 1), words.chars().collect()),
            Correction::Copy { from, to } if count > 0 => {
                let copy = sentences[from % count].clone();
                sentences.insert(to % (count + 1), copy);
            }
            Correction::Move { from, to } if count > 0 => {
                let moved = sentences.remove(from % count);
                sentences.insert(to % count, moved);
            }
            Correction::Punctuation { at } => {
                let signs = sentences
                    .iter_mut()
                    .flatten()
                    .filter(|sign| ".,„“".contains(**sign));
                let mut signs: Vec<_> = signs.collect();
                if !signs.is_empty() {
                    let index = at % signs.len();
                    *signs[index] = '!';
                }
            }
            Correction::Word { at, word } => {
                let letters: usize = sentences.iter().map(Vec::len).sum();
                let mut at = at % letters.max(1);
                for sentence in &mut sentences {
                    if at < sentence.len() {
                        let is_space = |letter: &char| *letter == ' ';
                        let start = sentence[..at]
                            .iter()
                            .rposition(is_space)
                            .map_or(0, |space| space + 1);
                        let length = sentence[start..].iter().position(is_space);
                        let end = length.map_or(sentence.len(), |length| start + length);
                        sentence.splice(start..end, word.chars());
                        break;
                    }
                    at -= sentence.len();
                }
            }
            _ => {}
        }
    }
    sentences
}

fn plain(text: &[char]) -> String {
    text.iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_range_is_never_moved_silently_to_something_that_looks_alike(
        sentences in text(),
        corrections in corrections(),
        ranges in prop::collection::vec((0_usize..1_200, 1_usize..90), 1..12),
    ) {
        let old: Vec<Vec<char>> = sentences.iter().map(|sentence| sentence.chars().collect()).collect();
        let new = corrected(old.clone(), &corrections).concat();
        let old = old.concat();
        let (before, after) = (plain(&old), plain(&new));
        for (start, length) in ranges {
            let start = start % old.len();
            let end = (start + length).min(old.len());
            let range = (u32::try_from(start).unwrap(), u32::try_from(end).unwrap());
            if let Fate::Carried { start: to, end: to_end } = fates(&before, &after, &[range])[0] {
                let (to, to_end) = (usize::try_from(to).unwrap(), usize::try_from(to_end).unwrap());
                prop_assert_eq!(plain(&new[to..to_end]), plain(&old[start..end]), "other words");
                // Which of two that say the same was taken out, and which was moved, nobody can tell.
                let quote = plain(&old[start..end]);
                let count = |text: &str| text.char_indices().filter(|(at, _)| text[*at..].starts_with(&quote)).count();
                let stands_once = count(&before) == 1 && count(&after) == 1;
                let around = |text: &[char], start: usize, end: usize| plain(&text[start.saturating_sub(32)..(end + 32).min(text.len())]);
                let looks_untouched = around(&old, start, end) == around(&new, to, to_end);
                prop_assert!(
                    stands_once || looks_untouched,
                    "{:?} is taken for another:\n{before}\n{after}", quote
                );
            }
        }
    }

    #[test]
    fn a_fate_is_always_inside_the_corrected_text(old in "\\PC{0,60}", new in "\\PC{0,60}", a in 0_u32..70, b in 0_u32..70) {
        let length = u32::try_from(new.chars().count()).unwrap();
        match fates(&old, &new, &[(a, b)])[0] {
            Fate::Carried { start, end } | Fate::Offered { start, end, .. } => prop_assert!(start < end && end <= length),
            Fate::Lost => {}
        }
    }
}
