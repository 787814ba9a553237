//! A small workspace that many rounds begin with, each on a copy of its own.

use std::path::{Path, PathBuf};

use crate::Result;
use crate::judge::Ack;
use crate::program::{Program, copy_workspace, name, write_lines};
use crate::random::Random;
use crate::script::{Kind, Maker};
use crate::wish::Wish;

/// A workspace with a little of everything.
pub struct Stage {
    pub workspace: PathBuf,
    /// What was acknowledged while it was made.
    pub acks: Vec<Ack>,
    /// Knows what is in it.
    pub maker: Maker,
    pub program: Program,
}

/// Everything that a script may do.
pub const ALL: &[Kind] = &[
    Kind::Article,
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

impl Stage {
    /// The number tells stages of one harness apart.
    pub fn new(wish: &Wish, number: u64) -> Result<Self> {
        let folder = wish.folder(&format!("stage-{number}"))?;
        let workspace = folder.join("w.dragoman");
        let program = Program::new(&wish.program);
        program.must(&["new", name(&workspace)])?;
        let mut maker = Maker::default();
        let script = folder.join("script.jsonl");
        write_lines(
            &script,
            &maker.beginning(&Random::of(wish.seed, "stage", number), 2),
        )?;
        let (acks, output) = program.apply_all(&workspace, &script)?;
        if !output.status.success() {
            return Err(format!(
                "the beginning was refused: {}",
                crate::program::text(&output.stderr)
            )
            .into());
        }
        Ok(Stage {
            workspace,
            acks,
            maker,
            program,
        })
    }

    /// A copy in a folder that is made anew.
    pub fn lay(&self, folder: &Path) -> Result<PathBuf> {
        crate::wish::fresh(folder)?;
        let workspace = folder.join("w.dragoman");
        copy_workspace(&self.workspace, &workspace)?;
        Ok(workspace)
    }

    /// Writes a script of so many lines beside (not in) the folder of a workspace.
    pub fn script(&self, beside: &Path, random: &Random, kinds: &[Kind], lines: usize) -> Result<PathBuf> {
        let script = beside.with_extension("jsonl");
        write_lines(&script, &self.maker.clone().lines(random, kinds, lines))?;
        Ok(script)
    }
}
