//! The processes that read, on the side that asks: a few, kept while there is work, replaced when they die.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::process::{ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use dragoman_core::error::Refusal;
use dragoman_core::foreign::{Format, Reader, most_out};

use crate::watch::Watched;
use crate::{Limits, child, wire};

/// How long a process waits for the next document before it is ended.
const IDLE: Duration = Duration::from_secs(20);

/// Documents that one process reads; then its memory is given back.
const DOCUMENTS: u32 = 5_000;

/// Processes that read documents for whoever asks, on as many threads as one likes.
pub struct Pool {
    program: PathBuf,
    limits: Limits,
    most: usize,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<Process>,
    /// With those that are idle.
    running: usize,
    started: u64,
}

struct Process {
    watched: Watched,
    #[cfg(target_os = "linux")]
    id: u32,
    to: ChildStdin,
    from: ChildStdout,
    documents: u32,
    /// Microseconds.
    used: u64,
}

impl Pool {
    /// `program` understands the hidden argument ([`crate::serve_if_asked`]). Nothing is started yet.
    pub fn new(program: PathBuf, limits: Limits) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Pool {
            program,
            limits,
            most: processors.clamp(1, 8),
            state: Mutex::default(),
            freed: Condvar::new(),
        }
    }

    /// How many processes were started so far.
    pub fn started(&self) -> u64 {
        self.lock().started
    }

    /// Lets a process try something that it must not be able to do, and gives what came of it: `succeeded`, or why not.
    /// Debug builds only.
    ///
    /// # Errors
    /// The process ended over it.
    #[cfg(debug_assertions)]
    pub fn try_out(&self, name: &str) -> Result<String, Refusal> {
        let answer = self.ask(crate::tries::FORMAT, name.as_bytes())?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    /// The names for [`Pool::try_out`].
    #[cfg(debug_assertions)]
    pub fn tries() -> &'static [&'static str] {
        crate::tries::ALL
    }

    fn ask(&self, format: u8, document: &[u8]) -> Result<Vec<u8>, Refusal> {
        loop {
            let mut process = self.take()?;
            let fresh = process.documents == 0;
            match process.ask(format, document, self.limits) {
                Ok(answer) => {
                    self.give_back(process);
                    return Ok(answer);
                }
                Err(refusal) => {
                    drop(process);
                    self.lock().running -= 1;
                    self.freed.notify_one();
                    // What earlier documents left behind may have been too much for it: a document is refused for what it
                    // does to a process of its own.
                    if fresh || refusal != Refusal::ParserDied {
                        return Err(refusal);
                    }
                }
            }
        }
    }

    fn take(&self) -> Result<Process, Refusal> {
        let mut state = self.lock();
        loop {
            while let Some(process) = state.idle.pop() {
                if process.watched.give(self.limits.patience()) {
                    return Ok(process);
                }
                state.running -= 1;
            }
            if state.running < self.most {
                break;
            }
            state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.running += 1;
        state.started += 1;
        drop(state);
        Process::start(&self.program, self.limits).map_err(|error| {
            self.lock().running -= 1;
            self.freed.notify_one();
            missing(&error)
        })
    }

    fn give_back(&self, process: Process) {
        let spent = process.documents >= DOCUMENTS || process.used / 1_000_000 >= self.limits.lifetime();
        let mut state = self.lock();
        if spent || !process.watched.give(IDLE) {
            state.running -= 1;
        } else {
            state.idle.push(process);
        }
        self.freed.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reader for Pool {
    fn read(&self, format: Format, document: &str) -> Result<Vec<u8>, Refusal> {
        self.ask(format.byte(), document.as_bytes())
    }
}

impl Process {
    fn start(program: &PathBuf, limits: Limits) -> io::Result<Self> {
        let mut child = Command::new(program)
            .args(crate::arguments(limits))
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (to, from) = pipes.ok_or(ErrorKind::BrokenPipe)?;
        Ok(Process {
            #[cfg(target_os = "linux")]
            id: child.id(),
            watched: Watched::new(child, limits.patience())?,
            to,
            from,
            documents: 0,
            used: 0,
        })
    }

    fn ask(&mut self, format: u8, document: &[u8], limits: Limits) -> Result<Vec<u8>, Refusal> {
        self.give_time(limits);
        self.documents += 1;
        let most = most_out(document.len());
        let answered =
            wire::ask(&mut self.to, format, document).and_then(|()| wire::answered(&mut self.from, most));
        match answered {
            Ok((answer, used)) => {
                self.used = used.max(self.used);
                Ok(answer)
            }
            Err(error) if error.kind() == ErrorKind::FileTooLarge => {
                Err(Refusal::ParserFlooded { limit: most })
            }
            Err(_) => Err(self.end(limits)),
        }
    }

    /// Processor time for one more document. The process itself may not ask for it any more.
    fn give_time(&self, limits: Limits) {
        #[cfg(target_os = "linux")]
        {
            use rustix::process::{Pid, Resource, Rlimit, prlimit};
            if self.documents > 0 {
                let most = limits.lifetime() + limits.seconds;
                let limit = Rlimit {
                    current: Some((self.used / 1_000_000 + 1 + limits.seconds).min(most)),
                    maximum: Some(most),
                };
                let id = i32::try_from(self.id).ok().and_then(Pid::from_raw);
                if let Err(error) = prlimit(id, Resource::Cpu, limit) {
                    tracing::warn!(%error, "a parser could not be given time");
                }
            }
        }
        #[cfg(not(target_os = "linux"))]
        let _ = limits;
    }

    fn end(&self, limits: Limits) -> Refusal {
        let (status, overdue) = self.watched.end();
        let why = if overdue || status.is_some_and(ran_out_of_time) {
            Refusal::ParserSlow {
                seconds: limits.seconds,
            }
        } else if status.and_then(|status| status.code()) == Some(i32::from(child::NOT_LOCKED)) {
            missing(&"it could not be locked in")
        } else {
            Refusal::ParserDied
        };
        tracing::warn!(?status, %why, "a parser ended over a document");
        why
    }
}

fn ran_out_of_time(status: ExitStatus) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
    }
    #[cfg(not(unix))]
    {
        let _ = status;
        false
    }
}

fn missing(why: &dyn std::fmt::Display) -> Refusal {
    Refusal::ParserMissing {
        detail: why.to_string(),
    }
}
