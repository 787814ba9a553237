//! `dragoman same`: actors that may be the same, with the reasons.

use std::path::Path;

use dragoman_core::Result;
use serde_json::{Value, json};

use crate::import::stdout_failed;
use crate::output::{DONE, Output, text};
use crate::session::Session;

/// Pairs that are listed at most.
const MOST: u32 = 500;

pub fn run(workspace: &Path, analyst: &str, output: &Output) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let found = session.call("list_likely_same_actors", json!({ "limit": MOST }))?;
    session.close()?;
    output
        .result(&found, |value| {
            let mut lines = Vec::new();
            for pair in list(&value["pairs"]) {
                let name = |side: &str| text(&pair[side]["actor"], "name");
                lines.push(format!("{}\t{}\t{}", pair["score"], name("one"), name("other")));
                for side in ["one", "other"] {
                    lines.push(format!("\t{}\t{}", text(&pair[side]["actor"], "uid"), name(side)));
                }
                lines.extend(
                    list(&pair["reasons"])
                        .iter()
                        .map(|reason| format!("\t{}", words(reason))),
                );
            }
            if value["more"] == json!(true) {
                lines.push("… and more".to_owned());
            }
            lines
        })
        .map_err(|error| stdout_failed(&error))?;
    Ok(DONE)
}

fn words(reason: &Value) -> String {
    let of = |key: &str| text(reason, key);
    match of("reason").as_str() {
        "same_name" => format!("both are called {}", of("one")),
        "sounds_alike" => format!("{} and {} sound alike", of("one"), of("other")),
        "given_name_too" => format!("so do {} and {}", of("one"), of("other")),
        "initial" => format!("{} and {}: one may stand for the other", of("one"), of("other")),
        "given_name_unknown" => "one of them has no given name".to_owned(),
        "same_role" => format!("both are {}", of("title")),
        "same_organisation" => format!("both have a role in {}", text(&reason["organisation"], "name")),
        "same_articles" => format!("both speak in the same articles: {}", reason["articles"]),
        "same_statements" => format!("but both stand in the same statements: {}", reason["statements"]),
        other => other.to_owned(),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}
