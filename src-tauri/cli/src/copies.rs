//! `dragoman copies`: the texts that stand in more than one article.

use std::path::Path;

use dragoman_core::Result;
use serde_json::{Value, json};

use crate::import::stdout_failed;
use crate::output::{DONE, Output, text};
use crate::session::Session;

/// Articles compared before the file is unlocked for others.
const AT_ONCE: u32 = 100;

pub fn run(workspace: &Path, analyst: &str, output: &Output) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    compare(&mut session)?;
    let origins = session.all("list_origins", json!({}), "origins")?;
    session.close()?;
    output
        .result(&json!({ "origins": origins }), |value| {
            let mut lines = Vec::new();
            for origin in list(&value["origins"]) {
                lines.push(format!("{} articles of one origin", origin["count"]));
                lines.extend(list(&origin["articles"]).iter().map(|article| {
                    let or = |key: &str, unknown: &str| match text(article, key) {
                        known if known.is_empty() => unknown.to_owned(),
                        known => known,
                    };
                    format!(
                        "  {}\t{}\t{}\t{}",
                        text(article, "uid"),
                        or("published", "date unknown"),
                        or("outlet", "outlet unknown"),
                        text(article, "title"),
                    )
                }));
            }
            lines
        })
        .map_err(|error| stdout_failed(&error))?;
    Ok(DONE)
}

/// Compares the articles that wait for it with all others.
pub fn compare(session: &mut Session) -> Result<()> {
    while session.workspace().look_for_copies(AT_ONCE)? {}
    Ok(())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}
