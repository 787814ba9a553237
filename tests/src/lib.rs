//! Support for the tests that see Dragoman from outside: the built programs and a folder of one's own.

pub mod hostile;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ has a parent")
}

/// The folder with the sample articles and their coding.
pub fn seeds() -> PathBuf {
    root().join("seeds")
}

/// The built `dragoman`; it is built first, so that a test never runs an older one.
pub fn dragoman() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        // `cargo xtask test` has built it, with the features of the whole workspace.
        if std::env::var_os("DRAGOMAN_BUILT").is_some() {
            return program("dragoman");
        }
        let status = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "dragoman-cli"])
            .current_dir(root())
            .status()
            .expect("cargo runs");
        assert!(status.success(), "dragoman must build");
        program("dragoman")
    })
}

/// A program beside the running test: `target/<profile>/<name>`.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    let profile = test
        .parent()
        .and_then(Path::parent)
        .expect("a test lies in target/<profile>/deps");
    profile.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// A folder that goes away with the test, and `dragoman` run in it.
pub struct Desk {
    folder: tempfile::TempDir,
}

/// How a run of `dragoman` ended.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error} in {:?}; stderr: {}", self.out, self.err))
    }

    /// Standard output as JSON Lines.
    pub fn lines(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).expect("a JSON line"))
            .collect()
    }
}

impl Desk {
    #[expect(clippy::new_without_default, reason = "it makes a folder")]
    pub fn new() -> Self {
        Desk {
            folder: tempfile::tempdir().expect("a folder of one's own"),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and gives its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders can be made");
        std::fs::write(&path, bytes).expect("a file can be written");
        path
    }

    /// Runs `dragoman` in the folder.
    pub fn run<S: AsRef<std::ffi::OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Ran {
        self.run_with(arguments, "")
    }

    /// Runs `dragoman` in the folder with something on standard input.
    pub fn run_with<S: AsRef<std::ffi::OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        input: &str,
    ) -> Ran {
        self.run_fully(arguments, input, &[])
    }

    /// Runs `dragoman` in the folder with something added to its environment.
    pub fn run_in<S: AsRef<std::ffi::OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        environment: &[(&str, &str)],
    ) -> Ran {
        self.run_fully(arguments, "", environment)
    }

    fn run_fully<S: AsRef<std::ffi::OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        input: &str,
        environment: &[(&str, &str)],
    ) -> Ran {
        use std::io::Write;
        let mut child = Command::new(dragoman())
            .args(arguments)
            .current_dir(self.folder.path())
            .env("DRAGOMAN_ANALYST", "tester")
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("dragoman starts");
        let mut stdin = child.stdin.take().expect("stdin is piped");
        let text = input.to_owned();
        let writer = std::thread::spawn(move || {
            // It may end before it has read everything.
            let _ = stdin.write_all(text.as_bytes());
        });
        let output = child.wait_with_output().expect("dragoman ends");
        writer.join().expect("the input is written");
        Ran::of(&output)
    }

    /// Runs `dragoman` and kills it once the workspace and its log have grown by so many bytes. False if it had
    /// ended by then.
    pub fn kill_when_grown(&self, arguments: &[&str], workspace: &str, bytes: u64) -> bool {
        let size = || -> u64 {
            ["", "-wal"]
                .iter()
                .filter_map(|ending| std::fs::metadata(self.path(&format!("{workspace}{ending}"))).ok())
                .map(|metadata| metadata.len())
                .sum()
        };
        let before = size();
        let mut child = Command::new(dragoman())
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("dragoman starts");
        while child.try_wait().expect("it can be asked").is_none() {
            if size() > before + bytes {
                child.kill().expect("it can be killed");
                child.wait().expect("it ends");
                return true;
            }
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        false
    }

    /// A workspace with the sample articles and their coding.
    pub fn demonstration(&self) -> PathBuf {
        let workspace = self.path("demo.dragoman");
        assert_eq!(self.run(["new".as_ref(), workspace.as_os_str()]).code, 0);
        let coding = seeds().join("coding.jsonl");
        let ran = self.run([
            "apply".as_ref(),
            workspace.as_os_str(),
            coding.as_os_str(),
            "--atomic".as_ref(),
        ]);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        workspace
    }
}
