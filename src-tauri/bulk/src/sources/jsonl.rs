//! JSON Lines: one object a line, UTF-8 (<https://jsonlines.org>). Lines are cut here and read elsewhere.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use dragoman_core::imports::{Position, Trouble};

use super::{At, Content, Items, Raw, limits, unreadable};

struct Lines {
    at: At,
    reader: BufReader<File>,
    ended: bool,
}

pub fn open(path: &Path, mut position: Position) -> Result<Box<dyn Items>, Trouble> {
    let mut file = File::open(path).map_err(|error| unreadable(&error))?;
    if position.byte > 0 {
        file.seek(SeekFrom::Start(position.byte))
            .map_err(|error| unreadable(&error))?;
    }
    position.line = position.line.max(1);
    Ok(Box::new(Lines {
        at: At::new(path, position),
        reader: BufReader::with_capacity(256 * 1024, file),
        ended: false,
    }))
}

impl Items for Lines {
    fn next(&mut self) -> Option<Raw> {
        while !self.ended {
            let first = self.at.position.byte == 0;
            let place = self.at.position.line.to_string();
            let mut line = Vec::new();
            let read = (&mut self.reader)
                .take(limits::RECORD)
                .read_until(b'\n', &mut line)
                .map(|read| read as u64);
            let mut read = match read {
                Ok(0) => return None,
                Ok(read) => read,
                Err(error) => {
                    self.ended = true;
                    return Some(self.at.end(place, unreadable(&error)));
                }
            };
            let too_long = read == limits::RECORD && !line.ends_with(b"\n");
            if too_long {
                match skip_line(&mut self.reader) {
                    Ok(skipped) => read += skipped,
                    Err(error) => {
                        self.ended = true;
                        return Some(self.at.end(place, unreadable(&error)));
                    }
                }
            }
            self.at.position.byte += read;
            self.at.position.line += 1;
            if too_long {
                let message = format!("the line is longer than {} bytes", limits::RECORD);
                return Some(
                    self.at
                        .item(place, Content::Trouble(Trouble::new("too_big", message))),
                );
            }
            if first {
                if let Some(trouble) = no_json_lines(&line) {
                    self.ended = true;
                    return Some(self.at.end(place, trouble));
                }
                if line.starts_with(b"\xef\xbb\xbf") {
                    line.drain(..3);
                }
            }
            if !line.trim_ascii().is_empty() {
                return Some(self.at.item(place, Content::Line(line)));
            }
        }
        None
    }
}

/// Files that are named so and are something else.
fn no_json_lines(first: &[u8]) -> Option<Trouble> {
    if first.starts_with(b"\xff\xfe") || first.starts_with(b"\xfe\xff") {
        return Some(Trouble::new("not_utf8", "the file is UTF-16; save it as UTF-8"));
    }
    if first.trim_ascii_start().starts_with(b"[") {
        return Some(Trouble::new(
            "not_lines",
            "the file is one JSON array; write one object a line",
        ));
    }
    None
}

fn skip_line(reader: &mut impl BufRead) -> std::io::Result<u64> {
    let mut skipped = 0;
    loop {
        let buffer = reader.fill_buf()?;
        let (used, ended) = match buffer.iter().position(|&byte| byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(used);
        skipped += used as u64;
        if ended {
            return Ok(skipped);
        }
    }
}
