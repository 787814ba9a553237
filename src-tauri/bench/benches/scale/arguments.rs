//! What can be asked on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::phase::Phase;

#[derive(Debug, Clone, Parser)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that people give")]
#[command(
    about = "Measures Dragoman beside bare SQLite and FTS5 doing the same work",
    bin_name = "cargo bench -p dragoman-bench --"
)]
pub struct Arguments {
    /// Numbers of articles.
    #[arg(long, value_delimiter = ',', default_value = "10000")]
    pub sizes: Vec<u64>,
    /// Measure these phases although figures of them are kept, and the others only if none are kept.
    #[arg(long, value_delimiter = ',')]
    pub only: Vec<Phase>,
    /// Real text instead of a made corpus: an article a line (JSON: title, text, language, outlet, author, published, url).
    #[arg(long)]
    pub corpus: Option<PathBuf>,
    /// Another made corpus.
    #[arg(long, default_value_t = 1, global = true)]
    pub seed: u64,
    /// Keep corpora, databases and figures here; what is there already is not made again.
    #[arg(long)]
    pub keep: Option<PathBuf>,
    /// How often searches are measured: each time a process of bare SQLite, then one of Dragoman.
    #[arg(long, default_value_t = 3)]
    pub rounds: u32,
    /// Count how long the processor worked and not how long it took, where that is asked many times: on a machine that does
    /// something else as well, waiting for one's turn would be most of it. What waits for the disk then looks too fast.
    #[arg(long, global = true)]
    pub processor_time: bool,
    /// Write the figures here (JSON).
    #[arg(long)]
    pub json: Option<PathBuf>,
    /// Write the tables into docs/PERFORMANCE.md.
    #[arg(long)]
    pub write_docs: bool,
    /// Fail when an aim is missed.
    #[arg(long)]
    pub check: bool,
    /// Cargo says it to every benchmark.
    #[arg(long, hide = true, global = true)]
    pub bench: bool,
    #[command(subcommand)]
    pub task: Option<Task>,
}

#[derive(Debug, Clone, Subcommand)]
pub enum Task {
    /// Writes a made corpus to standard output, one article a line (JSON).
    Corpus {
        #[arg(long, default_value_t = 10_000)]
        articles: u64,
    },
    /// Measures one phase in this process and writes what came out to standard output.
    #[command(hide = true)]
    Phase {
        phase: Phase,
        /// Number of articles.
        size: u64,
        /// Where the corpus and the databases of this size are.
        folder: PathBuf,
        #[arg(default_value_t = 0)]
        round: u32,
    },
}
