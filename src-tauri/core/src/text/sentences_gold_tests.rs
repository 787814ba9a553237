//! How well the hard sentences of `gold/` are cut. The figures may rise and not fall.

use crate::text::sentence_measure::measure;

/// Language, its sentences, and the precision and recall that were reached, in thousandths.
const REACHED: [(&str, &str, u16, u16); 8] = [
    ("ar", include_str!("gold/ar.txt"), 967, 1000),
    ("de", include_str!("gold/de.txt"), 1000, 1000),
    ("en", include_str!("gold/en.txt"), 1000, 1000),
    ("fr", include_str!("gold/fr.txt"), 1000, 1000),
    ("nl", include_str!("gold/nl.txt"), 1000, 1000),
    ("ru", include_str!("gold/ru.txt"), 1000, 1000),
    ("tr", include_str!("gold/tr.txt"), 1000, 1000),
    ("uk", include_str!("gold/uk.txt"), 1000, 1000),
];

#[test]
fn hard_sentences_are_cut_as_well_as_ever() {
    let mut worse = Vec::new();
    for (language, gold, precision, recall) in REACHED {
        let measured = measure(gold, language);
        assert!(measured.sentences >= 30, "{language}");
        let (is_precision, is_recall) = (measured.precision() * 1000.0, measured.recall() * 1000.0);
        if is_precision + 0.5 < f64::from(precision) || is_recall + 0.5 < f64::from(recall) {
            worse.push(format!(
                "{language}: precision {is_precision:.0}, recall {is_recall:.0}\n{:#?}",
                measured.differences
            ));
        }
    }
    assert!(worse.is_empty(), "{}", worse.join("\n"));
}
