//! Names that sound the same, in any script: found by their keys, switched on only where the spellings differ as those of
//! one name do.
//!
//! A key (six digits for the consonants) brings unrelated words together: Putin and Petén, Stadt and Staat. So what a
//! key finds is looked for only if nothing but the way of writing sounds differs: `z` and `s`, `kh` and `ch`,
//! `w` and `v`, `y`, `j` and `i`, a `je` for an `e`; between scripts also a letter or two, and the vowels where
//! Arabic writes none. The others are proposals, off until they are switched on, if they are alike at all.

use std::collections::HashSet;

use rusqlite::Connection;

use super::super::lexicon::lookup::{self, Known};
use super::super::lexicon::name_keys;
use crate::Result;
use crate::text::name_key::{plainly, romanised_stems};

/// Words that are looked at for each key.
const MOST: usize = 300;
/// Below this likeness a word is not even proposed.
const ALIKE: f64 = 0.86;
/// Proposals, at most.
const PROPOSALS: usize = 4;
/// Shorter names of one script are told from other words by their letters alone (letters).
const SHORTEST: usize = 5;

/// A word that may be the same name.
pub(super) struct Namesake {
    pub known: Known,
    /// Only the way of writing differs.
    pub is_sure: bool,
}

/// The words that sound like this one, the surest and commonest first. `term` is folded.
pub(super) fn namesakes(conn: &Connection, term: &str, limit: usize) -> Result<Vec<Namesake>> {
    let mut found: Vec<(Namesake, f64)> = Vec::new();
    let mut own = Compared::of(term);
    let mut seen: HashSet<String> = HashSet::from([term.to_owned()]);
    for key in name_keys(term) {
        for known in lookup::keyed(conn, &key, MOST)? {
            if !seen.insert(known.term.clone()) {
                continue;
            }
            let mut other = Compared::of(&known.term);
            let is_sure = own.is_same(&mut other);
            let alike = if is_sure || own.length >= SHORTEST && other.length >= SHORTEST {
                own.likeness(&mut other)
            } else {
                0.0
            };
            if is_sure || alike >= ALIKE {
                found.push((Namesake { known, is_sure }, alike));
            }
        }
    }
    found.sort_by(|(one, alike), (other, other_alike)| {
        other
            .is_sure
            .cmp(&one.is_sure)
            .then_with(|| {
                if one.is_sure {
                    other.known.docs.cmp(&one.known.docs)
                } else {
                    other_alike.total_cmp(alike)
                }
            })
            .then_with(|| one.known.term.cmp(&other.known.term))
    });
    let mut proposals = 0;
    let mut kept: Vec<Namesake> = Vec::new();
    for (namesake, _) in found {
        if !namesake.is_sure {
            proposals += 1;
            if proposals > PROPOSALS {
                break;
            }
        }
        kept.push(namesake);
    }
    kept.truncate(limit);
    Ok(kept)
}

/// A word as it is compared with others; each form of it is made when it is needed first.
struct Compared {
    writing: Writing,
    /// In letters.
    length: usize,
    /// Its romanised stems.
    stems: Vec<String>,
    /// As [`spelt`], with vowels and without.
    with_vowels: Option<Vec<String>>,
    without_vowels: Option<Vec<String>>,
    /// One letter for each sound.
    plain: Option<Vec<String>>,
}

impl Compared {
    fn of(word: &str) -> Self {
        Compared {
            writing: Writing::of(word),
            length: word.chars().count(),
            stems: romanised_stems(word),
            with_vowels: None,
            without_vowels: None,
            plain: None,
        }
    }

    fn spelt(&mut self, vowels: bool) -> &[String] {
        let stems = &self.stems;
        let made = if vowels {
            &mut self.with_vowels
        } else {
            &mut self.without_vowels
        };
        made.get_or_insert_with(|| spelt(stems, vowels))
    }

    /// As [`crate::text::name_key::likeness`].
    fn likeness(&mut self, other: &mut Compared) -> f64 {
        let theirs = other.plain();
        let pairs = self
            .plain()
            .iter()
            .flat_map(|one| theirs.iter().map(move |other| (one, other)));
        pairs
            .map(|(one, other)| strsim::jaro_winkler(one, other))
            .fold(0.0, f64::max)
    }

    fn plain(&mut self) -> &[String] {
        let stems = &self.stems;
        self.plain.get_or_insert_with(|| {
            let mut plain: Vec<String> = stems.iter().map(|stem| plainly(stem)).collect();
            plain.retain(|stem| !stem.is_empty());
            plain.dedup();
            plain
        })
    }

    /// Whether two words that share a key differ in the way of writing only.
    fn is_same(&mut self, other: &mut Compared) -> bool {
        let same_writing = self.writing == other.writing;
        if same_writing && (self.length < SHORTEST || other.length < SHORTEST) {
            return false;
        }
        let vowels = self.writing.has_vowels() && other.writing.has_vowels();
        let theirs = other.spelt(vowels);
        self.spelt(vowels).iter().any(|one| {
            theirs.iter().any(|other| {
                let allowed = match one.len().min(other.len()) {
                    _ if same_writing || !vowels => 0,
                    0..=4 => 0,
                    5..=7 => 1,
                    _ => 2,
                };
                one.len() >= 2 && (one == other || allowed > 0 && strsim::levenshtein(one, other) <= allowed)
            })
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writing {
    Latin,
    /// Arabic and Hebrew: vowels are mostly left out.
    Consonants,
    Other,
}

impl Writing {
    fn of(word: &str) -> Writing {
        match word.chars().next().map_or(0, u32::from) {
            0..=0x24f | 0x1e00..=0x1eff => Writing::Latin,
            0x590..=0x7ff => Writing::Consonants,
            _ => Writing::Other,
        }
    }

    fn has_vowels(self) -> bool {
        self != Writing::Consonants
    }
}

/// Romanised stems with sounds that languages write differently as one.
fn spelt(stems: &[String], vowels: bool) -> Vec<String> {
    /// Longer ones before those that they begin with.
    const SOUNDS: &[(&str, &str)] = &[
        ("tsch", "h"),
        ("sch", "sh"),
        ("tch", "h"),
        ("cz", "h"),
        ("sz", "sh"),
        ("zh", "sh"),
        ("sh", "sh"),
        ("ch", "h"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("dz", "s"),
        ("ts", "s"),
        ("tz", "s"),
        ("ou", "u"),
        ("ck", "k"),
        ("w", "v"),
        ("j", "i"),
        ("y", "i"),
        ("q", "k"),
        ("x", "ks"),
        ("z", "s"),
        ("c", "k"),
    ];
    let mut spelt: Vec<String> = Vec::new();
    for stem in stems {
        let mut plain = String::with_capacity(stem.len());
        let mut rest = stem.as_str();
        while let Some(letter) = rest.chars().next() {
            let known = if letter_has_sounds(letter) {
                SOUNDS
                    .iter()
                    .find_map(|(spelling, sound)| Some((*sound, rest.strip_prefix(spelling)?)))
            } else {
                None
            };
            let (sound, after) = known.unwrap_or_else(|| rest.split_at(letter.len_utf8()));
            // Умєров is Umierow to some and Umerow to others.
            let is_glide = sound == "i" && after.starts_with(['e', 'a', 'u', 'o']) && !plain.is_empty();
            let is_vowel = matches!(sound, "a" | "e" | "i" | "o" | "u");
            if !(is_glide || is_vowel && !vowels || plain.ends_with(sound)) {
                plain.push_str(sound);
            }
            rest = after;
        }
        if !vowels {
            // Arabic has neither p nor v.
            plain = plain.replace('p', "b").replace('v', "f").replace('g', "k");
        }
        // Endings of adjectives, and the French e that is not heard.
        for ending in ["i", "e"] {
            if plain.len() > 4
                && let Some(short) = plain.strip_suffix(ending)
            {
                spelt.push(short.to_owned());
            }
        }
        spelt.push(plain);
    }
    spelt.sort_unstable();
    spelt.dedup();
    spelt
}

/// Whether any spelling of a sound begins so.
fn letter_has_sounds(letter: char) -> bool {
    matches!(
        letter,
        't' | 's' | 'c' | 'z' | 'k' | 'g' | 'p' | 'd' | 'o' | 'w' | 'j' | 'y' | 'q' | 'x'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::name_key::meet;

    fn is_same(one: &str, other: &str) -> bool {
        Compared::of(one).is_same(&mut Compared::of(other))
    }

    #[test]
    fn spellings_of_one_name_are_the_same() {
        for (name, spellings) in [
            (
                "zelensky",
                "selenskyj zelenskyy zelenskiy zelenski selenski зеленський зеленського зеленским زيلينسكي",
            ),
            (
                "zakharova",
                "sacharowa zacharova zaharova захарова захаровой زاخاروفا",
            ),
            ("lawrow", "lavrov лавров лаврова лаврову لافروف"),
            ("putin", "poutine путин путіна путиным بوتين"),
            ("umerow", "umerov umjerow oumerov умєров умеров умєрова"),
            ("erdogan", "эрдоган ердоган أردوغان"),
        ] {
            for spelling in spellings.split(' ') {
                assert!(
                    is_same(name, spelling),
                    "{name} {:?} {spelling} {:?}",
                    spelt(&romanised_stems(name), true),
                    spelt(&romanised_stems(spelling), true)
                );
            }
        }
    }

    #[test]
    fn other_words_are_not() {
        for (one, other) in [
            ("putin", "peten"),
            ("putin", "бадене"),
            ("putin", "biden"),
            ("minister", "munster"),
            ("stadt", "staat"),
            ("monster", "munster"),
            ("meer", "mehr"),
            ("zelensky", "medinsky"),
        ] {
            assert!(!is_same(one, other), "{one} {other} {}", meet(one, other));
        }
    }
}
