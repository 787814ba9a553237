//! What was measured, side by side, with ratios and aims.

mod answers;
pub mod docs;
mod machine;
mod rows;
mod table;

use std::io::Write;

use serde::Serialize;

use crate::Result;
use crate::run::Measured;
pub use machine::Machine;
pub use rows::{Row, Unit, rows};

/// Everything there is to say.
#[derive(Debug, Serialize)]
pub struct Report {
    pub machine: Machine,
    /// What is given in milliseconds is processor time.
    pub processor_time: bool,
    pub sizes: Vec<Size>,
}

/// At one number of articles.
#[derive(Debug, Serialize)]
pub struct Size {
    pub articles: u64,
    /// UTF-8 bytes of titles and texts.
    pub text_bytes: f64,
    /// Distinct words as FTS5 cuts them.
    pub words: f64,
    pub rows: Vec<Row>,
    /// Queries that one side answers otherwise, and why that may be.
    pub differences: Vec<String>,
    /// Every series and figure, for other tables than these.
    pub measured: crate::phase::Outcome,
}

impl Report {
    pub fn of(measured: &Measured, processor_time: bool) -> Self {
        let smallest = measured.keys().next().copied();
        let sizes = measured
            .iter()
            .map(|(articles, outcome)| {
                let compared = answers::compare(outcome);
                let first = smallest
                    .filter(|smallest| smallest != articles)
                    .and_then(|smallest| measured.get(&smallest));
                let mut all = rows(*articles, outcome, first);
                all.extend(compared.row());
                Size {
                    articles: *articles,
                    text_bytes: outcome.figures.get("text_bytes").copied().unwrap_or_default(),
                    words: outcome.figures.get("words").copied().unwrap_or_default(),
                    rows: all,
                    differences: compared.differences,
                    measured: outcome.clone(),
                }
            })
            .collect();
        Report {
            machine: Machine::here(),
            processor_time,
            sizes,
        }
    }

    pub fn missed(&self) -> usize {
        let rows = self.sizes.iter().flat_map(|size| &size.rows);
        rows.filter(|row| row.reached == Some(false)).count()
    }

    /// What was counted.
    pub fn clock(&self) -> &'static str {
        if self.processor_time {
            "Milliseconds are those in which the processor worked, not those that passed."
        } else {
            "Milliseconds are those that passed."
        }
    }

    pub fn print(&self, to: &mut dyn Write) -> Result {
        writeln!(to, "{}", self.machine)?;
        writeln!(to, "{}", self.clock())?;
        for size in &self.sizes {
            writeln!(to)?;
            writeln!(to, "{}", size.head())?;
            table::print(to, &size.rows)?;
            for difference in &size.differences {
                writeln!(to, "  {difference}")?;
            }
        }
        writeln!(to)?;
        writeln!(to, "{} aims missed", self.missed())?;
        Ok(())
    }
}

impl Size {
    /// What the table is of.
    pub fn head(&self) -> String {
        format!(
            "{} articles, {:.1} MB of text, {:.0} distinct words",
            self.articles,
            self.text_bytes / 1e6,
            self.words
        )
    }
}
