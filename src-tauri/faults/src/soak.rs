//! L10: long use. Random commands with undo, redo and reopening on a workspace of many articles; memory, descriptors, log and file stay bounded; undo
//! goes all the way back across restarts; the same commands on an empty workspace give the same dump; and it does not get slower.

use std::collections::HashSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::Instant;

use serde_json::Value;

use crate::Result;
use crate::judge::judge;
use crate::program::{Program, acks, beside, name, text, write_lines};
use crate::random::Random;
use crate::report::{Control, Report, Tally};
use crate::script::{Kind, Maker};
use crate::wish::Wish;

/// What an analyst does, in its usual proportions.
const USUAL: &[Kind] = &[
    Kind::Statement,
    Kind::Statement,
    Kind::Edit,
    Kind::Edit,
    Kind::Edit,
    Kind::Edit,
    Kind::Search,
    Kind::Search,
    Kind::Note,
    Kind::Translation,
    Kind::Delete,
    Kind::Undo,
    Kind::Undo,
    Kind::Redo,
    Kind::Correction,
    Kind::Merge,
];

/// The most that a log may hold, in bytes.
const LOG: u64 = 256 << 20;
/// The most that a command may add to the file on the average, in bytes.
const COMMAND: u64 = 16 << 10;
/// Short runs have too few commands in a tenth for a ninety-ninth percentile.
const ENOUGH: usize = 20_000;

pub fn run(wish: &Wish) -> Result<Report> {
    let commands = usize::try_from(wish.rounds)?;
    let articles = (commands / 10).max(50);
    let depth = commands / 10;
    let random = Random::of(wish.seed, "L10", 0);
    let folder = wish.folder("long")?;
    let workspace = folder.join("w.dragoman");
    let program = Program::new(&wish.program);
    program.must(&["new", name(&workspace)])?;
    let mut maker = Maker::default();
    let mut lines = maker.beginning(&random, articles);
    let script = folder.join("script.jsonl");
    write_lines(&script, &lines)?;
    program.apply_all(&workspace, &script)?;
    let size = workspace.metadata()?.len();

    let mut tally = Tally::default();
    let mut tenths = Vec::new();
    let per_tenth = commands / 10;
    let mut done = 0_u64;
    for tenth in 0..10 {
        let mut seen = Tenth::default();
        let mut talk = Conversation::begin(&program, &workspace)?;
        for command in 0..per_tenth {
            let kind = random.pick(USUAL).copied().unwrap_or(Kind::Note);
            let line = maker.line(kind, &random);
            let began = Instant::now();
            let answer = talk.say(&line)?;
            seen.micros.push(u64::try_from(began.elapsed().as_micros())?);
            tally.rounds += 1;
            done += u64::from(answer.get("ok").is_some());
            lines.push(line);
            if command % 50 == 0 || command + 1 == per_tenth {
                seen.look(&talk, &workspace);
            }
        }
        talk.end()?;
        seen.file = workspace.metadata()?.len();
        if tenth == 0 || tenth == 9 {
            tally.count(
                if tenth == 0 {
                    "commands done in the first tenth"
                } else {
                    "commands done until the end"
                },
                done,
            );
        }
        tenths.push(seen);
    }
    tally.fired = done;
    bounds(&mut tally, &mut tenths, size, done);
    judge(&workspace, &[]).count(&mut tally, "after the long run");
    undo_all(&program, &workspace, depth, &mut tally)?;
    let control = replay(&program, &folder, &lines, &mut tally)?;
    Ok(Report {
        tally,
        controls: vec![control],
        skipped: None,
    })
}

/// What was measured in a tenth of the run.
#[derive(Debug, Default)]
struct Tenth {
    micros: Vec<u64>,
    memory: u64,
    descriptors: u64,
    log: u64,
    file: u64,
}

impl Tenth {
    fn look(&mut self, talk: &Conversation, workspace: &Path) {
        let process = format!("/proc/{}", talk.child.id());
        let status = std::fs::read_to_string(format!("{process}/status")).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = peak
            .and_then(|peak| peak.split_whitespace().next())
            .and_then(|number| number.parse::<u64>().ok());
        self.memory = self.memory.max(kilobytes.unwrap_or(0));
        let open = std::fs::read_dir(format!("{process}/fd")).map_or(0, |open| open.count() as u64);
        self.descriptors = self.descriptors.max(open);
        self.log = self
            .log
            .max(beside(workspace, "-wal").metadata().map_or(0, |log| log.len()));
    }

    fn percentile(&mut self, percent: usize) -> u64 {
        self.micros.sort_unstable();
        let at = (self.micros.len() * percent / 100).min(self.micros.len().saturating_sub(1));
        self.micros.get(at).copied().unwrap_or(0)
    }
}

fn bounds(tally: &mut Tally, tenths: &mut [Tenth], size: u64, done: u64) {
    let Some((first, rest)) = tenths.split_first_mut() else {
        return;
    };
    let Some((last, middle)) = rest.split_last_mut() else {
        return;
    };
    for (name, number) in [
        ("peak memory in the first tenth, KiB", first.memory),
        ("peak memory in the last tenth, KiB", last.memory),
        ("descriptors in the first tenth", first.descriptors),
        ("descriptors in the last tenth", last.descriptors),
        (
            "largest log, KiB",
            middle
                .iter()
                .map(|tenth| tenth.log)
                .max()
                .unwrap_or(0)
                .max(first.log)
                .max(last.log)
                >> 10,
        ),
        ("file at the beginning, KiB", size >> 10),
        ("file at the end, KiB", last.file >> 10),
        ("median latency in the first tenth, µs", first.percentile(50)),
        ("median latency in the last tenth, µs", last.percentile(50)),
        ("p99 latency in the first tenth, µs", first.percentile(99)),
        ("p99 latency in the last tenth, µs", last.percentile(99)),
    ] {
        tally.count(name, number);
    }
    let many = first.micros.len() * 10 >= ENOUGH;
    let slower = if many {
        last.percentile(99) * 10 > first.percentile(99) * 12
    } else {
        last.percentile(50) > first.percentile(50) * 2
    };
    let broken = [
        ("memory grows", last.memory * 10 > first.memory * 13),
        ("descriptors grow", last.descriptors > first.descriptors),
        ("the log is not carried over", last.log > LOG),
        (
            "the file grows too much with each command",
            last.file.saturating_sub(size) > done * COMMAND,
        ),
        ("commands get slower", slower),
    ];
    for (what, _) in broken.iter().filter(|(_, is_broken)| *is_broken) {
        tally.lost += 1;
        tally.remember((*what).to_owned());
    }
}

/// All the way back and forth, in programs that end in between.
fn undo_all(program: &Program, workspace: &Path, depth: usize, tally: &mut Tally) -> Result {
    let dump = || -> Result<Vec<u8>> { Ok(program.must(&["dump", name(workspace), "--canonical"])?.stdout) };
    let before = dump()?;
    let mut ends = Vec::new();
    for which in ["undo", "redo", "undo", "redo"] {
        let mut left = depth;
        while left > 0 {
            let mut talk = Conversation::begin(program, workspace)?;
            for _ in 0..left.min(depth.div_ceil(10)) {
                let answer = talk.say(&format!(r#"{{"command":"{which}"}}"#))?;
                if answer.get("ok").is_none() {
                    tally.lost += 1;
                    tally.remember(format!("{which} with {left} left: {answer}"));
                    return Ok(());
                }
                left -= 1;
            }
            talk.end()?;
        }
        ends.push(dump()?);
    }
    if ends[0] != ends[2] || ends[1] != before || ends[3] != before || ends[0] == before {
        tally.lost += 1;
        tally.remember(format!("undoing and redoing {depth} commands does not lead back"));
    }
    tally.count("undone and done again, twice, across restarts", depth as u64);
    judge(workspace, &[]).count(tally, "after undoing everything");
    Ok(())
}

/// The same commands on an empty workspace, in one go; and without one of them, which must be seen.
fn replay(program: &Program, folder: &Path, lines: &[String], tally: &mut Tally) -> Result<Control> {
    let known: HashSet<&str> = lines.iter().flat_map(|line| uuids(line)).collect();
    let dump = |workspace: &Path| -> Result<Vec<String>> {
        let dump = program.must(&["dump", name(workspace), "--canonical"])?.stdout;
        Ok(anonymous(&String::from_utf8_lossy(&dump), &known))
    };
    let expected = dump(&folder.join("w.dragoman"))?;
    let again = |file: &str, lines: &[String]| -> Result<Vec<String>> {
        // A workspace is called as its file is.
        let (workspace, script) = (folder.join(file).join("w.dragoman"), folder.join("again.jsonl"));
        crate::wish::fresh(&folder.join(file))?;
        program.must(&["new", name(&workspace)])?;
        write_lines(&script, lines)?;
        let output = program.run(&["apply", name(&workspace), name(&script), "--ack"])?;
        if acks(&output.stdout).is_empty() {
            return Err(format!("nothing was done again: {}", text(&output.stderr)).into());
        }
        dump(&workspace)
    };
    let replayed = again("replayed", lines)?;
    if replayed != expected {
        tally.corrupt += 1;
        let different = replayed.iter().zip(&expected).find(|(one, other)| one != other);
        tally.remember(format!(
            "the same commands on an empty workspace give another dump: {different:?}"
        ));
    }
    let without = lines
        .iter()
        .rposition(|line| line.contains("\"add_note\""))
        .unwrap_or(0);
    let fewer: Vec<String> = lines
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != without)
        .map(|(_, line)| line.clone())
        .collect();
    let differs = again("fewer", &fewer)? != expected;
    Ok(Control {
        what: "replayed without one command",
        seen: if differs { "another dump" } else { "the same dump" }.to_owned(),
        failed_as_it_must: differs,
    })
}

/// All UUIDs in a line.
fn uuids(line: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_hexdigit() || c == '-';
    line.split(move |c: char| !is_part(c))
        .filter(|word| word.len() == 36 && word.matches('-').count() == 4)
}

/// The lines of a dump without identities that the program itself gave, in an order that does not depend on them.
fn anonymous(dump: &str, known: &HashSet<&str>) -> Vec<String> {
    let mut lines: Vec<String> = dump
        .lines()
        // Of all the others.
        .filter(|line| !line.starts_with("sha256 "))
        .map(|line| {
            let unknown: Vec<&str> = uuids(line).filter(|uuid| !known.contains(uuid)).collect();
            unknown
                .into_iter()
                .fold(line.to_owned(), |line, uuid| line.replace(uuid, "?"))
        })
        .collect();
    lines.sort_unstable();
    lines
}

/// `dragoman --json apply`, line by line.
struct Conversation {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Conversation {
    fn begin(program: &Program, workspace: &Path) -> Result<Self> {
        let mut child = program
            .command(&["--json", "apply", name(workspace), "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()?;
        let input = child.stdin.take().ok_or("no standard input")?;
        let output = BufReader::new(child.stdout.take().ok_or("no standard output")?);
        Ok(Conversation { child, input, output })
    }

    fn say(&mut self, line: &str) -> Result<Value> {
        writeln!(self.input, "{line}")?;
        self.input.flush()?;
        let mut answer = String::new();
        if self.output.read_line(&mut answer)? == 0 {
            return Err(format!("the program ended at {line}").into());
        }
        Ok(serde_json::from_str(&answer)?)
    }

    fn end(mut self) -> Result {
        drop(self.input);
        self.child.wait()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_that_the_program_gave_do_not_count() {
        let (one, other) = (
            "01a201b5-f2dd-7006-b3f8-2d22d90ce679",
            "01a201b5-f2dd-7006-b3f8-2d22d90ce680",
        );
        let known = HashSet::from([one]);
        let dump = |own: &str| format!("span\tuid={own}\tstatement={one}\nactor\tuid={one}");
        assert_eq!(
            anonymous(&dump(other), &known),
            anonymous(&dump("11a201b5-f2dd-7006-b3f8-2d22d90ce680"), &known)
        );
        assert_ne!(anonymous(&dump(other), &known), anonymous(&dump(one), &known));
    }
}
