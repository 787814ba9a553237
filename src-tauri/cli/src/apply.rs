//! `dragoman apply`: every command of the list, one JSON object a line.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use dragoman_core::commands::{self, Envelope};
use dragoman_core::{Error, Result};
use serde_json::{Value, json};

use crate::arguments::Apply;
use crate::import::stdout_failed;
use crate::output::{DONE, IN_PART, Output, REFUSED, printable};
use crate::session::Session;

pub fn run(request: &Apply, analyst: &str, output: &Output) -> Result<u8> {
    if request.schema {
        let mut out = io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, &commands::schema())
            .map_err(|error| stdout_failed(&error.into()))?;
        return writeln!(out)
            .map(|()| DONE)
            .map_err(|error| stdout_failed(&error));
    }
    let Some(workspace) = &request.workspace else {
        return Err(Error::Malformed {
            detail: "a workspace is needed".to_owned(),
        });
    };
    let (lines, folder): (Box<dyn BufRead>, Option<&Path>) = if request.file.as_os_str() == "-" {
        (Box::new(io::stdin().lock()), None)
    } else {
        let file = File::open(&request.file).map_err(|error| Error::io(&request.file, &error))?;
        (Box::new(BufReader::new(file)), request.file.parent())
    };
    let mut session = Session::open(workspace, analyst)?;
    let code = if request.atomic {
        all_or_nothing(lines, folder, &mut session, output)?
    } else {
        one_by_one(lines, folder, &mut session, output)?
    };
    session.close()?;
    Ok(code)
}

/// Each line for itself, answered before the next is read: a program may hold a conversation.
fn one_by_one(
    lines: Box<dyn BufRead>,
    folder: Option<&Path>,
    session: &mut Session,
    output: &Output,
) -> Result<u8> {
    let (mut done, mut failed) = (0_u32, 0_u32);
    for (index, line) in lines.lines().enumerate() {
        let line = line.map_err(|error| Error::Io {
            path: "the commands".to_owned(),
            detail: error.to_string(),
        })?;
        if line.trim().is_empty() {
            continue;
        }
        let result = envelope(&line, folder).and_then(|envelope| session.workspace().call(envelope));
        match &result {
            Ok(_) => done += 1,
            Err(_) => failed += 1,
        }
        report(index + 1, &result, output)?;
        if let Err(error @ (Error::Moved { .. } | Error::DiskFull | Error::Storage(_))) = result {
            return Err(error);
        }
    }
    output.say(&format!("{done} done, {failed} refused"));
    Ok(if failed == 0 { DONE } else { IN_PART })
}

fn all_or_nothing(
    lines: Box<dyn BufRead>,
    folder: Option<&Path>,
    session: &mut Session,
    output: &Output,
) -> Result<u8> {
    let mut numbers = Vec::new();
    let mut envelopes = Vec::new();
    for (index, line) in lines.lines().enumerate() {
        let line = line.map_err(|error| Error::Io {
            path: "the commands".to_owned(),
            detail: error.to_string(),
        })?;
        if line.trim().is_empty() {
            continue;
        }
        match envelope(&line, folder) {
            Ok(envelope) => {
                numbers.push(index + 1);
                envelopes.push(envelope);
            }
            Err(error) => {
                report(index + 1, &Err(error), output)?;
                output.say("nothing was done");
                return Ok(REFUSED);
            }
        }
    }
    match session.workspace().call_all(envelopes) {
        Ok(answers) => {
            let count = answers.len();
            for (number, answer) in numbers.into_iter().zip(answers) {
                report(number, &Ok(answer), output)?;
            }
            output.say(&format!("{count} done, 0 refused"));
            Ok(DONE)
        }
        Err((index, error)) => {
            report(numbers.get(index).copied().unwrap_or(0), &Err(error), output)?;
            output.say("nothing was done");
            Ok(REFUSED)
        }
    }
}

fn envelope(line: &str, folder: Option<&Path>) -> Result<Envelope> {
    let mut envelope: Envelope = serde_json::from_str(line).map_err(|error| Error::Malformed {
        detail: error.to_string(),
    })?;
    if let Some(folder) = folder {
        resolve_paths(&mut envelope.args, folder);
    }
    Ok(envelope)
}

/// Sources named by a relative path count from the folder of the file that names them.
fn resolve_paths(args: &mut Value, folder: &Path) {
    let resolve = |source: &mut Value| {
        if let Some(path) = source.get("path").and_then(Value::as_str) {
            *source = json!({ "path": folder.join(path) });
        }
    };
    if let Some(source) = args.get_mut("source") {
        resolve(source);
    }
    if let Some(articles) = args.get_mut("articles").and_then(Value::as_array_mut) {
        articles
            .iter_mut()
            .filter_map(|article| article.get_mut("source"))
            .for_each(resolve);
    }
}

/// With --json a line for each line; without, answers of reads on standard output and refusals on standard error.
fn report(line: usize, result: &Result<Value>, output: &Output) -> Result<()> {
    let printed = match result {
        Ok(answer) if output.json => Some(json!({ "line": line, "ok": answer }).to_string()),
        Err(error) if output.json => Some(json!({ "line": line, "error": error.to_wire() }).to_string()),
        Ok(answer) if answer.get("sequence").is_none() => Some(answer.to_string()),
        Ok(_) => None,
        Err(error) => {
            let _ = writeln!(
                io::stderr().lock(),
                "line {line}: {}",
                printable(&error.to_string())
            );
            None
        }
    };
    let Some(printed) = printed else { return Ok(()) };
    let mut out = io::stdout().lock();
    writeln!(out, "{printed}")
        .and_then(|()| out.flush())
        .map_err(|error| stdout_failed(&error))
}
