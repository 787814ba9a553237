//! The side of an import that touches the file system: nothing that could block, flood the memory or
//! lead outside the chosen folder is opened.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::Refusal;

/// The largest document that is read: 256 MiB.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Deepest folder below the chosen one that is looked into.
const MAX_DEPTH: usize = 64;

/// The files of a folder.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Regular files, hidden ones left out, sorted by path.
    pub files: Vec<PathBuf>,
    /// Folders that could not be read, sorted by path.
    pub unreadable: Vec<(PathBuf, Refusal)>,
}

/// The bytes of a regular file (or of one that a symbolic link leads to). Size and kind are looked at
/// before a byte is read, and again after opening, in case the name changed its meaning in between.
///
/// # Errors
/// [`Refusal::NotAFile`], [`Refusal::TooBig`], [`Refusal::Unreadable`].
pub fn read_file(path: &Path) -> Result<Vec<u8>, Refusal> {
    check(&fs::metadata(path).map_err(unreadable)?)?;
    let file = open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    check(&metadata)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // A file may grow while it is read.
    let read = file
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)? as u64;
    if read > MAX_BYTES {
        return Err(too_big(read));
    }
    Ok(bytes)
}

/// All regular files below `folder`. Symbolic links are not followed, names that begin with a dot are
/// left out, and the order does not depend on the file system.
///
/// # Errors
/// [`Refusal::Unreadable`] if `folder` itself cannot be listed.
pub fn list(folder: &Path) -> Result<Listing, Refusal> {
    let mut listing = Listing::default();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((current, depth)) = folders.pop() {
        let result = entries(&current, |path, kind| {
            if kind.is_file() {
                listing.files.push(path);
            } else if kind.is_dir() && depth < MAX_DEPTH {
                folders.push((path, depth + 1));
            }
        });
        match result {
            Ok(()) => {}
            Err(error) if current == folder => return Err(unreadable(error)),
            Err(error) => listing.unreadable.push((current, unreadable(error))),
        }
    }
    listing.files.sort();
    listing.unreadable.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(listing)
}

fn entries(folder: &Path, mut each: impl FnMut(PathBuf, fs::FileType)) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            each(entry.path(), entry.file_type()?);
        }
    }
    Ok(())
}

fn check(metadata: &fs::Metadata) -> Result<(), Refusal> {
    if !metadata.is_file() {
        return Err(Refusal::NotAFile);
    }
    if metadata.len() > MAX_BYTES {
        return Err(too_big(metadata.len()));
    }
    Ok(())
}

fn too_big(size: u64) -> Refusal {
    Refusal::TooBig {
        size,
        limit: MAX_BYTES,
    }
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn unreadable(error: io::Error) -> Refusal {
    Refusal::Unreadable {
        detail: error.to_string(),
    }
}

/// Opens for reading without waiting for a writer, should the name have become a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // O_NONBLOCK, from the systems' fcntl.h; has no effect on regular files.
        let nonblock = if cfg!(any(target_os = "linux", target_os = "android")) {
            0o4000
        } else {
            0x4
        };
        options.custom_flags(nonblock);
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regular_file_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "Привіт").unwrap();
        assert_eq!(read_file(&path).unwrap(), "Привіт".as_bytes());
    }

    #[test]
    fn a_folder_and_a_missing_file_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read_file(folder.path()), Err(Refusal::NotAFile));
        assert!(matches!(
            read_file(&folder.path().join("none")),
            Err(Refusal::Unreadable { .. })
        ));
    }

    #[test]
    fn a_file_over_the_limit_is_refused_by_its_size() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sparse.txt");
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(
            read_file(&path),
            Err(Refusal::TooBig {
                size: 1 << 40,
                limit: MAX_BYTES
            })
        );
    }

    #[cfg(unix)]
    #[test]
    fn pipes_and_devices_are_refused_without_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        assert_eq!(read_file(&pipe), Err(Refusal::NotAFile));
        // What `read_file` relies on, should a name turn into a pipe between looking and opening.
        assert_eq!(
            check(&open(&pipe).unwrap().metadata().unwrap()),
            Err(Refusal::NotAFile)
        );
        assert_eq!(read_file(Path::new("/dev/zero")), Err(Refusal::NotAFile));
    }

    #[cfg(unix)]
    #[test]
    fn looping_and_dangling_links_are_refused() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        symlink(&a, &b).unwrap();
        symlink(&b, &a).unwrap();
        assert!(matches!(read_file(&a), Err(Refusal::Unreadable { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_lists_its_visible_files_in_order_and_follows_no_link() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b/deep")).unwrap();
        fs::create_dir(root.join(".git")).unwrap();
        for name in ["z.txt", "a.txt", ".hidden", "b/deep/c.md", ".git/config"] {
            fs::write(root.join(name), "x").unwrap();
        }
        symlink(root, root.join("b/loop")).unwrap();
        symlink("/etc/passwd", root.join("b/outside.txt")).unwrap();
        let listing = list(root).unwrap();
        let names: Vec<_> = listing
            .files
            .iter()
            .map(|path| path.strip_prefix(root).unwrap())
            .collect();
        assert_eq!(
            names,
            [Path::new("a.txt"), Path::new("b/deep/c.md"), Path::new("z.txt")]
        );
        assert_eq!(listing.unreadable, []);
    }

    #[test]
    fn a_folder_that_is_none_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            list(&folder.path().join("none")),
            Err(Refusal::Unreadable { .. })
        ));
    }
}
