//! ZIP archives (PKWARE APPNOTE 6.3), entry by entry, in memory: nothing is written to disk, so a name that leads out of a
//! folder leads nowhere. What an entry says of its size is not believed.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use dragoman_core::error::Refusal;
use dragoman_core::imports::{Position, Trouble};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::{At, Collection, Content, Items, Raw, limits, unreadable};

struct Entries {
    at: At,
    archive: ZipArchive<BufReader<File>>,
    /// The next entry.
    index: usize,
    /// Bytes that came out so far.
    unpacked: u64,
    ended: bool,
}

pub fn open(path: &Path, position: Position) -> Result<Box<dyn Items>, Trouble> {
    let mut file = File::open(path).map_err(|error| unreadable(&error))?;
    let entries = count(&mut file).map_err(|error| unreadable(&error))?;
    if entries > limits::ENTRIES {
        return Err(Trouble::new(
            "too_many_entries",
            format!(
                "the archive has {entries} entries; the limit is {}",
                limits::ENTRIES
            ),
        ));
    }
    let archive =
        ZipArchive::new(BufReader::with_capacity(64 * 1024, file)).map_err(|error| damaged(&error))?;
    Ok(Box::new(Entries {
        index: usize::try_from(position.line).unwrap_or(usize::MAX),
        at: At::new(path, position),
        archive,
        unpacked: 0,
        ended: false,
    }))
}

impl Items for Entries {
    fn next(&mut self) -> Option<Raw> {
        while !self.ended && self.index < self.archive.len() {
            let index = self.index;
            self.index += 1;
            self.at.position.line = self.index as u64;
            let (name, content) = match self.entry(index) {
                Ok(None) => continue,
                Ok(Some((name, content))) => (name, content),
                Err((name, trouble)) => (name, Content::Trouble(trouble)),
            };
            if self.unpacked > limits::ARCHIVE {
                self.ended = true;
                let message = format!("more than {} bytes come out of the archive", limits::ARCHIVE);
                return Some(self.at.end(name, Trouble::new("too_big", message)));
            }
            return Some(self.at.item(name, content));
        }
        None
    }
}

type Named<T, E> = Result<Option<(String, T)>, (String, E)>;

impl Entries {
    /// An entry with its name; None for folders and what is hidden.
    fn entry(&mut self, index: usize) -> Named<Content, Trouble> {
        // Raw first: an entry that cannot be unpacked still has a name.
        let entry = self
            .archive
            .by_index_raw(index)
            .map_err(|error| (format!("#{}", index + 1), damaged(&error)))?;
        let name = entry.name().map_or_else(
            |_| String::from_utf8_lossy(entry.name_raw()).into_owned(),
            std::borrow::Cow::into_owned,
        );
        let fail = |trouble| Err((name.clone(), trouble));
        let hidden =
            |part: &str| (part.starts_with('.') && part != "." && part != "..") || part == "__MACOSX";
        if entry.is_dir() || name.split(['/', '\\']).any(hidden) {
            return Ok(None);
        }
        if entry.is_symlink() {
            return fail(Refusal::NotAFile.into());
        }
        if entry.encrypted() {
            return fail(Trouble::new("encrypted", "the entry is encrypted"));
        }
        if !matches!(
            entry.compression(),
            CompressionMethod::Stored | CompressionMethod::Deflated
        ) {
            let message = format!(
                "the entry is packed with {}, which is not read",
                entry.compression()
            );
            return fail(Trouble::new("compression", message));
        }
        let (size, packed) = (entry.size(), entry.compressed_size());
        if size > limits::ITEM {
            return fail(too_big(size));
        }
        if size > limits::RATIO_FROM && size / packed.max(1) > limits::RATIO {
            return fail(Trouble::new(
                "too_tight",
                format!("{packed} bytes unpack to {size}: this is no text"),
            ));
        }
        let file_name = name.rsplit(['/', '\\']).next().unwrap_or(&name).to_owned();
        if Collection::of(Path::new(&file_name)).is_some() {
            let message = "a collection inside an archive is not read: unpack the archive first";
            return fail(Trouble::new("nested", message));
        }
        let end = entry.data_start().unwrap_or(0).saturating_add(packed);
        drop(entry);
        self.at.position.byte = self.at.position.byte.max(end);
        let read = self.read(index, size);
        match read {
            Ok(bytes) => Ok(Some((name, Content::Document { bytes, file_name }))),
            Err(trouble) => fail(trouble),
        }
    }

    fn read(&mut self, index: usize, size: u64) -> Result<Vec<u8>, Trouble> {
        let entry = self.archive.by_index(index).map_err(|error| damaged(&error))?;
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).min(1024 * 1024));
        let read = entry.take(limits::ITEM + 1).read_to_end(&mut bytes);
        self.unpacked += bytes.len() as u64;
        read.map_err(|error| Trouble::new("damaged", format!("the entry is damaged: {error}")))?;
        if bytes.len() as u64 > limits::ITEM {
            return Err(too_big(bytes.len() as u64));
        }
        Ok(bytes)
    }
}

fn too_big(size: u64) -> Trouble {
    let limit = limits::ITEM;
    Refusal::TooBig { size, limit }.into()
}

fn damaged(error: &ZipError) -> Trouble {
    match error {
        ZipError::Io(error) => unreadable(error),
        _ => Trouble::new("damaged", format!("the archive is damaged: {error}")),
    }
}

/// How many entries the archive says it has: from the end of central directory record (section 4.3.16), or the one of ZIP64
/// (4.3.14). Zero if there is none; then the archive is refused when it is opened.
pub fn count(file: &mut File) -> std::io::Result<u64> {
    const RECORD: usize = 22;
    let length = file.metadata()?.len();
    let tail = length.min(RECORD as u64 + 65_535);
    file.seek(SeekFrom::Start(length - tail))?;
    let mut bytes = Vec::new();
    (&mut *file).take(tail).read_to_end(&mut bytes)?;
    file.rewind()?;
    let number = |at: usize, size: usize| -> u64 {
        let field = at.checked_add(size).and_then(|end| bytes.get(at..end));
        field
            .unwrap_or_default()
            .iter()
            .rev()
            .fold(0, |sum, &byte| (sum << 8) | u64::from(byte))
    };
    let Some(at) = bytes
        .len()
        .checked_sub(RECORD)
        .and_then(|last| (0..=last).rev().find(|&at| number(at, 4) == 0x0605_4b50))
    else {
        return Ok(0);
    };
    let entries = number(at + 10, 2);
    let locator = at.checked_sub(20).filter(|&at| number(at, 4) == 0x0706_4b50);
    let Some(locator) = locator else {
        return Ok(entries);
    };
    file.seek(SeekFrom::Start(number(locator + 8, 8)))?;
    let mut record = [0_u8; 40];
    file.read_exact(&mut record)?;
    file.rewind()?;
    let count = record
        .iter()
        .skip(32)
        .rev()
        .fold(0, |sum, &byte| (sum << 8) | u64::from(byte));
    Ok(count)
}
