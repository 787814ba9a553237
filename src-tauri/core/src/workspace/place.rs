//! What kind of place a file lies in: whether the disk is another machine's, whether a program carries the folder
//! elsewhere, whether anything can be written there at all.

use std::path::{Component, Path};

use super::types::{PlaceKind, PlaceWarning, ReadOnlyBecause};

/// File systems that are another machine's, as Linux names them. Locks and the order of writes are not sure there
/// (<https://sqlite.org/useovernet.html>).
const NETWORK: &[&str] = &[
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "fuse.curlftpfs",
    "fuse.davfs",
    "fuse.gcsfuse",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "gfs2",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "ocfs2",
    "smb2",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
];

/// Folders that a program carries elsewhere, by the beginning of their names.
const CLOUD: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("icloud", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("mobile documents", "iCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("seafile", "Seafile"),
    ("syncthing", "Syncthing"),
    ("pcloud", "pCloud"),
    ("box sync", "Box"),
];

/// What is to be said of the place of a file: nothing of most.
pub(crate) fn warning(path: &Path) -> Option<PlaceWarning> {
    if let Some(mount) = mount(path)
        && NETWORK.contains(&mount.kind.as_str())
    {
        return Some(PlaceWarning {
            kind: PlaceKind::Network,
            name: mount.kind,
        });
    }
    for component in path.parent()?.components() {
        let name = match component {
            Component::Normal(name) => name.to_string_lossy().to_lowercase(),
            Component::Prefix(prefix) if is_share(&prefix) => {
                return Some(PlaceWarning {
                    kind: PlaceKind::Network,
                    name: prefix.as_os_str().to_string_lossy().into_owned(),
                });
            }
            _ => continue,
        };
        if let Some((_, cloud)) = CLOUD.iter().find(|(start, _)| {
            name.strip_prefix(start)
                .is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
        }) {
            return Some(PlaceWarning {
                kind: PlaceKind::Cloud,
                name: (*cloud).to_owned(),
            });
        }
    }
    None
}

fn is_share(prefix: &std::path::PrefixComponent<'_>) -> bool {
    use std::path::Prefix::{UNC, VerbatimUNC};
    matches!(prefix.kind(), UNC(..) | VerbatimUNC(..))
}

/// Why nothing can be written to a file that is there.
pub(crate) fn why_read_only(path: &Path) -> ReadOnlyBecause {
    if mount(path).is_some_and(|mount| mount.read_only) {
        return ReadOnlyBecause::Medium;
    }
    let is_file = path
        .metadata()
        .is_ok_and(|metadata| metadata.permissions().readonly());
    if is_file {
        ReadOnlyBecause::File
    } else {
        ReadOnlyBecause::Folder
    }
}

/// Where the file system of a file begins, as far as that matters.
struct Mount {
    kind: String,
    read_only: bool,
}

/// The mount that a path lies in; known on Linux only (proc(5), `/proc/self/mountinfo`).
fn mount(path: &Path) -> Option<Mount> {
    let table = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    of_table(&table, path)
}

/// `36 35 98:0 /root /point rw,noatime master:1 - ext3 /dev/root rw,errors=continue`: the point is the fifth field, its
/// options the sixth, the kind the first after the dash. The last one that contains the path is the uppermost.
fn of_table(table: &str, path: &Path) -> Option<Mount> {
    let mut best: Option<(usize, Mount)> = None;
    for line in table.lines() {
        let Some((before, after)) = line.split_once(" - ") else {
            continue;
        };
        let mut fields = before.split(' ').skip(4);
        let (Some(point), Some(options)) = (fields.next(), fields.next()) else {
            continue;
        };
        let point = unescaped(point);
        let mut after = after.split(' ');
        let (kind, of_all) = (after.next().unwrap_or_default(), after.nth(1).unwrap_or_default());
        if path.starts_with(&point) && best.as_ref().is_none_or(|(length, _)| point.len() >= *length) {
            let is_ro = |options: &str| options.split(',').any(|option| option == "ro");
            best = Some((
                point.len(),
                Mount {
                    kind: kind.to_owned(),
                    read_only: is_ro(options) || is_ro(of_all),
                },
            ));
        }
    }
    best.map(|(_, mount)| mount)
}

/// Blanks are written as `\040` there.
fn unescaped(text: &str) -> String {
    text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n\
        30 22 0:40 / /mnt/the\\040share rw - cifs //server/share rw\n\
        31 22 0:41 / /media/cd ro,nosuid - iso9660 /dev/sr0 ro\n\
        32 30 8:2 / /mnt/the\\040share/local rw - ext4 /dev/sda2 rw\n";

    #[test]
    fn the_file_system_of_a_file_is_the_one_mounted_nearest_above_it() {
        let kind = |path: &str| of_table(TABLE, Path::new(path)).map(|mount| (mount.kind, mount.read_only));
        assert_eq!(kind("/home/a.dragoman"), Some(("ext4".to_owned(), false)));
        assert_eq!(
            kind("/mnt/the share/a.dragoman"),
            Some(("cifs".to_owned(), false))
        );
        assert_eq!(kind("/mnt/the share/local/a"), Some(("ext4".to_owned(), false)));
        assert_eq!(kind("/media/cd/a"), Some(("iso9660".to_owned(), true)));
        assert_eq!(kind("/mediacd/a"), Some(("ext4".to_owned(), false)));
    }

    #[test]
    fn folders_that_a_program_carries_elsewhere_are_known_by_their_names_and_no_others() {
        let name = |path: &str| warning(Path::new(path)).map(|warning| warning.name);
        for (path, cloud) in [
            ("/home/a/Dropbox/x.dragoman", "Dropbox"),
            ("/home/a/OneDrive - Amt/sub/x.dragoman", "OneDrive"),
            (
                "/Users/a/Library/Mobile Documents/com~apple~CloudDocs/x.dragoman",
                "iCloud",
            ),
            ("/home/a/Google Drive/x.dragoman", "Google Drive"),
            ("/home/a/Nextcloud2/x.dragoman", "-"),
            ("/home/a/Nextcloud/x.dragoman", "Nextcloud"),
        ] {
            assert_eq!(name(path).as_deref().unwrap_or("-"), cloud, "{path}");
        }
        assert_eq!(
            name("/home/a/work/Dropbox.dragoman"),
            None,
            "the file's own name says nothing"
        );
    }
}
