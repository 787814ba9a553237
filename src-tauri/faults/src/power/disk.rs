//! A disk that loses power: what was synced is there, what was not is there in part, or not, or in another order.
//!
//! The model is that of journalling file systems at their worst: bytes are durable when their file was synced; a new name when its file
//! or its folder was synced; a removed or changed name when its folder was synced. A write that was under way is torn at 512 bytes.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::log::{Log, Record};
use crate::random::Random;

/// What a sync means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Honesty {
    /// What it promises.
    Full,
    /// The log is synced only before it is carried into the file: SQLite's `synchronous=NORMAL`.
    Normal,
    /// Nothing: `synchronous=OFF`. The disk gets everything some hundred writes later.
    Off,
}

/// After so many later writes the disk has a write even if nothing is ever synced.
const SOON: usize = 500;

#[derive(Debug, Clone)]
enum Change {
    Write { at: u64, bytes: Range<usize> },
    Cut(u64),
}

#[derive(Debug, Clone)]
enum Naming {
    Made(String, usize),
    Gone(String),
    Moved(String, String),
}

/// The disk at a moment.
#[derive(Debug, Clone)]
pub struct Disk<'a> {
    log: &'a Log,
    honesty: Honesty,
    /// What is durable of each file.
    files: Vec<Vec<u8>>,
    /// What is not, in the order in which it was done: file and change.
    pending: Vec<(usize, Change)>,
    /// As the program sees the names, and as the disk has them.
    seen: BTreeMap<String, usize>,
    names: BTreeMap<String, usize>,
    naming: Vec<Naming>,
    handles: HashMap<u32, usize>,
}

/// What the disk holds after the power came back, by name.
pub type Content = BTreeMap<String, Vec<u8>>;

/// Which of the pending changes the disk has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    Nothing,
    Everything,
    /// All up to a moment.
    Prefix,
    /// Half of them, some torn.
    Half,
    /// Half of them in any order, and each file for itself.
    Shuffled,
}

pub const VARIANTS: [Variant; 5] = [
    Variant::Nothing,
    Variant::Prefix,
    Variant::Half,
    Variant::Shuffled,
    Variant::Everything,
];

impl<'a> Disk<'a> {
    pub fn new(log: &'a Log, content: &Content, honesty: Honesty) -> Self {
        let mut disk = Disk {
            log,
            honesty,
            files: Vec::new(),
            pending: Vec::new(),
            seen: BTreeMap::new(),
            names: BTreeMap::new(),
            naming: Vec::new(),
            handles: HashMap::new(),
        };
        for (name, bytes) in content {
            disk.seen.insert(name.clone(), disk.files.len());
            disk.names.insert(name.clone(), disk.files.len());
            disk.files.push(bytes.clone());
        }
        disk
    }

    /// Does what the records before this index did.
    pub fn advance(&mut self, records: Range<usize>) {
        for index in records {
            self.step(index);
        }
    }

    fn step(&mut self, index: usize) {
        let Some(record) = self.log.records.get(index) else {
            return;
        };
        match record {
            Record::Opened {
                handle,
                name,
                made,
                emptied,
            } => {
                let file = match self.seen.get(name) {
                    Some(file) if !made => *file,
                    _ => {
                        let file = self.files.len();
                        self.files.push(Vec::new());
                        self.seen.insert(name.clone(), file);
                        self.naming.push(Naming::Made(name.clone(), file));
                        file
                    }
                };
                self.handles.insert(*handle, file);
                if *emptied {
                    self.pending.push((file, Change::Cut(0)));
                }
            }
            Record::Written { handle, at, bytes } => {
                if let Some(file) = self.handles.get(handle) {
                    self.pending.push((
                        *file,
                        Change::Write {
                            at: *at,
                            bytes: bytes.clone(),
                        },
                    ));
                }
            }
            Record::Cut { handle, length } => {
                if let Some(file) = self.handles.get(handle) {
                    self.pending.push((*file, Change::Cut(*length)));
                }
            }
            Record::Synced { handle } => {
                if let Some(file) = self.handles.get(handle).copied()
                    && self.counts(file, index)
                {
                    self.sync(file);
                }
            }
            Record::FolderSynced { .. } => self.sync_names(),
            Record::Unlinked { name } => {
                self.seen.remove(name);
                self.naming.push(Naming::Gone(name.clone()));
            }
            Record::Renamed { from, to } => {
                if let Some(file) = self.seen.remove(from) {
                    self.seen.insert(to.clone(), file);
                    self.naming.push(Naming::Moved(from.clone(), to.clone()));
                }
            }
            Record::Linked { from, to } => {
                if let Some(file) = self.seen.get(from).copied() {
                    self.seen.insert(to.clone(), file);
                    self.naming.push(Naming::Made(to.clone(), file));
                }
            }
            Record::Printed { .. } => {}
        }
        if self.honesty == Honesty::Off && self.pending.len() > SOON {
            let (file, change) = self.pending.remove(0);
            apply(&mut self.files[file], &change, &self.log.bytes, None);
        }
        if self.honesty == Honesty::Off && self.naming.len() > SOON / 50 {
            let naming = self.naming.remove(0);
            rename(&mut self.names, &naming);
        }
    }

    /// Whether a sync is one, under the honesty of this disk.
    fn counts(&self, file: usize, index: usize) -> bool {
        match self.honesty {
            Honesty::Full => true,
            Honesty::Off => false,
            Honesty::Normal => {
                let is_log = |file: usize| {
                    self.seen
                        .iter()
                        .any(|(name, known)| *known == file && name.ends_with("-wal"))
                };
                if !is_log(file) {
                    return true;
                }
                // Synced before it is carried over: what is written next is the file and not the log.
                self.log.records[index + 1..]
                    .iter()
                    .find_map(|record| match record {
                        Record::Written { handle, .. } => self.handles.get(handle).map(|next| !is_log(*next)),
                        Record::Printed { .. } => Some(false),
                        _ => None,
                    })
                    .unwrap_or(false)
            }
        }
    }

    fn sync(&mut self, file: usize) {
        let (mine, others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(|(of, _)| *of == file);
        for (_, change) in mine {
            apply(&mut self.files[file], &change, &self.log.bytes, None);
        }
        self.pending = others;
        // A journal keeps the order of names: what was done before is durable with it.
        let made = |naming: &Naming| matches!(naming, Naming::Made(_, of) if *of == file);
        if let Some(last) = self.naming.iter().rposition(made) {
            for naming in self.naming.drain(..=last) {
                rename(&mut self.names, &naming);
            }
        }
    }

    fn sync_names(&mut self) {
        if self.honesty == Honesty::Off {
            return;
        }
        for naming in std::mem::take(&mut self.naming) {
            rename(&mut self.names, &naming);
        }
    }

    /// Whether anything would be lost now.
    pub fn is_pending(&self) -> bool {
        !self.pending.is_empty() || !self.naming.is_empty()
    }

    /// What the disk holds if the power goes now; the shared memory of SQLite is never on a disk.
    pub fn after(&self, variant: Variant, random: &Random) -> Content {
        let mut files = self.files.clone();
        let cut = random.index(self.pending.len() + 1);
        let mut chosen: Vec<(usize, &Change, Option<u64>)> = Vec::new();
        for (index, (file, change)) in self.pending.iter().enumerate() {
            let (take, torn) = match variant {
                Variant::Nothing => (false, false),
                Variant::Everything => (true, false),
                // The write that was under way may be there in part.
                Variant::Prefix => (index <= cut, index == cut),
                Variant::Half => (random.chance(50), random.chance(30)),
                Variant::Shuffled => (random.chance(50), random.chance(10)),
            };
            if take {
                chosen.push((*file, change, torn.then(|| random.next())));
            }
        }
        if variant == Variant::Shuffled {
            for index in (1..chosen.len()).rev() {
                chosen.swap(index, random.index(index + 1));
            }
        }
        for (file, change, torn) in chosen {
            apply(&mut files[file], change, &self.log.bytes, torn);
        }
        let mut names = self.names.clone();
        // Names are journalled: those up to a moment are there.
        let there = match variant {
            Variant::Nothing => 0,
            Variant::Everything => self.naming.len(),
            _ => random.index(self.naming.len() + 1),
        };
        for naming in &self.naming[..there] {
            rename(&mut names, naming);
        }
        names
            .into_iter()
            .filter(|(name, _)| !name.ends_with("-shm"))
            .map(|(name, file)| (name, files[file].clone()))
            .collect()
    }
}

/// A torn write ends after some sectors of 512 bytes.
fn apply(file: &mut Vec<u8>, change: &Change, log: &[u8], torn: Option<u64>) {
    match change {
        Change::Cut(length) => file.resize(usize::try_from(*length).unwrap_or(0), 0),
        Change::Write { at, bytes } => {
            let mut bytes = &log[bytes.clone()];
            if let Some(random) = torn {
                let sectors = bytes.len() as u64 / 512;
                bytes = &bytes[..usize::try_from(random % (sectors + 1) * 512)
                    .unwrap_or(0)
                    .min(bytes.len())];
            }
            let at = usize::try_from(*at).unwrap_or(0);
            if file.len() < at + bytes.len() {
                file.resize(at + bytes.len(), 0);
            }
            file[at..at + bytes.len()].copy_from_slice(bytes);
        }
    }
}

fn rename(names: &mut BTreeMap<String, usize>, naming: &Naming) {
    match naming {
        Naming::Made(name, file) => {
            names.insert(name.clone(), *file);
        }
        Naming::Gone(name) => {
            names.remove(name);
        }
        Naming::Moved(from, to) => {
            if let Some(file) = names.remove(from) {
                names.insert(to.clone(), file);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(records: Vec<Record>) -> Log {
        Log {
            bytes: b"abcdefgh".to_vec(),
            records,
        }
    }

    fn made() -> Record {
        Record::Opened {
            handle: 1,
            name: "a".to_owned(),
            made: true,
            emptied: false,
        }
    }

    #[test]
    fn what_was_synced_is_there_and_what_was_not_may_be_missing() {
        let log = log(vec![
            made(),
            Record::Written {
                handle: 1,
                at: 0,
                bytes: 0..4,
            },
            Record::Synced { handle: 1 },
            Record::Written {
                handle: 1,
                at: 4,
                bytes: 4..8,
            },
        ]);
        let mut disk = Disk::new(&log, &Content::new(), Honesty::Full);
        disk.advance(0..4);
        let random = Random::of(1, "test", 0);
        assert_eq!(disk.after(Variant::Nothing, &random)["a"], b"abcd");
        assert_eq!(disk.after(Variant::Everything, &random)["a"], b"abcdefgh");
    }

    #[test]
    fn without_syncs_even_the_name_may_be_missing() {
        let log = log(vec![
            made(),
            Record::Written {
                handle: 1,
                at: 0,
                bytes: 0..4,
            },
            Record::Synced { handle: 1 },
        ]);
        let mut disk = Disk::new(&log, &Content::new(), Honesty::Off);
        disk.advance(0..3);
        assert!(disk.after(Variant::Nothing, &Random::of(1, "test", 0)).is_empty());
    }

    #[test]
    fn a_name_that_was_changed_is_durable_when_its_folder_was_synced() {
        let mut records = vec![
            made(),
            Record::Synced { handle: 1 },
            Record::Renamed {
                from: "a".to_owned(),
                to: "b".to_owned(),
            },
        ];
        let before = log(records.clone());
        let mut disk = Disk::new(&before, &Content::new(), Honesty::Full);
        disk.advance(0..3);
        let random = Random::of(1, "test", 0);
        assert!(disk.after(Variant::Nothing, &random).contains_key("a"));
        records.push(Record::FolderSynced { name: String::new() });
        let after = log(records);
        let mut disk = Disk::new(&after, &Content::new(), Honesty::Full);
        disk.advance(0..4);
        let content = disk.after(Variant::Nothing, &random);
        assert!(content.contains_key("b") && !content.contains_key("a"));
    }
}
