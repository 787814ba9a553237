//! H201–H203: ZIP archives that lie. Written byte by byte (PKWARE APPNOTE 6.3), because no library writes such.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::{Case, Expect, Way};
use Expect::{Either, Read, Refused};

const BODY: &str = "Der Minister sprach lange über den Frieden.";

/// An entry, and what the archive says of it.
#[derive(Clone)]
struct Entry {
    name: Vec<u8>,
    /// In the list at the end.
    listed_name: Option<Vec<u8>>,
    data: Vec<u8>,
    method: u16,
    flags: u16,
    /// What comes out, as the archive says.
    size: u32,
    crc: u32,
    attributes: u32,
}

impl Entry {
    fn stored(name: impl Into<Vec<u8>>, data: impl Into<Vec<u8>>) -> Self {
        let data = data.into();
        Entry {
            name: name.into(),
            listed_name: None,
            method: 0,
            flags: 0x800,
            size: u32::try_from(data.len()).unwrap_or(u32::MAX),
            crc: crc(&data),
            attributes: 0,
            data,
        }
    }

    fn deflated(name: &str, data: &[u8]) -> Self {
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
        packer.write_all(data).expect("memory takes everything");
        Entry {
            data: packer.finish().expect("memory takes everything"),
            method: 8,
            ..Entry::stored(name, data)
        }
    }

    fn header(&self, listed: bool, offset: usize) -> Vec<u8> {
        let name = self.listed_name.as_ref().filter(|_| listed).unwrap_or(&self.name);
        let mut bytes = Vec::new();
        bytes.extend(if listed { 0x0201_4b50_u32 } else { 0x0403_4b50 }.to_le_bytes());
        let short =
            |bytes: &mut Vec<u8>, numbers: &[u16]| numbers.iter().for_each(|n| bytes.extend(n.to_le_bytes()));
        if listed {
            short(&mut bytes, &[0x0314]);
        }
        short(&mut bytes, &[20, self.flags, self.method, 0, 0x5a21]);
        bytes.extend(self.crc.to_le_bytes());
        bytes.extend(u32::try_from(self.data.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend(self.size.to_le_bytes());
        short(&mut bytes, &[u16::try_from(name.len()).unwrap_or(u16::MAX), 0]);
        if listed {
            short(&mut bytes, &[0, 0, 0]);
            bytes.extend(self.attributes.to_le_bytes());
            bytes.extend(u32::try_from(offset).unwrap_or(u32::MAX).to_le_bytes());
        }
        bytes.extend(name);
        bytes
    }
}

/// CRC-32 (ISO 3309), bit by bit: these are small files.
fn crc(data: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(data);
    crc.sum()
}

fn zip(entries: &[Entry]) -> Vec<u8> {
    zip_saying(entries, entries.len(), b"")
}

fn zip_saying(entries: &[Entry], count: usize, comment: &[u8]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for entry in entries {
        list.extend(entry.header(true, bytes.len()));
        bytes.extend(entry.header(false, 0));
        bytes.extend(&entry.data);
    }
    let (at, size) = (bytes.len(), list.len());
    bytes.extend(list);
    bytes.extend(0x0605_4b50_u32.to_le_bytes());
    bytes.extend([0; 4]);
    let count = u16::try_from(count).unwrap_or(u16::MAX).to_le_bytes();
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(u32::try_from(at).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(u16::try_from(comment.len()).unwrap_or(u16::MAX).to_le_bytes());
    bytes.extend(comment);
    bytes
}

pub fn cases() -> Vec<Case> {
    let mut all = Vec::new();
    let mut case = |id: &'static str, name: &str, bytes: Vec<u8>, expect: Expect| {
        let mut case = Case::new(id, format!("zip_{name}.zip"), bytes, expect);
        case.way = Way::Collection;
        all.push(case);
    };
    // Nothing is unpacked to a place, so a name that leads out leads nowhere: the text is an article like others.
    for (name, path) in [
        ("dotdot", "../../../../tmp/dragoman-pwned.txt"),
        ("abs", "/tmp/dragoman-pwned.txt"),
        ("drive", "C:\\dragoman-pwned.txt"),
        ("backslash", "..\\..\\dragoman-pwned.txt"),
        ("unc", "\\\\host\\share\\x.txt"),
        ("ads", "x.txt:stream.txt"),
        ("dotdotdot", "..././..././dragoman-pwned.txt"),
        ("encoded", "%2e%2e%2fdragoman-pwned.txt"),
        ("device", "con.txt"),
        ("rlo", "report\u{202e}txt.exe.txt"),
        ("long", &format!("{}.txt", "n".repeat(60_000))),
    ] {
        case(
            "H201",
            &format!("slip_{name}"),
            zip(&[Entry::stored(path, BODY)]),
            Read,
        );
    }
    case(
        "H201",
        "slip_nul",
        zip(&[Entry::stored("a\0/../../x.txt", BODY)]),
        Either,
    );
    case(
        "H201",
        "slip_not_utf8",
        zip(&[Entry {
            flags: 0,
            ..Entry::stored(*b"\xff\xfe.txt", BODY)
        }]),
        Either,
    );
    let link = Entry {
        attributes: 0o120_777 << 16,
        ..Entry::stored("link.txt", "/etc/passwd")
    };
    case(
        "H201",
        "slip_symlink",
        zip(std::slice::from_ref(&link)),
        Refused(&["not_a_file"]),
    );
    let behind = Entry {
        attributes: 0o120_777 << 16,
        ..Entry::stored("behind", "/tmp")
    };
    case(
        "H201",
        "slip_symlink_then_file",
        zip(&[behind, Entry::stored("behind/dragoman-pwned.txt", BODY)]),
        Either,
    );

    let zeros = vec![b'x'; 24 * 1024 * 1024];
    let bomb = Entry::deflated("bomb.txt", &zeros);
    case(
        "H202",
        "bomb_flat",
        zip(std::slice::from_ref(&bomb)),
        Refused(&["too_tight"]),
    );
    case(
        "H202",
        "bomb_lies_small",
        zip(&[Entry {
            size: 10,
            ..bomb.clone()
        }]),
        Either,
    );
    case(
        "H202",
        "bomb_lies_large",
        zip(&[Entry {
            size: u32::MAX - 1,
            ..Entry::stored("a.txt", BODY)
        }]),
        Refused(&["too_big", "too_tight"]),
    );
    case(
        "H202",
        "bomb_nested",
        zip(&[Entry::stored("inner.zip", zip(&[bomb]))]),
        Refused(&["nested"]),
    );
    case(
        "H202",
        "bomb_many",
        zip(&vec![Entry::stored("a.txt", ""); 2_000]),
        Either,
    );
    case("H202", "bomb_overlap", overlapping(), Either);

    case(
        "H203",
        "dup_names",
        zip(&[
            Entry::stored("a.txt", BODY),
            Entry::stored("a.txt", "Ein anderer Satz über etwas."),
        ]),
        Either,
    );
    case(
        "H203",
        "dup_by_case",
        zip(&[
            Entry::stored("a.txt", BODY),
            Entry::stored("A.TXT", "Ein anderer Satz über etwas."),
        ]),
        Read,
    );
    case(
        "H203",
        "names_differ",
        zip(&[Entry {
            listed_name: Some(b"b.txt".to_vec()),
            ..Entry::stored("a.txt", BODY)
        }]),
        Either,
    );
    case(
        "H203",
        "encrypted",
        zip(&[Entry {
            flags: 0x801,
            ..Entry::stored("a.txt", BODY)
        }]),
        Refused(&["encrypted"]),
    );
    for (name, method) in [("bzip2", 12), ("lzma", 14), ("zstd", 93), ("method99", 99)] {
        case(
            "H203",
            name,
            zip(&[Entry {
                method,
                ..Entry::stored("a.txt", BODY)
            }]),
            Refused(&["compression", "damaged", "encrypted"]),
        );
    }
    case(
        "H203",
        "wrong_crc",
        zip(&[Entry {
            crc: 1,
            ..Entry::stored("a.txt", BODY)
        }]),
        Refused(&["damaged"]),
    );
    case(
        "H203",
        "count_lies",
        zip_saying(&[Entry::stored("a.txt", BODY)], 60_000, b""),
        Either,
    );
    case(
        "H203",
        "comment_64K",
        zip_saying(&[Entry::stored("a.txt", BODY)], 1, &vec![b'c'; 65_535]),
        Read,
    );
    let good = zip(&[
        Entry::deflated("a.txt", BODY.as_bytes()),
        Entry::stored("b.txt", "Ein anderer Satz über etwas."),
    ]);
    case(
        "H203",
        "prepended",
        [b"#!/bin/sh\nexit\n", good.as_slice()].concat(),
        Either,
    );
    case(
        "H203",
        "trailing_junk",
        [good.as_slice(), b"junk at the end"].concat(),
        Either,
    );
    for part in 1..8 {
        let cut = good.get(..good.len() * part / 8).unwrap_or_default().to_vec();
        case("H203", &format!("truncated_{part}"), cut, Either);
    }
    case(
        "H203",
        "no_zip",
        b"this is no archive".to_vec(),
        Refused(&["damaged", "unreadable"]),
    );
    case("H203", "empty", Vec::new(), Either);
    case("H203", "empty_list", zip(&[]), Either);
    all
}

/// Many entries of the list that are one and the same packed piece (after D. Fifield, "A better zip bomb").
fn overlapping() -> Vec<u8> {
    let piece = Entry::deflated("a.txt", &vec![b'y'; 900_000]);
    let mut bytes = piece.header(false, 0);
    bytes.extend(&piece.data);
    let at = bytes.len();
    let count = 1_000_u16;
    for _ in 0..count {
        bytes.extend(piece.header(true, 0));
    }
    let size = u32::try_from(bytes.len() - at).unwrap_or(u32::MAX);
    bytes.extend(0x0605_4b50_u32.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(size.to_le_bytes());
    bytes.extend(u32::try_from(at).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}
