//! D18: clocks that are wrong: years back, years ahead, before 1970, jumping while one works, in other time zones. Order and undo come from the history's
//! numbers, and nothing is refused or lost because of a date.

use serde_json::Value;

use crate::judge::judge;
use crate::program::{name, text};
use crate::report::{Control, Report, Tally};
use crate::script::Kind;
use crate::stage::Stage;
use crate::wish::Wish;
use crate::{Result, shims};

const YEAR: i64 = 31_557_600;

/// Seconds by which the clock is off, and a jump while the program runs: after how many looks, by how much.
fn weather(number: u64) -> (i64, Option<(u64, i64)>) {
    const SHIFTS: [i64; 8] = [-20 * YEAR, 50 * YEAR, -60 * YEAR, 0, 3_600, -3_600, 1, 74 * YEAR];
    const JUMPS: [i64; 5] = [-10 * YEAR, -3_600, 3_600, -1, 30 * YEAR];
    let pick = |len: usize, number: u64| usize::try_from(number).unwrap_or(0) % len;
    let shift = SHIFTS[pick(SHIFTS.len(), number)];
    let jump = (!number.is_multiple_of(3) || shift == 0)
        .then(|| (5 + number % 11, JUMPS[pick(JUMPS.len(), number / 2)]));
    (shift, jump)
}

pub fn run(wish: &Wish) -> Result<Report> {
    let shim = match shims::compile("weather.c", &wish.place) {
        Ok(shim) => shim,
        Err(why) => return Ok(Report::skipped(why.to_string())),
    };
    let stage = Stage::new(wish, 0)?;
    let tally = wish.spread("D18", wish.rounds, |number, random| {
        let mut tally = Tally {
            rounds: 1,
            ..Tally::default()
        };
        let folder = wish.place.join(format!("round-{number}"));
        let workspace = stage.lay(&folder)?;
        let (shift, jump) = weather(number);
        let zone =
            ["UTC", "Pacific/Kiritimati", "America/St_Johns", "Europe/Kyiv"][usize::try_from(number % 4)?];
        let count = folder.join("count");
        let mut program = stage
            .program
            .with("LD_PRELOAD", &shim)
            .with("WEATHER_CLOCK", shift.to_string())
            .with("WEATHER_COUNT", &count)
            .with("TZ", zone);
        if let Some((after, by)) = jump {
            program = program.with("WEATHER_JUMP", format!("{after}:{by}"));
        }
        let what = format!("{shift} s off, jump {jump:?}, {zone}");
        let mut lose = |why: String| {
            tally.lost += 1;
            tally.remember(format!("{what}: {why}"));
        };
        let kinds = [
            Kind::Article,
            Kind::Statement,
            Kind::Edit,
            Kind::Note,
            Kind::Translation,
        ];
        let before = stage
            .program
            .must(&["dump", name(&workspace), "--canonical"])?
            .stdout;
        let script = stage.script(&folder, &random, &kinds, 10)?;
        let (acks, output) = program.apply_all(&workspace, &script)?;
        if !output.status.success() || acks.len() < 10 {
            lose(format!("refused: {}", text(&output.stderr)));
        }
        // Whatever the clock says, undo takes back what was done last, and redo gives it back.
        let middle = stage
            .program
            .must(&["dump", name(&workspace), "--canonical"])?
            .stdout;
        let changed: std::collections::BTreeSet<u64> = acks.iter().map(|ack| ack.sequence).collect();
        for which in ["undo", "redo"] {
            for _ in changed
                .iter()
                .filter(|sequence| **sequence > stage.acks.len() as u64)
            {
                let output = program.run(&[which, name(&workspace)])?;
                if !output.status.success() {
                    lose(format!("{which}: {}", text(&output.stderr)));
                    break;
                }
            }
            let now = stage
                .program
                .must(&["dump", name(&workspace), "--canonical"])?
                .stdout;
            if now
                != if which == "undo" {
                    before.clone()
                } else {
                    middle.clone()
                }
            {
                lose(format!("{which} gives something else"));
            }
        }
        let listed = program.must(&["--json", "history", name(&workspace), "--limit", "500"])?;
        let listed: Value = serde_json::from_slice(&listed.stdout).unwrap_or_default();
        let numbers: Vec<u64> = sequences(&listed);
        if numbers.len() < 10 || !numbers.is_sorted_by(|one, next| one > next) {
            lose(format!(
                "the history is not in the order in which things were done: {} entries",
                numbers.len()
            ));
        }
        let mut known = stage.acks.clone();
        known.extend(acks);
        judge(&workspace, &known).count(&mut tally, &what);
        tally.fired += u64::from(std::fs::metadata(&count).is_ok_and(|metadata| metadata.len() > 0));
        std::fs::remove_dir_all(&folder)?;
        Ok(tally)
    })?;
    let mut report = Report {
        tally,
        ..Report::default()
    };
    report.controls.push(control(wish, &stage, &shim)?);
    Ok(report)
}

/// The wrong clock must be seen in the history, or the program never looked at it.
fn control(wish: &Wish, stage: &Stage, shim: &std::path::Path) -> Result<Control> {
    let folder = wish.place.join("control");
    let workspace = stage.lay(&folder)?;
    let script = stage.script(
        &folder,
        &crate::random::Random::of(wish.seed, "D18 control", 0),
        &[Kind::Note],
        1,
    )?;
    let program = stage
        .program
        .with("LD_PRELOAD", shim)
        .with("WEATHER_CLOCK", (50 * YEAR).to_string());
    program.apply_all(&workspace, &script)?;
    let listed = stage
        .program
        .must(&["--json", "history", name(&workspace), "--limit", "1"])?;
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let late = ["\"207", "\"208"].iter().any(|year| listed.contains(year));
    Ok(Control {
        what: "a clock 50 years ahead",
        seen: if late {
            "seen in the history".to_owned()
        } else {
            format!("not seen: {listed}")
        },
        failed_as_it_must: late,
    })
}

fn sequences(listed: &Value) -> Vec<u64> {
    let entries = listed.get("entries").unwrap_or(listed);
    let numbers = entries.as_array().map(Vec::as_slice).unwrap_or_default().iter();
    numbers.filter_map(|entry| entry["sequence"].as_u64()).collect()
}
