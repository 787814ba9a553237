//! What the registers have in common: actors, topics, tags, outlets, events and saved searches are all
//! lists of named things that statements refer to. Here are the rules for their fields, finding
//! their rows, counting what refers to them, and making two of them one.

pub(crate) mod counts;
pub(crate) mod fields;
pub(crate) mod merge;
pub(crate) mod notes;
pub(crate) mod rows;
