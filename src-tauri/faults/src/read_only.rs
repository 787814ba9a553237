//! D11: media that can only be read: by our own library, and by mounting. Everything can be read, nothing is changed, and it is said.

use std::path::Path;
use std::process::Command;

use crate::program::{Program, beside, name, text};
use crate::report::{Control, Report, Tally};
use crate::script::Kind;
use crate::stage::Stage;
use crate::wish::Wish;
use crate::{Result, shims};

pub fn run(wish: &Wish) -> Result<Report> {
    let stage = Stage::new(wish, 0)?;
    let shim = shims::compile("weather.c", &wish.place);
    let mount = Command::new("unshare")
        .args(["-rm", "true"])
        .output()
        .is_ok_and(|output| output.status.success());
    if shim.is_err() && !mount {
        return Ok(Report::skipped(
            "neither a library nor a mount can be put below a program",
        ));
    }
    let tally = wish.spread("D11", wish.rounds, |number, random| {
        let mut tally = Tally {
            rounds: 1,
            ..Tally::default()
        };
        let folder = wish.place.join(format!("round-{number}"));
        let workspace = stage.lay(&folder)?;
        let hot = number % 2 == 1;
        if hot {
            let script = stage.script(&folder, &random, &[Kind::Statement, Kind::Note], 300)?;
            let mut applying = stage.program.apply(&workspace, &script)?;
            while applying.acknowledged() < 10 && applying.is_running()? {
                std::thread::sleep(std::time::Duration::from_micros(300));
            }
            applying.kill()?;
            let _ = std::fs::remove_file(beside(&workspace, "-shm"));
            std::fs::remove_file(script)?;
        }
        let before = content(&folder)?;
        let count = wish.place.join(format!("count-{number}"));
        let way = match (&shim, mount, number % 4 >= 2) {
            (Ok(shim), false, _) | (Ok(shim), true, false) => stage
                .program
                .with("LD_PRELOAD", shim)
                .with("WEATHER_FOLDER", &folder)
                .with("WEATHER_READ_ONLY", "1")
                .with("WEATHER_COUNT", &count),
            _ => {
                std::fs::write(&count, ".")?;
                stage
                    .program
                    .under(["unshare", "-rm", "sh", "-c", MOUNT, name(&folder)])
            }
        };
        let what = if hot { "with a log" } else { "closed" };
        asked(&way, &workspace, what, &mut tally)?;
        if content(&folder)? != before {
            tally.corrupt += 1;
            tally.remember(format!("{what}: the folder is not what it was"));
        }
        tally.fired += u64::from(std::fs::metadata(&count).is_ok_and(|metadata| metadata.len() > 0));
        tally.count(
            if hot {
                "with a log beside it"
            } else {
                "closed before"
            },
            1,
        );
        let _ = std::fs::remove_file(&count);
        std::fs::remove_dir_all(&folder)?;
        Ok(tally)
    })?;
    let folder = wish.place.join("control");
    let workspace = stage.lay(&folder)?;
    let mut writable = Tally::default();
    asked(&stage.program, &workspace, "control", &mut writable)?;
    let control = Control {
        what: "a folder that can be written",
        seen: format!("{} commands done that must be refused elsewhere", writable.lost),
        failed_as_it_must: writable.lost > 0,
    };
    Ok(Report {
        tally,
        controls: vec![control],
        skipped: None,
    })
}

/// Makes the folder that is named first read-only, and goes on with the rest.
const MOUNT: &str = r#"mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@""#;

fn asked(program: &Program, workspace: &Path, what: &str, tally: &mut Tally) -> Result {
    let mut lose = |why: String| {
        tally.lost += 1;
        tally.remember(format!("{what}: {why}"));
    };
    for arguments in [
        &["statements", name(workspace)][..],
        &["search", name(workspace), "Istanbul*"],
        &["check", name(workspace), "--deep"],
    ] {
        let output = program.run(arguments)?;
        if !output.status.success() {
            lose(format!(
                "{} ended with {}: {}",
                arguments[0],
                output.status,
                text(&output.stderr)
            ));
        }
    }
    let output = program.run(&["undo", name(workspace)])?;
    let said = text(&output.stderr);
    if output.status.code() != Some(3) || !said.contains("read") {
        lose(format!("undo ended with {}: {said}", output.status));
    }
    Ok(())
}

/// Names and bytes in a folder, without the shared memory of SQLite.
fn content(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !name.ends_with("-shm") {
            found.push((name, std::fs::read(&path)?));
        }
    }
    found.sort();
    Ok(found)
}
