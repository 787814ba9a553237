//! What a program asks of the system, seen from outside (strace).

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Writes what a program and its children ask of network and file names into a file.
pub struct Trace {
    file: PathBuf,
    before: Option<Vec<OsString>>,
}

const CALLS: &str = "trace=network,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mknod,mknodat";

/// What was asked.
#[derive(Debug, Default)]
pub struct Seen {
    /// Sockets and addresses of IPv4, IPv6 and below.
    pub network: Vec<String>,
    /// Names outside the folder that were made or opened for writing.
    pub outside: Vec<String>,
    /// `/etc/passwd` and its like, which documents point at.
    pub baits: Vec<String>,
}

impl Trace {
    /// Without strace nothing can be seen.
    pub fn into(file: PathBuf) -> Self {
        let there = |program: &str, arguments: &[&str]| {
            Command::new(program)
                .args(arguments)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|status| status.success())
        };
        let before = there("strace", &["--version"]).then(|| {
            let mut words: Vec<OsString> = Vec::new();
            // Also without any network, where the system lets users have that: nothing may need one.
            if there("unshare", &["-rn", "strace", "-qq", "true"]) {
                words.extend(["unshare", "-rn"].map(OsString::from));
            }
            words.extend(
                [
                    "strace",
                    "-f",
                    "-qq",
                    "-s",
                    "300",
                    "-e",
                    CALLS,
                    "-e",
                    "signal=none",
                    "-o",
                ]
                .map(OsString::from),
            );
            words.push(file.clone().into());
            words
        });
        Trace { file, before }
    }

    pub fn sees(&self) -> bool {
        self.before.is_some()
    }

    pub fn command(&self, program: &Path) -> Command {
        let mut words = self.before.iter().flatten();
        let Some(first) = words.next() else {
            return Command::new(program);
        };
        let mut command = Command::new(first);
        command.args(words).arg(program);
        command
    }

    /// What was seen; `inside` is the folder in which the program may write.
    pub fn seen(&self, inside: &Path) -> Seen {
        let mut seen = Seen::default();
        let text = std::fs::read(&self.file).unwrap_or_default();
        let inside = inside.to_string_lossy();
        for line in String::from_utf8_lossy(&text).lines() {
            if ["AF_INET", "AF_PACKET", "AF_NETLINK"]
                .iter()
                .any(|family| line.contains(family))
            {
                seen.network.push(line.to_owned());
            }
            if line.contains("/etc/passwd") && !line.contains("symlink") {
                seen.baits.push(line.to_owned());
            }
            let call = line.split_once(' ').map_or("", |(_, call)| call.trim_start());
            let only_reads = call.starts_with("open")
                && !["O_CREAT", "O_WRONLY", "O_RDWR", "O_TRUNC", "O_TMPFILE"]
                    .iter()
                    .any(|flag| call.contains(flag));
            let by_name = ["open", "creat", "mk", "rename", "link", "symlink"]
                .iter()
                .any(|name| call.starts_with(name));
            if !by_name || only_reads {
                continue;
            }
            let leads_out = call.split('"').skip(1).step_by(2).any(|name| {
                let absolute = name.starts_with('/') && !name.starts_with(&*inside) && name != "/dev/null";
                absolute || name.split('/').any(|part| part == "..")
            });
            if leads_out {
                seen.outside.push(line.to_owned());
            }
        }
        seen
    }
}

/// Does what no document may do; run under the trace it must be seen.
#[test]
#[ignore = "the control of other tests"]
fn control_that_connects_and_writes_elsewhere() {
    let _ = std::net::TcpStream::connect(("127.0.0.1", 9));
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    let _ = std::fs::read("/etc/passwd");
    drop(elsewhere);
}

/// What the trace sees of the control.
pub fn control(folder: &Path) -> Seen {
    let trace = Trace::into(folder.join("control.trace"));
    let own = std::env::current_exe().unwrap();
    let status = trace
        .command(&own)
        .args([
            "--exact",
            "trace::control_that_connects_and_writes_elsewhere",
            "--ignored",
        ])
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    trace.seen(folder)
}
