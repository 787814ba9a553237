//! Imports of many articles at once, beside the analyst's own work.
//!
//! In reading order: the sources, one item after another, which can go on anywhere ([`sources`]); what is read of an
//! item away from the workspace (`item`, `pipeline`); whose turn it is to write ([`gate`]); the two phases: store,
//! so that the articles are there to be listed, opened and found by title (`store`), then index their texts behind the
//! analyst's back (`index`); and the whole ([`run`]), with what a person may ask of it ([`control`]) and is told
//! ([`progress`]).
//!
//! The core knows the file and no threads; this crate knows threads and no SQL.

mod carrying;
pub mod control;
pub mod failures;
pub mod gate;
mod index;
mod item;
mod pipeline;
pub mod preview;
pub mod progress;
pub mod run;
pub mod sources;
mod store;
mod total;

pub use control::Control;
pub use gate::Gate;
pub use progress::{Phase, Progress};
pub use run::{Options, run};

#[cfg(test)]
mod tests;
