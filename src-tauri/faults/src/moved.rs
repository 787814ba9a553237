//! D10: the file is moved, replaced or deleted while it is open, between two commands and inside one. Nothing may be acknowledged that is not in the
//! file, and what was acknowledged must be in the copy that is saved.

use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::Duration;

use crate::Result;
use crate::judge::{Ack, judge};
use crate::program::{Program, beside, copy_workspace, name, text, write_lines};
use crate::random::Random;
use crate::report::{Control, Report, Tally};
use crate::script::{Kind, Maker};
use crate::wish::Wish;

/// What is done to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Nothing,
    Deleted,
    Renamed,
    Replaced,
    FolderRenamed,
    LogDeleted,
    LogReplaced,
}

const ACTS: [Act; 6] = [
    Act::Deleted,
    Act::Renamed,
    Act::Replaced,
    Act::FolderRenamed,
    Act::LogDeleted,
    Act::LogReplaced,
];

pub fn run(wish: &Wish) -> Result<Report> {
    let stage = Stage::new(wish)?;
    let tally = wish.spread("D10", wish.rounds, |number, random| {
        let act = ACTS[usize::try_from(number)? % ACTS.len()];
        stage.round(wish, number, act, number % 4 == 3, &random)
    })?;
    let mut report = Report {
        tally,
        ..Report::default()
    };
    // If nothing is done to the file, the very same conversation is acknowledged to its end.
    let quiet = stage.round(
        wish,
        u64::MAX,
        Act::Nothing,
        false,
        &Random::of(wish.seed, "D10 control", 0),
    )?;
    report.controls.push(Control {
        what: "nothing done to the file",
        seen: format!(
            "{} commands acknowledged after it",
            quiet.figure("acknowledged after it")
        ),
        failed_as_it_must: quiet.figure("acknowledged after it") > 0,
    });
    Ok(report)
}

struct Stage {
    workspace: PathBuf,
    acks: Vec<Ack>,
    maker: Maker,
}

impl Stage {
    fn new(wish: &Wish) -> Result<Self> {
        let folder = wish.folder("stage")?;
        let workspace = folder.join("w.dragoman");
        let program = Program::new(&wish.program);
        program.must(&["new", name(&workspace)])?;
        let mut maker = Maker::default();
        let script = folder.join("script.jsonl");
        write_lines(&script, &maker.beginning(&Random::of(wish.seed, "moved", 0), 2))?;
        let (acks, _) = program.apply_all(&workspace, &script)?;
        Ok(Stage {
            workspace,
            acks,
            maker,
        })
    }

    fn round(&self, wish: &Wish, number: u64, act: Act, inside: bool, random: &Random) -> Result<Tally> {
        let mut tally = Tally {
            rounds: 1,
            ..Tally::default()
        };
        let outer = wish.folder(&format!("round-{number}"))?;
        let folder = outer.join("folder");
        std::fs::create_dir_all(&folder)?;
        let workspace = folder.join("w.dragoman");
        copy_workspace(&self.workspace, &workspace)?;
        let copy = outer.join("copy.dragoman");
        let mut maker = self.maker.clone();
        let mut acks = self.acks.clone();
        let mut talk = Conversation::begin(wish, &workspace, &copy)?;
        for _ in 0..=random.below(4) {
            let line = maker.line(Kind::Statement, random);
            acks.push(talk.say(&line)?.ok_or("a plain command was not acknowledged")?);
        }
        if inside {
            talk.write(&maker.line(Kind::Statement, random))?;
            std::thread::sleep(Duration::from_micros(random.below(4_000)));
            self.act(act, &outer, &workspace)?;
            acks.extend(talk.hear());
        } else {
            self.act(act, &outer, &workspace)?;
        }
        tally.fired += u64::from(act != Act::Nothing);
        for _ in 0..3 {
            let line = maker.line(Kind::Statement, random);
            if let Some(ack) = talk.say(&line)? {
                tally.count("acknowledged after it", 1);
                acks.push(ack);
                if act != Act::Nothing {
                    tally.lost += 1;
                    tally.remember(format!(
                        "{act:?}: acknowledged although the file was not there any more"
                    ));
                }
            }
        }
        let (success, said) = talk.end()?;
        let what = format!("{act:?}{}", if inside { " inside a command" } else { "" });
        if act == Act::Nothing {
            return Ok(tally);
        }
        if success || !said.contains("moved") {
            tally.lost += 1;
            tally.remember(format!("{what}: it was not said: {said}"));
        }
        judge(&copy, &acks).count(&mut tally, &format!("{what}: the saved copy"));
        std::fs::remove_dir_all(&outer)?;
        Ok(tally)
    }

    fn act(&self, act: Act, outer: &Path, workspace: &Path) -> Result {
        let log = beside(workspace, "-wal");
        match act {
            Act::Nothing => {}
            Act::Deleted => std::fs::remove_file(workspace)?,
            Act::Renamed => std::fs::rename(workspace, outer.join("elsewhere.dragoman"))?,
            Act::Replaced => {
                let other = outer.join("other.dragoman");
                std::fs::copy(&self.workspace, &other)?;
                std::fs::rename(&other, workspace)?;
            }
            Act::FolderRenamed => std::fs::rename(outer.join("folder"), outer.join("another folder"))?,
            Act::LogDeleted => std::fs::remove_file(&log)?,
            Act::LogReplaced => {
                let other = outer.join("other-wal");
                std::fs::copy(&log, &other)?;
                std::fs::rename(&other, &log)?;
            }
        }
        Ok(())
    }
}

/// `dragoman apply --ack`, line by line.
struct Conversation {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Conversation {
    fn begin(wish: &Wish, workspace: &Path, copy: &Path) -> Result<Self> {
        let mut child = Program::new(&wish.program)
            .command(&["apply", name(workspace), "-", "--ack", "--save-copy", name(copy)])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let input = child.stdin.take().ok_or("no standard input")?;
        let output = BufReader::new(child.stdout.take().ok_or("no standard output")?).lines();
        Ok(Conversation { child, input, output })
    }

    /// Sends a line; a program that has ended hears nothing, which is no error here.
    fn write(&mut self, line: &str) -> Result {
        match writeln!(self.input, "{line}").and_then(|()| self.input.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// The next acknowledgement; None when the program ended.
    fn hear(&mut self) -> Option<Ack> {
        self.output
            .next()?
            .ok()
            .and_then(|line| crate::program::acks(line.as_bytes()).pop())
    }

    fn say(&mut self, line: &str) -> Result<Option<Ack>> {
        self.write(line)?;
        Ok(self.hear())
    }

    /// Whether it ended well, and what it said on standard error.
    fn end(self) -> Result<(bool, String)> {
        drop(self.input);
        let output = self.child.wait_with_output()?;
        Ok((output.status.success(), text(&output.stderr)))
    }
}
