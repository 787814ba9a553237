//! The tables of `docs/PERFORMANCE.md`.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::{Report, table};
use crate::Result;

const BEGIN: &str = "<!-- measured: written by `cargo bench -p dragoman-bench -- --write-docs` -->";
const END: &str = "<!-- end of what was measured -->";

/// Puts the tables where the document has its marks.
pub fn write(report: &Report) -> Result {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/PERFORMANCE.md");
    let text = fs::read_to_string(&path)?;
    let (Some((before, _)), Some((_, after))) = (text.split_once(BEGIN), text.split_once(END)) else {
        return Err("docs/PERFORMANCE.md has no place for the tables".into());
    };
    fs::write(
        &path,
        format!("{before}{BEGIN}\n{}{END}{after}", markdown(report)?),
    )?;
    Ok(())
}

fn markdown(report: &Report) -> Result<String> {
    let mut text = format!("\nMeasured on {}. {}\n", report.machine, report.clock());
    for size in &report.sizes {
        write!(
            text,
            "\n### {}\n\n| | | Dragoman | bare | ratio | aim | |\n|---|---|--:|--:|--:|---|---|\n",
            size.head()
        )?;
        for row in &size.rows {
            writeln!(text, "| {} |", table::cells(row).join(" | "))?;
        }
    }
    if report.sizes.len() > 1 {
        text.push_str(&growth(report)?);
    }
    text.push('\n');
    Ok(text)
}

/// How what was measured grows with the corpus.
fn growth(report: &Report) -> Result<String> {
    let mut text = "\n### How it grows\n\n| |".to_owned();
    for size in &report.sizes {
        write!(text, " {} |", size.articles)?;
    }
    text.push_str("\n|---|");
    text.push_str(&"--:|".repeat(report.sizes.len()));
    text.push('\n');
    let Some(first) = report.sizes.first() else {
        return Ok(text);
    };
    for row in first.rows.iter().filter(|row| row.grows) {
        write!(text, "| {}: {} |", row.area, row.what)?;
        for size in &report.sizes {
            let same = size
                .rows
                .iter()
                .find(|other| other.area == row.area && other.what == row.what);
            let shown = same.and_then(|row| row.ours).map(|value| row.unit.show(value));
            write!(text, " {} |", shown.unwrap_or_else(|| "–".to_owned()))?;
        }
        text.push('\n');
    }
    Ok(text)
}
