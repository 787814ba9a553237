//! Tables for spreadsheets and scripts: CSV as RFC 4180 describes it (UTF-8, CRLF, a header), with no cell that a
//! spreadsheet would take for a formula.

use std::io::Write;
use std::path::Path;

use crate::{Error, Result};

/// A table that is being written.
pub(crate) struct Table<'w> {
    rows: csv::Writer<&'w mut dyn Write>,
    written: u32,
}

impl<'w> Table<'w> {
    /// Writes the header.
    pub(crate) fn new(out: &'w mut dyn Write, columns: &[&str]) -> Result<Self> {
        let mut rows = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        rows.write_record(columns).map_err(failed)?;
        Ok(Table { rows, written: 0 })
    }

    /// Writes a row. A cell that a spreadsheet would take for a formula (after any apostrophes it begins with
    /// `= + - @`, their full-width forms, a tab or a line end) gets an apostrophe before it; taking one away from such
    /// cells gives the originals back.
    pub(crate) fn row(&mut self, cells: &[String]) -> Result<()> {
        for cell in cells {
            if is_formula(cell) {
                self.rows.write_field(format!("'{cell}"))
            } else {
                self.rows.write_field(cell)
            }
            .map_err(failed)?;
        }
        self.rows.write_record(None::<&[u8]>).map_err(failed)?;
        self.written = self.written.saturating_add(1);
        Ok(())
    }

    /// The number of rows without the header.
    pub(crate) fn finish(mut self) -> Result<u32> {
        self.rows
            .flush()
            .map_err(|error| Error::io(Path::new("CSV"), &error))?;
        Ok(self.written)
    }
}

/// A cell that no spreadsheet takes for a formula.
pub(crate) fn harmless(cell: &str) -> String {
    if is_formula(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The cell from which [`harmless`] made this one.
pub(crate) fn unharmed(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(original) if is_formula(cell) => original,
        _ => cell,
    }
}

fn is_formula(cell: &str) -> bool {
    let begins = cell.trim_start_matches('\'').chars().next();
    matches!(
        begins,
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    )
}

fn failed(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::io(Path::new("CSV"), &error),
        other => Error::Io {
            path: "CSV".to_owned(),
            detail: format!("{other:?}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{harmless, unharmed};

    #[test]
    fn cells_that_look_like_formulas_get_an_apostrophe_and_others_stay() {
        for cell in [
            "=1+1", "+1", "-1", "@x", "\tx", "\rx", "\n=x", "＝x", "＋x", "－x", "＠x", "'=x", "''-",
        ] {
            assert_eq!(harmless(cell), format!("'{cell}"));
            assert_eq!(unharmed(&harmless(cell)), cell);
        }
        for cell in ["", "a=b", "'", "'tis", "“=", "–1", " =1", "1-2"] {
            assert_eq!((&*harmless(cell), unharmed(cell)), (cell, cell));
        }
    }
}
