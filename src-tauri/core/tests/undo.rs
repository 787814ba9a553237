//! Whatever was done, in whatever order, with undo and redo and restarts in between: each undo gives exactly
//! what was there before, each redo exactly what was there after, and the file keeps its promises.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use dragoman_core::Uid;
use dragoman_core::commands::{Access, COMMANDS, Envelope};
use dragoman_core::workspace::{Context, Workspace};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

mod values;

use values::{DATES, ENTITIES, KINDS, ROLES, WORDS};

/// What to do next; the numbers choose what with.
#[derive(Debug, Clone)]
enum Step {
    /// Commands that are one group when there are several.
    Do(Vec<(usize, [u16; 4])>),
    Undo,
    Redo,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let command = || (0..REQUESTS.len(), any::<[u16; 4]>());
    prop_oneof![
        20 => command().prop_map(|command| Step::Do(vec![command])),
        2 => prop::collection::vec(command(), 2..5).prop_map(Step::Do),
        3 => Just(Step::Undo),
        2 => Just(Step::Redo),
        1 => Just(Step::Reopen),
    ]
}

/// What there is to refer to: uids by kind of thing, alive or not; and what was asked to be deleted.
#[derive(Default)]
struct Known(BTreeMap<&'static str, Vec<Value>>);

impl Known {
    fn pick(&self, kind: &str, number: u16) -> Value {
        match self.0.get(kind) {
            Some(uids) => uids[usize::from(number) % uids.len()].clone(),
            None => json!(Uid::new()),
        }
    }

    /// One of them every other time, if there is any.
    fn perhaps(&self, kind: &str, number: u16) -> Value {
        if number.is_multiple_of(2) && self.0.contains_key(kind) {
            self.pick(kind, number / 2)
        } else {
            Value::Null
        }
    }
}

fn word(number: u16) -> String {
    let word = WORDS[usize::from(number) % WORDS.len()];
    format!("{word} {}", number % 7)
}

fn of<'a>(words: &[&'a str], number: u16) -> &'a str {
    words[usize::from(number) % words.len()]
}

fn span(number: u16) -> Value {
    let start = number % 40;
    json!({ "start": start, "end": start + 1 + number % 5 })
}

type Make = fn(&Known, [u16; 4]) -> Value;

/// Every command that writes, with a request made from four numbers, and what its answer's uid is of.
const REQUESTS: &[(&str, &str, Make)] = &[
    ("edit_workspace", "", |_, [a, ..]| json!({ "title": word(a) })),
    ("import_articles", "article", |known, [a, b, c, _]| {
        let outlet = known.perhaps("outlet", c);
        json!({ "articles": [
            {
                "source": { "text": format!("{} sagte: {} {}", word(a), word(b), "Satz. ".repeat(9)) },
                "title": word(b), "published": of(DATES, c), "outlet": outlet, "allow_duplicate": c % 2 == 0,
            },
            { "source": { "text": "" } },
        ] })
    }),
    ("edit_article", "", |known, [a, b, c, d]| {
        let mut request =
            json!({ "uid": known.pick("article", a), "title": word(b), "published": of(DATES, c) });
        if d % 2 == 0 {
            request["outlet"] = if d % 3 == 0 {
                Value::Null
            } else {
                known.pick("outlet", d)
            };
        }
        request
    }),
    ("add_statement", "statement", |known, [a, b, c, d]| {
        json!({
            "article": known.pick("article", a), "spans": [span(b), { "start": 50, "end": 53 }], "kind": of(KINDS, b),
            "chain": chain(known, c), "said": of(DATES, d), "tags": some(known, "tag", c),
            "topics": stances(known, d), "events": some(known, "event", d), "note": word(d),
        })
    }),
    ("edit_statement", "", |known, [a, b, c, d]| {
        let mut request = json!({ "uid": known.pick("statement", a) });
        for (bit, (field, value)) in [
            ("spans", json!([span(c)])),
            ("kind", json!(of(KINDS, c))),
            ("chain", chain(known, c)),
            ("topics", stances(known, c)),
            ("tags", some(known, "tag", d)),
            ("events", some(known, "event", d)),
            ("said", json!(of(DATES, c))),
            (
                "certainty",
                if d % 2 == 0 {
                    Value::Null
                } else {
                    json!("possible")
                },
            ),
        ]
        .into_iter()
        .enumerate()
        {
            if b >> bit & 1 == 1 {
                request[field] = value;
            }
        }
        request
    }),
    ("add_translation", "translation", |known, [a, b, c, _]| {
        let of = match b % 3 {
            0 => json!({ "article": known.pick("article", a) }),
            1 => json!({ "statement": known.pick("statement", a) }),
            _ => json!({ "passage": { "article": known.pick("article", a), "span": span(c) } }),
        };
        json!({ "of": of, "language": "en", "text": word(c), "status": "draft" })
    }),
    (
        "edit_translation",
        "",
        |known, [a, b, ..]| json!({ "uid": known.pick("translation", a), "text": word(b), "status": "checked" }),
    ),
    ("add_note", "note", |known, [a, b, c, _]| {
        let kinds = [
            "article",
            "statement",
            "actor",
            "topic",
            "event",
            "outlet",
            "none",
        ];
        let about = match of(&kinds, a) {
            "none" => Value::Null,
            kind => json!({ "entity": kind, "uid": known.pick(kind, b) }),
        };
        json!({ "about": about, "text": word(c) })
    }),
    (
        "edit_note",
        "",
        |known, [a, b, ..]| json!({ "uid": known.pick("note", a), "text": word(b) }),
    ),
    ("add_actor", "actor", |known, [a, b, c, _]| {
        let organisation = known.perhaps("actor", c);
        json!({
            "kind": "person", "names": [{ "name": word(a) }, { "name": format!("Auch {b}"), "language": "uk" }],
            "roles": [{ "title": word(b), "organisation": organisation }],
        })
    }),
    (
        "edit_actor",
        "",
        |known, [a, b, c, _]| json!({ "uid": known.pick("actor", a), "names": [{ "name": word(b) }], "note": word(c) }),
    ),
    ("merge_actors", "", |known, [a, b, ..]| {
        merge(known, "actor", a, b)
    }),
    (
        "refuse_same_actor",
        "",
        |known, [a, b, ..]| json!({ "one": known.pick("actor", a), "other": known.pick("actor", a.wrapping_add(1 + b % 2)) }),
    ),
    ("reconsider_same_actor", "", |known, [a, ..]| {
        match known.0.get("refused") {
            Some(requests) => requests[usize::from(a) % requests.len()].clone(),
            None => json!({ "one": Uid::new(), "other": Uid::new() }),
        }
    }),
    (
        "add_topic",
        "topic",
        |_, [a, b, ..]| json!({ "name": format!("{} {b}", word(a)), "question": word(b) }),
    ),
    (
        "edit_topic",
        "",
        |known, [a, b, c, _]| json!({ "uid": known.pick("topic", a), "name": format!("{} {c}", word(b)), "color": "#a0b1c2" }),
    ),
    ("merge_topics", "", |known, [a, b, ..]| {
        merge(known, "topic", a, b)
    }),
    ("add_tag", "tag", |known, [a, b, c, _]| {
        let parent = known.perhaps("tag", c);
        json!({ "name": format!("{} {b}", word(a)), "parent": parent })
    }),
    ("edit_tag", "", |known, [a, b, c, d]| {
        let parent = if b % 3 == 0 {
            Value::Null
        } else {
            known.pick("tag", c)
        };
        json!({ "uid": known.pick("tag", a), "parent": parent, "position": d % 4, "definition": word(d) })
    }),
    ("merge_tags", "", |known, [a, b, ..]| merge(known, "tag", a, b)),
    (
        "add_outlet",
        "outlet",
        |_, [a, b, ..]| json!({ "name": format!("{} {b}", word(a)), "reliability": "B" }),
    ),
    (
        "edit_outlet",
        "",
        |known, [a, b, c, _]| json!({ "uid": known.pick("outlet", a), "name": format!("{} {c}", word(b)), "reliability": null }),
    ),
    ("merge_outlets", "", |known, [a, b, ..]| {
        merge(known, "outlet", a, b)
    }),
    (
        "add_event",
        "event",
        |known, [a, b, c, _]| json!({ "name": format!("{} {b}", word(a)), "happened": of(DATES, b), "parties": some(known, "actor", c) }),
    ),
    (
        "edit_event",
        "",
        |known, [a, b, c, _]| json!({ "uid": known.pick("event", a), "place": word(b), "parties": some(known, "actor", c), "number": null }),
    ),
    ("merge_events", "", |known, [a, b, ..]| {
        merge(known, "event", a, b)
    }),
    ("decide_copies", "", |known, [a, b, c, _]| {
        let same = [json!(true), json!(false), Value::Null][c as usize % 3].clone();
        json!({ "article": known.pick("article", a), "others": [known.pick("article", b)], "same": same })
    }),
    ("add_link", "link", |known, [a, b, c, _]| {
        let kind = of(&["contradicts", "updates", "repeats"], c);
        json!({ "from": known.pick("statement", a), "to": known.pick("statement", b), "kind": kind, "note": word(c) })
    }),
    (
        "edit_link",
        "",
        |known, [a, b, ..]| json!({ "uid": known.pick("link", a), "kind": "answers", "note": word(b) }),
    ),
    (
        "add_saved_search",
        "saved_search",
        |_, [a, b, ..]| json!({ "name": format!("{} {b}", word(a)), "query": word(b), "sort": "newest" }),
    ),
    (
        "edit_saved_search",
        "",
        |known, [a, b, ..]| json!({ "uid": known.pick("saved_search", a), "query": word(b) }),
    ),
    (
        "add_briefing",
        "briefing",
        |_, [a, ..]| json!({ "title": word(a) }),
    ),
    (
        "edit_briefing",
        "",
        |known, [a, b, ..]| json!({ "uid": known.pick("briefing", a), "title": word(b) }),
    ),
    ("add_briefing_item", "item", |known, [a, b, c, d]| {
        let content = match b % 3 {
            0 => json!({ "heading": { "level": 2 + b % 5, "text": word(c) } }),
            1 => json!({ "prose": { "text": word(c) } }),
            _ => json!({ "statement": { "statement": known.pick("statement", c) } }),
        };
        json!({ "briefing": known.pick("briefing", a), "content": content, "first": d % 2 == 0 })
    }),
    ("edit_briefing_item", "", |known, [a, b, c, _]| {
        if c % 2 == 0 {
            json!({ "uid": known.pick("item", a), "text": word(b) })
        } else {
            json!({ "uid": known.pick("item", a), "translation": known.pick("translation", b) })
        }
    }),
    ("move_briefing_item", "", |known, [a, b, ..]| {
        let after = known.perhaps("item", b);
        json!({ "uid": known.pick("item", a), "after": after })
    }),
    (
        "remove_briefing_item",
        "",
        |known, [a, ..]| json!({ "uid": known.pick("item", a) }),
    ),
    ("add_concept", "concept", |_, [a, b, c, d]| {
        json!({
            "terms": [term(a, d), term(b.wrapping_add(9), d), { "term": format!("t {c}"), "language": "uk" }],
            "subject": of(&["", "military"], c), "definition": word(d),
        })
    }),
    ("edit_concept", "", |known, [a, b, c, d]| {
        let mut request = json!({ "uid": known.pick("concept", a), "note": word(d) });
        if b % 2 == 0 {
            request["terms"] = json!([term(c, b), term(c.wrapping_add(1), d)]);
        }
        request
    }),
    ("import_glossary", "", |_, [a, b, c, d]| {
        let lines = format!("{}\t{}\n{}\tde\nx\t?\n", word(a), of(&["de", "uk"], b), word(c));
        json!({ "source": { "text": format!("term\tlanguage\n{lines}\nt {d}\tuk\n") } })
    }),
    ("merge_concepts", "", |known, [a, b, ..]| {
        merge(known, "concept", a, b)
    }),
    ("delete", "", |known, [a, b, ..]| {
        let entity = of(ENTITIES, a);
        json!({ "entity": entity, "uids": [known.pick(entity, b)] })
    }),
    ("restore", "", |known, [a, ..]| match known.0.get("binned") {
        Some(requests) => requests[usize::from(a) % requests.len()].clone(),
        None => json!({ "entity": "note", "uids": [Uid::new()] }),
    }),
    ("correct_text", "", |known, [a, b, c, _]| {
        let text = format!(
            "{} {} sagte: {} Satz. {}",
            word(c),
            word(a),
            word(b),
            "Satz. ".repeat(8)
        );
        json!({ "article": known.pick("article", a), "text": text, "reason": word(c) })
    }),
];

fn term(number: u16, other: u16) -> Value {
    let status = of(&["preferred", "admitted", "deprecated"], other);
    json!({ "term": format!("{} {other}", word(number)), "language": "de", "status": status, "note": word(other) })
}

/// Two neighbours, so that they are seldom the same.
fn merge(known: &Known, kind: &str, a: u16, b: u16) -> Value {
    json!({ "uid": known.pick(kind, a), "into": known.pick(kind, a.wrapping_add(1 + b % 2)) })
}

fn chain(known: &Known, number: u16) -> Value {
    let links = (0..number % 4).map(|index| {
        let actor = known.perhaps("actor", number >> index);
        json!({ "role": of(ROLES, number >> index), "actor": actor, "words": word(number) })
    });
    links.collect()
}

fn some(known: &Known, kind: &str, number: u16) -> Value {
    let picked: Vec<Value> = if known.0.contains_key(kind) && !number.is_multiple_of(3) {
        vec![known.pick(kind, number)]
    } else {
        vec![]
    };
    json!(picked)
}

fn stances(known: &Known, number: u16) -> Value {
    let stance = of(&["for", "against", "declines"], number);
    some(known, "topic", number)
        .as_array()
        .unwrap()
        .iter()
        .map(|topic| json!({ "topic": topic, "stance": stance }))
        .collect()
}

/// A workspace with what it said after each undoable thing that was done.
struct Run {
    workspace: Option<Workspace>,
    path: PathBuf,
    known: Known,
    sequence: u64,
    /// What is in effect, from the beginning to now.
    past: Vec<String>,
    /// What was undone, the next to redo last.
    future: Vec<String>,
    done: BTreeSet<&'static str>,
}

impl Run {
    fn new(folder: &tempfile::TempDir) -> Self {
        let path = folder.path().join("w.dragoman");
        let workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
        Run {
            past: vec![workspace.dump().unwrap()],
            workspace: Some(workspace),
            path,
            known: Known::default(),
            sequence: 0,
            future: Vec::new(),
            done: BTreeSet::new(),
        }
    }

    fn workspace(&mut self) -> &mut Workspace {
        self.workspace.as_mut().unwrap()
    }

    fn dump(&mut self) -> String {
        self.workspace().dump().unwrap()
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Do(commands) => {
                let group = (commands.len() > 1).then(Uid::new);
                let mut changed = false;
                for (index, numbers) in commands {
                    changed |= self.perform(*index, *numbers, group);
                }
                if changed {
                    let now = self.dump();
                    self.past.push(now);
                    self.future.clear();
                }
            }
            Step::Undo => self.undo(),
            Step::Redo => self.redo(),
            Step::Reopen => self.reopen(),
        }
    }

    /// Whether the command was recorded. One that was refused, or had nothing to do, left no trace.
    fn perform(&mut self, index: usize, numbers: [u16; 4], group: Option<Uid>) -> bool {
        let (name, kind, make) = REQUESTS[index];
        let request = make(&self.known, numbers);
        let before = self.dump();
        let mut envelope = Envelope::new(name, request.clone());
        envelope.group = group;
        let answer = match self.workspace().call(envelope) {
            Ok(answer) => answer,
            Err(error) => {
                // A request that is not even understood would test nothing.
                assert_ne!(error.code(), "malformed", "{name} {request}: {error}");
                assert_eq!(
                    self.dump(),
                    before,
                    "{name} {request} was refused and changed something"
                );
                return false;
            }
        };
        let result = &answer["result"];
        let uid = result.get("uid").or_else(|| result.pointer("/imported/0/uid"));
        if let Some(uid) = uid {
            self.known.0.entry(kind).or_default().push(uid.clone());
        }
        if name == "delete" {
            self.known.0.entry("binned").or_default().push(request.clone());
        }
        if name == "refuse_same_actor" {
            self.known.0.entry("refused").or_default().push(request.clone());
        }
        let sequence = answer["sequence"].as_u64().unwrap();
        let recorded = sequence > self.sequence;
        self.sequence = sequence;
        if recorded {
            self.done.insert(name);
        } else {
            assert_eq!(
                self.dump(),
                before,
                "{name} {request} changed something and was not recorded"
            );
        }
        recorded
    }

    fn undo(&mut self) {
        let answer = self.workspace().call(Envelope::new("undo", json!({})));
        if self.past.len() == 1 {
            assert_eq!(answer.unwrap_err().code(), "nothing_to");
            return;
        }
        self.sequence = answer.unwrap()["sequence"].as_u64().unwrap();
        self.future.extend(self.past.pop());
        let now = self.dump();
        assert_eq!(Some(&now), self.past.last(), "undo");
    }

    fn redo(&mut self) {
        let answer = self.workspace().call(Envelope::new("redo", json!({})));
        let Some(expected) = self.future.pop() else {
            assert_eq!(answer.unwrap_err().code(), "nothing_to");
            return;
        };
        self.sequence = answer.unwrap()["sequence"].as_u64().unwrap();
        assert_eq!(self.dump(), expected, "redo");
        self.past.push(expected);
    }

    fn reopen(&mut self) {
        let before = self.dump();
        self.workspace.take().unwrap().close().unwrap();
        self.workspace = Some(Workspace::open(&self.path, Context::command_line("tester")).unwrap());
        assert_eq!(self.dump(), before, "reopened");
    }

    /// All the way back and all the way forth, and what the file says of itself.
    fn finish(&mut self) {
        while self.past.len() > 1 {
            self.undo();
        }
        self.undo();
        self.reopen();
        while !self.future.is_empty() {
            self.redo();
        }
        self.redo();
        let report = self
            .workspace()
            .call(Envelope::new("check", json!({ "deep": true })))
            .unwrap();
        assert_eq!(report["ok"], true, "{report}");
    }
}

#[test]
fn every_undo_gives_what_was_before_and_every_redo_what_was_after() {
    let config = Config {
        cases: 4,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    };
    // The same sequences each time: they are checked to reach every command.
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let done = std::cell::RefCell::new(BTreeSet::new());
    let first = prop::collection::vec(any::<[u16; 4]>(), REQUESTS.len());
    let steps = prop::collection::vec(step(), 20..40);
    runner
        .run(&(first, steps), |(first, steps)| {
            let folder = tempfile::tempdir().unwrap();
            let mut run = Run::new(&folder);
            // Something of everything to begin with, then each command once, so that most requests find
            // what they refer to.
            for (index, (_, kind, _)) in REQUESTS.iter().enumerate() {
                if !kind.is_empty() {
                    run.take(&Step::Do(vec![(index, [1, 2, 3, 4]), (index, [5, 6, 7, 8])]));
                }
            }
            for (index, numbers) in first.into_iter().enumerate() {
                run.take(&Step::Do(vec![(index, numbers)]));
            }
            for step in &steps {
                run.take(step);
            }
            run.finish();
            done.borrow_mut().append(&mut run.done);
            Ok(())
        })
        .unwrap();
    let done = done.into_inner();
    for command in COMMANDS {
        let undoable =
            command.access == Access::Write && !["undo", "redo", "empty_bin"].contains(&command.name);
        assert!(
            !undoable || done.contains(command.name),
            "{} was never done",
            command.name
        );
    }
}
