//! How well texts are cut into sentences: precision and recall on a text whose sentences a person has cut.

use serde::Serialize;

use super::sentences::sentences;

/// What came out.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Measure {
    /// Sentences of the person.
    pub sentences: usize,
    /// Ends that the person set, without those that end a paragraph.
    pub ends: usize,
    /// Ends that were found, without those that end a paragraph.
    pub found: usize,
    /// Found where the person set them.
    pub right: usize,
    /// In the order of the text.
    pub differences: Vec<Difference>,
}

/// An end that one has and the other has not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    pub kind: DifferenceKind,
    /// Line of the file in which it is, from 1.
    pub line: usize,
    /// What stands before, at most 40 code points.
    pub before: String,
    /// What stands after, at most 40 code points.
    pub after: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// Cut where no sentence ends.
    Wrong,
    /// Not cut where one ends.
    Missed,
}

impl Measure {
    /// Of the ends found, how many are right: 0 to 1; 1 when none were found.
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// Of the ends that the person set, how many were found: 0 to 1; 1 when there are none.
    pub fn recall(&self) -> f64 {
        share(self.right, self.ends)
    }

    /// The harmonic mean of both: 0 to 1.
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 {
            return 0.0;
        }
        2.0 * precision * recall / (precision + recall)
    }

    /// The same for several texts together.
    pub fn add(&mut self, other: Measure) {
        self.sentences += other.sentences;
        self.ends += other.ends;
        self.found += other.found;
        self.right += other.right;
        self.differences.extend(other.differences);
    }
}

#[expect(clippy::cast_precision_loss, reason = "no text has 2^52 sentences")]
fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 1.0 } else { part as f64 / of as f64 }
}

/// Measures on a text with a sentence on each line. The lines of a paragraph are joined with a space and cut again; an
/// empty line ends a paragraph; a line that begins with `#` is a remark and is left out. `language` is a BCP 47
/// tag, "" when unknown.
pub fn measure(gold: &str, language: &str) -> Measure {
    let mut whole = Measure::default();
    let mut paragraph: Vec<(usize, &str)> = Vec::new();
    for (number, line) in (1..).zip(gold.lines().chain([""])) {
        let line = line.trim();
        if line.starts_with('#') {
            continue;
        }
        if line.is_empty() {
            whole.add(measure_paragraph(&paragraph, language));
            paragraph.clear();
        } else {
            paragraph.push((number, line));
        }
    }
    whole
}

fn measure_paragraph(lines: &[(usize, &str)], language: &str) -> Measure {
    let mut text: Vec<char> = Vec::new();
    // Where each line ends, with the line's number: code points.
    let mut ends = Vec::with_capacity(lines.len());
    for (number, line) in lines {
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend(line.chars());
        ends.push((text.len(), *number));
    }
    let whole: String = text.iter().collect();
    let mut found: Vec<usize> = sentences(&whole, language)
        .into_iter()
        .filter_map(|(_, end)| usize::try_from(end).ok())
        .collect();
    let line_at = |place: usize| {
        ends.get(ends.partition_point(|(end, _)| *end < place))
            .map_or(0, |(_, number)| *number)
    };
    let difference = |kind, place: usize| Difference {
        kind,
        line: line_at(place),
        before: text
            .get(place.saturating_sub(40)..place)
            .map(|piece| piece.iter().collect())
            .unwrap_or_default(),
        after: text
            .iter()
            .skip(place)
            .take(40)
            .collect::<String>()
            .trim_start()
            .to_owned(),
    };
    // The last end is given.
    found.pop();
    let mut set: Vec<usize> = ends.iter().map(|(end, _)| *end).collect();
    set.pop();
    let wrong = found.iter().filter(|place| set.binary_search(place).is_err());
    let missed = set.iter().filter(|place| found.binary_search(place).is_err());
    let mut differences: Vec<(usize, Difference)> = wrong
        .map(|place| (*place, difference(DifferenceKind::Wrong, *place)))
        .chain(missed.map(|place| (*place, difference(DifferenceKind::Missed, *place))))
        .collect();
    differences.sort_by_key(|(place, _)| *place);
    Measure {
        sentences: lines.len(),
        ends: set.len(),
        right: found
            .iter()
            .filter(|place| set.binary_search(place).is_ok())
            .count(),
        found: found.len(),
        differences: differences
            .into_iter()
            .map(|(_, difference)| difference)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_end_too_many_and_an_end_too_few_are_named() {
        let measured = measure("He left. And then\nshe came.\nIt was\nlate.", "en");
        assert_eq!(
            (measured.sentences, measured.ends, measured.found, measured.right),
            (4, 3, 2, 1)
        );
        assert_eq!(
            measured
                .differences
                .iter()
                .map(|difference| (difference.kind, difference.line, difference.after.as_str()))
                .collect::<Vec<_>>(),
            [
                (DifferenceKind::Wrong, 1, "And then she came. It was late."),
                (DifferenceKind::Missed, 1, "she came. It was late."),
                (DifferenceKind::Missed, 3, "late."),
            ]
        );
        assert!((measured.precision() - 0.5).abs() < 1e-9);
        assert!((measured.recall() - 1.0 / 3.0).abs() < 1e-9);
        assert!((measured.f1() - 0.4).abs() < 1e-9);
    }

    #[test]
    fn paragraphs_are_joined_apart_and_remarks_left_out() {
        let measured = measure("# A remark.\nHe left.\nShe came.\n\nNo end here\n", "en");
        assert_eq!((measured.sentences, measured.ends, measured.found), (3, 1, 1));
        assert!(measured.differences.is_empty());
    }

    #[test]
    fn nothing_is_cut_rightly() {
        for gold in ["", "\n\n", "# only a remark", "One sentence."] {
            let measured = measure(gold, "");
            assert!((measured.f1() - 1.0).abs() < 1e-9, "{gold}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_measured(gold in "(\\PC|\n){0,200}", language in "de|ar|zh|") {
            let measured = measure(&gold, &language);
            prop_assert!(measured.right <= measured.found.min(measured.ends));
        }
    }
}
