//! Files that the shell writes: whole or not at all, for their owner only, under a name that every file
//! system takes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Longest file name that is suggested, ending included (bytes of UTF-8).
const LONGEST_NAME: usize = 120;

/// Puts `bytes` in place of `target`, or leaves it as it was. What appears is on disk and readable by its
/// owner only. A symbolic link of that name is replaced, never followed.
pub fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
    write_with(target, |file| file.write_all(bytes))
}

/// The same for content that is made while it is written.
pub fn write_with<E: From<io::Error>>(
    target: &Path,
    content: impl FnOnce(&mut File) -> Result<(), E>,
) -> Result<(), E> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let part = folder.join(format!(".{}.part", dragoman_core::Uid::new()));
    let result = write_new(&part, content).and_then(|()| Ok(fs::rename(&part, target)?));
    if result.is_err() {
        let _ = fs::remove_file(&part);
    } else if let Ok(folder) = File::open(folder) {
        // Makes the new name durable where folders can be synced.
        let _ = folder.sync_all();
    }
    result
}

fn write_new<E: From<io::Error>>(
    path: &Path,
    content: impl FnOnce(&mut File) -> Result<(), E>,
) -> Result<(), E> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    content(&mut file)?;
    Ok(file.sync_all()?)
}

/// A file name made from a title: no separators, no signs that Windows refuses, no control or invisible
/// characters, no reserved name, at most 120 bytes; `ending` (without dot) comes behind it.
pub fn safe_name(title: &str, otherwise: &str, ending: &str) -> String {
    let visible = title.chars().map(|c| if is_refused(c) { ' ' } else { c });
    let words: String = visible
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let room = LONGEST_NAME - ending.len() - 1;
    let mut stem = String::new();
    for c in words.trim_matches(is_trimmed).chars() {
        if stem.len() + c.len_utf8() > room {
            break;
        }
        stem.push(c);
    }
    let stem = stem.trim_end_matches(is_trimmed);
    let stem = if stem.is_empty() || is_reserved(stem) {
        otherwise
    } else {
        stem
    };
    format!("{stem}.{ending}")
}

/// Control and format characters (bidi controls, zero-width signs) and what Windows refuses in names.
fn is_refused(c: char) -> bool {
    c.is_control()
        || r#"<>:"/\|?*"#.contains(c)
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Windows drops dots and spaces at the end; a dot in front hides a file.
fn is_trimmed(c: char) -> bool {
    c == '.' || c.is_whitespace()
}

/// Device names, with or without an ending.
fn is_reserved(stem: &str) -> bool {
    let first = stem
        .split('.')
        .next()
        .unwrap_or(stem)
        .trim_end()
        .to_ascii_uppercase();
    let numbered = |prefix: &str| {
        first
            .strip_prefix(prefix)
            .is_some_and(|number| matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"))
    };
    matches!(first.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_stays_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.md");
        write(&target, b"one").unwrap();
        write(&target, b"two").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_written_file_is_readable_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.md");
        write(&target, b"one").unwrap();
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_way_is_replaced_and_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (other, target) = (folder.path().join("other"), folder.path().join("a.md"));
        fs::write(&other, "kept").unwrap();
        std::os::unix::fs::symlink(&other, &target).unwrap();
        write(&target, b"new").unwrap();
        assert_eq!(fs::read(&other).unwrap(), b"kept");
        assert_eq!(fs::read(&target).unwrap(), b"new");
    }

    #[test]
    fn a_failed_write_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("folder");
        fs::create_dir(&target).unwrap();
        assert!(write(&target, b"x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_plain_title_is_kept_as_it_is() {
        assert_eq!(
            safe_name("Positions before the third round", "briefing", "md"),
            "Positions before the third round.md"
        );
        assert_eq!(safe_name("Позиції сторін", "briefing", "md"), "Позиції сторін.md");
    }

    #[test]
    fn no_title_becomes_a_path_a_device_or_a_hidden_file() {
        for (title, name) in [
            ("../../etc/passwd", "etc passwd.md"),
            (r"C:\Windows", "C Windows.md"),
            ("con", "briefing.md"),
            ("LPT1.txt", "briefing.md"),
            (".bashrc", "bashrc.md"),
            ("a\u{202e}dm.exe", "a dm.exe.md"),
            ("end. . ", "end.md"),
            ("\0\u{200b}", "briefing.md"),
            ("", "briefing.md"),
        ] {
            assert_eq!(safe_name(title, "briefing", "md"), name, "{title:?}");
        }
    }

    #[test]
    fn a_long_title_is_cut_between_characters() {
        let name = safe_name(&"ї".repeat(500), "briefing", "md");
        assert!(name.len() <= LONGEST_NAME && name.ends_with("ї.md"));
    }
}
