//! `dragoman sentences`: needs no workspace.

use dragoman_core::import::source::read_file;
use dragoman_core::import::{Hints, read};
use dragoman_core::text::offsets::Positions;
use dragoman_core::text::sentence_measure::{DifferenceKind, Measure, measure};
use dragoman_core::text::sentences::sentences;
use dragoman_core::{Error, Result};
use serde_json::{Value, json};

use crate::arguments::Sentences;
use crate::import::stdout_failed;
use crate::output::{DONE, IN_PART, Output, printable};

pub fn run(request: &Sentences, output: &Output) -> Result<u8> {
    let name = request.file.display().to_string();
    let refused = |refusal| Error::Refused {
        name: name.clone(),
        refusal,
    };
    let bytes = read_file(&request.file).map_err(refused)?;
    let hints = Hints {
        language: request.language.clone(),
        ..Hints::default()
    };
    let draft = read(&bytes, &name, &hints).map_err(refused)?;
    let (value, lines, code) = if request.measure {
        let measured = measure(&draft.text, &draft.language);
        let code = if measured.differences.is_empty() {
            DONE
        } else {
            IN_PART
        };
        let lines = told(&name, &measured, &draft.language);
        let value = json!({
            "language": draft.language, "precision": measured.precision(), "recall": measured.recall(),
            "f1": measured.f1(), "measured": measured,
        });
        (value, lines, code)
    } else {
        let positions = Positions::new(&draft.text);
        let found: Vec<Value> = sentences(&draft.text, &draft.language)
            .into_iter()
            .filter_map(|(start, end)| {
                let text = positions.slice(start, end)?;
                Some(json!({ "start": start, "end": end, "text": text }))
            })
            .collect();
        let lines = found
            .iter()
            .filter_map(|sentence| sentence["text"].as_str().map(printable))
            .collect();
        (
            json!({ "language": draft.language, "sentences": found }),
            lines,
            DONE,
        )
    };
    output
        .result(&value, |_| lines)
        .map_err(|error| stdout_failed(&error))?;
    Ok(code)
}

fn told(name: &str, measured: &Measure, language: &str) -> Vec<String> {
    let mut lines: Vec<String> = measured
        .differences
        .iter()
        .map(|difference| {
            let what = match difference.kind {
                DifferenceKind::Wrong => "cut where no sentence ends",
                DifferenceKind::Missed => "not cut where one ends",
            };
            let place = format!("{} | {}", difference.before, difference.after);
            format!(
                "{}:{}: {what}: {}",
                printable(name),
                difference.line,
                printable(&place)
            )
        })
        .collect();
    let language = if language.is_empty() { "unknown" } else { language };
    lines.push(format!(
        "{} sentences (language {}): precision {:.3}, recall {:.3}, F1 {:.3}",
        measured.sentences,
        printable(language),
        measured.precision(),
        measured.recall(),
        measured.f1()
    ));
    lines
}
