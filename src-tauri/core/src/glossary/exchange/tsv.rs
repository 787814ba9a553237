//! Glossaries as tab-separated text: UTF-8, a header line with the columns' names in any order, then one term a line.
//!
//! | column | |
//! |---|---|
//! | `concept` | lines with the same name are one concept; a line without is a concept of its own |
//! | `language` | BCP 47 |
//! | `term` | |
//! | `status` | `preferred`, `admitted`, `deprecated`, `superseded`, or nothing |
//! | `note` | about the term |
//! | `definition`, `subject`, `concept_note` | of the concept; the first line that says something counts |
//!
//! A header without `term` whose columns are named after languages (`de`, `en`, `zh-Hant`) makes each line a concept
//! with a term in each of them; the columns of the concept may stand beside them.
//!
//! A cell that holds a tab, a line end or a quotation mark stands between quotation marks, those in it doubled, as
//! spreadsheets read and write it; quotation marks that do not enclose a whole cell are characters like others. A
//! cell that a spreadsheet would take for a formula is written with an apostrophe before it, which is taken off again.

use std::collections::HashMap;

use super::{Entry, EntryTerm, unreadable};
use crate::error::Refusal;
use crate::tables::{harmless, unharmed};
use crate::text::language_tag::{canonical, primary};

/// The columns in the order in which they are written.
const COLUMNS: [Column; 8] = [
    Column::Concept,
    Column::Language,
    Column::Term,
    Column::Status,
    Column::Note,
    Column::Definition,
    Column::Subject,
    Column::ConceptNote,
];

#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Concept,
    Language,
    Term,
    Status,
    Note,
    Definition,
    Subject,
    ConceptNote,
    /// Terms in this language.
    TermsIn(String),
    /// Something that a glossary does not keep.
    Other,
}

impl Column {
    fn name(&self) -> &str {
        match self {
            Column::Concept => "concept",
            Column::Language => "language",
            Column::Term => "term",
            Column::Status => "status",
            Column::Note => "note",
            Column::Definition => "definition",
            Column::Subject => "subject",
            Column::ConceptNote => "concept_note",
            Column::TermsIn(language) => language,
            Column::Other => "",
        }
    }

    fn of(header: &str) -> Self {
        let header = header.trim();
        let known = COLUMNS
            .iter()
            .find(|column| column.name().eq_ignore_ascii_case(header));
        match (known, canonical(header)) {
            (Some(column), _) => column.clone(),
            (None, Ok(tag)) if (2..=3).contains(&primary(&tag).len()) => Column::TermsIn(tag),
            _ => Column::Other,
        }
    }
}

/// The entries of a table, in the order in which their first lines stand.
///
/// # Errors
/// The header names neither `term` nor a language.
pub(super) fn read(text: &str) -> Result<Vec<Entry>, Refusal> {
    let mut rows = Rows { rest: text, line: 1 };
    let header = rows.next().map(|(_, cells)| cells).unwrap_or_default();
    let mut columns: Vec<Column> = header.iter().map(|cell| Column::of(cell)).collect();
    if columns.contains(&Column::Term) {
        for column in &mut columns {
            if matches!(column, Column::TermsIn(_)) {
                *column = Column::Other;
            }
        }
    } else if !columns.iter().any(|column| matches!(column, Column::TermsIn(_))) {
        return Err(unreadable(
            "its first line names no column `term`, and no language as a column",
        ));
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for (line, cells) in rows {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let one = entry(&columns, &cells, line);
        let known = by_name.get(&one.name).and_then(|at| entries.get_mut(*at));
        if let Some(entry) = known {
            join(entry, one);
        } else {
            if !one.name.is_empty() {
                by_name.insert(one.name.clone(), entries.len());
            }
            entries.push(one);
        }
    }
    Ok(entries)
}

fn entry(columns: &[Column], cells: &[String], line: u32) -> Entry {
    let mut entry = Entry {
        line,
        ..Entry::default()
    };
    let mut single = EntryTerm {
        line,
        ..EntryTerm::default()
    };
    let mut has_term = false;
    for (column, cell) in columns.iter().zip(cells) {
        let cell = unharmed(cell);
        match column {
            Column::Concept => cell.trim().clone_into(&mut entry.name),
            Column::Language => cell.clone_into(&mut single.language),
            Column::Term => {
                cell.clone_into(&mut single.term);
                has_term = true;
            }
            Column::Status => cell.trim().to_lowercase().clone_into(&mut single.status),
            Column::Note => cell.clone_into(&mut single.note),
            Column::Definition => cell.clone_into(&mut entry.definition),
            Column::Subject => cell.clone_into(&mut entry.subject),
            Column::ConceptNote => cell.clone_into(&mut entry.note),
            Column::TermsIn(language) if !cell.trim().is_empty() => entry.terms.push(EntryTerm {
                term: cell.to_owned(),
                language: language.clone(),
                line,
                ..EntryTerm::default()
            }),
            Column::TermsIn(_) | Column::Other => {}
        }
    }
    if has_term || entry.terms.is_empty() {
        entry.terms.push(single);
    } else {
        // In a table of languages a note can only be about the concept.
        let note = std::mem::take(&mut single.note);
        if entry.note.is_empty() {
            entry.note = note;
        }
    }
    entry
}

fn join(entry: &mut Entry, other: Entry) {
    entry.terms.extend(other.terms);
    for (into, from) in [
        (&mut entry.subject, other.subject),
        (&mut entry.definition, other.definition),
        (&mut entry.note, other.note),
    ] {
        if into.is_empty() {
            *into = from;
        }
    }
}

/// The rows of a table with the lines on which they begin.
struct Rows<'t> {
    rest: &'t str,
    line: u32,
}

impl Iterator for Rows<'_> {
    type Item = (u32, Vec<String>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        let mut cells = Vec::new();
        loop {
            let (cell, length) = quoted(self.rest).unwrap_or_else(|| plain(self.rest));
            cells.push(cell);
            let (read, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
            self.pass(read);
            self.rest = rest;
            if let Some(rest) = rest.strip_prefix('\t') {
                self.rest = rest;
                continue;
            }
            for end in ["\r\n", "\n", "\r"] {
                if let Some(rest) = rest.strip_prefix(end) {
                    self.pass(end);
                    self.rest = rest;
                    break;
                }
            }
            return Some((line, cells));
        }
    }
}

impl Rows<'_> {
    fn pass(&mut self, read: &str) {
        let ends = read.matches('\n').count() + read.replace("\r\n", "").matches('\r').count();
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
    }
}

/// A cell between quotation marks, and the bytes it takes; none when what follows the closing mark is neither the end
/// of the cell nor of the table.
fn quoted(text: &str) -> Option<(String, usize)> {
    let mut letters = text.char_indices().peekable();
    letters.next_if(|(_, letter)| *letter == '"')?;
    let mut cell = String::new();
    while let Some((at, letter)) = letters.next() {
        if letter != '"' {
            cell.push(letter);
            continue;
        }
        match letters.peek() {
            Some((_, '"')) => {
                cell.push('"');
                letters.next();
            }
            Some((_, '\t' | '\n' | '\r')) | None => return Some((cell, at + 1)),
            Some(_) => return None,
        }
    }
    None
}

/// A cell as it stands, and the bytes it takes.
fn plain(text: &str) -> (String, usize) {
    let length = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    (text.get(..length).unwrap_or_default().to_owned(), length)
}

/// Entries as a table. What belongs to the concept stands on each of its lines.
pub(in super::super) fn write(entries: &[Entry]) -> String {
    let mut text = COLUMNS.iter().map(Column::name).collect::<Vec<_>>().join("\t");
    text.push('\n');
    for entry in entries {
        for term in &entry.terms {
            let cells = [
                &entry.name,
                &term.language,
                &term.term,
                &term.status,
                &term.note,
                &entry.definition,
                &entry.subject,
                &entry.note,
            ];
            for (index, cell) in cells.into_iter().enumerate() {
                if index > 0 {
                    text.push('\t');
                }
                let cell = harmless(cell);
                if cell.contains(['\t', '\n', '\r', '"']) {
                    text.push('"');
                    text.push_str(&cell.replace('"', "\"\""));
                    text.push('"');
                } else {
                    text.push_str(&cell);
                }
            }
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        Rows { rest: text, line: 1 }.map(|(_, cells)| cells).collect()
    }

    #[test]
    fn quotation_marks_around_a_whole_cell_are_taken_off_and_others_stay() {
        assert_eq!(cells("\"a\tb\"\tc\r\n"), [["a\tb", "c"]]);
        assert_eq!(cells("\"a \"\"b\"\"\nc\"\td"), [["a \"b\"\nc", "d"]]);
        assert_eq!(
            cells("\"Ruhe\" genannt\tx\n\"y\n"),
            [vec!["\"Ruhe\" genannt", "x"], vec!["\"y"]]
        );
        assert_eq!(cells("a\"b\"\t\"\"\n"), [["a\"b\"", ""]]);
    }

    #[test]
    fn lines_of_one_concept_are_joined_and_know_where_they_stand() {
        let text = "Language\tTERM\tconcept\tstatus\tdefinition\tpage\n\
                    de\tWaffenruhe\tc1\tPreferred\t\"two\nlines\"\t7\n\
                    \n\
                    en\tembargo\t\t\t\t\n\
                    en\ttruce\tc1\t\tnot this\t\n";
        let entries = read(text).unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!((entries[0].line, entries[1].line), (2, 5));
        assert_eq!(entries[0].definition, "two\nlines");
        let terms: Vec<_> = entries[0]
            .terms
            .iter()
            .map(|term| (&*term.term, &*term.language, &*term.status, term.line))
            .collect();
        assert_eq!(
            terms,
            [("Waffenruhe", "de", "preferred", 2), ("truce", "en", "", 6)]
        );
        assert_eq!(entries[1].terms[0].term, "embargo");
    }

    #[test]
    fn a_table_with_a_column_for_each_language_is_read_too() {
        let entries = read("DE\ten-us\tnote\tdefinition\nZoll\tcustoms\tn\td\nSteuer\t\t\t\n").unwrap();
        let terms: Vec<_> = entries[0]
            .terms
            .iter()
            .map(|term| (&*term.language, &*term.term))
            .collect();
        assert_eq!(terms, [("de", "Zoll"), ("en-US", "customs")]);
        assert_eq!((&*entries[0].note, &*entries[0].definition), ("n", "d"));
        assert_eq!(entries[1].terms.len(), 1);
    }

    fn field() -> impl Strategy<Value = String> {
        prop_oneof!["[a-zäя\"'=+@ \t\n\r-]{0,8}", any::<String>()]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again_exactly(
            fields in prop::collection::vec((field(), field(), field(), "[a-z]+ ?[a-z]"), 1..6)
        ) {
            let entries: Vec<Entry> = fields
                .into_iter()
                .enumerate()
                .map(|(index, (definition, note, subject, term))| Entry {
                    name: format!("c{index}"),
                    subject,
                    definition: definition.clone(),
                    note,
                    terms: vec![
                        EntryTerm { term: format!("{term}{definition}"), note: definition, ..EntryTerm::default() },
                        EntryTerm { term, language: "uk".into(), status: "preferred".into(), ..EntryTerm::default() },
                    ],
                    line: 0,
                })
                .collect();
            let mut read = read(&write(&entries)).unwrap();
            for entry in &mut read {
                entry.line = 0;
                entry.terms.iter_mut().for_each(|term| term.line = 0);
            }
            prop_assert_eq!(read, entries);
        }

        #[test]
        fn any_table_is_read_or_refused(text in "[a-z\"\t\n\r]{0,40}", header in "(term|de\ten|concept\tterm|x)\n") {
            let _ = read(&format!("{header}{text}"));
        }
    }
}
