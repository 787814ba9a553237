//! How much is read at most, whatever a file says of itself.

/// The largest article out of a collection: bytes.
pub const ITEM: u64 = 32 * 1024 * 1024;

/// The largest record of a collection with everything that it carries beside the text: bytes.
pub const RECORD: u64 = ITEM + 4 * 1024 * 1024;

/// How many entries an archive may have: its list of them is held in memory.
pub const ENTRIES: u64 = 200_000;

/// How much may come out of one archive: bytes.
pub const ARCHIVE: u64 = 64 * 1024 * 1024 * 1024;

/// How many times its packed size an entry may have; text is packed three to ten times smaller.
pub const RATIO: u64 = 200;

/// Below this size (bytes) no ratio is too high.
pub const RATIO_FROM: u64 = 1024 * 1024;

/// Deepest folder below the chosen one that is looked into.
pub const DEPTH: usize = 64;
