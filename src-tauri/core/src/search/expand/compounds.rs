//! Longer words that end with the word: Waffenstillstand for stillstand, vredesgesprekken for gesprek.

use rusqlite::Connection;

use super::super::lexicon::lookup::{self, Known};
use crate::Result;

/// Shorter words end too many others by chance (letters).
const SHORTEST: usize = 5;
/// From here on a word hardly ends another by chance.
const SURE: usize = 8;
/// Words that are looked at for each ending, at most.
const MOST: usize = 400;

/// What a noun adds at its end, in the Germanic languages that write compounds together.
const ENDINGS: &[&str] = &["", "s", "es", "e", "en", "n", "er", "ern", "em", "ne", "nen"];

/// What stands before verbs and nouns and makes another word of them, folded.
const PREFIXES: &[&str] = &[
    "ab", "an", "auf", "aus", "be", "bei", "bij", "dar", "des", "dis", "durch", "een", "ein", "emp", "ent",
    "er", "fort", "ge", "gegen", "her", "herz", "hin", "im", "in", "inter", "mis", "miss", "mit", "nach",
    "ont", "op", "out", "over", "per", "pre", "pro", "re", "sub", "super", "trans", "uber", "uit", "um",
    "un", "under", "unter", "ver", "vol", "voll", "vor", "weg", "wider", "wieder", "zer", "zu",
];
/// What stands between the parts of a compound.
const JOINTS: &[&str] = &["s", "es", "n", "en", "er", "e", "ens", "ns"];

/// The compounds that texts have, the commonest first. `term` is folded.
pub(super) fn ending_with(conn: &Connection, term: &str, limit: usize) -> Result<Vec<Known>> {
    if term.len() < SHORTEST || !term.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        return Ok(Vec::new());
    }
    let mut found: Vec<Known> = Vec::new();
    for ending in ENDINGS {
        let whole = format!("{term}{ending}");
        for known in lookup::ending(conn, &whole, MOST)? {
            if found.iter().any(|other| other.term == known.term) {
                continue;
            }
            let first = known.term.strip_suffix(&whole).unwrap_or_default();
            if is_first_part(conn, first, term.len() >= SURE)? {
                found.push(known);
            }
        }
    }
    found.sort_by(|one, other| (other.docs, &one.term).cmp(&(one.docs, &other.term)));
    found.truncate(limit);
    Ok(found)
}

/// Whether a compound may begin so: with a word that texts have, or, before a `long` word, with anything that is
/// not only a prefix.
fn is_first_part(conn: &Connection, first: &str, long: bool) -> Result<bool> {
    if first.len() < 3
        || PREFIXES.contains(&first)
        || !first.bytes().any(|letter| b"aeiouy".contains(&letter))
    {
        return Ok(false);
    }
    if long && first.len() >= 4 {
        return Ok(true);
    }
    if lookup::word(conn, first)?.is_some() {
        return Ok(true);
    }
    for joint in JOINTS {
        if let Some(word) = first.strip_suffix(joint)
            && word.len() >= 3
            && !PREFIXES.contains(&word)
            && lookup::word(conn, word)?.is_some()
        {
            return Ok(true);
        }
    }
    Ok(false)
}
