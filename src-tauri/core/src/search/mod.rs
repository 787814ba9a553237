//! Search: one box over originals, translations, notes and names.
//!
//! In reading order: what a person types ([`query`], `fields`) and how it is understood ([`writer`]); what makes a
//! document of the index (`documents`) and how the index follows every command ([`index`]) with the words that it has
//! ([`lexicon`]); what else may stand for a word of a query (`expand`); a query as an
//! expression of FTS5 (`match_expression`) and as conditions of SQL (`filter`); the page ([`find`]) and
//! what it shows of each hit (`hits`, `passages`, `marks`); what the things found have (`facets`), and the words in
//! context as a table (`kwic`).

mod asked;
mod chunks;
mod documents;
mod expand;
mod facets;
mod fields;
mod filter;
mod find;
mod folded;
mod hits;
pub(crate) mod index;
mod kwic;
pub(crate) mod lexicon;
mod listed;
mod marks;
mod match_expression;
mod names;
mod order;
mod passages;
pub(crate) mod pending;
mod places;
pub mod query;
mod quick;
mod rank;
pub(crate) mod sampled;
mod sources;
mod states;
pub(crate) mod tend;
mod types;
mod walk;
pub mod writer;

pub use chunks::{Ahead, Chunk, Counts, Indexed};
pub(crate) use expand::Memory;
pub use facets::search_facets;
pub use find::find;
pub use kwic::{keyword_in_context, kwic_csv};
pub use types::*;

#[cfg(test)]
mod tests;
