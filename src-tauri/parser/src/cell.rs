//! What a process that reads foreign documents may still do.
//!
//! On every Unix the limits of the system: processor time, memory, no new descriptors, no files, no processes. On Linux
//! also a filter of system calls (seccomp): what is left is reading from standard input, writing to standard output, memory
//! that holds no code, and to end. Windows has the deadline and the limit of what may come out, and nothing else.

use std::time::Duration;

/// How much a process may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Processor time for one document, seconds.
    pub seconds: u64,
    /// Address space beyond what the program itself takes, bytes.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            seconds: 10,
            memory: 1024 * 1024 * 1024,
        }
    }
}

impl Limits {
    pub(crate) fn written(self) -> String {
        format!("{},{}", self.seconds, self.memory)
    }

    pub(crate) fn of(written: &str) -> Option<Self> {
        let (seconds, memory) = written.split_once(',')?;
        Some(Limits {
            seconds: seconds.parse().ok()?,
            memory: memory.parse().ok()?,
        })
    }

    /// Time on the clock for one document: others may want the processor too.
    pub(crate) fn patience(self) -> Duration {
        Duration::from_secs(self.seconds * 3)
    }

    /// Processor time after which a process is not asked any more, seconds. What it can use at all is a document more.
    pub(crate) fn lifetime(self) -> u64 {
        self.seconds * 10
    }
}

#[cfg(unix)]
pub use unix::{begin_document, lock, used};

#[cfg(unix)]
mod unix {
    use std::io;

    use rustix::process::{Resource, Rlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};

    use super::Limits;

    /// Locks this process in, for good.
    ///
    /// # Errors
    /// The system does not let it; then nothing may be read.
    pub fn lock(limits: Limits) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        {
            // Read while files can still be opened.
            let memory = mapped()?.saturating_add(limits.memory);
            set(Resource::As, memory, memory)?;
            set(Resource::Nproc, 0, 0)?;
            rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
        }
        for resource in [Resource::Nofile, Resource::Fsize, Resource::Core] {
            set(resource, 0, 0)?;
        }
        set(Resource::Cpu, limits.seconds, limits.lifetime() + limits.seconds)?;
        #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
        super::calls::forbid()?;
        Ok(())
    }

    /// The next document has all of its time. On Linux this process may not say so itself any more; who asks says it.
    pub fn begin_document(limits: Limits) {
        if cfg!(not(target_os = "linux")) {
            let most = limits.lifetime() + limits.seconds;
            let seconds = (used() / 1_000_000 + 1 + limits.seconds).min(most);
            let _ = set(Resource::Cpu, seconds, most);
        }
    }

    /// Processor time that this process has used, microseconds.
    pub fn used() -> u64 {
        let time = clock_gettime(ClockId::ProcessCPUTime);
        let number = |part: i64| u64::try_from(part).unwrap_or(0);
        number(time.tv_sec) * 1_000_000 + number(time.tv_nsec) / 1_000
    }

    fn set(resource: Resource, current: u64, maximum: u64) -> io::Result<()> {
        let limit = Rlimit {
            current: Some(current),
            maximum: Some(maximum),
        };
        Ok(setrlimit(resource, limit)?)
    }

    /// Bytes of address space that the program takes as it is.
    #[cfg(target_os = "linux")]
    fn mapped() -> io::Result<u64> {
        let pages = std::fs::read_to_string("/proc/self/statm")?;
        let pages = pages
            .split(' ')
            .next()
            .and_then(|pages| pages.parse::<u64>().ok());
        let pages = pages.ok_or(io::ErrorKind::InvalidData)?;
        Ok(pages * rustix::param::page_size() as u64)
    }
}

#[cfg(not(unix))]
pub use elsewhere::{begin_document, lock, used};

#[cfg(not(unix))]
mod elsewhere {
    use super::Limits;

    #[expect(clippy::unnecessary_wraps, reason = "as on systems that can lock")]
    pub fn lock(_: Limits) -> std::io::Result<()> {
        Ok(())
    }

    pub fn begin_document(_: Limits) {}

    pub fn used() -> u64 {
        0
    }
}

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod calls {
    //! The system calls that are left. Everything else fails with `EPERM`: a parser that tries finds nothing, and a
    //! library that only asks goes on.

    use std::collections::BTreeMap;
    use std::io;

    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen as Length, SeccompCmpOp as Is, SeccompCondition,
        SeccompFilter, SeccompRule, TargetArch,
    };

    /// Linux, `asm/unistd_64.h`.
    #[cfg(target_arch = "x86_64")]
    mod number {
        pub const READ: i64 = 0;
        pub const WRITE: i64 = 1;
        pub const MMAP: i64 = 9;
        pub const MPROTECT: i64 = 10;
        pub const MUNMAP: i64 = 11;
        pub const BRK: i64 = 12;
        pub const RT_SIGPROCMASK: i64 = 14;
        pub const RT_SIGRETURN: i64 = 15;
        pub const SCHED_YIELD: i64 = 24;
        pub const MREMAP: i64 = 25;
        pub const MADVISE: i64 = 28;
        pub const EXIT: i64 = 60;
        pub const GETPID: i64 = 39;
        pub const SIGALTSTACK: i64 = 131;
        pub const GETTID: i64 = 186;
        pub const FUTEX: i64 = 202;
        pub const CLOCK_GETTIME: i64 = 228;
        pub const EXIT_GROUP: i64 = 231;
        pub const SET_ROBUST_LIST: i64 = 273;
        pub const GETRANDOM: i64 = 318;
        pub const RSEQ: i64 = 334;
    }

    /// Linux, `asm-generic/unistd.h`.
    #[cfg(target_arch = "aarch64")]
    mod number {
        pub const READ: i64 = 63;
        pub const WRITE: i64 = 64;
        pub const EXIT: i64 = 93;
        pub const EXIT_GROUP: i64 = 94;
        pub const FUTEX: i64 = 98;
        pub const SET_ROBUST_LIST: i64 = 99;
        pub const CLOCK_GETTIME: i64 = 113;
        pub const SCHED_YIELD: i64 = 124;
        pub const SIGALTSTACK: i64 = 132;
        pub const RT_SIGPROCMASK: i64 = 135;
        pub const RT_SIGRETURN: i64 = 139;
        pub const GETPID: i64 = 172;
        pub const GETTID: i64 = 178;
        pub const BRK: i64 = 214;
        pub const MUNMAP: i64 = 215;
        pub const MREMAP: i64 = 216;
        pub const MMAP: i64 = 222;
        pub const MPROTECT: i64 = 226;
        pub const MADVISE: i64 = 233;
        pub const GETRANDOM: i64 = 278;
        pub const RSEQ: i64 = 293;
    }

    const PROT_EXEC: u64 = 4;
    /// The descriptor of memory that belongs to no file: -1.
    const NO_FILE: u64 = 0xffff_ffff;
    const EPERM: u32 = 1;

    /// # Errors
    /// The kernel has no filters for system calls.
    pub fn forbid() -> io::Result<()> {
        let other = |error: &dyn std::fmt::Display| io::Error::other(error.to_string());
        let program = program().map_err(|error| other(&error))?;
        seccompiler::apply_filter_all_threads(&program).map_err(|error| other(&error))
    }

    fn program() -> Result<BpfProgram, seccompiler::BackendError> {
        use number as n;
        // A thread that a library has begun at the start of the program may still be about to begin (robust list, rseq): it
        // would end the process if it could not.
        let free = [
            n::MUNMAP,
            n::BRK,
            n::RT_SIGPROCMASK,
            n::RT_SIGRETURN,
            n::SCHED_YIELD,
            n::MREMAP,
            n::MADVISE,
            n::EXIT,
            n::SIGALTSTACK,
            n::FUTEX,
            n::CLOCK_GETTIME,
            n::EXIT_GROUP,
            n::GETRANDOM,
            n::GETPID,
            n::GETTID,
            n::SET_ROBUST_LIST,
            n::RSEQ,
        ];
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> = free.map(|number| (number, Vec::new())).into();
        let argument = |index, is, value| SeccompCondition::new(index, Length::Dword, is, value);
        let on = |descriptor| SeccompRule::new(vec![argument(0, Is::Eq, descriptor)?]);
        rules.insert(n::READ, vec![on(0)?]);
        rules.insert(n::WRITE, vec![on(1)?, on(2)?]);
        let no_code = || argument(2, Is::MaskedEq(PROT_EXEC), 0);
        rules.insert(n::MPROTECT, vec![SeccompRule::new(vec![no_code()?])?]);
        let no_file = argument(4, Is::Eq, NO_FILE)?;
        rules.insert(n::MMAP, vec![SeccompRule::new(vec![no_code()?, no_file])?]);
        #[cfg(target_arch = "x86_64")]
        let machine = TargetArch::x86_64;
        #[cfg(target_arch = "aarch64")]
        let machine = TargetArch::aarch64;
        SeccompFilter::new(rules, SeccompAction::Errno(EPERM), SeccompAction::Allow, machine)?.try_into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_understood_as_they_are_written() {
        let limits = Limits {
            seconds: 3,
            memory: 5,
        };
        assert_eq!(Limits::of(&limits.written()), Some(limits));
        assert_eq!(Limits::of("3"), None);
        assert_eq!(Limits::of("a,b"), None);
    }
}
