//! All hostile files through the command line: what becomes of each, and whether anything of what they say is done.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use dragoman_tests::hostile::{Case, Expect, Way, cases};
use dragoman_tests::{Desk, dragoman};
use serde_json::{Value, json};

use super::talk::{Silence, Talk};
use super::trace::{Trace, control};

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    Text(String),
    Refused(String),
}

#[derive(Default)]
struct Score {
    tried: u32,
    held: u32,
    crashed: u32,
    hung: u32,
    slowest: (Duration, String),
    broken: Vec<String>,
}

impl Score {
    fn take(&mut self, case: &Case, begun: Instant, fate: Result<Fate, Silence>, repairs: &[String]) {
        self.tried += 1;
        if begun.elapsed() > self.slowest.0 {
            self.slowest = (begun.elapsed(), case.name.clone());
        }
        let fate = match fate {
            Ok(fate) => fate,
            Err(silence) => {
                self.crashed += u32::from(silence == Silence::Crashed);
                self.hung += u32::from(silence == Silence::Hung);
                return self.broken.push(format!("{}: {silence:?}", case.name));
            }
        };
        let holds = match (&case.expect, &fate) {
            (Expect::Text(expected), Fate::Text(text)) => text == expected,
            (Expect::Holds(with, without), Fate::Text(text)) => {
                text.contains(with) && (without.is_empty() || !text.contains(without))
            }
            (Expect::Repaired(kind), Fate::Text(_)) => repairs.iter().any(|repair| repair == kind),
            (Expect::Read | Expect::Either, Fate::Text(_)) => true,
            (Expect::Refused(codes), Fate::Refused(code)) => codes.contains(&code.as_str()),
            (Expect::Either, Fate::Refused(code)) => !code.is_empty(),
            _ => false,
        };
        self.held += u32::from(holds);
        if !holds {
            let cut = |text: String| text.chars().take(200).collect::<String>();
            let (expected, got) = (cut(format!("{:?}", case.expect)), cut(format!("{fate:?}")));
            self.broken
                .push(format!("{}: {got}; expected {expected}", case.name));
        }
    }
}

fn strings(values: &Value, field: &str) -> Vec<String> {
    let rows = values.as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter()
        .filter_map(|row| Some(row[field].as_str()?.to_owned()))
        .collect()
}

fn article(talk: &mut Talk, desk: &Desk, case: &Case) -> Result<(Fate, Vec<String>), Silence> {
    let source = json!({ "path": desk.path(&format!("in/{}", case.name)) });
    let mut said = json!({ "source": source });
    if let Some(encoding) = case.encoding {
        said["encoding"] = encoding.into();
    }
    let mut repairs = Vec::new();
    if matches!(case.expect, Expect::Repaired(_)) {
        repairs = strings(&talk.ask("preview_article", &said)?["ok"]["repairs"], "kind");
    }
    // Some are the same bytes under another name.
    said["allow_duplicate"] = true.into();
    let answer = talk.ask("import_articles", &json!({ "articles": [said] }))?;
    let result = &answer["ok"]["result"];
    let fate = match result["imported"][0]["uid"].as_str() {
        Some(uid) => {
            let article = talk.ask("get_article", &json!({ "uid": uid }))?;
            Fate::Text(article["ok"]["text"].as_str().unwrap_or("no text").to_owned())
        }
        None => Fate::Refused(
            result["refused"][0]["refusal"]["refusal"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        ),
    };
    Ok((fate, repairs))
}

fn glossary(talk: &mut Talk, desk: &Desk, case: &Case) -> Result<Fate, Silence> {
    let path = desk.path(&format!("in/{}", case.name));
    let answer = talk.ask("import_glossary", &json!({ "source": { "path": path } }))?;
    if answer["error"].is_null() {
        return Ok(Fate::Text(answer["ok"]["result"].to_string()));
    }
    let detail = &answer["error"]["detail"];
    let code = detail["refusal"]["refusal"]
        .as_str()
        .or(detail["refusal"].as_str());
    Ok(Fate::Refused(code.unwrap_or_default().to_owned()))
}

/// All archives in one import; the codes of what was refused, for each.
fn collections(trace: &Trace, desk: &Desk, archives: &[Case], score: &mut Score) {
    let begun = Instant::now();
    let status = trace
        .command(dragoman())
        .args(["import", "archives.dragoman"])
        .args(
            archives
                .iter()
                .map(|case| desk.path(&format!("in/{}", case.name))),
        )
        .args(["--failed", "failed.csv"])
        .current_dir(desk.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("dragoman starts");
    let crashed = status.code().is_none_or(|code| code > 4);
    let mut failures: Vec<(String, String)> = Vec::new();
    if let Ok(mut table) = csv::Reader::from_path(desk.path("failed.csv")) {
        let headers = table.headers().cloned().unwrap_or_default();
        let column = |name: &str| {
            headers
                .iter()
                .position(|header| header == name)
                .expect("a column")
        };
        let (source, code, stored) = (column("source"), column("code"), column("stored"));
        failures = table
            .records()
            .filter_map(Result::ok)
            .filter(|row| row.get(stored) != Some("yes") && row.get(stored) != Some("true"))
            .map(|row| (row[source].to_owned(), row[code].to_owned()))
            .collect();
    }
    for case in archives {
        let code = failures
            .iter()
            .find(|(source, _)| {
                Path::new(source)
                    .file_name()
                    .is_some_and(|name| *name == *case.name)
            })
            // The same few bytes are in many of them.
            .filter(|(_, code)| code != "duplicate")
            .map(|(_, code)| code.clone());
        let fate = match code {
            _ if crashed => Err(Silence::Crashed),
            Some(code) => Ok(Fate::Refused(code)),
            None => Ok(Fate::Text(String::new())),
        };
        score.take(case, Instant::now(), fate, &[]);
    }
    if begun.elapsed() > score.slowest.0 {
        score.slowest = (begun.elapsed(), "all archives together".to_owned());
    }
}

#[test]
fn every_hostile_file_ends_in_a_text_or_a_named_refusal_and_reaches_nothing() {
    let desk = Desk::new();
    let all = cases();
    for case in &all {
        desk.file(&format!("in/{}", case.name), &case.bytes);
    }
    for workspace in ["w.dragoman", "archives.dragoman"] {
        assert_eq!(desk.run(["new", workspace]).code, 0);
    }
    let mut score = Score::default();
    let trace = Trace::into(desk.path("talk.trace"));
    let start = || {
        let mut command = trace.command(dragoman());
        command.current_dir(desk.path(""));
        Talk::with(command, &desk.path("w.dragoman"))
    };
    let mut talk = start();
    for case in all.iter().filter(|case| case.way != Way::Collection) {
        let begun = Instant::now();
        let ended = match case.way {
            Way::Glossary => glossary(&mut talk, &desk, case).map(|fate| (fate, Vec::new())),
            _ => article(&mut talk, &desk, case),
        };
        match ended {
            Ok((fate, repairs)) => score.take(case, begun, Ok(fate), &repairs),
            Err(silence) => {
                score.take(case, begun, Err(silence), &[]);
                talk = start();
            }
        }
    }
    talk.end();
    let archives: Vec<Case> = all
        .iter()
        .filter(|case| case.way == Way::Collection)
        .cloned()
        .collect();
    let apart = Trace::into(desk.path("archives.trace"));
    collections(&apart, &desk, &archives, &mut score);

    for workspace in ["w.dragoman", "archives.dragoman"] {
        let checked = desk.run(["check", workspace, "--deep"]);
        assert_eq!(checked.code, 0, "{workspace}: {}{}", checked.out, checked.err);
    }
    println!(
        "hostile files: tried {}, held {}, crashed {}, hung {}; slowest {:?} ({})",
        score.tried, score.held, score.crashed, score.hung, score.slowest.0, score.slowest.1
    );
    if trace.sees() {
        let (mut network, mut outside, mut baits) = (Vec::new(), Vec::new(), Vec::new());
        for trace in [&trace, &apart] {
            let seen = trace.seen(&desk.path(""));
            network.extend(seen.network);
            outside.extend(seen.outside);
            baits.extend(seen.baits);
        }
        println!(
            "seen from outside: network attempts {}, files outside {}, baits opened {}",
            network.len(),
            outside.len(),
            baits.len()
        );
        let seen = control(&desk.path(""));
        assert!(
            !seen.network.is_empty() && !seen.outside.is_empty() && !seen.baits.is_empty(),
            "{seen:?}"
        );
        assert_eq!((network, outside, baits), (Vec::new(), Vec::new(), Vec::new()));
    } else {
        println!("seen from outside: not run: strace is not there");
    }
    assert_eq!(score.broken, Vec::<String>::new());
    assert!(score.tried >= 250, "{}", score.tried);
}
