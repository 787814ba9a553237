//! The keys of JSON Lines and the columns of CSV: the same names in both.

use std::collections::BTreeSet;

use dragoman_core::imports::Said;

/// What an article may say of itself, in any order; capitals do not matter. `text` or `html` must be there.
pub const COLUMNS: [&str; 11] = [
    "text",
    "html",
    "title",
    "language",
    "outlet",
    "author",
    "published",
    "retrieved",
    "url",
    "file_name",
    "note",
];

/// One article as a record gives it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Record {
    pub text: String,
    pub html: String,
    pub said: Said,
}

impl Record {
    /// Where a value goes; None for a name that is not known.
    pub fn field(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "text" => &mut self.text,
            "html" => &mut self.html,
            "title" => &mut self.said.title,
            "language" => &mut self.said.language,
            "outlet" => &mut self.said.outlet,
            "author" => &mut self.said.author,
            "published" => &mut self.said.published,
            "retrieved" => &mut self.said.retrieved,
            "url" => &mut self.said.url,
            "file_name" => &mut self.said.file_name,
            "note" => &mut self.said.note,
            _ => return None,
        })
    }

    /// The bytes of the original, with what is said of them: the text, or the page if there is no text.
    pub fn into_document(self) -> (Vec<u8>, Said) {
        let (bytes, media_type) = if self.text.trim().is_empty() && !self.html.trim().is_empty() {
            (self.html, "text/html")
        } else {
            (self.text, "text/plain")
        };
        let said = Said {
            media_type: Some(media_type.to_owned()),
            encoding: Some("utf-8".to_owned()),
            ..self.said
        };
        (bytes.into_bytes(), said)
    }
}

/// The name as it is compared.
pub fn known(name: &str) -> Option<&'static str> {
    let name = name.trim().trim_start_matches('\u{feff}');
    COLUMNS
        .into_iter()
        .find(|column| column.eq_ignore_ascii_case(name))
}

/// The columns of a table, in its order; None for those that are not known.
#[derive(Debug, Default)]
pub struct Columns(pub Vec<Option<&'static str>>);

impl Columns {
    /// Of a table's first record, with the names that are not known.
    pub fn of(header: &csv::ByteRecord) -> (Self, BTreeSet<String>) {
        let mut unknown = BTreeSet::new();
        let columns = header
            .iter()
            .map(|name| {
                let name = String::from_utf8_lossy(name);
                let known = known(&name);
                if known.is_none() && !name.trim().is_empty() {
                    unknown.insert(name.trim().chars().take(60).collect());
                }
                known
            })
            .collect();
        (Columns(columns), unknown)
    }

    /// Whether there is anything to read.
    pub fn has_text(&self) -> bool {
        self.0.contains(&Some("text")) || self.0.contains(&Some("html"))
    }

    /// The fields of a record by name.
    ///
    /// # Errors
    /// The name of the column that is not UTF-8.
    pub fn record(&self, fields: &csv::ByteRecord) -> Result<Record, &'static str> {
        let mut record = Record::default();
        for (name, value) in self.0.iter().zip(fields) {
            if let Some(name) = name
                && let Some(field) = record.field(name)
            {
                let value = std::str::from_utf8(value).map_err(|_| *name)?;
                value.clone_into(field);
            }
        }
        Ok(record)
    }
}
