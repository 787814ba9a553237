//! CSV (RFC 4180) with a first record of names, UTF-8; between the fields stands a comma, a semicolon or a tab.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::{ByteRecord, Reader, ReaderBuilder};
use dragoman_core::imports::{Position, Trouble};

use super::columns::Columns;
use super::{At, Content, Items, Raw, limits, unreadable};

/// How far the delimiter is looked for: bytes.
const HEAD: usize = 16 * 1024;

struct Records {
    at: At,
    reader: Reader<Counted>,
    columns: Arc<Columns>,
    /// How much was read since the last record.
    since: Arc<AtomicU64>,
    /// To be told before the first record.
    remark: Option<Trouble>,
    ended: bool,
}

pub fn open(path: &Path, mut position: Position) -> Result<Box<dyn Items>, Trouble> {
    let mut file = File::open(path).map_err(|error| unreadable(&error))?;
    let mut head = Vec::with_capacity(HEAD);
    (&mut file)
        .take(HEAD as u64)
        .read_to_end(&mut head)
        .and_then(|_| file.rewind())
        .map_err(|error| unreadable(&error))?;
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Err(Trouble::new("not_utf8", "the file is UTF-16; save it as UTF-8"));
    }
    let since = Arc::new(AtomicU64::new(0));
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&head))
        .from_reader(Counted {
            file,
            since: Arc::clone(&since),
        });
    let mut header = ByteRecord::new();
    if !reader
        .read_byte_record(&mut header)
        .map_err(|error| unreadable_table(&error))?
    {
        return Err(Trouble::new("empty", "there is no text in it"));
    }
    let (columns, unknown) = Columns::of(&header);
    if !columns.has_text() {
        let names: Vec<String> = unknown.into_iter().take(20).collect();
        return Err(Trouble::new(
            "no_text_column",
            format!(
                "the first line names no column 'text' or 'html' (it names {})",
                names.join(", ")
            ),
        ));
    }
    let mut remark = None;
    if position.item > 0 {
        let mut place = csv::Position::new();
        place.set_byte(position.byte).set_line(position.line);
        reader.seek(place).map_err(|error| unreadable_table(&error))?;
    } else {
        position.byte = reader.position().byte();
        position.line = reader.position().line();
        if !unknown.is_empty() {
            let names: Vec<String> = unknown.into_iter().collect();
            remark = Some(Trouble::new(
                "unknown_columns",
                format!("these columns are left out: {}", names.join(", ")),
            ));
        }
    }
    Ok(Box::new(Records {
        at: At::new(path, position),
        reader,
        columns: Arc::new(columns),
        since,
        remark,
        ended: false,
    }))
}

/// The names in the first record, with the field that each is.
pub fn header(path: &Path) -> Option<Vec<(String, Option<&'static str>)>> {
    let mut head = Vec::new();
    File::open(path)
        .ok()?
        .take(4 * HEAD as u64)
        .read_to_end(&mut head)
        .ok()?;
    let mut names = ByteRecord::new();
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&head))
        .from_reader(head.as_slice())
        .read_byte_record(&mut names)
        .ok()?;
    let columns = Columns::of(&names).0;
    let shown = |name: &[u8]| {
        let name = String::from_utf8_lossy(name);
        let name = name.trim().trim_start_matches('\u{feff}');
        name.chars().take(60).collect()
    };
    Some(names.iter().map(shown).zip(columns.0).collect())
}

impl Items for Records {
    fn next(&mut self) -> Option<Raw> {
        if self.ended {
            return None;
        }
        let mut record = ByteRecord::new();
        self.since.store(0, Ordering::Relaxed);
        let read = self.reader.read_byte_record(&mut record);
        // As spreadsheets count rows: the names stand in the first.
        let place = (self.at.position.item + 2).to_string();
        self.at.position.byte = self.reader.position().byte();
        self.at.position.line = self.reader.position().line();
        match read {
            Ok(true) => {
                let content = Content::Record(Arc::clone(&self.columns), record);
                let mut raw = self.at.item(place, content);
                raw.remark = self.remark.take();
                Some(raw)
            }
            Ok(false) => None,
            Err(error) => {
                self.ended = true;
                Some(self.at.end(place, unreadable_table(&error)))
            }
        }
    }
}

fn unreadable_table(error: &csv::Error) -> Trouble {
    match error.kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => Trouble::new(
            "too_big",
            format!(
                "a record is longer than {} bytes: a quotation mark may not be closed",
                limits::RECORD
            ),
        ),
        csv::ErrorKind::Io(error) => unreadable(error),
        _ => Trouble::new("unreadable", error.to_string()),
    }
}

/// The one of the three that the first line has most of, outside quotation marks.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => counts
                .iter_mut()
                .filter(|(delimiter, _)| *delimiter == byte)
                .for_each(|(_, count)| *count += 1),
        }
    }
    let mut best = (b',', 0);
    for (delimiter, count) in counts {
        if count > best.1 {
            best = (delimiter, count);
        }
    }
    best.0
}

/// A file that fails when one record takes too much of it: the reader of CSV knows no limit.
struct Counted {
    file: File,
    since: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        let since = self.since.fetch_add(read as u64, Ordering::Relaxed);
        if since > limits::RECORD {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(read)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
