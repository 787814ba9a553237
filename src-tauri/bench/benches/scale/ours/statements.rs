//! Marking statements.

use dragoman_core::commands::Envelope;
use dragoman_core::workspace::Workspace;
use serde_json::{Value, json};

use super::{articles, call, created, list, open_workspace};
use crate::Result;
use crate::phase::{Outcome, Setting};
use crate::raw::writes::{Probe, SINGLE, STATEMENTS};

/// Statements in an article.
const IN_ONE: usize = 5;
/// Statements marked in one transaction while the workspace is being filled.
const TOGETHER: usize = 500;
/// The title under which the export finds its briefing.
pub const BRIEFING: &str = "Everything";

/// Marks statements: ten thousand at once, then single ones, each durably and beside what a durable write costs.
pub fn statements(setting: &Setting) -> Result<Outcome> {
    let mut workspace = open_workspace(setting)?;
    let mut outcome = Outcome::default();
    let wanted = usize::try_from(STATEMENTS + SINGLE)?;
    let codes = Codes::make(&mut workspace)?;
    let mut places = Vec::with_capacity(wanted);
    for uid in articles(&mut workspace, wanted.div_ceil(IN_ONE))? {
        let view = call(&mut workspace, "get_article", json!({ "uid": uid }))?;
        for sentence in list(&view, "sentences").iter().take(IN_ONE) {
            places.push((
                uid.clone(),
                sentence.get("start").cloned().unwrap_or_default(),
                sentence.get("end").cloned().unwrap_or_default(),
            ));
        }
    }
    if places.len() < wanted / 2 {
        return Err("the articles have too few sentences to mark".into());
    }
    let mut numbered = (0..wanted).zip(places.iter().cycle());
    let mut add = |(number, place): (usize, &Place)| codes.statement(number, place);

    outcome.time("statements.bulk", || {
        let mut left = usize::try_from(STATEMENTS)?;
        while left > 0 {
            let batch: Vec<Envelope> = numbered.by_ref().take(TOGETHER.min(left)).map(&mut add).collect();
            left -= batch.len();
            workspace.call_all(batch).map_err(|(_, error)| error)?;
        }
        Ok(())
    })?;
    briefing(&mut workspace, &mut outcome)?;

    let mut probe = Probe::new(setting)?;
    for pair in numbered {
        outcome.time("statements.append", || probe.append())?;
        let envelope = add(pair);
        outcome.time("statements.add", || Ok(workspace.call(envelope)?))?;
    }
    // The program does this while nobody waits; the bare side has one segment.
    while workspace.tend()? {}
    workspace.close()?;
    Ok(outcome)
}

/// Article, first code point, end.
type Place = (String, Value, Value);

/// What statements are coded with.
struct Codes {
    actors: Vec<String>,
    topics: Vec<String>,
    tags: Vec<String>,
}

impl Codes {
    fn make(workspace: &mut Workspace) -> Result<Self> {
        // Of this time: the phase may be measured again.
        let time = dragoman_core::Uid::new();
        let mut many = |count: usize, make: &dyn Fn(usize) -> (&'static str, Value)| -> Result<Vec<String>> {
            (0..count)
                .map(|number| {
                    let (command, args) = make(number);
                    created(workspace, command, args)
                })
                .collect()
        };
        Ok(Codes {
            actors: many(200, &|number| {
                (
                    "add_actor",
                    json!({ "kind": "person", "names": [{ "name": format!("Actor {number} {time}") }] }),
                )
            })?,
            topics: many(10, &|number| {
                ("add_topic", json!({ "name": format!("Topic {number} {time}") }))
            })?,
            tags: many(37, &|number| {
                ("add_tag", json!({ "name": format!("Tag {number} {time}") }))
            })?,
        })
    }

    fn statement(&self, number: usize, (article, start, end): &Place) -> Envelope {
        let one = |of: &[String], place: usize| of.get(place % of.len().max(1)).cloned();
        let day = format!(
            "20{:02}-{:02}-{:02}",
            14 + number % 12,
            1 + number % 11,
            1 + number % 28
        );
        let stance = if number.is_multiple_of(3) {
            "against"
        } else {
            "for"
        };
        Envelope::new(
            "add_statement",
            json!({
                "article": article, "spans": [{ "start": start, "end": end }], "kind": "direct", "said": day,
                "chain": [
                    { "role": "speaker", "actor": one(&self.actors, number) },
                    { "role": "relayed_by", "actor": one(&self.actors, number % 31) },
                ],
                "topics": [{ "topic": one(&self.topics, number), "stance": stance }],
                "tags": [one(&self.tags, number % 30), one(&self.tags, 30 + number % 7)],
            }),
        )
    }
}

/// A briefing that quotes the ten thousand.
fn briefing(workspace: &mut Workspace, outcome: &mut Outcome) -> Result {
    let briefing = created(workspace, "add_briefing", json!({ "title": BRIEFING }))?;
    let mut uids = Vec::new();
    let mut after = Value::Null;
    loop {
        let page = call(
            workspace,
            "list_statements",
            json!({ "limit": 200, "after": after }),
        )?;
        uids.extend(
            list(&page, "statements")
                .iter()
                .filter_map(|row| super::text(row, "uid")),
        );
        match page.get("next") {
            Some(next) if next.is_string() => after = next.clone(),
            _ => break,
        }
    }
    uids.truncate(usize::try_from(STATEMENTS)?);
    outcome.time("statements.briefing", || {
        for some in uids.chunks(TOGETHER) {
            let batch = some
                .iter()
                .map(|uid| {
                    Envelope::new(
                        "add_briefing_item",
                        json!({ "briefing": briefing, "content": { "statement": { "statement": uid } } }),
                    )
                })
                .collect();
            workspace.call_all(batch).map_err(|(_, error)| error)?;
        }
        Ok(())
    })
}
