//! The dragoman command: the same core as the window, for people and programs without one.

mod apply;
mod arguments;
mod backups;
mod bulk;
mod context;
mod copies;
mod export;
mod glossary;
mod import;
mod lists;
mod output;
mod same;
mod sentences;
mod session;
mod sources;
mod upkeep;
mod verify;

use std::process::ExitCode;

use clap::Parser;

use arguments::{CommandLine, Task};
use dragoman_core::{Error, Result};
use output::Output;

fn main() -> ExitCode {
    if let Some(code) = dragoman_parser::serve_if_asked() {
        return code;
    }
    dragoman_parser::install();
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let line = CommandLine::parse();
    let output = Output { json: line.json };
    let analyst = line.analyst.clone().unwrap_or_else(analyst);
    match run(&line.task, &analyst, &output) {
        Ok(code) => output::exit(code),
        // Whoever read our output has gone; what was to be done is done.
        Err(Error::Io { path, .. }) if path == import::READER_GONE => output::exit(output::DONE),
        Err(error) => {
            output.error(&error);
            output::exit(output::code_of(&error))
        }
    }
}

fn run(task: &Task, analyst: &str, output: &Output) -> Result<u8> {
    match task {
        Task::New { file } => upkeep::new(file, analyst, output),
        Task::Import(request) => import::run(request, analyst, output),
        Task::Articles { workspace } => lists::articles(workspace, analyst, output),
        Task::Statements { workspace, article } => {
            lists::statements(workspace, article.as_deref(), analyst, output)
        }
        Task::Search {
            workspace,
            query,
            relevance,
            limit,
            kwic: false,
            facets: false,
            how,
            ..
        } => lists::search(workspace, query, (*relevance, *limit), how, analyst, output),
        Task::Copies { workspace } => copies::run(workspace, analyst, output),
        Task::Same { workspace } => same::run(workspace, analyst, output),
        Task::Search {
            workspace,
            query,
            facets: true,
            how,
            ..
        } => context::facets(workspace, query, how, analyst, output),
        Task::Search {
            workspace,
            query,
            limit,
            by,
            output: file,
            overwrite,
            how,
            ..
        } => match file {
            None => context::lines(workspace, query, (*by, *limit), how, analyst, output),
            Some(file) => context::table(workspace, query, *by, how, (file, *overwrite), analyst, output),
        },
        Task::Apply(request) => apply::run(request, analyst, output),
        Task::Export(request) => export::run(request, analyst, output),
        Task::Glossary { workspace, what } => glossary::run(workspace, what, analyst, output),
        Task::Sources {
            workspace,
            briefing,
            output: folder,
        } => sources::run(workspace, briefing.as_deref(), folder, analyst, output),
        Task::Verify { file, sources } => verify::run(file, sources, output),
        Task::Sentences(request) => sentences::run(request, output),
        Task::Check {
            workspace,
            deep,
            min_ack,
        } => upkeep::check(workspace, *deep, *min_ack, analyst, output),
        Task::Repair { workspace } => upkeep::repair(workspace, analyst, output),
        Task::Salvage { file, new } => upkeep::salvage(file, new, analyst, output),
        Task::Dump { workspace, canonical } => upkeep::dump(workspace, *canonical, analyst),
        Task::Backup { workspace, file } => upkeep::backup(workspace, file, analyst, output),
        Task::Backups {
            workspace,
            quick,
            make,
        } => backups::list(workspace, *quick, *make, analyst, output),
        Task::Restore {
            workspace,
            backup,
            preview: true,
        } => backups::preview(workspace, backup, output),
        Task::Restore {
            workspace, backup, ..
        } => backups::restore(workspace, backup, analyst, output),
        Task::History { workspace, limit } => lists::history(workspace, *limit, analyst, output),
        Task::Undo { workspace } => upkeep::undo_or_redo(workspace, "undo", analyst, output),
        Task::Redo { workspace } => upkeep::undo_or_redo(workspace, "redo", analyst, output),
    }
}

/// The name that the history keeps when none is given.
fn analyst() -> String {
    ["DRAGOMAN_ANALYST", "USER", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()))
        .unwrap_or_else(|| "unknown".to_owned())
}
