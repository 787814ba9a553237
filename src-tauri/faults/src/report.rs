//! What a harness saw, and the table of all of them.

use std::fmt::Write as _;
use std::time::Duration;

/// What was seen in some rounds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub rounds: u64,
    /// Faults that really happened: a round in which none did proves nothing.
    pub fired: u64,
    /// Rounds after which something acknowledged was not there, or a failure was not said.
    pub lost: u64,
    /// Rounds after which the workspace did not keep its promises, or the program crashed.
    pub corrupt: u64,
    /// Further figures of this harness, added up by their names.
    pub figures: Vec<(&'static str, u64)>,
    /// The first few failures, in words.
    pub failures: Vec<String>,
}

/// So many failures are kept in words.
const KEPT: usize = 8;

impl Tally {
    pub fn add(&mut self, other: Tally) {
        self.rounds += other.rounds;
        self.fired += other.fired;
        self.lost += other.lost;
        self.corrupt += other.corrupt;
        for (name, number) in other.figures {
            self.count(name, number);
        }
        for failure in other.failures {
            self.remember(failure);
        }
    }

    pub fn count(&mut self, name: &'static str, number: u64) {
        match self.figures.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += number,
            None => self.figures.push((name, number)),
        }
    }

    pub fn figure(&self, name: &str) -> u64 {
        self.figures
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(0, |(_, number)| *number)
    }

    pub fn remember(&mut self, failure: String) {
        if self.failures.len() < KEPT {
            self.failures.push(failure);
        }
    }
}

/// A run that must fail, to show that the harness would see a failure.
#[derive(Debug, Clone)]
pub struct Control {
    pub what: &'static str,
    /// The figure that was measured, and the least that it must be, in words.
    pub seen: String,
    pub failed_as_it_must: bool,
}

/// What a harness found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub tally: Tally,
    pub controls: Vec<Control>,
    /// Why the harness could not run here; then it counts neither as passed nor as failed.
    pub skipped: Option<String>,
}

impl Report {
    pub fn skipped(why: impl Into<String>) -> Self {
        Report {
            skipped: Some(why.into()),
            ..Report::default()
        }
    }

    pub fn holds(&self) -> bool {
        self.tally.fired > 0 && self.tally.lost == 0 && self.tally.corrupt == 0
    }
}

/// A line of the table.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: &'static str,
    pub what: &'static str,
    /// The error is why the harness itself broke down.
    pub report: Result<Report, String>,
    pub took: Duration,
}

/// The table, the failures in words, and how many passed and failed.
pub fn table(lines: &[Line]) -> (String, u32, u32) {
    let (mut text, mut passed, mut failed) = (String::new(), 0, 0);
    let _ = writeln!(
        text,
        "\n{:<5} {:<46} {:>7} {:>7} {:>5} {:>7} {:>6}  control (must fail)",
        "", "harness", "rounds", "fired", "lost", "corrupt", "s"
    );
    for line in lines {
        let seconds = format!("{:.1}", line.took.as_secs_f64());
        match &line.report {
            Err(why) => {
                failed += 1;
                let _ = writeln!(text, "{:<5} {:<46} BROKE DOWN: {why}", line.id, line.what);
            }
            Ok(Report {
                skipped: Some(why), ..
            }) => {
                let _ = writeln!(text, "{:<5} {:<46} not possible here: {why}", line.id, line.what);
            }
            Ok(report) => {
                let tally = &report.tally;
                if report.holds() {
                    passed += 1;
                } else {
                    failed += 1;
                }
                let _ = write!(
                    text,
                    "{:<5} {:<46} {:>7} {:>7} {:>5} {:>7} {seconds:>6}",
                    line.id, line.what, tally.rounds, tally.fired, tally.lost, tally.corrupt
                );
                let mut before = "  ";
                for control in &report.controls {
                    let verdict = if control.failed_as_it_must {
                        "failed"
                    } else {
                        "DID NOT FAIL"
                    };
                    if control.failed_as_it_must {
                        passed += 1;
                    } else {
                        failed += 1;
                    }
                    let _ = write!(text, "{before}{}: {verdict}, {}", control.what, control.seen);
                    before = "; ";
                }
                if report.controls.is_empty() {
                    let _ = write!(text, "  none of its own");
                }
                let _ = writeln!(text);
                for (name, number) in &tally.figures {
                    let _ = writeln!(text, "      {name}: {number}");
                }
                for failure in &tally.failures {
                    let _ = writeln!(text, "      ! {failure}");
                }
                if tally.fired == 0 {
                    let _ = writeln!(text, "      ! no fault fired");
                }
            }
        }
    }
    (text, passed, failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(tally: Tally, controls: Vec<Control>) -> Line {
        Line {
            id: "D00",
            what: "nothing",
            report: Ok(Report {
                tally,
                controls,
                skipped: None,
            }),
            took: Duration::ZERO,
        }
    }

    #[test]
    fn a_harness_that_fired_nothing_has_failed() {
        let (_, passed, failed) = table(&[line(
            Tally {
                rounds: 9,
                ..Tally::default()
            },
            vec![],
        )]);
        assert_eq!((passed, failed), (0, 1));
    }

    #[test]
    fn a_control_that_passes_is_a_failure() {
        let control = Control {
            what: "off",
            seen: String::new(),
            failed_as_it_must: false,
        };
        let tally = Tally {
            rounds: 9,
            fired: 9,
            ..Tally::default()
        };
        let (_, passed, failed) = table(&[line(tally, vec![control])]);
        assert_eq!((passed, failed), (1, 1));
    }

    #[test]
    fn what_cannot_run_here_neither_passes_nor_fails() {
        let mut skipped = line(Tally::default(), vec![]);
        skipped.report = Ok(Report::skipped("no tool"));
        let (text, passed, failed) = table(&[skipped]);
        assert_eq!((passed, failed), (0, 0));
        assert!(text.contains("not possible here: no tool"));
    }
}
