//! D04 and D05: the disk is full, after any number of bytes, and on small disks. What was acknowledged stays, what is there can be read, and work goes on when
//! there is space again; exports, backups and migrations that find no space leave what was there before, byte for byte.

use std::path::Path;
use std::process::Command;

use crate::judge::judge;
use crate::program::{Program, acks, name, text};
use crate::random::Random;
use crate::report::{Control, Report, Tally};
use crate::stage::{ALL, Stage};
use crate::wish::Wish;
use crate::{Result, older, shims};

pub fn while_working(wish: &Wish) -> Result<Report> {
    let shim = match shims::compile("weather.c", &wish.place) {
        Ok(shim) => shim,
        Err(why) => return Ok(Report::skipped(why.to_string())),
    };
    let stage = Stage::new(wish, 0)?;
    let tally = wish.spread("D04", wish.rounds, |number, random| {
        let folder = wish.place.join(format!("round-{number}"));
        let space = random.below(700_000);
        working(&stage, &folder, &random, &|program, folder, count| {
            Ok(program
                .with("LD_PRELOAD", &shim)
                .with("WEATHER_FOLDER", folder)
                .with("WEATHER_SPACE", space.to_string())
                .with("WEATHER_COUNT", count))
        })
    })?;
    let mut report = Report {
        tally,
        ..Report::default()
    };
    let plenty = working(
        &stage,
        &wish.place.join("control"),
        &Random::of(wish.seed, "D04", 0),
        &|program, _, _| Ok(program.clone()),
    )?;
    report.controls.push(Control {
        what: "space enough",
        seen: format!("{} fired", plenty.fired),
        failed_as_it_must: plenty.fired == 0,
    });
    Ok(report)
}

type Starved<'a> = &'a dyn Fn(&Program, &Path, &Path) -> Result<Program>;

fn working(stage: &Stage, folder: &Path, random: &Random, starved: Starved<'_>) -> Result<Tally> {
    let mut tally = Tally {
        rounds: 1,
        ..Tally::default()
    };
    let workspace = stage.lay(folder)?;
    let script = stage.script(folder, random, ALL, 80)?;
    let count = folder.with_extension("count");
    let program = starved(&stage.program, folder, &count)?;
    let (found, output) = program.apply_all(&workspace, &script)?;
    let said = text(&output.stderr);
    let fired = std::fs::read(&count).map_or(0, |struck| struck.len());
    tally.fired += u64::from(fired > 0);
    let mut acks = stage.acks.clone();
    acks.extend(found);
    if fired > 0 && (output.status.success() || !said.contains("full")) {
        tally.lost += 1;
        tally.remember(format!("it was not said that the disk is full: {said}"));
    }
    // Reading still works on the full disk: on a copy of it, so that the next look begins as this one did.
    let reading = starved(&stage.program, folder, &count)?.with("WEATHER_SPACE", "0");
    let read = reading.run(&["statements", name(&workspace)])?;
    if fired > 0 && (!read.status.success() || read.stdout.is_empty()) {
        tally.lost += 1;
        tally.remember(format!(
            "nothing can be read while the disk is full: {}",
            text(&read.stderr)
        ));
    }
    judge(&workspace, &acks).count(&mut tally, "afterwards");
    // Then there is space again.
    let (_, output) = stage.program.apply_all(&workspace, &script)?;
    if text(&output.stderr).contains("full") {
        tally.lost += 1;
        tally.remember("work does not go on when there is space again".to_owned());
    }
    judge(&workspace, &acks).count(&mut tally, "with space again");
    for ending in ["jsonl", "count"] {
        let _ = std::fs::remove_file(folder.with_extension(ending));
    }
    std::fs::remove_dir_all(folder)?;
    Ok(tally)
}

pub fn while_copying(wish: &Wish) -> Result<Report> {
    let shim = match shims::compile("weather.c", &wish.place) {
        Ok(shim) => shim,
        Err(why) => return Ok(Report::skipped(why.to_string())),
    };
    let stage = Stage::new(wish, 0)?;
    let tally = wish.spread("D05", wish.rounds, |number, random| {
        let folder = wish.place.join(format!("round-{number}"));
        let mut tally = Tally {
            rounds: 1,
            ..Tally::default()
        };
        let workspace = stage.lay(&folder)?;
        let before = std::fs::read(&workspace)?;
        let count = folder.with_extension("count");
        let (target, older_file) = (folder.join("target"), folder.join("older.dragoman"));
        let most = [900, 1_800, 900_000, 2_500_000][usize::try_from(number % 4)?];
        let program = stage
            .program
            .with("LD_PRELOAD", &shim)
            .with("WEATHER_FOLDER", &folder)
            .with("WEATHER_SPACE", random.below(most).to_string())
            .with("WEATHER_COUNT", &count);
        let target_name = name(&target).to_owned();
        let old = b"was vorher da war\n";
        let arguments: Vec<&str> = match number % 4 {
            0 => {
                std::fs::write(&target, old)?;
                vec![
                    "export",
                    name(&workspace),
                    "--briefing",
                    "Bericht",
                    "-o",
                    &target_name,
                    "--overwrite",
                ]
            }
            1 => {
                std::fs::write(&target, old)?;
                vec![
                    "export",
                    name(&workspace),
                    "--statements",
                    &target_name,
                    "--overwrite",
                ]
            }
            2 => vec!["backup", name(&workspace), &target_name],
            _ => {
                older::write(&older_file)?;
                vec!["dump", name(&older_file)]
            }
        };
        let what = arguments[..1].join(" ");
        let output = program.run(&arguments)?;
        let fired = std::fs::read(&count).map_or(0, |struck| struck.len()) > 0;
        tally.fired += u64::from(fired);
        tally.count(
            ["briefings", "tables", "backups", "migrations"][usize::try_from(number % 4)?],
            u64::from(fired),
        );
        let mut lose = |why: String| {
            tally.lost += 1;
            tally.remember(format!("{what}: {why}"));
        };
        let done = output.status.success();
        if fired && done && number % 4 != 3 {
            lose("said to be done on a full disk".to_owned());
        }
        if number % 4 < 2 && !done && std::fs::read(&target)? != old {
            lose("the old file is not what it was".to_owned());
        }
        if number % 4 == 2 && !done && target.exists() {
            lose("half a backup stands under its name".to_owned());
        }
        let left: Vec<String> = std::fs::read_dir(&folder)?
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|file| file.contains(".part"))
            .collect();
        if !left.is_empty() {
            lose(format!("left behind: {}", left.join(", ")));
        }
        if std::fs::read(&workspace)? != before {
            lose("the workspace itself is not what it was".to_owned());
        }
        if number % 4 == 3 {
            judge(&older_file, &older::acks(&older_file)?).count(&mut tally, "the older workspace");
            older::holds(&older_file, &mut tally, "the older workspace")?;
        }
        let _ = std::fs::remove_file(&count);
        std::fs::remove_dir_all(&folder)?;
        Ok(tally)
    })?;
    Ok(Report {
        tally,
        ..Report::default()
    })
}

/// D04 once more, on real disks that are too small.
pub fn small_disks(wish: &Wish) -> Result<Report> {
    let possible = Command::new("unshare")
        .args(["-rm", "mount", "-t", "tmpfs", "tmpfs", name(&wish.folder("try")?)])
        .output();
    match possible {
        Ok(output) if output.status.success() => {}
        Ok(output) => return Ok(Report::skipped(format!("unshare: {}", text(&output.stderr)))),
        Err(why) => return Ok(Report::skipped(format!("unshare: {why}"))),
    }
    let stage = Stage::new(wish, 0)?;
    let size = std::fs::metadata(&stage.workspace)?.len() / 1_024;
    let tally = wish.spread("D04b", wish.rounds, |number, random| {
        let folder = wish.folder(&format!("disk-{number}"))?;
        let script = stage.script(&folder, &random, ALL, 80)?;
        let kilobytes = size + 60 + 40 * number;
        // A name space of its own ends with its last process, and the disk with it: everything happens in one shell.
        let shell = r#"
            mount -t tmpfs -o size="$1k" tmpfs "$2" && cp "$3" "$2/w.dragoman" || exit 90
            "$4" apply "$2/w.dragoman" "$5" --ack; echo "exit $?"
            "$4" statements "$2/w.dragoman" > /dev/null || echo unreadable
            mount -o remount,size=50m "$2" || exit 91
            "$4" apply "$2/w.dragoman" "$5" --ack > /dev/null; echo "again $?"
            rm -rf "$6" && mkdir "$6" && cp "$2"/w.dragoman* "$6"
        "#;
        let kept = wish.place.join(format!("kept-{number}"));
        let output = Command::new("unshare")
            .args([
                "-rm",
                "sh",
                "-c",
                shell,
                "sh",
                &kilobytes.to_string(),
                name(&folder),
                name(&stage.workspace),
            ])
            .args([name(&wish.program), name(&script), name(&kept)])
            .output()?;
        let (out, said) = (
            String::from_utf8_lossy(&output.stdout).into_owned(),
            text(&output.stderr),
        );
        let mut tally = Tally {
            rounds: 1,
            ..Tally::default()
        };
        if !output.status.success() {
            return Err(format!("the disk could not be made: {said}").into());
        }
        let full = said.contains("full") || out.contains("exit 3");
        tally.fired += u64::from(full);
        if out.contains("unreadable") {
            tally.lost += 1;
            tally.remember(format!(
                "{kilobytes} KiB: nothing can be read while the disk is full: {said}"
            ));
        }
        if full && out.contains("again 3") {
            tally.lost += 1;
            tally.remember(format!(
                "{kilobytes} KiB: work does not go on with more space: {said}"
            ));
        }
        let mut known = stage.acks.clone();
        known.extend(acks(&output.stdout));
        judge(&kept.join("w.dragoman"), &known).count(&mut tally, &format!("{kilobytes} KiB"));
        for folder in [&folder, &kept] {
            std::fs::remove_dir_all(folder)?;
        }
        Ok(tally)
    })?;
    Ok(Report {
        tally,
        ..Report::default()
    })
}
