//! `cargo run -p dragoman-tests --bin dragoman-hostile -- make FOLDER`: writes the hostile files there, with the list of their
//! hashes; `… sums` prints the list.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use dragoman_tests::hostile::cases;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["make", folder] => make(Path::new(folder)),
        ["sums"] => sums(&mut std::io::stdout()),
        _ => {
            let _ = writeln!(std::io::stderr(), "make FOLDER, or sums");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn make(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for case in cases() {
        std::fs::write(folder.join(&case.name), &case.bytes)?;
    }
    sums(&mut std::fs::File::create(folder.join("sha256.txt"))?)
}

fn sums(to: &mut impl Write) -> std::io::Result<()> {
    for case in cases() {
        writeln!(to, "{}", case.sum())?;
    }
    Ok(())
}
