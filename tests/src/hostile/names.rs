//! H020: file names. The files themselves are kind.

use super::{Case, exact};

/// Names that mean something to one system or another; where a file system refuses one it is left out.
pub const NAMES: [&str; 24] = [
    "CON.txt",
    "aux.txt",
    "a.txt::$DATA",
    "trailing dot.txt.",
    "trailing space.txt ",
    "-rf.txt",
    "--json.txt",
    "$(touch pwned).txt",
    "`touch pwned`.txt",
    "; touch pwned;.txt",
    "new\nline.txt",
    "tab\there.txt",
    "esc\u{1b}[31m.txt",
    "report\u{202e}txt.exe.txt",
    "zero\u{200b}width.txt",
    "%00.txt",
    "%2e%2e%2fx.txt",
    "x..%c0%af.txt",
    "a\\b.txt",
    "C:\\x.txt",
    "<img src=x onerror=alert(1)>.txt",
    "'; DROP TABLE article; --.txt",
    "ü\u{308}nfd.txt",
    "\u{feff}bom.txt",
];

pub fn cases() -> Vec<Case> {
    let texts = NAMES.iter().enumerate();
    let mut all: Vec<Case> = texts
        .map(|(number, _)| {
            let text = format!("Der Minister sprach zum {number}. Mal über die Lage.");
            Case::new(
                "H020",
                format!("name_{number:02}.txt"),
                text.clone(),
                exact(&text),
            )
        })
        .collect();
    let text = "Eine Datei mit sehr langem Namen.";
    all.push(Case::new(
        "H020",
        format!("{}.txt", "n".repeat(251)),
        text,
        exact(text),
    ));
    all
}
