//! Driving the `dragoman` command as its users do, and reading what it acknowledges.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use crate::Result;
use crate::judge::Ack;

/// How the program is started.
#[derive(Debug, Clone)]
pub struct Program {
    path: PathBuf,
    /// What stands before the program's name: `strace` and its arguments.
    before: Vec<OsString>,
    environment: Vec<(OsString, OsString)>,
}

impl Program {
    pub fn new(path: &Path) -> Self {
        Program {
            path: path.to_owned(),
            before: Vec::new(),
            environment: Vec::new(),
        }
    }

    /// The same, under another program.
    #[must_use]
    pub fn under(&self, words: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        let mut program = self.clone();
        program.before = words.into_iter().map(Into::into).collect();
        program
    }

    /// The same, with a variable of the environment.
    #[must_use]
    pub fn with(&self, name: &str, value: impl Into<OsString>) -> Self {
        let mut program = self.clone();
        program.environment.push((name.into(), value.into()));
        program
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut words = self.before.iter().cloned();
        let mut command = match words.next() {
            Some(first) => {
                let mut command = Command::new(first);
                command.args(words).arg(&self.path);
                command
            }
            None => Command::new(&self.path),
        };
        command
            .args(arguments)
            .env("DRAGOMAN_ANALYST", "faults")
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }

    /// Runs it to its end.
    pub fn run(&self, arguments: &[&str]) -> Result<Output> {
        Ok(self.command(arguments).output()?)
    }

    /// Runs it to its end; a failure is an error of the harness.
    pub fn must(&self, arguments: &[&str]) -> Result<Output> {
        let output = self.run(arguments)?;
        if output.status.success() {
            return Ok(output);
        }
        Err(format!(
            "{arguments:?} ended with {}: {}",
            output.status,
            text(&output.stderr)
        )
        .into())
    }

    /// Starts `dragoman apply --ack` and reads what it acknowledges while it runs.
    pub fn apply(&self, workspace: &Path, script: &Path) -> Result<Applying> {
        let mut child = self
            .command(&["apply", name(workspace), name(script), "--ack"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let acks = Arc::new(Mutex::new(Vec::new()));
        let out = child.stdout.take().ok_or("no standard output")?;
        let into = Arc::clone(&acks);
        let reading = std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(std::io::Result::ok) {
                if let (Some(ack), Ok(mut acks)) = (ack(&line), into.lock()) {
                    acks.push(ack);
                }
            }
        });
        Ok(Applying { child, acks, reading })
    }

    /// `apply` to its end: what was acknowledged, and how it ended.
    pub fn apply_all(&self, workspace: &Path, script: &Path) -> Result<(Vec<Ack>, Output)> {
        let output = self.run(&["apply", name(workspace), name(script), "--ack"])?;
        Ok((acks(&output.stdout), output))
    }
}

/// An `apply` that runs.
pub struct Applying {
    child: Child,
    acks: Arc<Mutex<Vec<Ack>>>,
    reading: JoinHandle<()>,
}

impl Applying {
    pub fn acknowledged(&self) -> usize {
        self.acks.lock().map_or(0, |acks| acks.len())
    }

    pub fn is_running(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// Waits for its end: what was acknowledged, whether it ended well, what it said.
    pub fn end(mut self) -> Result<(Vec<Ack>, bool, String)> {
        let mut said = Vec::new();
        if let Some(mut error) = self.child.stderr.take() {
            error.read_to_end(&mut said)?;
        }
        let success = self.child.wait()?.success();
        let _ = self.reading.join();
        let acks = self.acks.lock().map_err(|_| "the reader panicked")?.clone();
        Ok((acks, success, text(&said)))
    }

    /// Ends the program as the system does when memory is out, and gives all that it had acknowledged; whether it was still running.
    pub fn kill(mut self) -> Result<(Vec<Ack>, bool)> {
        let was_running = self.child.try_wait()?.is_none();
        self.child.kill()?;
        self.child.wait()?;
        let _ = self.reading.join();
        let acks = self.acks.lock().map_err(|_| "the reader panicked")?.clone();
        Ok((acks, was_running))
    }
}

/// The acknowledgements in what `apply --ack` printed.
pub fn acks(output: &[u8]) -> Vec<Ack> {
    String::from_utf8_lossy(output).lines().filter_map(ack).collect()
}

/// `ack ID NUMBER`, printed after COMMIT and the look at the file.
fn ack(line: &str) -> Option<Ack> {
    let mut words = line.strip_prefix("ack ")?.split(' ');
    Some(Ack {
        uid: words.next()?.to_owned(),
        sequence: words.next()?.parse().ok()?,
    })
}

/// A path as an argument. Harnesses work in folders with plain names.
pub fn name(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().replace('\n', " | ")
}

/// Writes lines to a new file.
pub fn write_lines(path: &Path, lines: &[String]) -> Result {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for line in lines {
        writeln!(file, "{line}")?;
    }
    file.flush()?;
    Ok(())
}

/// Copies a workspace with what stands beside it.
pub fn copy_workspace(from: &Path, to: &Path) -> Result {
    for ending in ["", "-wal"] {
        let (from, to) = (beside(from, ending), beside(to, ending));
        if from.exists() {
            std::fs::copy(&from, &to)?;
        } else if to.exists() {
            std::fs::remove_file(&to)?;
        }
    }
    let shared = beside(to, "-shm");
    if shared.exists() {
        std::fs::remove_file(shared)?;
    }
    Ok(())
}

/// The file beside a workspace with this ending.
pub fn beside(workspace: &Path, ending: &str) -> PathBuf {
    let mut name = workspace.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
