//! Exporting ten thousand statements.

use dragoman_core::{Uid, briefings, files, statements};

use super::open_workspace;
use super::statements::BRIEFING;
use crate::Result;
use crate::phase::{Outcome, Setting};

pub fn export(setting: &Setting) -> Result<Outcome> {
    let workspace = open_workspace(setting)?;
    let mut outcome = Outcome::default();
    let file = setting.scratch("export");
    let mut count = 0;
    for _ in 0..3 {
        outcome.time("export.csv", || {
            let mut bytes = Vec::new();
            count = statements::csv(&workspace.reading(), &mut bytes)?;
            Ok(files::write_file(&file, &bytes, true)?)
        })?;
        outcome.time("export.markdown", || {
            let reading = workspace.reading();
            let uid: Uid = briefings::by_title(&reading, BRIEFING)?;
            let markdown = briefings::export(&reading, uid)?;
            Ok(files::write_file(&file, markdown.as_bytes(), true)?)
        })?;
    }
    outcome.figure("export.statements", f64::from(count));
    workspace.close()?;
    Ok(outcome)
}
