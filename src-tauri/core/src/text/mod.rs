//! Texts and positions in them: pure functions, no file, no database.
//!
//! A text is what import made of the bytes received ([`normalise`]); positions in it count Unicode
//! code points ([`offsets`]); a statement keeps its words with the range ([`span`]), also when
//! the text is corrected ([`correction`]). For reading and
//! marking it is cut into sentences and words; for searching it is folded into terms ([`fold`]).
//! Names are compared across scripts by [`name_key`] over [`romanise`].

mod abbreviations;
pub(crate) mod alphabet;
pub mod correction;
pub mod direction;
pub mod fold;
pub mod hash;
pub mod language_tag;
pub mod name_key;
pub mod normalise;
pub mod offsets;
pub mod romanise;
pub mod sentence_measure;
pub mod sentences;
pub mod span;
mod stems;
pub mod words;
