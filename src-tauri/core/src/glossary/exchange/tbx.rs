//! Reading TBX: the dialect TBX-Basic of ISO 30042:2019 in both styles (data categories as attributes, DCA, or as
//! elements, DCT), and TBX-Basic of 2008 (`martif`, `termEntry`, `langSet`, `tig`). What a glossary does not keep
//! (contexts, parts of speech, transactions, figures) is passed over.
//!
//! Nothing outside the file is opened and no entity of its own is expanded: a file that needs one is refused.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::{Entry, EntryTerm, unreadable};
use crate::error::Refusal;
use crate::registers::merge::joined;

/// Elements inside each other, at most. TBX needs about ten.
const DEEPEST: usize = 64;

/// The entries of a TBX file in their order.
///
/// # Errors
/// [`Refusal::Unreadable`], with the line, for XML that is not well-formed, an entity that XML itself does not have,
/// and a root element that is not TBX's.
pub(crate) fn read(text: &str) -> Result<Vec<Entry>, Refusal> {
    let mut reader = Reader::from_str(text);
    let mut file = File::default();
    let mut lines = Lines { text, at: 0, line: 1 };
    loop {
        let begins = reader.buffer_position();
        let event = reader.read_event();
        let line = lines.of(begins);
        match event {
            Ok(Event::Eof) => break,
            Ok(event) => file.take(&event, line).map_err(|detail| at(line, &detail))?,
            Err(error) => {
                let line = lines.of(reader.error_position());
                return Err(at(line, &error.to_string()));
            }
        }
    }
    if !file.open.is_empty() {
        return Err(unreadable("it ends before it is complete"));
    }
    Ok(file.entries)
}

fn at(line: u32, detail: &str) -> Refusal {
    unreadable(format!("line {line}: {detail}"))
}

/// Turns growing byte positions into lines.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn of(&mut self, position: u64) -> u32 {
        let position = usize::try_from(position)
            .unwrap_or(usize::MAX)
            .min(self.text.len());
        let ends = self
            .text
            .get(self.at..position)
            .unwrap_or_default()
            .matches('\n')
            .count();
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.at = self.at.max(position);
        self.line
    }
}

/// What an element is to a glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    Concept,
    Language,
    Term,
    /// A transaction: its notes are about it.
    Aside,
    /// Text that is kept.
    Said(What),
    /// Anything else.
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Term,
    Status,
    Definition,
    Subject,
    Note,
}

impl Is {
    /// By the element's name, or by the data category that its `type` names.
    fn of(name: &str, category: &str) -> Self {
        match (name, category) {
            ("conceptEntry" | "termEntry", _) => Is::Concept,
            ("langSec" | "langSet", _) => Is::Language,
            ("termSec" | "tig" | "ntig", _) => Is::Term,
            ("transacGrp" | "tbxHeader" | "martifHeader" | "back", _) => Is::Aside,
            ("term", _) => Is::Said(What::Term),
            ("note", _) => Is::Said(What::Note),
            ("administrativeStatus", _) | ("termNote", "administrativeStatus" | "normativeAuthorization") => {
                Is::Said(What::Status)
            }
            ("definition", _) | ("descrip", "definition") => Is::Said(What::Definition),
            ("subjectField", _) | ("descrip", "subjectField") => Is::Said(What::Subject),
            _ => Is::Other,
        }
    }
}

/// The file as far as it was read.
#[derive(Default)]
struct File {
    /// The elements that are open, outermost first.
    open: Vec<Is>,
    /// Whether an element has been seen.
    begun: bool,
    entries: Vec<Entry>,
    /// Of the `langSec` that is open.
    language: String,
    /// The text being read, when it is kept, and how many elements are open around it.
    said: Option<(What, usize, Said)>,
}

impl File {
    fn take(&mut self, event: &Event<'_>, line: u32) -> Result<(), String> {
        match event {
            Event::Start(start) => self.begin(start, line),
            Event::Empty(start) => {
                self.begin(start, line)?;
                self.end();
                Ok(())
            }
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Text(text) => {
                self.say(&text.xml10_content());
                Ok(())
            }
            Event::CData(text) => {
                self.say(&text.xml10_content());
                Ok(())
            }
            Event::GeneralRef(reference) => self.refer(reference),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>, line: u32) -> Result<(), String> {
        let local = start.local_name();
        let name: &str = local.as_ref();
        if !self.begun {
            self.begun = true;
            if !matches!(name, "tbx" | "martif") {
                return Err(format!("this is not TBX (its root element is '{}')", shown(name)));
            }
        }
        if self.open.len() >= DEEPEST {
            return Err(format!("more than {DEEPEST} elements inside each other"));
        }
        let (category, language, id) = attributes(start)?;
        let is = Is::of(name, &category);
        let is_aside = self.open.contains(&Is::Aside);
        match is {
            Is::Concept => self.entries.push(Entry {
                name: id,
                line,
                ..Entry::default()
            }),
            Is::Language => self.language = language,
            Is::Term => {
                let language = self.language.clone();
                if let Some(entry) = self.entries.last_mut() {
                    entry.terms.push(EntryTerm {
                        language,
                        line,
                        ..EntryTerm::default()
                    });
                }
            }
            Is::Said(what) if self.said.is_none() && !is_aside => {
                self.said = Some((what, self.open.len(), Said::default()));
            }
            _ => {}
        }
        self.open.push(is);
        Ok(())
    }

    fn end(&mut self) {
        let ended = self.open.pop();
        if ended == Some(Is::Language) {
            self.language.clear();
        }
        if self
            .said
            .as_ref()
            .is_some_and(|(_, depth, _)| *depth == self.open.len())
            && let Some((what, _, said)) = self.said.take()
        {
            self.keep(what, said.text);
        }
    }

    fn keep(&mut self, what: What, text: String) {
        let of_term = self.open.contains(&Is::Term);
        if !self.open.contains(&Is::Concept) {
            return;
        }
        let Some(entry) = self.entries.last_mut() else {
            return;
        };
        match (what, entry.terms.last_mut()) {
            (What::Term, Some(term)) if of_term => term.term = text,
            (What::Status, Some(term)) if of_term => status(&text).clone_into(&mut term.status),
            (What::Note, Some(term)) if of_term => term.note = joined(&term.note, &text),
            (What::Note, _) => entry.note = joined(&entry.note, &text),
            (What::Definition, _) => entry.definition = joined(&entry.definition, &text),
            (What::Subject, _) if entry.subject.is_empty() => entry.subject = text,
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        if let Some((_, _, said)) = &mut self.said {
            said.literal(text);
        }
    }

    fn refer(&mut self, reference: &BytesRef<'_>) -> Result<(), String> {
        let character = reference.resolve_char_ref().map_err(|error| error.to_string())?;
        let exact = if let Some(character) = character {
            character.to_string()
        } else {
            let name = reference.xml10_content();
            let is_unknown = || format!("the entity '&{};' is not one of XML's own", shown(&name));
            resolve_predefined_entity(&name)
                .ok_or_else(is_unknown)?
                .to_owned()
        };
        if let Some((_, _, said)) = &mut self.said {
            said.exact(&exact);
        }
        Ok(())
    }
}

/// `type`, `xml:lang` and `id` of an element, '' for what it does not have.
fn attributes(start: &BytesStart<'_>) -> Result<(String, String, String), String> {
    let (mut category, mut language, mut id) = <(String, String, String)>::default();
    // Without looking for attributes that stand twice: that costs the square of their number.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let wanted = match attribute.key.as_ref() {
            "type" => &mut category,
            "xml:lang" | "lang" => &mut language,
            "id" | "xml:id" => &mut id,
            _ => continue,
        };
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?;
        value.trim().clone_into(wanted);
    }
    if language.eq_ignore_ascii_case("und") {
        language.clear();
    }
    Ok((category, language, id))
}

/// Our word for a value of the data category `administrativeStatus`; others as they are.
fn status(value: &str) -> &str {
    match value.strip_suffix("-admn-sts").unwrap_or(value) {
        "preferredTerm" | "standardizedTerm" => "preferred",
        "admittedTerm" => "admitted",
        "deprecatedTerm" => "deprecated",
        "supersededTerm" => "superseded",
        _ => value,
    }
}

fn shown(name: &str) -> String {
    name.chars().take(40).collect()
}

/// Text of an element. White space as it stands in the file is layout and becomes one space; white space that is
/// written as a character reference is meant.
#[derive(Default)]
struct Said {
    text: String,
    space: bool,
}

impl Said {
    fn literal(&mut self, text: &str) {
        for letter in text.chars() {
            if matches!(letter, ' ' | '\t' | '\n' | '\r') {
                self.space = true;
            } else {
                self.part();
                self.text.push(letter);
            }
        }
    }

    fn exact(&mut self, text: &str) {
        self.part();
        self.text.push_str(text);
    }

    fn part(&mut self) {
        if std::mem::take(&mut self.space) && !self.text.is_empty() {
            self.text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests;
