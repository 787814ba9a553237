//! What a worker makes of an item: everything that needs no workspace.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use dragoman_core::import::source::read_file;
use dragoman_core::imports::{Item, Said, Trouble, read};
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::sources::{Content, Raw, Record};

/// What holds for all articles that say nothing else.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    pub language: String,
    pub published: String,
}

/// Reads an item.
pub fn prepare(raw: Raw, defaults: &Defaults) -> Item {
    let mut remarks: Vec<Trouble> = raw.remark.into_iter().collect();
    let outcome = document(raw.content, &mut remarks).and_then(|(bytes, said)| {
        let said = Said {
            default_language: defaults.language.clone(),
            default_published: defaults.published.clone(),
            ..said
        };
        let (ready, more) = read(bytes, said)?;
        remarks.extend(more);
        Ok(Box::new(ready))
    });
    Item {
        place: raw.place,
        after: raw.after,
        outcome,
        remarks,
    }
}

fn document(content: Content, remarks: &mut Vec<Trouble>) -> Result<(Vec<u8>, Said), Trouble> {
    match content {
        Content::Trouble(trouble) => Err(trouble),
        Content::File(path) => {
            let file_name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            Ok((read_file(&path)?, of_file(file_name)))
        }
        Content::Document { bytes, file_name } => Ok((bytes, of_file(file_name))),
        Content::Record(columns, fields) => {
            let record = columns
                .record(&fields)
                .map_err(|name| Trouble::new("not_utf8", format!("{name} is not UTF-8")))?;
            Ok(record.into_document())
        }
        Content::Line(line) => {
            let (record, unknown) = json(&line)?;
            if !unknown.is_empty() {
                let names: Vec<String> = unknown.into_iter().collect();
                remarks.push(Trouble::new(
                    "unknown_columns",
                    format!("these keys are left out: {}", names.join(", ")),
                ));
            }
            Ok(record.into_document())
        }
    }
}

fn of_file(file_name: String) -> Said {
    Said {
        file_name,
        ..Said::default()
    }
}

/// The record of a line, and the keys that are not known.
fn json(line: &[u8]) -> Result<(Record, BTreeSet<String>), Trouble> {
    let mut reader = serde_json::Deserializer::from_slice(line);
    let read = reader
        .deserialize_any(Object)
        .and_then(|read| reader.end().map(|()| read));
    read.map_err(|error| {
        use serde_json::error::Category;
        let code = match error.classify() {
            Category::Data => "not_a_record",
            _ => "not_json",
        };
        Trouble::new(code, error.to_string())
    })
}

struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = (Record, BTreeSet<String>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the text of an article")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut record = Record::default();
        let mut unknown = BTreeSet::new();
        while let Some(key) = map.next_key::<Key<'de>>()? {
            if let Some(field) = crate::sources::known(&key.0).and_then(|name| record.field(name)) {
                *field = map.next_value::<Scalar>()?.0;
                continue;
            }
            map.next_value::<IgnoredAny>()?;
            if unknown.len() < 50 {
                unknown.insert(key.0.chars().take(60).collect());
            }
        }
        Ok((record, unknown))
    }
}

/// A key without a copy where it needs none.
struct Key<'de>(Cow<'de, str>);

impl<'de> serde::Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word;
        impl<'de> Visitor<'de> for Word {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Word)
    }
}

/// A value as text: a string, a number, a list of them (authors), or nothing.
struct Scalar(String);

impl<'de> serde::Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Words)
    }
}

struct Words;

impl<'de> Visitor<'de> for Words {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Scalar, E> {
        Ok(Scalar(text))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar(number.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar(String::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scalar, A::Error> {
        let mut words: Vec<String> = Vec::new();
        while let Some(Scalar(word)) = list.next_element()? {
            words.push(word);
        }
        Ok(Scalar(words.join(", ")))
    }
}
