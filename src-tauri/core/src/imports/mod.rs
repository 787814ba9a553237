//! Imports of many articles: a job that is kept in the file, so that it survives the program.
//!
//! This is the half that knows the file: what a job is ([`types`]), storing a batch of articles that were read
//! elsewhere ([`read()`], `batch`), the job's own rows (`job`), and its failures. Reading sources, threads, pausing and
//! yielding to the analyst are the business of the crate `dragoman-bulk`.

mod batch;
mod failures;
mod job;
mod read;
mod types;

pub use batch::Batch;
pub use failures::list as list_failures;
pub(crate) use job::forget_ended;
pub use job::{Unfinished, latest, unfinished};
pub use read::{Said, read};
pub use types::*;
