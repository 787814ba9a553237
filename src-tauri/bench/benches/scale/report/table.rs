//! Rows as columns of text.

use std::io::Write;

use super::Row;
use crate::Result;

const HEAD: [&str; 7] = ["", "", "Dragoman", "bare", "ratio", "aim", ""];

/// The cells of a row.
pub fn cells(row: &Row) -> [String; 7] {
    let shown = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| row.unit.show(value));
    [
        row.area.clone(),
        row.what.clone(),
        shown(row.ours),
        shown(row.raw),
        row.ratio()
            .map_or_else(String::new, |ratio| format!("{ratio:.2}")),
        row.aim.clone(),
        match row.reached {
            Some(true) => "reached".to_owned(),
            Some(false) => "MISSED".to_owned(),
            None => String::new(),
        },
    ]
}

pub fn print(to: &mut dyn Write, rows: &[Row]) -> Result {
    let mut lines = vec![HEAD.map(str::to_owned)];
    let mut area = String::new();
    for row in rows {
        let mut cells = cells(row);
        if cells[0] == area {
            cells[0].clear();
        } else {
            area.clone_from(&cells[0]);
        }
        lines.push(cells);
    }
    let widths: [usize; 7] = std::array::from_fn(|column| {
        lines
            .iter()
            .filter_map(|cells| cells.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    });
    for cells in &lines {
        let mut line = String::new();
        for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let padding = " ".repeat(width.saturating_sub(cell.chars().count()));
            let is_number = (2..5).contains(&column);
            let parts = if is_number {
                [&padding, cell]
            } else {
                [cell, &padding]
            };
            line.push_str(parts[0]);
            line.push_str(parts[1]);
            line.push_str("  ");
        }
        writeln!(to, "{}", line.trim_end())?;
    }
    Ok(())
}
