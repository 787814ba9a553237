//! What tests of damaged files begin with.

use std::path::{Path, PathBuf};

use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Context, Workspace};

/// A workspace with the sample articles and their coding, and something undone.
pub fn demonstration(folder: &Path) -> PathBuf {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let path = folder.join("demo.dragoman");
    let mut workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
    for line in std::fs::read_to_string(seeds.join("coding.jsonl"))
        .unwrap()
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        let mut envelope: Envelope = serde_json::from_str(line).unwrap();
        if let Some(articles) = envelope
            .args
            .get_mut("articles")
            .and_then(|articles| articles.as_array_mut())
        {
            for article in articles {
                let file = article["source"]["path"].as_str().unwrap().to_owned();
                article["source"]["path"] = seeds.join(file).display().to_string().into();
            }
        }
        workspace.call(envelope).unwrap();
    }
    for _ in 0..3 {
        workspace
            .call(Envelope::new("undo", serde_json::json!({})))
            .unwrap();
    }
    while workspace.look_for_copies(20).unwrap() {}
    while workspace.tend().unwrap() {}
    workspace.close().unwrap();
    path
}

/// Numbers, each from the one before: `SplitMix64`.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % below as u64).unwrap()
    }
}
