//! Importing a corpus.

use std::collections::HashMap;
use std::time::Instant;

use dragoman_core::workspace::{Context, Workspace};
use serde_json::{Value, json};

use super::{call, created, list};
use crate::phase::{Outcome, Setting, remove, size_with_log};
use crate::{Result, lines};

/// Articles in one command.
const TOGETHER: usize = 500;

pub fn import(setting: &Setting) -> Result<Outcome> {
    let path = setting.workspace();
    remove(&path);
    let mut workspace = Workspace::create(&path, Context::command_line("bench"))?;
    let mut outlets: HashMap<String, String> = HashMap::new();
    let mut outcome = Outcome::default();
    let began = Instant::now();
    let mut articles = lines::articles(&setting.corpus())?.peekable();
    let mut imported = 0;
    while articles.peek().is_some() {
        let mut batch: Vec<Value> = Vec::with_capacity(TOGETHER);
        for article in articles.by_ref().take(TOGETHER) {
            let article = article?;
            if !outlets.contains_key(&article.outlet) {
                let uid = created(&mut workspace, "add_outlet", json!({ "name": article.outlet }))?;
                outlets.insert(article.outlet.clone(), uid);
            }
            batch.push(json!({
                "source": { "text": article.text }, "media_type": "text/plain", "title": article.title,
                "language": article.language, "outlet": outlets.get(&article.outlet), "author": article.author,
                "published": article.published, "url": article.url,
            }));
        }
        let answer = call(&mut workspace, "import_articles", json!({ "articles": batch }))?;
        imported += list(&answer, "imported").len();
    }
    workspace.checkpoint_all()?;
    let seconds = began.elapsed().as_secs_f64();
    outcome.figure("import.visible_seconds", seconds);
    outcome.figure("import.seconds", seconds);
    outcome.figure("import.articles", f64::from(u32::try_from(imported)?));
    outcome.figure("import.file_bytes", size_with_log(&path));
    workspace.close()?;
    Ok(outcome)
}

/// Whatever the program still does after an import while nobody waits.
pub fn settle(setting: &Setting) -> Result<Outcome> {
    let workspace = super::open_workspace(setting)?;
    let began = Instant::now();
    let mut outcome = Outcome::default();
    workspace.checkpoint_all()?;
    outcome.figure("settle.seconds", began.elapsed().as_secs_f64());
    workspace.close()?;
    outcome.figure("settle.file_bytes", size_with_log(&setting.workspace()));
    Ok(outcome)
}
