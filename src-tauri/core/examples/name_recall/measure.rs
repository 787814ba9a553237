//! How well ways to compare names find the forms of one surname: over all pairs of forms of a list, how many of the
//! same person are linked (recall) and how many of different people (false links).

use std::fmt::Write as _;

use dragoman_core::text::fold::fold;
use dragoman_core::text::name_key::Sound;
use dragoman_core::text::romanise::romanise;
use rphonetic::{DaitchMokotoffSoundex, DoubleMetaphone, Encoder};

/// A form of a surname, and what the ways compare of it.
pub struct Form<'t> {
    pub person: &'t str,
    pub written: &'t str,
    pub script: &'t str,
    /// One of those who are on the list because their names are like others'.
    pub double: bool,
    folded: String,
    romanised: String,
    metaphone: String,
    codes: Vec<String>,
    sound: Sound,
}

/// The forms of a list: person, form, language and script with tabs between them; `#` begins a remark, and after
/// `# Doubles` come those whose names are like others'.
pub fn forms(list: &str) -> Vec<Form<'_>> {
    let (metaphone, soundex) = (DoubleMetaphone::default(), DaitchMokotoffSoundex::default());
    let mut double = false;
    list.lines()
        .filter_map(|line| {
            double |= line.trim_end() == "# Doubles";
            if line.starts_with('#') {
                return None;
            }
            let mut fields = line.split('\t');
            let (person, written, _, script) =
                (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
            let romanised = romanise(written, "");
            Some(Form {
                person,
                written,
                script,
                double,
                folded: fold(written),
                metaphone: metaphone.encode(&romanised),
                codes: soundex.inner_soundex(&romanised, true),
                sound: Sound::of(written),
                romanised,
            })
        })
        .collect()
}

/// Whether two forms are taken for one name.
pub type Links = fn(&Form<'_>, &Form<'_>) -> bool;

/// The ways that are compared, the program's own last.
pub const WAYS: &[(&str, Links)] = &[
    ("equal when folded", |one, other| one.folded == other.folded),
    ("equal when romanised", |one, other| {
        one.romanised == other.romanised
    }),
    ("Jaro-Winkler of the romanised forms ≥ 0.90", |one, other| {
        strsim::jaro_winkler(&one.romanised, &other.romanised) >= 0.90
    }),
    ("Jaro-Winkler of the romanised forms ≥ 0.80", |one, other| {
        strsim::jaro_winkler(&one.romanised, &other.romanised) >= 0.80
    }),
    ("Double Metaphone of the romanised forms", |one, other| {
        one.metaphone == other.metaphone
    }),
    (
        "Daitch-Mokotoff of the romanised forms, endings kept",
        |one, other| one.codes.iter().any(|code| other.codes.contains(code)),
    ),
    ("**a key in common** (search)", |one, other| {
        one.sound.meets(&other.sound)
    }),
    (
        "**a key in common, likeness ≥ 0.80** (“may be the same”)",
        |one, other| one.sound.meets(&other.sound) && one.sound.likeness(&other.sound) >= 0.80,
    ),
];

/// What a way does over all pairs.
pub struct Figures<'t> {
    pub same: usize,
    pub found: usize,
    pub different: usize,
    pub false_links: usize,
    /// Those between two who are no doubles, and how many such pairs there are.
    pub false_links_plain: usize,
    pub different_plain: usize,
    pub missed: Vec<(&'t str, &'t str)>,
    pub wrong: Vec<(&'t str, &'t str)>,
}

/// Compares each form with each.
pub fn measure<'t>(forms: &[Form<'t>], links: Links) -> Figures<'t> {
    let mut figures = Figures {
        same: 0,
        found: 0,
        different: 0,
        false_links: 0,
        false_links_plain: 0,
        different_plain: 0,
        missed: Vec::new(),
        wrong: Vec::new(),
    };
    for (at, one) in forms.iter().enumerate() {
        for other in forms.iter().skip(at + 1) {
            let linked = links(one, other);
            if one.person == other.person {
                figures.same += 1;
                if linked {
                    figures.found += 1;
                } else {
                    figures.missed.push((one.written, other.written));
                }
            } else {
                let plain = !one.double && !other.double;
                figures.different += 1;
                figures.different_plain += usize::from(plain);
                if linked {
                    figures.false_links += 1;
                    figures.false_links_plain += usize::from(plain);
                    figures.wrong.push((one.written, other.written));
                }
            }
        }
    }
    figures
}

/// The figures of all ways as the table that stands in docs/NAMES.md.
pub fn table(forms: &[Form<'_>]) -> String {
    let mut people: Vec<&str> = forms.iter().map(|form| form.person).collect();
    people.dedup();
    let count = |script: &str| forms.iter().filter(|form| form.script == script).count();
    let keyed: usize = forms.iter().map(|form| form.sound.keys().len()).sum();
    let all = measure(forms, |_, _| true);
    let mut table = String::new();
    let _ = writeln!(
        table,
        "{} forms of {} surnames ({} Latin, {} Cyrillic, {} Arabic, {} Greek): {} pairs of one person, {} pairs of \
         two people, {} of them without doubles. A form has {}.{} keys on average.\n",
        forms.len(),
        people.len(),
        count("Latn"),
        count("Cyrl"),
        count("Arab"),
        count("Grek"),
        all.same,
        all.different,
        all.different_plain,
        keyed / forms.len().max(1),
        keyed * 10 / forms.len().max(1) % 10,
    );
    let _ = writeln!(
        table,
        "| way | found | recall | false links | without doubles |\n|---|---:|---:|---:|---:|"
    );
    for (way, links) in WAYS {
        let figures = measure(forms, *links);
        let thousandths = figures.found * 1000 / figures.same.max(1);
        let _ = writeln!(
            table,
            "| {way} | {} | {}.{} % | {} | {} |",
            figures.found,
            thousandths / 10,
            thousandths % 10,
            figures.false_links,
            figures.false_links_plain
        );
    }
    table
}
