//! Comparing two names word by word.

use std::collections::HashMap;
use std::rc::Rc;

use crate::text::fold::fold;
use crate::text::name_key::Sound;
use crate::vocabulary::ActorKind;

/// Two words with a key in common are taken for one name from this likeness on; see docs/NAMES.md.
const ALIKE: f64 = 0.80;

/// What alike surnames score: when neither has a given name, and when one has none.
const ALONE: f64 = 0.7;
const UNKNOWN: f64 = 0.58;

/// A word of a name.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub written: String,
    pub folded: String,
    pub sound: Rc<Sound>,
    /// Stands where surnames stand: last, or before a comma, or alone.
    pub main: bool,
}

/// A name as it is compared.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub written: String,
    pub folded: String,
    pub words: Vec<Word>,
}

/// Sounds of words that were met before: given names come again and again.
#[derive(Default)]
pub(super) struct Sounds(HashMap<String, Rc<Sound>>);

impl Sounds {
    fn of(&mut self, word: &str) -> Rc<Sound> {
        if let Some(sound) = self.0.get(word) {
            return Rc::clone(sound);
        }
        let sound = Rc::new(Sound::of(word));
        self.0.insert(word.to_owned(), Rc::clone(&sound));
        sound
    }
}

/// The words of a name that say who it is: without titles, particles and patronymics.
pub(super) fn name(written: &str, sounds: &mut Sounds) -> Name {
    let mut words: Vec<Word> = Vec::new();
    let mut main = None;
    for part in written.split_whitespace() {
        let ends_surname = part.ends_with([',', '،']) && main.is_none();
        for piece in part.split(['-', '‐', '‑', '–']) {
            let piece = piece.trim_matches(|letter: char| !letter.is_alphanumeric());
            let folded = fold(piece);
            if folded.is_empty() || says_nothing(&folded) {
                continue;
            }
            words.push(Word {
                written: piece.to_owned(),
                sound: sounds.of(piece),
                folded,
                main: false,
            });
        }
        if ends_surname && !words.is_empty() {
            main = Some(words.len() - 1);
        }
    }
    if words.len() > 2 {
        words.retain(|word| !is_patronymic(&word.folded));
    }
    let main = main.unwrap_or(usize::MAX).min(words.len().saturating_sub(1));
    if let Some(word) = words.get_mut(main) {
        word.main = true;
    }
    Name {
        written: written.to_owned(),
        folded: fold(written),
        words,
    }
}

/// Titles and particles: they are often left out, and are no reason to take two people for one.
fn says_nothing(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "al",
        "el",
        "von",
        "van",
        "der",
        "den",
        "de",
        "di",
        "da",
        "du",
        "la",
        "le",
        "bin",
        "ibn",
        "ben",
        "abu",
        "dr",
        "prof",
        "mr",
        "mrs",
        "ms",
        "sir",
        "herr",
        "frau",
        "mme",
        "monsieur",
        "madame",
        "president",
        "prasident",
        "prasidentin",
        "minister",
        "ministerin",
        "general",
        "the",
        "of",
        "und",
        "and",
        "et",
        "i",
        "президент",
        "министр",
        "міністр",
        "ال",
        "الرئيس",
    ];
    WORDS.contains(&folded)
}

fn is_patronymic(folded: &str) -> bool {
    [
        "ович", "евич", "овна", "евна", "івна", "ovich", "evich", "owitsch", "ewitsch", "ovych", "ovna",
        "evna", "ivna", "owna",
    ]
    .iter()
    .any(|ending| folded.ends_with(ending))
}

/// What the rest of two names says once their surnames sound alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rest {
    /// Neither name has more words, or all words agree.
    Whole,
    Agrees {
        one: String,
        other: String,
    },
    Initial {
        one: String,
        other: String,
    },
    Unknown,
    Differs,
}

/// How two names agree.
#[derive(Debug, Clone)]
pub(super) struct Agreement {
    /// Both are written alike.
    pub equal: bool,
    pub one: String,
    pub other: String,
    pub rest: Rest,
    /// 0 to 1.
    pub score: f64,
}

/// The best agreement among the names of two actors of one kind; none when no two names agree, or when each has a given
/// name somewhere and they differ.
pub(super) fn best(kind: ActorKind, ours: &[Name], theirs: &[Name]) -> Option<Agreement> {
    let mut best: Option<Agreement> = None;
    let mut differ = false;
    for one in ours {
        for other in theirs {
            let Some(found) = agreement(kind, one, other) else {
                continue;
            };
            differ |= found.rest == Rest::Differs;
            if best.as_ref().is_none_or(|best| found.score > best.score) {
                best = Some(found);
            }
        }
    }
    let mut best = best?;
    match best.rest {
        Rest::Differs => return None,
        // A name without a given name says nothing against the given names that others of the names have.
        Rest::Whole | Rest::Unknown if differ => return None,
        Rest::Whole if kind == ActorKind::Person && !best.equal => {
            let given = |names: &[Name]| names.iter().any(|name| name.words.len() > 1);
            if given(ours) != given(theirs) {
                best.rest = Rest::Unknown;
                best.score *= UNKNOWN / ALONE;
            }
        }
        Rest::Whole | Rest::Unknown | Rest::Agrees { .. } | Rest::Initial { .. } => {}
    }
    Some(best)
}

fn agreement(kind: ActorKind, one: &Name, other: &Name) -> Option<Agreement> {
    if one.folded == other.folded && !one.folded.is_empty() {
        return Some(Agreement {
            equal: true,
            one: one.written.clone(),
            other: other.written.clone(),
            // The words are not shown: that the names are equal is the reason.
            rest: if one.words.len() > 1 {
                Rest::Agrees {
                    one: String::new(),
                    other: String::new(),
                }
            } else {
                Rest::Whole
            },
            score: if one.words.len() > 1 { 0.92 } else { 0.78 },
        });
    }
    if kind == ActorKind::Person {
        persons(one, other)
    } else {
        others(one, other)
    }
}

fn alike(one: &Word, other: &Word) -> Option<f64> {
    if one.folded == other.folded {
        return Some(1.0);
    }
    if !one.sound.meets(&other.sound) {
        return None;
    }
    let likeness = one.sound.likeness(&other.sound);
    (likeness >= ALIKE).then_some(likeness)
}

/// Of persons a surname must agree; given names make it likelier, or rule it out.
fn persons(one: &Name, other: &Name) -> Option<Agreement> {
    let mut surname: Option<(usize, usize, f64)> = None;
    for (at, word) in one.words.iter().enumerate() {
        for (place, theirs) in other.words.iter().enumerate() {
            if !word.main && !theirs.main || word.folded.chars().count() < 3 {
                continue;
            }
            // Two words that both stand where surnames stand are more likely to be surnames.
            let bonus = if word.main && theirs.main { 0.1 } else { 0.0 };
            if let Some(likeness) = alike(word, theirs)
                && surname.is_none_or(|(.., best)| likeness + bonus > best)
            {
                surname = Some((at, place, likeness + bonus));
            }
        }
    }
    let (at, place, likeness) = surname?;
    let (ours, theirs) = (one.words.get(at)?, other.words.get(place)?);
    let both_main = ours.main && theirs.main;
    let likeness = if both_main { likeness - 0.1 } else { likeness };
    let rest = rest(one, at, other, place);
    let base = match rest {
        Rest::Agrees { .. } => 0.86,
        Rest::Whole => ALONE,
        Rest::Initial { .. } => 0.68,
        Rest::Unknown => UNKNOWN,
        Rest::Differs => 0.0,
    };
    // A given name of the one that is like the surname of the other says nothing by itself.
    if !both_main && !matches!(rest, Rest::Agrees { .. }) {
        return None;
    }
    Some(Agreement {
        equal: false,
        one: ours.written.clone(),
        other: theirs.written.clone(),
        rest,
        score: base * (0.5 + 0.5 * likeness),
    })
}

fn rest(one: &Name, at: usize, other: &Name, place: usize) -> Rest {
    let without = |name: &Name, surname: usize| -> Vec<Word> {
        let words = name.words.iter().enumerate();
        words
            .filter(|(index, _)| *index != surname)
            .map(|(_, word)| word.clone())
            .collect()
    };
    let (ours, theirs) = (without(one, at), without(other, place));
    if ours.is_empty() && theirs.is_empty() {
        return Rest::Whole;
    }
    if ours.is_empty() || theirs.is_empty() {
        return Rest::Unknown;
    }
    let mut initial = None;
    for one in &ours {
        for other in &theirs {
            let (short, long) = (one.folded.chars().count(), other.folded.chars().count());
            if alike(one, other).is_some() && short > 1 && long > 1 {
                return Rest::Agrees {
                    one: one.written.clone(),
                    other: other.written.clone(),
                };
            }
            let same_letter = one.sound.initial().is_some() && one.sound.initial() == other.sound.initial();
            if same_letter && (short == 1 || long == 1) {
                initial = Some(Rest::Initial {
                    one: one.written.clone(),
                    other: other.written.clone(),
                });
            }
        }
    }
    initial.unwrap_or(Rest::Differs)
}

/// Of organisations, states and groups every word must agree, in whatever order.
fn others(one: &Name, other: &Name) -> Option<Agreement> {
    if one.words.is_empty() || one.words.len() != other.words.len() {
        return None;
    }
    let mut left: Vec<&Word> = other.words.iter().collect();
    let mut sum = 0.0;
    for word in &one.words {
        let (at, likeness) = left
            .iter()
            .enumerate()
            .filter_map(|(at, theirs)| Some((at, alike(word, theirs)?)))
            .max_by(|(_, a), (_, b)| a.total_cmp(b))?;
        left.swap_remove(at);
        sum += likeness;
    }
    let words = f64::from(u32::try_from(one.words.len()).unwrap_or(u32::MAX));
    // One short word is soon like another.
    let base = if one.words.len() > 1 { 0.84 } else { 0.7 };
    Some(Agreement {
        equal: false,
        one: one.written.clone(),
        other: other.written.clone(),
        rest: Rest::Whole,
        score: base * (0.5 + 0.5 * sum / words),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn persons_agree(one: &str, other: &str) -> Option<Rest> {
        let mut sounds = Sounds::default();
        let (one, other) = (name(one, &mut sounds), name(other, &mut sounds));
        best(ActorKind::Person, &[one], &[other]).map(|found| found.rest)
    }

    #[test]
    fn a_name_without_a_given_name_does_not_outweigh_given_names_that_differ() {
        let mut sounds = Sounds::default();
        let mut names = |written: &[&str]| -> Vec<Name> {
            written.iter().map(|written| name(written, &mut sounds)).collect()
        };
        let putin = names(&["Wladimir Putin", "Putin", "Путин"]);
        let other = names(&["Ljudmila Putina", "Путина"]);
        assert!(best(ActorKind::Person, &putin, &other).is_none());
        let alone = names(&["Путін"]);
        assert_eq!(
            best(ActorKind::Person, &putin, &alone).unwrap().rest,
            Rest::Unknown
        );
        let same = names(&["Ljudmila Putina", "Vladimir Putin"]);
        assert!(best(ActorKind::Person, &putin, &same).is_some());
    }

    #[test]
    fn given_names_make_two_persons_likelier_the_same_or_rule_it_out() {
        let agrees = |one: &str, other: &str| {
            Some(Rest::Agrees {
                one: one.to_owned(),
                other: other.to_owned(),
            })
        };
        assert_eq!(
            persons_agree("Wolodymyr Selenskyj", "Володимир Зеленський"),
            agrees("Wolodymyr", "Володимир")
        );
        assert_eq!(
            persons_agree("Zelensky, Volodymyr", "Wolodymyr Selenskyj"),
            agrees("Volodymyr", "Wolodymyr")
        );
        assert_eq!(
            persons_agree("Путин Владимир Владимирович", "Wladimir Putin"),
            agrees("Владимир", "Wladimir")
        );
        assert_eq!(
            persons_agree("Selenskyj", "Volodymyr Zelensky"),
            Some(Rest::Unknown)
        );
        assert_eq!(
            persons_agree("Präsident Selenskyj", "Zelensky"),
            Some(Rest::Whole)
        );
        assert!(matches!(
            persons_agree("W. Selenskyj", "Volodymyr Zelensky"),
            Some(Rest::Initial { .. })
        ));
        assert_eq!(persons_agree("Wladimir Putin", "Ljudmila Putina"), None);
        assert_eq!(persons_agree("Wladimir Putin", "Wladimir Medinskij"), None);
        assert_eq!(persons_agree("Wladimir", "Wladimir Medinskij"), None);
        assert_eq!(persons_agree("", "Selenskyj"), None);
    }

    #[test]
    fn of_an_organisation_every_word_must_agree() {
        let mut sounds = Sounds::default();
        let mut agree = |one: &str, other: &str| {
            let (one, other) = (name(one, &mut sounds), name(other, &mut sounds));
            best(ActorKind::Organisation, &[one], &[other]).is_some()
        };
        assert!(agree("NATO", "НАТО"));
        assert!(agree("Russland", "RUSSLAND"));
        assert!(agree("Gazprom Neft", "Газпром нефть"));
        assert!(!agree("Ministry of Defence", "Ministry of Finance"));
        assert!(!agree("Gazprom", "Gazprom Neft"));
    }
}
