//! The machine, because figures mean nothing without it.

use std::fmt;
use std::fs;

use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Machine {
    pub cores: usize,
    /// Bytes; None where the system does not tell.
    pub memory: Option<f64>,
    pub processor: String,
    pub system: String,
    /// Processes that wanted to run in the last minute: above the number of cores, figures are those of a busy machine.
    pub load: Option<f64>,
    pub sqlite: String,
    /// Day on which it was measured.
    pub day: String,
}

impl Machine {
    pub fn here() -> Self {
        let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
        let field = |text: &str, name: &str| {
            text.lines()
                .find_map(|line| line.strip_prefix(name))
                .map(|rest| rest.trim_matches([' ', '\t', ':', '"', '=']).to_owned())
        };
        let kilobytes = field(&read("/proc/meminfo"), "MemTotal")
            .and_then(|text| text.trim_end_matches(" kB").parse::<f64>().ok());
        Machine {
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory: kilobytes.map(|kilobytes| kilobytes * 1_024.0),
            processor: field(&read("/proc/cpuinfo"), "model name").unwrap_or_default(),
            system: field(&read("/etc/os-release"), "PRETTY_NAME")
                .unwrap_or_else(|| std::env::consts::OS.to_owned()),
            load: read("/proc/loadavg")
                .split(' ')
                .next()
                .and_then(|load| load.parse().ok()),
            sqlite: rusqlite::version().to_owned(),
            day: today(),
        }
    }
}

fn today() -> String {
    // SQLite knows the calendar.
    rusqlite::Connection::open_in_memory()
        .and_then(|conn| conn.query_row("SELECT date('now')", [], |row| row.get(0)))
        .unwrap_or_default()
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} cores", self.processor, self.cores)?;
        if let Some(memory) = self.memory {
            write!(f, ", {:.0} GiB", memory / f64::from(1 << 30))?;
        }
        write!(f, ", {}, SQLite {}, {}", self.system, self.sqlite, self.day)?;
        if let Some(load) = self.load {
            write!(f, ", load {load:.1} at the end")?;
        }
        Ok(())
    }
}
