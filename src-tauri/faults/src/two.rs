//! D12: several programs work with the same file at once, by the same name, through a symbolic link and through a hard link; now and then one of them is killed.
//! Each command is acknowledged and there, or refused; never done twice, never half.

use crate::Result;
use crate::judge::judge;
use crate::program::{beside, name};
use crate::report::{Report, Tally};
use crate::script::Kind;
use crate::stage::Stage;
use crate::wish::Wish;

const KINDS: &[Kind] = &[Kind::Statement, Kind::Note, Kind::Edit, Kind::Translation];

pub fn run(wish: &Wish) -> Result<Report> {
    let stage = Stage::new(wish, 0)?;
    let tally = wish.spread("D12", wish.rounds, |number, random| {
        let mut tally = Tally {
            rounds: 1,
            ..Tally::default()
        };
        let folder = wish.place.join(format!("round-{number}"));
        let workspace = stage.lay(&folder)?;
        let elsewhere = folder.join("elsewhere.dragoman");
        let way = [
            "by the same name",
            "through a symbolic link",
            "through a hard link",
        ][usize::try_from(number % 3)?];
        let second = match number % 3 {
            0 => workspace.clone(),
            1 => {
                link(&workspace, &elsewhere)?;
                elsewhere.clone()
            }
            _ => {
                std::fs::hard_link(&workspace, &elsewhere)?;
                elsewhere.clone()
            }
        };
        let mut known = stage.acks.clone();
        let killed = number % 4 == 0;
        let mut running = Vec::new();
        for (index, path) in [&workspace, &second, &second].into_iter().enumerate() {
            // Scripts of several people: made from the same beginning, with other identities.
            let script = stage.script(&folder.join(format!("person-{index}")), &random, KINDS, 20)?;
            running.push((stage.program.apply(path, &script)?, script));
        }
        let mut waited = 0;
        for (index, (applying, script)) in running.into_iter().enumerate() {
            if killed && index == 0 {
                std::thread::sleep(std::time::Duration::from_micros(30_000 + random.below(60_000)));
                known.extend(applying.kill()?.0);
            } else {
                let (found, success, said) = applying.end()?;
                waited += found.len();
                if !success && said.is_empty() {
                    tally.lost += 1;
                    tally.remember(format!("{way}: refused without a word"));
                }
                known.extend(found);
            }
            std::fs::remove_file(script)?;
        }
        // Under two names it is refused to all of them.
        tally.fired += u64::from(waited > 0 || number % 3 == 2);
        tally.count(way, 1);
        known.sort_by_key(|ack| ack.sequence);
        if number % 3 == 2 {
            let log = beside(&elsewhere, "-wal");
            if log.metadata().is_ok_and(|log| log.len() > 0) {
                tally.corrupt += 1;
                tally.remember(format!("{way}: the same file has two logs"));
            }
            std::fs::remove_file(&elsewhere)?;
        }
        judge(&workspace, &known).count(&mut tally, way);
        // Nobody is kept out by one who died.
        let again = stage.program.run(&["undo", name(&workspace)])?;
        if !again.status.success() {
            tally.lost += 1;
            tally.remember(format!(
                "{way}: afterwards: {}",
                crate::program::text(&again.stderr)
            ));
        }
        std::fs::remove_dir_all(&folder)?;
        Ok(tally)
    })?;
    Ok(Report {
        tally,
        ..Report::default()
    })
}

#[cfg(unix)]
fn link(from: &std::path::Path, to: &std::path::Path) -> Result {
    Ok(std::os::unix::fs::symlink(from, to)?)
}

#[cfg(not(unix))]
fn link(from: &std::path::Path, to: &std::path::Path) -> Result {
    Ok(std::fs::hard_link(from, to)?)
}
