//! What can be asked on the command line.

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(
    about = "Measures Dragoman beside bare SQLite and FTS5",
    bin_name = "cargo bench -p dragoman-bench --"
)]
pub struct Arguments {
    /// Another made corpus.
    #[arg(long, default_value_t = 1, global = true)]
    pub seed: u64,
    /// Cargo says it to every benchmark.
    #[arg(long, hide = true, global = true)]
    pub bench: bool,
    #[command(subcommand)]
    pub task: Option<Task>,
}

#[derive(Debug, Subcommand)]
pub enum Task {
    /// Writes a made corpus to standard output, one article a line (JSON).
    Corpus {
        #[arg(long, default_value_t = 10_000)]
        articles: u64,
    },
}
