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
    let answers = Answers {
        output,
        ack: request.ack,
    };
    let done = if request.atomic {
        all_or_nothing(lines, folder, &mut session, &answers)
    } else {
        one_by_one(lines, folder, &mut session, &answers)
    };
    if let (Err(Error::Moved { .. }), Some(copy)) = (&done, &request.save_copy) {
        let sequence = session.workspace().backup(copy)?;
        output.say(&format!(
            "{} holds everything up to command {sequence}",
            copy.display()
        ));
    }
    session.close()?;
    done
}

/// How each line is answered.
struct Answers<'a> {
    output: &'a Output,
    /// `ack ID NUMBER` instead of answers.
    ack: bool,
}

/// Each line for itself, answered before the next is read: a program may hold a conversation.
fn one_by_one(
    lines: Box<dyn BufRead>,
    folder: Option<&Path>,
    session: &mut Session,
    answers: &Answers<'_>,
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
        let result = envelope(&line, folder).and_then(|envelope| {
            session.back_up_before(&envelope.command, answers.output);
            session.workspace().call(envelope)
        });
        match &result {
            Ok(_) => done += 1,
            Err(_) => failed += 1,
        }
        answers.report(index + 1, &result)?;
        if let Err(
            error @ (Error::Moved { .. }
            | Error::DiskFailed { .. }
            | Error::Damaged { .. }
            | Error::DiskFull
            | Error::Storage(_)),
        ) = result
        {
            return Err(error);
        }
    }
    answers.output.say(&format!("{done} done, {failed} refused"));
    Ok(if failed == 0 { DONE } else { IN_PART })
}

fn all_or_nothing(
    lines: Box<dyn BufRead>,
    folder: Option<&Path>,
    session: &mut Session,
    answers: &Answers<'_>,
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
                answers.report(index + 1, &Err(error))?;
                answers.output.say("nothing was done");
                return Ok(REFUSED);
            }
        }
    }
    for envelope in &envelopes {
        session.back_up_before(&envelope.command, answers.output);
    }
    match session.workspace().call_all(envelopes) {
        Ok(done) => {
            let count = done.len();
            for (number, answer) in numbers.into_iter().zip(done) {
                answers.report(number, &Ok(answer))?;
            }
            answers.output.say(&format!("{count} done, 0 refused"));
            Ok(DONE)
        }
        // Whether it is there nobody knows; it was written to a file that is not where it should be.
        Err((_, error @ Error::Moved { .. })) => Err(error),
        Err((index, error)) => {
            answers.report(numbers.get(index).copied().unwrap_or(0), &Err(error))?;
            answers.output.say("nothing was done");
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

impl Answers<'_> {
    /// With --json a line for each line; without, answers of reads on standard output and refusals on standard error.
    /// With --ack a line for each write that is durable in the file that was opened. Each line is flushed.
    fn report(&self, line: usize, result: &Result<Value>) -> Result<()> {
        let json = self.output.json;
        let printed = match result {
            Ok(answer) if self.ack => acknowledgement(answer),
            Ok(answer) if json => Some(json!({ "line": line, "ok": answer }).to_string()),
            Err(error) if json && !self.ack => {
                Some(json!({ "line": line, "error": error.to_wire() }).to_string())
            }
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
}

/// `ack ID NUMBER`: the command's id and its number in the history. A write that changed nothing has the number of the
/// last command before it; what only reads has nothing to acknowledge.
fn acknowledgement(answer: &Value) -> Option<String> {
    let (id, number) = (
        answer.get("command")?.as_str()?,
        answer.get("sequence")?.as_u64()?,
    );
    Some(format!("ack {id} {number}"))
}
