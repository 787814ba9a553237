//! A conversation with `dragoman apply`: one command, one answer, with a limit on how long an answer may take.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

pub struct Talk {
    child: Child,
    to: ChildStdin,
    answers: Receiver<String>,
}

/// How an answer failed to come.
#[derive(Debug, PartialEq, Eq)]
pub enum Silence {
    /// The program is gone.
    Crashed,
    /// It is there and does not answer.
    Hung,
}

impl Talk {
    /// `program` with all that comes before it.
    pub fn with(mut program: Command, workspace: &Path) -> Self {
        let mut child = program
            .arg("apply")
            .arg(workspace)
            .args(["-", "--json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dragoman starts");
        let to = child.stdin.take().expect("stdin is piped");
        let from = BufReader::new(child.stdout.take().expect("stdout is piped"));
        let (send, answers) = channel();
        std::thread::spawn(move || {
            for line in from.lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    return;
                }
            }
        });
        Talk { child, to, answers }
    }

    /// The answer: `{"ok": …}` or `{"error": …}`, as the command line writes it.
    pub fn ask(&mut self, command: &str, arguments: &Value) -> Result<Value, Silence> {
        let line = json!({ "command": command, "args": arguments });
        if writeln!(self.to, "{line}")
            .and_then(|()| self.to.flush())
            .is_err()
        {
            return Err(Silence::Crashed);
        }
        match self.answers.recv_timeout(Duration::from_mins(1)) {
            Ok(answer) => Ok(serde_json::from_str(&answer).expect("answers are JSON")),
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => Err(Silence::Hung),
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => Err(Silence::Crashed),
        }
    }

    /// Says goodbye; the exit code.
    pub fn end(self) -> Option<i32> {
        let Talk {
            mut child,
            to,
            answers,
        } = self;
        drop(to);
        drop(answers);
        child.wait().ok().and_then(|status| status.code())
    }
}
