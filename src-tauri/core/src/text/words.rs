//! Words, for extending a selection by one: the word bounds of UAX #29 with dictionaries for the
//! scripts that write no spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese), as ICU4X finds them.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// The words of a text in order, as ranges of code points, end excluded. Spaces and punctuation are
/// in none of them; "don't" and "м'ясо" are one word.
pub fn words(text: &str) -> Vec<(u32, u32)> {
    // The dictionaries and not the neural model: the same answer on every machine.
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut found = Vec::new();
    let (mut byte, mut position) = (0_usize, 0_u32);
    for (next, kind) in segmenter.segment_str(text).iter_with_word_type() {
        let length = text.get(byte..next).map_or(0, |piece| piece.chars().count());
        let end = position.saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
        if kind.is_word_like() && end > position {
            found.push((position, end));
        }
        byte = next;
        position = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::offsets::Positions;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        let positions = Positions::new(text);
        words(text)
            .into_iter()
            .map(|(start, end)| positions.slice(start, end).unwrap())
            .collect()
    }

    #[test]
    fn an_apostrophe_inside_belongs_to_the_word() {
        assert_eq!(
            cut("Don't say “м’ясо”, O'Neill!"),
            ["Don't", "say", "м’ясо", "O'Neill"]
        );
    }

    #[test]
    fn scripts_without_spaces_are_cut_by_dictionary() {
        assert_eq!(cut("北京大学的学生"), ["北京", "大学", "的", "学生"]);
        assert_eq!(cut("ฉันรักภาษาไทย"), ["ฉัน", "รัก", "ภาษา", "ไทย"]);
    }

    #[test]
    fn numbers_and_right_to_left_words_are_words() {
        assert_eq!(cut("قال 6.000 جندي"), ["قال", "6.000", "جندي"]);
    }

    proptest! {
        #[test]
        fn words_are_ordered_do_not_overlap_and_lie_inside(text in "\\PC{0,200}") {
            let length = u32::try_from(text.chars().count()).unwrap();
            let mut last = 0;
            for (start, end) in words(&text) {
                prop_assert!(last <= start && start < end && end <= length);
                last = end;
            }
        }
    }
}
