//! Where articles come from: files, folders, and collections (ZIP, JSON Lines, CSV), as one long row of items in an
//! order that does not depend on the file system, so that an import can go on after any of them.

mod columns;
mod csv;
mod jsonl;
pub mod limits;
mod walk;
mod zip;

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use dragoman_core::error::Refusal;
use dragoman_core::imports::{Place, Position, Trouble};

pub use columns::{COLUMNS, Record, known};
use walk::Walk;

/// An item as its source gives it, not yet read.
#[derive(Debug)]
pub struct Raw {
    pub place: Place,
    /// The position after it.
    pub after: Position,
    pub content: Content,
    /// About the whole collection, told with its first item.
    pub remark: Option<Trouble>,
}

/// What an item is.
#[derive(Debug)]
pub enum Content {
    /// A file of its own, not yet opened.
    File(PathBuf),
    /// A document out of an archive.
    Document {
        bytes: Vec<u8>,
        file_name: String,
    },
    /// A line that should be a JSON object.
    Line(Vec<u8>),
    /// A record of a table.
    Record(Arc<columns::Columns>, ::csv::ByteRecord),
    Trouble(Trouble),
}

impl Content {
    /// How much memory reading it will take, roughly: bytes.
    pub fn weight(&self) -> u64 {
        let bytes = match self {
            Content::File(path) => path.metadata().map_or(0, |metadata| metadata.len()),
            Content::Document { bytes, .. } | Content::Line(bytes) => bytes.len() as u64,
            Content::Record(_, record) => record.as_slice().len() as u64,
            Content::Trouble(_) => 0,
        };
        // The bytes, the text made of them, and what is made on the way.
        bytes * 3 + 2_000
    }
}

/// The kinds of files that hold many articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collection {
    Zip,
    JsonLines,
    Csv,
}

impl Collection {
    /// By the ending of the file's name.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "zip" => Some(Collection::Zip),
            "jsonl" | "ndjson" => Some(Collection::JsonLines),
            "csv" | "tsv" => Some(Collection::Csv),
            _ => None,
        }
    }
}

/// One open collection.
trait Items: Send {
    /// The next item; None at the end. After an item whose `after.through` is set there is no other.
    fn next(&mut self) -> Option<Raw>;
}

/// All items of a plan's paths from a position on.
pub struct Sources {
    paths: Vec<PathBuf>,
    /// Which path is being gone through.
    path: usize,
    resume: Option<Position>,
    walk: Option<Walk>,
    open: Option<Box<dyn Items>>,
}

impl Iterator for Sources {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        loop {
            if let Some(open) = &mut self.open {
                match open.next() {
                    Some(raw) => return Some(raw),
                    None => self.open = None,
                }
            }
            let resume = self.resume.take();
            if self.walk.is_none() {
                let path = self.paths.get(self.path)?;
                let from = resume.as_ref().and_then(|position| position.file.clone());
                self.walk = Some(Walk::new(path.clone(), from));
            }
            let entry = self.walk.as_mut().and_then(Walk::next);
            let Some(entry) = entry else {
                self.walk = None;
                self.path += 1;
                continue;
            };
            let begun = resume.filter(|position| position.file == entry.below);
            if let Some(raw) = self.enter(entry, begun) {
                return Some(raw);
            }
        }
    }
}

impl Sources {
    /// Begins, or goes on after `position`.
    pub fn new(paths: Vec<PathBuf>, position: Position) -> Self {
        Sources {
            path: position.path,
            paths,
            resume: Some(position),
            walk: None,
            open: None,
        }
    }

    /// Opens what the walk found; a single file is an item itself. `begun` is a position in it.
    fn enter(&mut self, entry: walk::Entry, begun: Option<Position>) -> Option<Raw> {
        if begun.as_ref().is_some_and(|position| position.through) {
            return None;
        }
        let source = entry.path.display().to_string();
        let mut position = Position {
            path: self.path,
            file: entry.below,
            ..Position::default()
        };
        let whole = |mut position: Position, content| {
            position.through = true;
            let place = Place {
                source: source.clone(),
                place: String::new(),
            };
            Some(Raw {
                place,
                after: position,
                content,
                remark: None,
            })
        };
        if let Some(refusal) = entry.refusal {
            return whole(position, Content::Trouble(refusal.into()));
        }
        let Some(kind) = Collection::of(&entry.path) else {
            return whole(position, Content::File(entry.path));
        };
        let metadata = match entry.path.metadata() {
            Ok(metadata) if metadata.is_file() => metadata,
            Ok(_) => return whole(position, Content::Trouble(Refusal::NotAFile.into())),
            Err(error) => return whole(position, Content::Trouble(unreadable(&error))),
        };
        position.stamp = stamp(&metadata);
        // A collection that was changed since is begun again: what is there already is found by its bytes.
        if let Some(begun) = begun.filter(|begun| begun.stamp == position.stamp) {
            position = begun;
        }
        let opened = match kind {
            Collection::Zip => zip::open(&entry.path, position.clone()),
            Collection::JsonLines => jsonl::open(&entry.path, position.clone()),
            Collection::Csv => csv::open(&entry.path, position.clone()),
        };
        match opened {
            Ok(items) => {
                self.open = Some(items);
                None
            }
            Err(trouble) => whole(position, Content::Trouble(trouble)),
        }
    }
}

/// How many entries an archive says it has, its folders too.
pub fn entries(archive: &Path) -> Option<u64> {
    let mut file = std::fs::File::open(archive).ok()?;
    zip::count(&mut file).ok()
}

/// The columns of a table in their order, with the field that each is. Empty when it cannot be read.
pub fn columns_of(table: &Path) -> Vec<(String, Option<&'static str>)> {
    csv::header(table).unwrap_or_default()
}

/// Calls for every file below a path, as long as `each` says so.
pub fn walk_files(path: &Path, each: &mut dyn FnMut(&Path) -> bool) {
    let mut walk = Walk::new(path.to_owned(), None);
    while let Some(entry) = walk.next() {
        if !each(&entry.path) {
            return;
        }
    }
}

fn unreadable(error: &std::io::Error) -> Trouble {
    let detail = error.to_string();
    Refusal::Unreadable { detail }.into()
}

/// Length and time of the last change.
fn stamp(metadata: &Metadata) -> String {
    let changed = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!(
        "{} {}",
        metadata.len(),
        changed.map_or(0, |changed| changed.as_nanos())
    )
}

/// Where items of a collection stand and what comes after them.
struct At {
    source: String,
    position: Position,
}

impl At {
    fn new(path: &Path, position: Position) -> Self {
        At {
            source: path.display().to_string(),
            position,
        }
    }

    /// The next item, at this line, record or entry.
    fn item(&mut self, place: String, content: Content) -> Raw {
        self.position.item += 1;
        Raw {
            place: Place {
                source: self.source.clone(),
                place,
            },
            after: self.position.clone(),
            content,
            remark: None,
        }
    }

    /// The last item: the collection cannot be read any further.
    fn end(&mut self, place: String, trouble: Trouble) -> Raw {
        self.position.through = true;
        self.item(place, Content::Trouble(trouble))
    }
}

#[cfg(test)]
mod tests;
