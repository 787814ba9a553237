//! The list of what was not imported, as a table for other programs.

use std::io::Write;

use dragoman_core::imports::{ListImportFailures, list_failures};
use dragoman_core::workspace::Reading;
use dragoman_core::{Error, Result};

/// Writes all failures of the latest import as CSV; gives how many.
pub fn export(db: &Reading<'_>, to: impl Write) -> Result<u64> {
    let failed = |error: csv::Error| Error::Io {
        path: "the list of failures".to_owned(),
        detail: error.to_string(),
    };
    let mut table = csv::Writer::from_writer(to);
    table
        .write_record(["source", "place", "code", "message", "stored"])
        .map_err(failed)?;
    let mut written = 0;
    let mut after = None;
    loop {
        let page = list_failures(db, ListImportFailures { limit: 1_000, after })?;
        for failure in &page.failures {
            let stored = if failure.stored { "yes" } else { "no" };
            table
                .write_record([
                    failure.source.as_str(),
                    &failure.place,
                    &failure.code,
                    &failure.message,
                    stored,
                ])
                .map_err(failed)?;
            written += 1;
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    table.flush().map_err(|error| failed(error.into()))?;
    Ok(written)
}
