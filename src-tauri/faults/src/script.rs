//! Commands by chance, for `dragoman apply`: whatever analysts do, in an order that a seed decides.

use serde_json::{Value, json};

use crate::random::Random;

/// What a line of a script does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Article,
    Statement,
    Edit,
    Undo,
    Redo,
    Translation,
    Merge,
    Note,
    Delete,
    Correction,
    Search,
}

/// The words that titles, names and notes are made of: four scripts, a quotation mark, a combining letter.
const WORDS: &[&str] = &[
    "Kyjiw",
    "Präsident",
    "Zelenśkyj",
    "中国",
    "外交部",
    "القدس",
    "Waffenruhe",
    "\"Runde\"",
    "переговори",
    "вода",
    "e\u{301}clair",
    "Delegation",
    "Gefangene",
    "Austausch",
    "Istanbul",
    "мир",
];

/// Makes lines and remembers what can be referred to.
#[derive(Debug, Clone, Default)]
pub struct Maker {
    articles: Vec<String>,
    statements: Vec<String>,
    actors: Vec<String>,
    translations: Vec<String>,
    notes: Vec<String>,
}

impl Maker {
    /// So many articles, with something of everything else: what a run begins with.
    pub fn beginning(&mut self, random: &Random, articles: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for _ in 0..articles.max(1) {
            lines.push(self.line(Kind::Article, random));
        }
        for _ in 0..3 {
            lines.push(self.actor(random));
        }
        for kind in [
            Kind::Statement,
            Kind::Statement,
            Kind::Statement,
            Kind::Translation,
            Kind::Note,
        ] {
            lines.push(self.line(kind, random));
        }
        let (briefing, statement) = (uid(random), self.statements.first().cloned().unwrap_or_default());
        lines.push(line(
            random,
            "add_briefing",
            json!({ "uid": briefing, "title": "Bericht" }),
        ));
        let heading = json!({ "heading": { "level": 2, "text": "Die Runde" } });
        lines.push(line(
            random,
            "add_briefing_item",
            json!({ "briefing": briefing, "content": heading }),
        ));
        let quote = json!({ "statement": { "statement": statement } });
        lines.push(line(
            random,
            "add_briefing_item",
            json!({ "briefing": briefing, "content": quote }),
        ));
        lines
    }

    /// A line of this kind.
    pub fn line(&mut self, kind: Kind, random: &Random) -> String {
        let some = |list: &[String], random: &Random| random.pick(list).cloned().unwrap_or_default();
        match kind {
            Kind::Article => {
                let uid = uid(random);
                let text = text(random);
                let day = format!("2025-0{}-1{}", 1 + random.below(9), random.below(9));
                self.articles.push(uid.clone());
                let article = json!({ "source": { "text": text }, "uid": uid, "title": words(random, 4), "language": "de", "published": day });
                line(random, "import_articles", json!({ "articles": [article] }))
            }
            Kind::Statement => {
                let (uid, start) = (uid(random), random.below(200));
                self.statements.push(uid.clone());
                let chain = json!([{ "role": "speaker", "actor": some(&self.actors, random), "words": words(random, 1) }]);
                let chain = if self.actors.is_empty() { json!([]) } else { chain };
                let spans = json!([{ "start": start, "end": start + 1 + random.below(60) }]);
                let args = json!({
                    "uid": uid, "article": some(&self.articles, random), "spans": spans, "kind": "direct", "chain": chain, "note": words(random, 3),
                });
                line(random, "add_statement", args)
            }
            Kind::Edit => match random.below(4) {
                0 => {
                    let args = json!({ "uid": some(&self.articles, random), "title": words(random, 5) });
                    line(random, "edit_article", args)
                }
                1 if !self.actors.is_empty() => {
                    let args = json!({ "uid": some(&self.actors, random), "note": words(random, 6) });
                    line(random, "edit_actor", args)
                }
                _ => {
                    let start = random.below(200);
                    let spans = json!([{ "start": start, "end": start + 1 + random.below(60) }]);
                    let args = json!({ "uid": some(&self.statements, random), "spans": spans, "note": words(random, 5) });
                    line(random, "edit_statement", args)
                }
            },
            Kind::Undo => line(random, "undo", json!({})),
            Kind::Redo => line(random, "redo", json!({})),
            Kind::Translation => {
                let uid = uid(random);
                let of = json!({ "statement": some(&self.statements, random) });
                let args = json!({ "uid": uid, "of": of, "language": "en", "text": words(random, 12), "status": "draft" });
                self.translations.push(uid);
                line(random, "add_translation", args)
            }
            Kind::Merge if self.actors.len() > 4 => {
                let gone = self.actors.remove(random.index(self.actors.len()));
                let args = json!({ "uid": gone, "into": some(&self.actors, random) });
                line(random, "merge_actors", args)
            }
            Kind::Merge => self.actor(random),
            Kind::Note => {
                let uid = uid(random);
                let about = json!({ "entity": "article", "uid": some(&self.articles, random) });
                self.notes.push(uid.clone());
                line(
                    random,
                    "add_note",
                    json!({ "uid": uid, "about": about, "text": words(random, 20) }),
                )
            }
            Kind::Delete if self.notes.len() > 2 => {
                let gone = self.notes.remove(random.index(self.notes.len()));
                line(random, "delete", json!({ "entity": "note", "uids": [gone] }))
            }
            Kind::Delete => self.line(Kind::Note, random),
            Kind::Correction => {
                let args = json!({ "article": some(&self.articles, random), "text": text(random), "reason": "Korrektur" });
                line(random, "correct_text", args)
            }
            Kind::Search => line(random, "search", json!({ "query": words(random, 1) })),
        }
    }

    /// So many lines of these kinds.
    pub fn lines(&mut self, random: &Random, kinds: &[Kind], count: usize) -> Vec<String> {
        (0..count)
            .map(|_| {
                let kind = random.pick(kinds).copied().unwrap_or(Kind::Note);
                self.line(kind, random)
            })
            .collect()
    }

    pub fn actor(&mut self, random: &Random) -> String {
        let uid = uid(random);
        let names = json!([{ "name": words(random, 2) }, { "name": words(random, 2), "language": "uk" }]);
        self.actors.push(uid.clone());
        line(
            random,
            "add_actor",
            json!({ "uid": uid, "kind": "person", "names": names }),
        )
    }
}

fn line(random: &Random, command: &str, args: Value) -> String {
    json!({ "command": command, "id": uid(random), "args": args }).to_string()
}

/// A UUID (version 4 in form) that follows from the seed.
pub fn uid(random: &Random) -> String {
    let (a, b) = (random.next(), random.next());
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        a >> 32,
        (a >> 16) & 0xffff,
        a & 0xfff,
        b >> 52,
        b & 0xffff_ffff_ffff
    )
}

pub fn words(random: &Random, count: u64) -> String {
    let some: Vec<String> = (0..count)
        .map(|_| {
            let word = random.pick(WORDS).copied().unwrap_or("Wort");
            format!("{word}{}", random.below(1000))
        })
        .collect();
    some.join(" ")
}

/// At least 300 code points, so that every span lies in it.
pub fn text(random: &Random) -> String {
    let mut text = String::new();
    while text.chars().count() < 300 {
        text.push_str(&words(random, 9));
        text.push_str(if random.chance(30) { ".\n\n" } else { ". " });
    }
    text
}
