//! D08 and D09: logs that are cut, changed, left alone, or of another workspace; and copies of the main file without its log. A workspace is then what it was at
//! some earlier command, never a mixture, and never says that it is newer than it is.

use std::path::{Path, PathBuf};

use crate::Result;
use crate::judge::{Ack, Verdict, commands, judge};
use crate::program::{beside, copy_workspace, name};
use crate::random::Random;
use crate::report::{Control, Report, Tally};
use crate::script::Kind;
use crate::stage::Stage;
use crate::wish::Wish;

/// A workspace whose program was killed, so that its log is beside it.
struct Hot {
    workspace: PathBuf,
    /// What is in the main file alone.
    carried: Vec<Ack>,
    /// What is in the log too.
    all: Vec<Ack>,
}

const KINDS: &[Kind] = &[
    Kind::Article,
    Kind::Statement,
    Kind::Edit,
    Kind::Translation,
    Kind::Correction,
    Kind::Note,
];

impl Hot {
    fn new(wish: &Wish, number: u64) -> Result<Self> {
        let stage = Stage::new(wish, number)?;
        let folder = wish.place.join(format!("hot-{number}"));
        let workspace = stage.lay(&folder)?;
        let random = Random::of(wish.seed, "hot", number);
        let script = stage.script(&folder, &random, KINDS, 400)?;
        let mut applying = stage.program.apply(&workspace, &script)?;
        while applying.acknowledged() < 30 && applying.is_running()? {
            std::thread::sleep(std::time::Duration::from_micros(300));
        }
        let (found, was_running) = applying.kill()?;
        if !was_running || !beside(&workspace, "-wal").exists() {
            return Err("the program ended before it was killed".into());
        }
        let mut all = stage.acks.clone();
        all.extend(found);
        Ok(Hot {
            workspace,
            carried: stage.acks,
            all,
        })
    }

    fn lay(&self, folder: &Path) -> Result<PathBuf> {
        crate::wish::fresh(folder)?;
        let workspace = folder.join("w.dragoman");
        copy_workspace(&self.workspace, &workspace)?;
        Ok(workspace)
    }
}

const DAMAGES: [&str; 7] = [
    "left beside its file",
    "cut at a page",
    "cut anywhere",
    "another salt",
    "one bit changed",
    "of another workspace",
    "of an earlier time",
];

pub fn damaged(wish: &Wish) -> Result<Report> {
    let hots = (0..4)
        .map(|number| Hot::new(wish, number))
        .collect::<Result<Vec<_>>>()?;
    let stage = Stage::new(wish, 8)?;
    let tally = wish.spread("D08", wish.rounds, |number, random| {
        let mut tally = Tally {
            rounds: 1,
            fired: 1,
            ..Tally::default()
        };
        let which = usize::try_from(number)?;
        let (hot, other) = (
            &hots[which / DAMAGES.len() % hots.len()],
            &hots[(which / DAMAGES.len() + 1) % hots.len()],
        );
        let folder = wish.place.join(format!("round-{number}"));
        let workspace = hot.lay(&folder)?;
        let log = beside(&workspace, "-wal");
        let damage = which % DAMAGES.len();
        let mut known = hot.all.clone();
        let mut bytes = std::fs::read(&log)?;
        match damage {
            0 => {}
            1 => bytes.truncate(random.index(bytes.len() / 4_096) * 4_096),
            2 => bytes.truncate(random.index(bytes.len())),
            3 => bytes[16 + random.index(8)] ^= 1 << random.below(8),
            4 => {
                let at = random.index(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
            5 => bytes = std::fs::read(beside(&other.workspace, "-wal"))?,
            _ => {
                // The file has gone on and was closed; then a log of before comes back.
                judge(&workspace, &hot.all).count(&mut tally, "before");
                let script = stage.script(&folder, &random, KINDS, 20)?;
                known.extend(stage.program.apply_all(&workspace, &script)?.0);
                std::fs::remove_file(script)?;
            }
        }
        std::fs::write(&log, &bytes)?;
        let acks = if matches!(damage, 0 | 6) {
            &known
        } else {
            &hot.carried
        };
        let what = format!("a log {}", DAMAGES[damage]);
        let verdict = judge(&workspace, acks);
        verdict.count(&mut tally, &what);
        // Nothing of another workspace may have come in.
        if let (5, Verdict::Sound(_)) = (damage, &verdict) {
            let there = commands(&workspace)?;
            if other.all.iter().any(|ack| there.contains_key(&ack.uid)) {
                tally.corrupt += 1;
                tally.remember(format!("{what}: commands of the other workspace are in it"));
            }
        }
        tally.count(DAMAGES[damage], 1);
        std::fs::remove_dir_all(&folder)?;
        Ok(tally)
    })?;
    let hot = &hots[0];
    let workspace = hot.lay(&wish.place.join("control"))?;
    std::fs::remove_file(beside(&workspace, "-wal"))?;
    let verdict = judge(&workspace, &hot.all);
    let control = Control {
        what: "a log that is missing",
        seen: format!("{verdict:?}").chars().take(60).collect(),
        failed_as_it_must: matches!(verdict, Verdict::Lost(_)),
    };
    Ok(Report {
        tally,
        controls: vec![control],
        skipped: None,
    })
}

/// The main file is copied alone: while a program works, and after it died.
pub fn separated(wish: &Wish) -> Result<Report> {
    let stage = Stage::new(wish, 9)?;
    let tally = wish.spread("D09", wish.rounds, |number, random| {
        let mut tally = Tally {
            rounds: 1,
            ..Tally::default()
        };
        let folder = wish.place.join(format!("round-{number}"));
        let workspace = stage.lay(&folder)?;
        let script = stage.script(&folder, &random, KINDS, 300)?;
        let mut applying = stage.program.apply(&workspace, &script)?;
        let wanted = 1 + random.index(30);
        while applying.acknowledged() < wanted && applying.is_running()? {
            std::thread::sleep(std::time::Duration::from_micros(300));
        }
        let copy = folder.join("copy.dragoman");
        let while_open = number % 2 == 0;
        if while_open {
            std::fs::copy(&workspace, &copy)?;
        }
        let (found, was_running) = applying.kill()?;
        if !while_open {
            std::fs::copy(&workspace, &copy)?;
        }
        tally.fired += u64::from(was_running && !found.is_empty());
        judge(&copy, &stage.acks).count(&mut tally, "the copy");
        // It must be found to be older than what was acknowledged.
        let last = found.last().map_or(0, |ack| ack.sequence);
        let there = commands(&copy)?.len() as u64;
        let check = stage
            .program
            .run(&["check", name(&copy), "--min-ack", &last.to_string()])?;
        if there < last && check.status.code() != Some(1) {
            tally.lost += 1;
            tally.remember(format!(
                "a copy with {there} of {last} commands passes as current: {}",
                check.status
            ));
        }
        tally.count("copies that were older and found to be", u64::from(there < last));
        std::fs::remove_dir_all(&folder)?;
        std::fs::remove_file(&script)?;
        Ok(tally)
    })?;
    let last = stage.acks.len().to_string();
    let whole = stage
        .program
        .run(&["check", name(&stage.workspace), "--min-ack", &last])?;
    let more = stage.program.run(&[
        "check",
        name(&stage.workspace),
        "--min-ack",
        &(stage.acks.len() + 1).to_string(),
    ])?;
    let control = Control {
        what: "one more command than there is",
        seen: format!(
            "exit {:?}, and {:?} without",
            more.status.code(),
            whole.status.code()
        ),
        failed_as_it_must: more.status.code() == Some(1) && whole.status.success(),
    };
    Ok(Report {
        tally,
        controls: vec![control],
        skipped: None,
    })
}
