//! How many tests passed and failed, read from what the test programs print.

/// Tests that passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
}

impl Count {
    /// A check that is one thing.
    pub fn of_check(passed: bool) -> Self {
        Count {
            passed: u32::from(passed),
            failed: u32::from(!passed),
        }
    }

    /// From `cargo test`: the sum of all lines `test result: ok. 3 passed; 0 failed; …`.
    pub fn of_cargo(output: &str) -> Self {
        let mut count = Count::default();
        for line in output.lines() {
            if let Some(rest) = line.trim().strip_prefix("test result: ") {
                count.passed += before(rest, "passed").unwrap_or(0);
                count.failed += before(rest, "failed;").unwrap_or(0);
            }
        }
        count
    }

    /// From vitest: the line `Tests  1 failed | 11 passed (12)`, and errors outside any test.
    pub fn of_vitest(output: &str) -> Self {
        let mut count = Count::default();
        for line in output.lines() {
            let line = without_colours(line);
            let line = line.trim();
            if let Some(rest) = line.strip_prefix("Tests ") {
                count.passed += before(rest, "passed").unwrap_or(0);
                count.failed += before(rest, "failed").unwrap_or(0);
            } else if let Some(rest) = line.strip_prefix("Errors ") {
                count.failed += before(rest, "error")
                    .or_else(|| before(rest, "errors"))
                    .unwrap_or(0);
            }
        }
        count
    }

    /// From a program of ours: its last line, `3 passed, 1 failed`.
    pub fn of_summary(output: &str) -> Self {
        let last = output
            .lines()
            .rfind(|line| !line.trim().is_empty())
            .unwrap_or_default();
        let mut words = last.split_whitespace();
        let mut number = |word: &str| {
            let number = words.next()?.parse().ok()?;
            (words.next()?.trim_end_matches(',') == word).then_some(number)
        };
        match (number("passed"), number("failed")) {
            (Some(passed), Some(failed)) => Count { passed, failed },
            _ => Count::default(),
        }
    }

    /// The same, with a failure more if the program failed without naming a failed test.
    pub fn or_failed(mut self, succeeded: bool) -> Self {
        if !succeeded && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The number in front of a word.
fn before(text: &str, word: &str) -> Option<u32> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words
        .iter()
        .position(|other| other.trim_end_matches(';') == word.trim_end_matches(';'))?;
    words.get(at.checked_sub(1)?)?.parse().ok()
}

/// Without ANSI escape sequences (ECMA-48, `ESC [ … letter`).
fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut parts = line.split('\u{1b}');
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        plain.push_str(
            part.split_once(|c: char| c.is_ascii_alphabetic())
                .map_or("", |(_, rest)| rest),
        );
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_of_all_test_programs_are_added() {
        let output = "running 3 tests\ntest result: ok. 3 passed; 0 failed; 1 ignored; 0 measured\n\n\
                      test result: FAILED. 4 passed; 2 failed; 0 ignored\n";
        assert_eq!(Count::of_cargo(output), Count { passed: 7, failed: 2 });
    }

    #[test]
    fn the_summary_of_vitest_is_read_with_and_without_failures() {
        let good = " Test Files  3 passed (3)\n      Tests  12 passed (12)\n";
        assert_eq!(
            Count::of_vitest(good),
            Count {
                passed: 12,
                failed: 0
            }
        );
        let bad = "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[31m1 failed\u{1b}[39m\u{1b}[22m | 11 passed (12)\n     Errors  1 error\n";
        assert_eq!(
            Count::of_vitest(bad),
            Count {
                passed: 11,
                failed: 2
            }
        );
    }

    #[test]
    fn a_program_of_ours_says_it_in_its_last_line() {
        assert_eq!(
            Count::of_summary("a table\n14 passed, 1 failed\n\n"),
            Count {
                passed: 14,
                failed: 1
            }
        );
        assert_eq!(
            Count::of_summary("14 passed, 1 failed\nthen it broke down"),
            Count::default()
        );
    }

    #[test]
    fn a_program_that_fails_without_a_failed_test_counts_as_one() {
        assert_eq!(Count::default().or_failed(false), Count { passed: 0, failed: 1 });
        assert_eq!(
            Count::of_check(true).or_failed(true),
            Count { passed: 1, failed: 0 }
        );
    }
}
