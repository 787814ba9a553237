//! The recorder's log: what a program did to files and what it printed, in order. See `shims/recorder.c` for the format.

use std::ops::Range;
use std::path::Path;

use crate::Result;

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A descriptor was opened: a new number, whose file was made or emptied.
    Opened {
        handle: u32,
        name: String,
        made: bool,
        emptied: bool,
    },
    /// Bytes of the log were written at a place.
    Written {
        handle: u32,
        at: u64,
        bytes: Range<usize>,
    },
    Cut {
        handle: u32,
        length: u64,
    },
    Synced {
        handle: u32,
    },
    FolderSynced {
        name: String,
    },
    Unlinked {
        name: String,
    },
    Renamed {
        from: String,
        to: String,
    },
    Linked {
        from: String,
        to: String,
    },
    Printed {
        bytes: Range<usize>,
    },
}

/// A log with the bytes that its records point into. Names are relative to the folder that was watched.
#[derive(Debug, Default)]
pub struct Log {
    pub bytes: Vec<u8>,
    pub records: Vec<Record>,
}

/// Length of a record before its name.
const HEAD: usize = 21;

impl Log {
    pub fn read(path: &Path, folder: &Path) -> Result<Self> {
        let bytes = std::fs::read(path)?;
        let mut records = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let head = bytes.get(at..at + HEAD).ok_or("the log ends inside a record")?;
            let handle = u32::from_le_bytes(head[1..5].try_into()?);
            let number = u64::from_le_bytes(head[5..13].try_into()?);
            let name_length = usize::try_from(u32::from_le_bytes(head[13..17].try_into()?))?;
            let length = usize::try_from(u32::from_le_bytes(head[17..21].try_into()?))?;
            let name = at + HEAD..at + HEAD + name_length;
            let content = name.end..name.end + length;
            at = content.end;
            let relative = |range: Range<usize>| -> Result<String> {
                let full = bytes.get(range).ok_or("the log ends inside a name")?;
                let full = Path::new(std::str::from_utf8(full)?);
                Ok(full
                    .strip_prefix(folder)
                    .unwrap_or(full)
                    .to_string_lossy()
                    .into_owned())
            };
            bytes.get(content.clone()).ok_or("the log ends inside a write")?;
            records.push(match head[0] {
                b'O' => Record::Opened {
                    handle,
                    name: relative(name)?,
                    made: number & 1 != 0,
                    emptied: number & 2 != 0,
                },
                b'W' => Record::Written {
                    handle,
                    at: number,
                    bytes: content,
                },
                b'T' => Record::Cut {
                    handle,
                    length: number,
                },
                b'S' => Record::Synced { handle },
                b'D' => Record::FolderSynced {
                    name: relative(name)?,
                },
                b'U' => Record::Unlinked {
                    name: relative(name)?,
                },
                b'R' => Record::Renamed {
                    from: relative(name)?,
                    to: relative(content)?,
                },
                b'L' => Record::Linked {
                    from: relative(name)?,
                    to: relative(content)?,
                },
                b'A' => Record::Printed { bytes: content },
                other => return Err(format!("a record of unknown type {other}").into()),
            });
        }
        Ok(Log { bytes, records })
    }
}
