//! Writing TBX-Basic (ISO 30042:2019) in the style DCA: data categories as the values of `type`. It keeps the rules of
//! the published schema of the dialect: `subjectField` and `definition` at the concept, `administrativeStatus` at the
//! term.

use std::fmt::Write as _;

use super::{Entry, EntryTerm};

/// What stands for an unknown language (ISO 639-2).
const UNKNOWN: &str = "und";

/// Entries as a TBX file; `title` says where they come from. The terms of a concept are put together by language,
/// languages in the order in which they first appear.
pub(in super::super) fn write(entries: &[Entry], title: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" xmlns=\"urn:iso:std:iso:30042:ed-2\">\n  \
         <tbxHeader>\n    <fileDesc>\n      <sourceDesc>\n",
    );
    let _ = writeln!(xml, "        <p>{}</p>", text(title));
    xml.push_str("      </sourceDesc>\n    </fileDesc>\n  </tbxHeader>\n  <text>\n    <body>\n");
    for entry in entries {
        concept(&mut xml, entry);
    }
    xml.push_str("    </body>\n  </text>\n</tbx>\n");
    xml
}

fn concept(xml: &mut String, entry: &Entry) {
    // An id must begin with a letter.
    let _ = writeln!(xml, "      <conceptEntry id=\"c{}\">", text(&entry.name));
    for (category, value) in [
        ("subjectField", &entry.subject),
        ("definition", &entry.definition),
    ] {
        if !value.is_empty() {
            let _ = writeln!(
                xml,
                "        <descrip type=\"{category}\">{}</descrip>",
                text(value)
            );
        }
    }
    if !entry.note.is_empty() {
        let _ = writeln!(xml, "        <note>{}</note>", text(&entry.note));
    }
    let mut languages: Vec<&str> = Vec::new();
    for term in &entry.terms {
        if !languages.contains(&&*term.language) {
            languages.push(&term.language);
        }
    }
    for language in languages {
        let tag = if language.is_empty() { UNKNOWN } else { language };
        let _ = writeln!(xml, "        <langSec xml:lang=\"{}\">", text(tag));
        for own in entry.terms.iter().filter(|term| term.language == language) {
            term(xml, own);
        }
        xml.push_str("        </langSec>\n");
    }
    xml.push_str("      </conceptEntry>\n");
}

fn term(xml: &mut String, term: &EntryTerm) {
    xml.push_str("          <termSec>\n");
    let _ = writeln!(xml, "            <term>{}</term>", text(&term.term));
    if !term.status.is_empty() {
        let _ = writeln!(
            xml,
            "            <termNote type=\"administrativeStatus\">{}Term-admn-sts</termNote>",
            text(&term.status)
        );
    }
    if !term.note.is_empty() {
        let _ = writeln!(xml, "            <note>{}</note>", text(&term.note));
    }
    xml.push_str("          </termSec>\n");
}

/// Text as it may stand in an element or an attribute. White space that a reader could take for layout is written as
/// character references; characters that XML 1.0 cannot hold become U+FFFD.
fn text(raw: &str) -> String {
    let mut escaped = String::with_capacity(raw.len());
    let mut letters = raw.chars().peekable();
    let mut after_space = true;
    while let Some(letter) = letters.next() {
        let is_space = letter == ' ';
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(escaped, "&#{};", u32::from(letter));
            }
            ' ' if after_space || letters.peek().is_none() => escaped.push_str("&#32;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
        after_space = is_space;
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tbx::read;
    use super::*;

    fn entry(name: &str, said: &str, terms: &[(&str, &str, &str)]) -> Entry {
        Entry {
            name: name.to_owned(),
            subject: said.to_owned(),
            definition: said.to_owned(),
            note: said.to_owned(),
            terms: terms
                .iter()
                .map(|(term, language, status)| EntryTerm {
                    term: (*term).to_owned(),
                    language: (*language).to_owned(),
                    status: (*status).to_owned(),
                    note: said.to_owned(),
                    line: 0,
                })
                .collect(),
            line: 0,
        }
    }

    fn read_back(entries: &[Entry]) -> Vec<Entry> {
        let mut read = read(&write(entries, "t")).unwrap();
        for entry in &mut read {
            entry.line = 0;
            entry.name = entry.name.trim_start_matches('c').to_owned();
            entry.terms.iter_mut().for_each(|term| term.line = 0);
        }
        read
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(said in "([a-zя<>&\"' \t\n\r;#]|\\]\\]>){0,12}", term in "[a-zя<&]{1,5}( [a-z]){0,2}") {
            let entries = [
                entry("1", &said, &[(&term, "de", "preferred"), ("x", "de", ""), ("y", "", "superseded")]),
                entry("2", "", &[("z", "zh-Hant", "deprecated")]),
            ];
            // Text of white space alone says nothing.
            let mut expected = entries.to_vec();
            if said.trim().is_empty() {
                expected[0].definition.clear();
                expected[0].note.clear();
                expected[0].terms.iter_mut().for_each(|term| term.note.clear());
            }
            prop_assert_eq!(read_back(&entries), expected);
        }
    }

    #[test]
    fn characters_that_xml_cannot_hold_do_not_break_the_file() {
        let entries = [entry("1", "a\u{1}\u{ffff}b", &[("t", "de", "")])];
        assert_eq!(read_back(&entries)[0].definition, "a\u{fffd}\u{fffd}b");
    }
}
