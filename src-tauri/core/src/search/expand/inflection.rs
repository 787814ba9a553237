//! The other forms of a word: those words of the lexicon that have the same stem in one of the workspace's languages.
//!
//! The stems are Snowball's. They are not stored: words with the same stem begin alike, so a short range of the lexicon
//! has them all. Stems are compared of words as folded and as written, because folding takes marks away that
//! endings are recognised by (Turkish ı, Polish ą).

use frostem::{Algorithm, Stemmer};
use rusqlite::Connection;

use super::super::lexicon::lookup::{self, Known};
use crate::Result;
use crate::text::fold::fold;

/// Words that are looked at for each beginning, at most.
const MOST: usize = 2_500;
/// A form has at most so many letters more than the word.
const LONGER: usize = 7;
/// Shorter words have no endings that could be told from the word.
const SHORTEST: usize = 3;

/// Particles that are written together with the Arabic word that follows them, with the article and without.
const WITH_ARTICLE: &[&str] = &[
    "ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وبال", "فبال", "فلل",
];
const WITHOUT_ARTICLE: &[&str] = &["و", "ف", "ب", "ل", "ك", "وب", "ول"];

/// A language that the workspace has texts in, with its stemmer.
#[derive(Clone, Copy)]
pub(super) struct Language {
    /// Its BCP 47 subtag.
    tag: &'static str,
    script: Script,
    stemmer: Stemmer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Arabic,
    Hebrew,
    Armenian,
    Devanagari,
    Tamil,
    Other,
}

impl Script {
    fn of(word: &str) -> Script {
        match word.chars().next().map_or(0, u32::from) {
            0x41..=0x24f | 0x1e00..=0x1eff => Script::Latin,
            0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
            0x400..=0x52f => Script::Cyrillic,
            0x530..=0x58f => Script::Armenian,
            0x590..=0x5ff => Script::Hebrew,
            0x600..=0x77f => Script::Arabic,
            0x900..=0x97f => Script::Devanagari,
            0xb80..=0xbff => Script::Tamil,
            _ => Script::Other,
        }
    }
}

impl Language {
    /// None without a stemmer. Dutch has the older one: with the newer one stems need not be the beginning of a word.
    fn of(tag: &str) -> Option<Language> {
        let primary = tag.split('-').next().unwrap_or_default();
        let (tag, script, algorithm) = match primary {
            "ar" => ("ar", Script::Arabic, Algorithm::Arabic),
            "ca" => ("ca", Script::Latin, Algorithm::Catalan),
            "cs" => ("cs", Script::Latin, Algorithm::Czech),
            "da" => ("da", Script::Latin, Algorithm::Danish),
            "de" => ("de", Script::Latin, Algorithm::German),
            "el" => ("el", Script::Greek, Algorithm::Greek),
            "en" => ("en", Script::Latin, Algorithm::English),
            "es" => ("es", Script::Latin, Algorithm::Spanish),
            "et" => ("et", Script::Latin, Algorithm::Estonian),
            "eu" => ("eu", Script::Latin, Algorithm::Basque),
            "fa" => ("fa", Script::Arabic, Algorithm::Persian),
            "fi" => ("fi", Script::Latin, Algorithm::Finnish),
            "fr" => ("fr", Script::Latin, Algorithm::French),
            "ga" => ("ga", Script::Latin, Algorithm::Irish),
            "hi" => ("hi", Script::Devanagari, Algorithm::Hindi),
            "hu" => ("hu", Script::Latin, Algorithm::Hungarian),
            "hy" => ("hy", Script::Armenian, Algorithm::Armenian),
            "id" | "ms" => ("id", Script::Latin, Algorithm::Indonesian),
            "it" => ("it", Script::Latin, Algorithm::Italian),
            "lt" => ("lt", Script::Latin, Algorithm::Lithuanian),
            "ne" => ("ne", Script::Devanagari, Algorithm::Nepali),
            "nl" => ("nl", Script::Latin, Algorithm::DutchPorter),
            "no" | "nb" | "nn" => ("no", Script::Latin, Algorithm::Norwegian),
            "pl" => ("pl", Script::Latin, Algorithm::Polish),
            "pt" => ("pt", Script::Latin, Algorithm::Portuguese),
            "ro" => ("ro", Script::Latin, Algorithm::Romanian),
            "ru" => ("ru", Script::Cyrillic, Algorithm::Russian),
            "bs" | "hr" | "sr" => ("sr", Script::Latin, Algorithm::Serbian),
            "sv" => ("sv", Script::Latin, Algorithm::Swedish),
            "ta" => ("ta", Script::Tamil, Algorithm::Tamil),
            "tr" => ("tr", Script::Latin, Algorithm::Turkish),
            "uk" => ("uk", Script::Cyrillic, Algorithm::Ukrainian),
            "yi" => ("yi", Script::Hebrew, Algorithm::Yiddish),
            _ => return None,
        };
        Some(Language {
            tag,
            script,
            stemmer: Stemmer::new(algorithm),
        })
    }
}

/// The languages of the workspace's articles and translations that have a stemmer.
pub(super) fn languages(conn: &Connection) -> Result<Vec<Language>> {
    let mut found: Vec<Language> = Vec::new();
    for table in ["article", "translation"] {
        // From each language straight to the next one in the index.
        let mut statement = conn.prepare_cached(&format!(
            "WITH RECURSIVE one(language) AS (
               SELECT min(language) FROM {table}
               UNION ALL SELECT (SELECT min(t.language) FROM {table} t WHERE t.language > one.language) FROM one
               WHERE one.language IS NOT NULL)
             SELECT language FROM one WHERE language <> '' LIMIT 200"
        ))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let language = Language::of(row.get_ref(0)?.as_str().unwrap_or_default());
            found.extend(language.filter(|language| found.iter().all(|known| known.tag != language.tag)));
        }
    }
    Ok(found)
}

/// A form of a word.
pub(super) struct Form {
    pub known: Known,
    /// The languages in which it is one, separated by spaces.
    pub languages: String,
}

/// The forms of a word that texts have, the commonest first, without itself. `term` is folded, `typed` as typed.
pub(super) fn forms(
    conn: &Connection,
    languages: &[Language],
    term: &str,
    typed: &str,
    limit: usize,
) -> Result<Vec<Form>> {
    let script = Script::of(term);
    if term.chars().count() < SHORTEST || !term.chars().all(char::is_alphabetic) {
        return Ok(Vec::new());
    }
    let mut forms: Vec<Form> = Vec::new();
    let mut beginnings: Vec<String> = Vec::new();
    let mut stems: Vec<(Language, Vec<String>)> = Vec::new();
    let core = if script == Script::Arabic {
        without_particles(conn, term)?
    } else {
        term.to_owned()
    };
    for language in languages.iter().filter(|language| language.script == script) {
        let of = stems_of(*language, &core, Some(typed));
        for stem in &of {
            let common = common_beginning(stem, &core);
            // The last letter of a stem may be another one in the word: happy, happi.
            let keep = match common.chars().count() {
                letters @ 0..=4 => letters,
                letters => letters - 1,
            };
            if keep >= SHORTEST {
                beginnings.push(core.chars().take(keep).collect());
            }
        }
        stems.push((*language, of));
    }
    beginnings.sort_unstable();
    beginnings.dedup();
    // What begins with a shorter one is among its words.
    let shortest: Vec<String> = beginnings
        .iter()
        .filter(|one| {
            !beginnings
                .iter()
                .any(|other| other != *one && one.starts_with(other.as_str()))
        })
        .cloned()
        .collect();
    let longest = core.chars().count() + LONGER;
    for beginning in &shortest {
        let particles: &[&[&str]] = match script {
            Script::Arabic if core.chars().count() >= 4 => &[&[""], WITH_ARTICLE, WITHOUT_ARTICLE],
            Script::Arabic => &[&[""], WITH_ARTICLE],
            _ => &[&[""]],
        };
        for particle in particles.iter().copied().flatten() {
            for known in candidates(
                conn,
                &format!("{particle}{beginning}"),
                longest + particle.chars().count(),
            )? {
                if known.term == term || forms.iter().any(|form| form.known.term == known.term) {
                    continue;
                }
                let bare = known.term.strip_prefix(particle).unwrap_or(&known.term);
                let same: Vec<&str> = stems
                    .iter()
                    .filter(|(language, of)| {
                        let theirs = stems_of(*language, bare, known.written.as_deref());
                        theirs.iter().any(|stem| of.contains(stem))
                    })
                    .map(|(language, _)| language.tag)
                    .collect();
                if !same.is_empty() {
                    let languages = same.join(" ");
                    forms.push(Form { known, languages });
                }
            }
        }
    }
    forms.sort_by(|one, other| (other.known.docs, &one.known.term).cmp(&(one.known.docs, &other.known.term)));
    forms.truncate(limit);
    Ok(forms)
}

/// The words that begin so; where there are very many, the common ones.
fn candidates(conn: &Connection, beginning: &str, longest: usize) -> Result<Vec<Known>> {
    let (mut found, all) = lookup::beginning(conn, beginning, longest, MOST)?;
    if !all {
        let common = lookup::completions(conn, beginning, MOST / 8)?;
        found.extend(
            common
                .into_iter()
                .filter(|known| known.term.chars().count() <= longest),
        );
        found.sort_by(|one, other| one.term.cmp(&other.term));
        found.dedup_by(|one, other| one.term == other.term);
    }
    Ok(found)
}

/// Its stems as folded and as written, folded.
fn stems_of(language: Language, term: &str, written: Option<&str>) -> Vec<String> {
    let mut stems = vec![language.stemmer.stem(term).into_owned()];
    if let Some(written) = written {
        let lower = written.to_lowercase();
        if lower != term {
            let stem = fold(&language.stemmer.stem(&lower));
            if !stem.contains(' ') && !stems.contains(&stem) {
                stems.push(stem);
            }
        }
    }
    stems.retain(|stem| stem.chars().count() >= 2);
    stems
}

fn common_beginning<'w>(one: &'w str, other: &str) -> &'w str {
    let end = one
        .char_indices()
        .zip(other.chars())
        .find(|((_, ours), theirs)| ours != theirs)
        .map_or_else(
            || {
                one.char_indices()
                    .nth(other.chars().count())
                    .map_or(one.len(), |(at, _)| at)
            },
            |((at, _), _)| at,
        );
    one.get(..end).unwrap_or_default()
}

/// An Arabic word without the particles before it: those with the article always, others if what is left is a word
/// that more texts have.
fn without_particles(conn: &Connection, term: &str) -> Result<String> {
    let stripped = |particles: &[&str], least: usize| {
        particles
            .iter()
            .filter_map(|particle| term.strip_prefix(particle))
            .filter(|rest| rest.chars().count() >= least)
            .min_by_key(|rest| rest.len())
    };
    if let Some(rest) = stripped(WITH_ARTICLE, 3) {
        return Ok(rest.to_owned());
    }
    if let Some(rest) = stripped(WITHOUT_ARTICLE, 4)
        && let Some(known) = lookup::word(conn, rest)?
        && known.docs > lookup::word(conn, term)?.map_or(0, |known| known.docs)
    {
        return Ok(rest.to_owned());
    }
    Ok(term.to_owned())
}
