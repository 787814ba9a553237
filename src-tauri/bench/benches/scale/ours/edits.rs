//! An analyst who marks statements while an archive is imported: how long each waits until it is durable.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use dragoman_bulk::{Control, Gate, Options, Phase};
use dragoman_core::commands::Envelope;
use dragoman_core::imports::ImportPlan;
use dragoman_core::workspace::{Context, Workspace};
use serde_json::json;

use super::created;
use crate::Result;
use crate::phase::{Outcome, Setting, remove};

/// Articles imported meanwhile, at most.
const ARTICLES: usize = 10_000;
/// Faster than anybody marks.
const PAUSE: Duration = Duration::from_millis(20);
/// Statements marked while the texts are indexed: then nobody marks, so that it comes to an end. (Somebody who writes every 20 ms
/// leaves it a hundred articles a second.)
const WHILE_INDEXING: usize = 500;
/// Statements marked before, while nothing else is done.
const BEFORE: usize = 100;

/// Marks a statement every 20 ms on one connection while another imports, both through one gate, as in the window.
pub fn edits(setting: &Setting) -> Result<Outcome> {
    let path = setting.scratch("edits.dragoman");
    remove(&path);
    let lines = setting.scratch("edits.jsonl");
    first_lines(&setting.corpus(), &lines, ARTICLES)?;
    let mut workspace = Workspace::create(&path, Context::command_line("bench"))?;
    workspace.leave_checkpoints(true);
    let text = "Der Sprecher sagte, die Gespräche gingen weiter. ".repeat(40);
    let articles = json!({ "articles": [{ "source": { "text": text }, "title": "Marked" }] });
    let imported = super::call(&mut workspace, "import_articles", articles)?;
    let article = imported
        .pointer("/imported/0/uid")
        .cloned()
        .ok_or("nothing to mark")?;
    let actor = created(
        &mut workspace,
        "add_actor",
        json!({ "kind": "person", "names": [{ "name": "Speaker" }] }),
    )?;
    let statement = |number: usize| {
        let start = number % 1_000;
        Envelope::new(
            "add_statement",
            json!({
                "article": article, "spans": [{ "start": start, "end": start + 30 }], "kind": "indirect",
                "chain": [{ "role": "speaker", "actor": actor }],
            }),
        )
    };

    let gate = Gate::default();
    let mut outcome = Outcome::default();
    let mut number = 0;
    let mut mark = |outcome: &mut Outcome, workspace: &mut Workspace, series: &str| -> Result {
        number += 1;
        let envelope = statement(number);
        outcome.time(series, || {
            let _turn = gate.edit();
            Ok(workspace.call(envelope)?)
        })?;
        thread::sleep(PAUSE);
        Ok(())
    };
    for _ in 0..BEFORE {
        mark(&mut outcome, &mut workspace, "edits.alone")?;
    }

    let mut import = Workspace::open(&path, Context::command_line("bench"))?;
    import.begin_import(&ImportPlan {
        paths: vec![lines.display().to_string()],
        ..ImportPlan::default()
    })?;
    let indexing = AtomicBool::new(false);
    thread::scope(|scope| -> Result {
        let running = scope.spawn(|| {
            let tell = &mut |progress: &dragoman_bulk::Progress| {
                indexing.store(progress.phase != Phase::Storing, Ordering::Relaxed);
            };
            dragoman_bulk::run(&mut import, &gate, &Control::default(), &Options::default(), tell)
        });
        let mut left = WHILE_INDEXING;
        while !running.is_finished() {
            if left == 0 {
                thread::sleep(PAUSE);
                continue;
            }
            left -= usize::from(indexing.load(Ordering::Relaxed));
            let series = if indexing.load(Ordering::Relaxed) {
                "edits.while-indexing"
            } else {
                "edits.while-storing"
            };
            mark(&mut outcome, &mut workspace, series)?;
        }
        let job = running.join().map_err(|_| "the import broke off")??;
        let job = job.ok_or("nothing was imported")?;
        outcome.figure("edits.articles", f64::from(job.imported));
        Ok(())
    })?;
    drop(import);
    workspace.close()?;
    remove(&path);
    std::fs::remove_file(&lines)?;
    Ok(outcome)
}

fn first_lines(from: &Path, to: &Path, count: usize) -> Result {
    let mut to = BufWriter::new(File::create(to)?);
    for line in BufReader::new(File::open(from)?).lines().take(count) {
        writeln!(to, "{}", line?)?;
    }
    Ok(to.flush()?)
}
