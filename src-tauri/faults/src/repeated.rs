//! D23: answers that are lost and commands that are repeated. The same envelope twice does its work once.

use serde_json::Value;

use crate::Result;
use crate::judge::{commands, judge};
use crate::program::{acks, name, text, write_lines};
use crate::random::Random;
use crate::report::{Control, Report, Tally};
use crate::stage::{ALL, Stage};
use crate::wish::Wish;

pub fn run(wish: &Wish) -> Result<Report> {
    let stage = Stage::new(wish, 0)?;
    let tally = wish.spread("D23", wish.rounds, |number, random| {
        round(wish, &stage, number, true, &random)
    })?;
    let mut report = Report {
        tally,
        ..Report::default()
    };
    // Without their identities the same commands are done again.
    let control = round(
        wish,
        &stage,
        u64::MAX,
        false,
        &Random::of(wish.seed, "D23 control", 0),
    )?;
    report.controls.push(Control {
        what: "repeated without an identity",
        seen: format!("{} rounds did more than once", control.lost),
        failed_as_it_must: control.lost > 0,
    });
    Ok(report)
}

fn round(wish: &Wish, stage: &Stage, number: u64, with_identity: bool, random: &Random) -> Result<Tally> {
    let mut tally = Tally {
        rounds: 1,
        ..Tally::default()
    };
    let folder = wish.place.join(format!("round-{number}"));
    let workspace = stage.lay(&folder)?;
    let lines: Vec<String> = stage
        .maker
        .clone()
        .lines(random, ALL, 12)
        .into_iter()
        .map(|line| if with_identity { Ok(line) } else { anonymous(&line) })
        .collect::<Result<_>>()?;
    let script = folder.join("script.jsonl");
    write_lines(&script, &lines)?;
    // The program dies at some acknowledgement; whoever sent the commands does not know how far it came and sends all of them again, twice.
    let applying = stage.program.apply(&workspace, &script)?;
    let wanted = random.index(lines.len());
    let began = std::time::Instant::now();
    while applying.acknowledged() < wanted && began.elapsed().as_millis() < 1_000 {
        std::thread::sleep(std::time::Duration::from_micros(200));
    }
    let (first, _) = applying.kill()?;
    let (again, _) = stage.program.apply_all(&workspace, &script)?;
    let there = commands(&workspace)?;
    let after_once = there.len();
    let dump = || stage.program.run(&["dump", name(&workspace), "--canonical"]);
    let once = dump()?;
    // What was refused, or changed nothing, was not done and may be done now: what was done is sent again.
    let is_done = |line: &String| {
        let line: Value = serde_json::from_str(line).unwrap_or_default();
        line["id"].as_str().is_none_or(|id| there.contains_key(id))
    };
    let done: Vec<String> = lines.iter().filter(|line| is_done(line)).cloned().collect();
    write_lines(&script, &done)?;
    let output = stage
        .program
        .run(&["apply", name(&workspace), name(&script), "--ack"])?;
    let twice = dump()?;
    tally.fired += u64::try_from(first.len() + acks(&output.stdout).len())?;
    if commands(&workspace)?.len() != after_once || once.stdout != twice.stdout || once.stdout.is_empty() {
        tally.lost += 1;
        tally.remember(format!(
            "repeated commands were done again: {} {}",
            text(&output.stderr),
            text(&once.stderr)
        ));
    }
    let mut known = stage.acks.clone();
    known.extend(first);
    if with_identity {
        known.extend(
            again
                .into_iter()
                .filter(|ack| known.iter().all(|known| known.uid != ack.uid))
                .collect::<Vec<_>>(),
        );
    }
    judge(&workspace, &known).count(&mut tally, "afterwards");
    std::fs::remove_dir_all(&folder)?;
    Ok(tally)
}

/// Undo, redo and additions without identities are new commands each time.
fn anonymous(line: &str) -> Result<String> {
    let mut line: Value = serde_json::from_str(line)?;
    if let Some(line) = line.as_object_mut() {
        line.remove("id");
        if let Some(args) = line.get_mut("args").and_then(Value::as_object_mut)
            && args.len() > 2
        {
            args.remove("uid");
        }
    }
    Ok(line.to_string())
}
