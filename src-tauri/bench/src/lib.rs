//! Text to measure with: corpora of any size that are the same on every machine, or a file of real text.
//!
//! The measurements themselves are the bench target `scale`; see `docs/PERFORMANCE.md`.

pub mod corpus;
