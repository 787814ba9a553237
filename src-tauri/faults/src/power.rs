//! D06 and D07: power loss. What the program does to its files is written down; from that come the disks that a power loss could leave at any
//! moment, and each is opened and judged by what had been acknowledged until then.

mod disk;
mod log;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use disk::{Content, Disk, Honesty, VARIANTS, Variant};
use log::{Log, Record};
use serde_json::json;

use crate::judge::{Ack, Court};
use crate::program::{Program, acks, name, text, write_lines};
use crate::random::Random;
use crate::report::{Control, Report, Tally};
use crate::script::{self, Kind, Maker};
use crate::wish::Wish;
use crate::{Result, older, shims, wish};

/// So many states are made of each moment at most.
const STATES: u64 = 5;
/// So many recordings, each with work of its own, in short and in long.
const RECORDINGS: (u64, u64) = (3, 30);

/// What the program did, and what it left.
struct Recording {
    log: Log,
    /// What stood in the folder before.
    before: Content,
    /// Every whole content that the export's target may have.
    exports: Vec<Vec<u8>>,
    /// Acknowledgements and other lines, each with the index of the record after which it counts.
    acks: Vec<(usize, Ack)>,
    /// Record after which: the workspace was made, the backup was made, the export was written.
    made: usize,
    backup: (usize, usize),
    export: usize,
    court: Court,
}

pub fn run(wish: &Wish) -> Result<Report> {
    let recordings = match recordings(wish) {
        Ok(recordings) => recordings,
        Err(why) => return Ok(Report::skipped(why.to_string())),
    };
    let tally = states(wish, "D06", &recordings, wish.rounds, Honesty::Full)?;
    let few = (wish.rounds / 16).max(60);
    let off = states(wish, "D06 off", &recordings, few, Honesty::Off)?;
    // Only where something is acknowledged can something acknowledged be lost.
    let worked_with = |recording: &Recording| recording.backup.0 == usize::MAX && recording.acks.len() >= 50;
    let lives: Vec<Recording> = recordings.into_iter().filter(worked_with).collect();
    let normal = states(wish, "D06 normal", &lives, few, Honesty::Normal)?;
    let percent = |part: u64, whole: u64| part * 100 / whole.max(1);
    let controls = vec![
        Control {
            what: "log synced late",
            seen: format!("{} of {} states lost (at least 30 %)", normal.lost, normal.rounds),
            failed_as_it_must: percent(normal.lost, normal.rounds) >= 30,
        },
        Control {
            what: "no syncs",
            seen: format!("{} of {} states corrupt (at least 10 %)", off.corrupt, off.rounds),
            failed_as_it_must: percent(off.corrupt, off.rounds) >= 10,
        },
    ];
    Ok(Report {
        tally,
        controls,
        skipped: None,
    })
}

/// Power loss while the program recovers from a power loss.
pub fn during_recovery(wish: &Wish) -> Result<Report> {
    let recordings = match recordings(wish) {
        Ok(recordings) => recordings,
        Err(why) => return Ok(Report::skipped(why.to_string())),
    };
    let shim = shims::compile("recorder.c", &wish.place)?;
    let moments = wish.rounds.div_ceil(STATES * 2);
    let tally = wish.spread("D07", moments, |number, random| {
        let mut tally = Tally::default();
        let lives: Vec<&Recording> = recordings
            .iter()
            .filter(|recording| recording.made < usize::MAX)
            .collect();
        let Some(recording) = random.pick(&lives).copied() else {
            return Ok(tally);
        };
        let (disk, at) = moment(recording, recording.made, Honesty::Full, &random);
        let folder = wish.folder(&format!("recovering-{number}"))?;
        let content = disk.after(Variant::Half, &random);
        lay(&folder, &content)?;
        let log = wish.place.join(format!("recovering-{number}.log"));
        let program = recorded(wish, &shim, &log, &folder);
        let output = program.run(&["dump", name(&folder.join("w.dragoman"))])?;
        if !output.status.success() {
            tally.corrupt += 1;
            tally.remember(format!(
                "recovering ended with {}: {}",
                output.status,
                text(&output.stderr)
            ));
        }
        let second = Recording {
            log: Log::read(&log, &folder)?,
            before: content,
            exports: recording.exports.clone(),
            acks: recording
                .acks
                .iter()
                .filter(|(when, _)| *when <= at)
                .map(|(_, ack)| (0, ack.clone()))
                .collect(),
            made: 0,
            backup: (usize::MAX, usize::MAX),
            export: usize::MAX,
            court: Court::default(),
        };
        for half in 0..2 {
            tally.add(judged(
                wish,
                &format!("again-{number}-{half}"),
                &second,
                Honesty::Full,
                &random,
            )?);
        }
        std::fs::remove_dir_all(&folder)?;
        std::fs::remove_file(&log)?;
        Ok(tally)
    })?;
    Ok(Report {
        tally,
        ..Report::default()
    })
}

fn states(
    wish: &Wish,
    chance: &str,
    recordings: &[Recording],
    rounds: u64,
    honesty: Honesty,
) -> Result<Tally> {
    wish.spread(chance, rounds.div_ceil(STATES), |number, random| {
        let recording = random.pick(recordings).ok_or("nothing was recorded")?;
        judged(wish, &format!("state-{number}"), recording, honesty, &random)
    })
}

/// The disk at a moment by chance, often just before a sync, when most is pending.
fn moment<'a>(recording: &'a Recording, from: usize, honesty: Honesty, random: &Random) -> (Disk<'a>, usize) {
    let all = recording.log.records.len();
    let mut at = from + random.index(all - from + 1);
    if random.chance(60) {
        let is_sync = |record: &Record| matches!(record, Record::Synced { .. } | Record::FolderSynced { .. });
        at = recording.log.records[at.min(all)..]
            .iter()
            .position(is_sync)
            .map_or(at, |more| at + more);
    }
    let mut disk = Disk::new(&recording.log, &recording.before, honesty);
    disk.advance(0..at);
    (disk, at)
}

/// Judges some states, all different.
fn judged(
    wish: &Wish,
    place: &str,
    recording: &Recording,
    honesty: Honesty,
    random: &Random,
) -> Result<Tally> {
    let mut tally = Tally::default();
    let mut known = HashSet::new();
    let folder = wish.place.join(place);
    for _ in 0..4 {
        let (disk, at) = moment(recording, 0, honesty, random);
        let whole = disk.after(Variant::Everything, random);
        for variant in VARIANTS {
            let content = disk.after(variant, random);
            let mut hasher = DefaultHasher::new();
            (&content, at).hash(&mut hasher);
            if tally.rounds == STATES || !known.insert(hasher.finish()) {
                continue;
            }
            tally.rounds += 1;
            tally.fired += u64::from(content != whole || disk.is_pending());
            lay(&folder, &content)?;
            look(
                recording,
                &folder,
                at,
                &content,
                &format!("record {at}, {variant:?}"),
                &mut tally,
            )?;
        }
    }
    let _ = std::fs::remove_dir_all(&folder);
    Ok(tally)
}

fn lay(folder: &Path, content: &Content) -> Result {
    wish::fresh(folder)?;
    for (name, bytes) in content {
        let path = folder.join(name);
        // Backups stand in a folder of their own.
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, bytes)?;
    }
    Ok(())
}

/// What must hold in a folder after the power came back; at most one loss and one corruption are counted for a state.
fn look(
    recording: &Recording,
    folder: &Path,
    at: usize,
    content: &Content,
    what: &str,
    tally: &mut Tally,
) -> Result {
    let mut state = Tally::default();
    let court = &recording.court;
    let acks = |until: usize| -> Vec<Ack> {
        recording
            .acks
            .iter()
            .filter(|(when, _)| *when <= until)
            .map(|(_, ack)| ack.clone())
            .collect()
    };
    let workspace = folder.join("w.dragoman");
    if at >= recording.made {
        court.judge(&workspace, &acks(at)).count(&mut state, what);
    }
    let (begun, done) = recording.backup;
    if content.contains_key("copy.dragoman") {
        court
            .judge(&folder.join("copy.dragoman"), &acks(begun))
            .count(&mut state, &format!("{what}: the backup"));
    } else if at >= done {
        state.lost += 1;
        state.remember(format!("{what}: the backup is not there"));
    }
    if let Some(export) = content.get("out.md") {
        let expected = if at >= recording.export {
            recording.exports.get(1..)
        } else {
            recording.exports.get(..)
        };
        if !expected.unwrap_or_default().contains(export) {
            state.lost += 1;
            state.remember(format!(
                "{what}: the export is neither the old one nor the new one"
            ));
        }
    }
    if content.contains_key("older.dragoman") {
        let path = folder.join("older.dragoman");
        court
            .judge(&path, &older::acks(&path)?)
            .count(&mut state, &format!("{what}: the older workspace"));
        older::holds(&path, &mut state, what)?;
    }
    tally.lost += state.lost.min(1);
    tally.corrupt += state.corrupt.min(1);
    for failure in state.failures {
        tally.remember(failure);
    }
    Ok(())
}

fn recorded(wish: &Wish, shim: &Path, log: &Path, folder: &Path) -> Program {
    Program::new(&wish.program)
        .with("LD_PRELOAD", shim)
        .with("RECORDER_LOG", log)
        .with("RECORDER_FOLDER", folder)
}

/// Records workspaces' lives: made, worked with, imported into; backed up and exported; migrated.
fn recordings(wish: &Wish) -> Result<Vec<Recording>> {
    let shim = shims::compile("recorder.c", &wish.place)?;
    let count = if wish.soak { RECORDINGS.1 } else { RECORDINGS.0 };
    let mut recordings = Vec::new();
    for number in 0..count {
        let camera = Camera::new(wish, &shim, number)?;
        recordings.push(camera.life()?);
        if number % 3 == 1 {
            recordings.push(camera.copies()?);
        }
        if number % 3 == 2 {
            recordings.push(camera.migration()?);
        }
    }
    Ok(recordings)
}

const ALL: &[Kind] = &[
    Kind::Statement,
    Kind::Edit,
    Kind::Undo,
    Kind::Redo,
    Kind::Translation,
    Kind::Merge,
    Kind::Note,
    Kind::Delete,
    Kind::Correction,
];

const OLD: &[u8] = b"der alte Bericht\n";

/// Records one workspace.
struct Camera {
    random: Random,
    plain: Program,
    recorded: Program,
    folder: PathBuf,
    aside: PathBuf,
    log: PathBuf,
}

impl Camera {
    fn new(wish: &Wish, shim: &Path, number: u64) -> Result<Self> {
        let folder = wish.folder(&format!("recorded-{number}"))?;
        let aside = wish.folder(&format!("recorded-{number}-aside"))?;
        let log = aside.join("log");
        Ok(Camera {
            random: Random::of(wish.seed, "recording", number),
            plain: Program::new(&wish.program),
            recorded: recorded(wish, shim, &log, &folder),
            folder,
            aside,
            log,
        })
    }

    fn at(&self, file: &str) -> String {
        self.folder.join(file).display().to_string()
    }

    fn records(&self) -> Result<usize> {
        Ok(Log::read(&self.log, &self.folder)?.records.len())
    }

    fn apply(&self, program: &Program, file: &str, lines: &[String]) -> Result<Vec<Ack>> {
        let script = self.aside.join(file);
        write_lines(&script, lines)?;
        Ok(program.apply_all(&self.folder.join("w.dragoman"), &script)?.0)
    }

    /// What was recorded, as it is without further expectations.
    fn end(&self, before: Content) -> Result<Recording> {
        let log = Log::read(&self.log, &self.folder)?;
        let acks = acknowledged(&log);
        let never = usize::MAX;
        Ok(Recording {
            log,
            before,
            exports: Vec::new(),
            acks,
            made: never,
            backup: (never, never),
            export: never,
            court: Court::default(),
        })
    }

    /// A workspace is made and worked with, each time by a program that ends.
    fn life(&self) -> Result<Recording> {
        wish::fresh(&self.folder)?;
        let _ = std::fs::remove_file(&self.log);
        let mut maker = Maker::default();
        self.recorded.must(&["new", &self.at("w.dragoman")])?;
        let made = self.records()?;
        self.apply(&self.recorded, "beginning", &maker.beginning(&self.random, 2))?;
        for turn in 0..4 {
            self.apply(
                &self.recorded,
                &format!("turn-{turn}"),
                &maker.lines(&self.random, ALL, 12),
            )?;
        }
        let many: Vec<String> = (0..12)
            .map(|number| {
                json!({ "title": format!("Viele {number}"), "text": script::text(&self.random) }).to_string()
            })
            .collect();
        let file = self.aside.join("many.jsonl");
        write_lines(&file, &many)?;
        self.recorded
            .must(&["import", &self.at("w.dragoman"), name(&file)])?;
        self.apply(&self.recorded, "last", &maker.lines(&self.random, ALL, 10))?;
        let recording = Recording {
            made,
            ..self.end(Content::new())?
        };
        if recording.acks.len() < 50 {
            return Err(format!("only {} commands were acknowledged", recording.acks.len()).into());
        }
        Ok(recording)
    }

    /// A workspace is backed up and exported from.
    fn copies(&self) -> Result<Recording> {
        wish::fresh(&self.folder)?;
        let _ = std::fs::remove_file(&self.log);
        self.plain.must(&["new", &self.at("w.dragoman")])?;
        let known = self.apply(
            &self.plain,
            "beginning",
            &Maker::default().beginning(&self.random, 2),
        )?;
        std::fs::write(self.at("out.md"), OLD)?;
        let mut before = Content::new();
        before.insert("out.md".to_owned(), OLD.to_vec());
        before.insert("w.dragoman".to_owned(), std::fs::read(self.at("w.dragoman"))?);
        self.recorded
            .must(&["backup", &self.at("w.dragoman"), &self.at("copy.dragoman")])?;
        let done = self.records()?;
        self.recorded.must(&[
            "export",
            &self.at("w.dragoman"),
            "--briefing",
            "Bericht",
            "-o",
            &self.at("out.md"),
            "--overwrite",
        ])?;
        let export = self.records()?;
        let exports = vec![OLD.to_vec(), std::fs::read(self.at("out.md"))?];
        let acks = known.into_iter().map(|ack| (0, ack)).collect();
        Ok(Recording {
            made: 0,
            acks,
            backup: (0, done),
            export,
            exports,
            ..self.end(before)?
        })
    }

    /// A workspace of the first schema is opened.
    fn migration(&self) -> Result<Recording> {
        wish::fresh(&self.folder)?;
        let _ = std::fs::remove_file(&self.log);
        let older = self.folder.join("older.dragoman");
        older::write(&older)?;
        let mut before = Content::new();
        before.insert("older.dragoman".to_owned(), std::fs::read(&older)?);
        self.recorded.must(&["dump", name(&older)])?;
        self.end(before)
    }
}

/// What was printed until when. A line counts when its end was printed.
fn acknowledged(log: &Log) -> Vec<(usize, Ack)> {
    let (mut found, mut line) = (Vec::new(), Vec::new());
    for (index, record) in log.records.iter().enumerate() {
        let Record::Printed { bytes } = record else {
            continue;
        };
        for byte in &log.bytes[bytes.clone()] {
            line.push(*byte);
            if *byte == b'\n' {
                found.extend(acks(&line).into_iter().map(|ack| (index + 1, ack)));
                line.clear();
            }
        }
    }
    found
}
