//! What the command line understands.
#![expect(clippy::doc_markdown, reason = "these sentences are printed in a terminal")]

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Workspaces of statements: who said what, to whom, when, through which outlet.
#[derive(Debug, Parser)]
#[command(
    name = "dragoman",
    version,
    after_help = "Exit codes:
  0  done
  1  done in part: a quote does not hold, a check finds something, a file or a line was refused
  2  the command line is not understood; of `check`: it cannot be told, the file cannot be looked at
  3  a file cannot be used: missing, foreign, newer, damaged, read-only, disk full
  4  the request was refused and nothing was changed

Results go to standard output, errors and progress to standard error."
)]
pub struct CommandLine {
    /// Print JSON (JSON Lines for `apply`), errors too.
    #[arg(long, global = true)]
    pub json: bool,
    /// Name under which the history keeps what is done [default: DRAGOMAN_ANALYST, or the user's name].
    #[arg(long, global = true, value_name = "NAME")]
    pub analyst: Option<String>,
    #[command(subcommand)]
    pub task: Task,
}

#[derive(Debug, Subcommand)]
pub enum Task {
    /// Make a new, empty workspace.
    New { file: PathBuf },
    /// Import files, folders and collections (.zip, .jsonl, .csv); what is not known stays unknown.
    Import(Import),
    /// List articles, newest first.
    Articles { workspace: PathBuf },
    /// List statements, last said first.
    Statements {
        workspace: PathBuf,
        /// Only of the article with this uid.
        #[arg(long, value_name = "UID")]
        article: Option<String>,
    },
    /// Search texts, translations, statements, notes and names.
    Search {
        workspace: PathBuf,
        /// Words, "phrases", prefix*, -not, OR, (groups), and fields: speaker: behalf: holder: medium: relayed:
        /// addressee: actor: outlet: lang: title: tag: topic: stance: kind: event: after: before: published: said-after:
        /// said-before: said: reliability: credibility: certainty: has: is:
        #[arg(allow_hyphen_values = true)]
        query: String,
        /// Best first instead of newest first.
        #[arg(long)]
        relevance: bool,
        #[arg(long, default_value_t = 20)]
        limit: u32,
        /// Every place where the words stand, with what stands before and after, instead of hits.
        #[arg(long, conflicts_with_all = ["relevance", "facets"])]
        kwic: bool,
        /// With --kwic: order by the words before or after; of the newest 2,000 lines.
        #[arg(long, value_enum, default_value_t, requires = "kwic")]
        by: KwicOrder,
        /// With --kwic: all lines, as CSV, into this file.
        #[arg(short, long, value_name = "FILE", requires = "kwic")]
        output: Option<PathBuf>,
        /// Replace a file that is there.
        #[arg(long, requires = "output")]
        overwrite: bool,
        /// Which values the things found have, and how often, instead of hits.
        #[arg(long, conflicts_with = "relevance")]
        facets: bool,
        #[command(flatten)]
        how: SearchHow,
    },
    /// List the texts that stand in more than one article: the same text, excerpts, reworded.
    Copies { workspace: PathBuf },
    /// List actors that may be the same, with the reasons, the likeliest first.
    Same { workspace: PathBuf },
    /// Do commands from JSON Lines, one a line: {"command": …, "args": {…}, "id": …, "group": …}.
    Apply(Apply),
    /// Write a briefing as Markdown, or all statements as CSV.
    Export(Export),
    /// Take a glossary in, or give it out: tab-separated text, or TBX-Basic.
    Glossary {
        workspace: PathBuf,
        #[command(subcommand)]
        what: Glossary,
    },
    /// Write the files that somebody needs to check a briefing: originals, and each text that a correction made of them.
    Sources {
        workspace: PathBuf,
        /// Only of what the briefing of this title (or uid) quotes.
        #[arg(long, value_name = "NAME")]
        briefing: Option<String>,
        /// The folder; it is made if it is not there.
        #[arg(short, long, value_name = "DIR")]
        output: PathBuf,
    },
    /// Check every quote of an exported briefing against its sources; needs no workspace.
    Verify {
        file: PathBuf,
        /// Folder with the sources, found by their SHA-256.
        #[arg(long, value_name = "DIR")]
        sources: PathBuf,
    },
    /// Cut a text into sentences, one a line; or measure how well that is done. Needs no workspace.
    Sentences(Sentences),
    /// Check that a workspace keeps its promises; nothing of the file is changed.
    Check {
        workspace: PathBuf,
        /// Also every text, quote, row and entry of the search index.
        #[arg(long)]
        deep: bool,
        /// The number of the last command that was acknowledged: it and all before it must be there.
        #[arg(long, value_name = "NUMBER")]
        min_ack: Option<u32>,
    },
    /// Print everything that is in a workspace, a line for each row; the last line is the SHA-256 of the lines before.
    Dump {
        workspace: PathBuf,
        /// Without the numbers of rows and without times: the same for all workspaces that hold the same.
        #[arg(long)]
        canonical: bool,
    },
    /// Make anew what is derived: the search index, the words learned from it, the keys of names, what is known of copies.
    Repair { workspace: PathBuf },
    /// Save what can be saved of a damaged workspace into a new one; the damaged file is not touched.
    Salvage { file: PathBuf, new: PathBuf },
    /// Copy a workspace to a new file and check the copy.
    Backup { workspace: PathBuf, file: PathBuf },
    /// List the backups that were made without being asked for, newest first, and check that each is as it was made.
    Backups {
        workspace: PathBuf,
        /// Do not read them.
        #[arg(long)]
        quick: bool,
        /// Make one now.
        #[arg(long)]
        make: bool,
    },
    /// Go back to a backup. The present file stays beside the workspace, under another name.
    Restore {
        workspace: PathBuf,
        /// Its name or number in the list of backups, or a file.
        backup: String,
        /// Only say what differs.
        #[arg(long)]
        preview: bool,
    },
    /// Who did what when, last first.
    History {
        workspace: PathBuf,
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Take back the last command.
    Undo { workspace: PathBuf },
    /// Do again what was undone last.
    Redo { workspace: PathBuf },
}

/// The order of lines of keyword in context.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
pub enum KwicOrder {
    #[default]
    Newest,
    Left,
    Right,
}

#[derive(Debug, Args)]
pub struct SearchHow {
    /// Also say which words are looked for beside those typed, why, and in how many documents they stand.
    #[arg(long, conflicts_with_all = ["kwic", "facets"])]
    pub explain: bool,
    /// Look for the words as typed and nothing else (as =word and "words" do).
    #[arg(long, conflicts_with_all = ["without", "with_term", "without_term"])]
    pub exact: bool,
    /// Do not look for words for this reason.
    #[arg(long, value_name = "REASON", value_parser = ["spelling", "inflection", "compound", "name", "other_name", "glossary"])]
    pub without: Vec<String>,
    /// Do not look for this word of --explain.
    #[arg(long, value_name = "WORD")]
    pub without_term: Vec<String>,
    /// Look for this word too, which --explain only proposes.
    #[arg(long, value_name = "WORD")]
    pub with_term: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Import {
    pub workspace: PathBuf,
    /// Records of .jsonl and .csv have text (or html), title, language, outlet, author, published, retrieved, url, file_name, note.
    #[arg(required_unless_present = "resume")]
    pub paths: Vec<PathBuf>,
    /// Language of all of them (BCP 47), instead of the one detected.
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// Outlet of all of them; added when the workspace has none of this name.
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Publication date of all of them (EDTF).
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// Write what could not be imported, with the reasons, into this file (CSV).
    #[arg(long, value_name = "FILE")]
    pub failed: Option<PathBuf>,
    /// Go on with an import that was interrupted.
    #[arg(long, conflicts_with_all = ["paths", "lang", "outlet", "published"])]
    pub resume: bool,
}

#[derive(Debug, Subcommand)]
pub enum Glossary {
    /// Add the concepts of a file; what is in the workspace stays.
    Import { file: PathBuf },
    /// Write all concepts; the ending of the name says how: .tsv or .tbx.
    Export {
        file: PathBuf,
        /// Replace a file that is there.
        #[arg(long)]
        overwrite: bool,
    },
}

#[derive(Debug, Args)]
pub struct Sentences {
    pub file: PathBuf,
    /// Language of the text (BCP 47), instead of the one detected.
    #[arg(long, visible_alias = "lang", value_name = "TAG")]
    pub language: Option<String>,
    /// The file has a sentence on each line: join the lines of each paragraph, cut them again, and say where they are
    /// cut otherwise, with precision and recall.
    #[arg(long)]
    pub measure: bool,
}

#[derive(Debug, Args)]
pub struct Apply {
    /// Not needed with --schema.
    #[arg(required_unless_present = "schema")]
    pub workspace: Option<PathBuf>,
    /// File of commands, or - for standard input. Paths in it count from the file's folder.
    #[arg(default_value = "-")]
    pub file: PathBuf,
    /// All or nothing: the first line that fails undoes them all.
    #[arg(long)]
    pub atomic: bool,
    /// Print `ack ID NUMBER` for each command that changes something, and nothing else on standard output: only when it
    /// is on the disk and the file is still the one that was opened.
    #[arg(long)]
    pub ack: bool,
    /// If the workspace is moved or deleted meanwhile, save a copy of everything here.
    #[arg(long, value_name = "FILE")]
    pub save_copy: Option<PathBuf>,
    /// Print the JSON Schema of all commands.
    #[arg(long)]
    pub schema: bool,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["briefing", "statements"]))]
pub struct Export {
    pub workspace: PathBuf,
    /// The briefing of this title (or uid).
    #[arg(long, value_name = "NAME", requires = "output")]
    pub briefing: Option<String>,
    /// Where the Markdown goes.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// All statements, as CSV, into this file.
    #[arg(long, value_name = "FILE")]
    pub statements: Option<PathBuf>,
    /// Replace a file that is there.
    #[arg(long)]
    pub overwrite: bool,
}
