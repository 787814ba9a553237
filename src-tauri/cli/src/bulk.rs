//! `dragoman import` of many articles: collections, large folders, and what was interrupted.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use dragoman_bulk::{Control, Gate, Options, Phase, Progress, failures};
use dragoman_core::backups::BackupReason;
use dragoman_core::commands::answers::NoArguments;
use dragoman_core::imports::{ImportPlan, ListImportFailures, latest, list_failures, unfinished};
use dragoman_core::workspace::Workspace;
use dragoman_core::{Error, Result, Uid};
use serde_json::json;

use crate::arguments::Import;
use crate::import::{outlet, stdout_failed};
use crate::output::{DONE, IN_PART, Output, printable};
use crate::session::Session;

/// How many failures are printed; all are in the file of `--failed`.
const PRINTED: u32 = 100;

pub fn run(request: &Import, analyst: &str, output: &Output) -> Result<u8> {
    let failed = request
        .failed
        .as_deref()
        .map(|path| File::create_new(path).map_err(|error| Error::io(path, &error)))
        .transpose()?;
    let mut session = Session::open(&request.workspace, analyst)?;
    if request.resume {
        let reading = session.workspace().reading();
        if unfinished(&reading)?.is_none() && session.workspace().waiting()? == 0 {
            output.say("no import was interrupted");
        }
    } else {
        let plan = plan(request, &mut session)?;
        session.back_up(BackupReason::Import, output);
        session.workspace().begin_import(&plan)?;
    }
    let mut shown = Shown::default();
    let began = std::time::Instant::now();
    let ran = dragoman_bulk::run(
        session.workspace(),
        &Gate::default(),
        &Control::default(),
        &Options::default(),
        &mut |progress| shown.show(progress, output),
    )?;
    let seconds = began.elapsed().as_secs_f64();
    if let Some(file) = failed {
        let mut file = BufWriter::new(file);
        failures::export(&session.workspace().reading(), &mut file)?;
        file.into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.sync_all())
            .map_err(|error| {
                let path = request.failed.as_deref().unwrap_or(Path::new(""));
                Error::io(path, &error)
            })?;
    }
    report(session.workspace(), output, seconds)?;
    session.close()?;
    let complete = ran.is_none_or(|import| import.failed == 0 && import.duplicates == 0);
    Ok(if complete { DONE } else { IN_PART })
}

fn plan(request: &Import, session: &mut Session) -> Result<ImportPlan> {
    let mut paths = Vec::with_capacity(request.paths.len());
    for path in &request.paths {
        let path = path.canonicalize().map_err(|error| Error::io(path, &error))?;
        let Some(path) = path.to_str() else {
            return Err(Error::Io {
                path: path.display().to_string(),
                detail: "the name of the path is not UTF-8".to_owned(),
            });
        };
        paths.push(path.to_owned());
    }
    let outlet = match &request.outlet {
        Some(name) => outlet(session, name, Uid::new())?
            .as_str()
            .and_then(|uid| uid.parse().ok()),
        None => None,
    };
    Ok(ImportPlan {
        paths,
        language: request.lang.clone().unwrap_or_default(),
        outlet,
        published: request.published.clone().unwrap_or_default(),
    })
}

fn report(workspace: &Workspace, output: &Output, seconds: f64) -> Result<()> {
    let reading = workspace.reading();
    let Some(import) = latest(&reading, NoArguments {})?.import else {
        return Ok(());
    };
    let page = ListImportFailures {
        limit: PRINTED,
        after: None,
    };
    let listed = list_failures(&reading, page)?;
    for failure in &listed.failures {
        let what = if failure.stored {
            "imported, but"
        } else {
            "not imported:"
        };
        let place = match failure.place.as_str() {
            "" => String::new(),
            place => format!(":{place}"),
        };
        output.say(&format!("{what} {}{place}: {}", failure.source, failure.message));
    }
    if listed.next.is_some() {
        output.say("… and more; --failed FILE writes them all");
    }
    let value = json!({ "import": import, "failures": listed.failures, "seconds": seconds });
    output
        .result(&value, |_| {
            vec![format!(
                "{} imported, {} there already, {} failed",
                import.imported, import.duplicates, import.failed
            )]
        })
        .map_err(|error| stdout_failed(&error))
}

/// Progress on standard error: over itself on a terminal, else a line now and then.
#[derive(Default)]
struct Shown {
    lines: u64,
    phase: Option<Phase>,
}

impl Shown {
    fn show(&mut self, progress: &Progress, output: &Output) {
        use std::fmt::Write as _;
        let changed = self.phase.replace(progress.phase) != Some(progress.phase);
        self.lines += 1;
        let mut err = io::stderr().lock();
        let terminal = err.is_terminal();
        // Away from a terminal every five seconds is enough.
        if !terminal && !changed && !self.lines.is_multiple_of(25) {
            return;
        }
        if output.json {
            let _ = writeln!(err, "{}", json!({ "progress": progress }));
            return;
        }
        let what = match progress.phase {
            Phase::Storing => "stored",
            Phase::Indexing => "indexed",
            Phase::Done => "done:",
        };
        let about = if progress.exact { "" } else { "about " };
        let mut line = format!("{what} {}", progress.done);
        if let Some(total) = progress.total {
            let _ = write!(line, " of {about}{total}");
        }
        if progress.per_second >= 1.0 {
            let _ = write!(line, ", {:.0} a second", progress.per_second);
        }
        if let Some(left) = progress.seconds_left {
            let _ = write!(line, ", {left:.0} s left");
        }
        let line = printable(&line);
        let _ = if terminal {
            let end = if progress.phase == Phase::Done { "\n" } else { "" };
            write!(err, "\r\u{1b}[K{line}{end}")
        } else {
            writeln!(err, "{line}")
        };
    }
}
