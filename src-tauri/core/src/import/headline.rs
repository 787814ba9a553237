//! The title of a text that names none.

use unicode_segmentation::UnicodeSegmentation;

use super::draft::TitleFrom;

/// Longest first line that can be a headline (code points).
const HEADLINE: usize = 200;
/// Longest first line that ends like a sentence and can still be a headline (code points).
const SENTENCE_HEADLINE: usize = 120;
/// Longest title that is made from the text (code points, with the `…`).
const CUT: usize = 90;

/// The first line if it reads like a headline, else the beginning of the text, else the file's name.
pub(super) fn title(text: &str, file_name: &str) -> (String, TitleFrom) {
    let mut lines = text.lines();
    let Some(first) = lines.by_ref().map(trimmed).find(|line| has_word(line)) else {
        return (stem(file_name), TitleFrom::FileName);
    };
    let next = lines.next().map(trimmed);
    if is_headline(first, next) {
        return (first.to_owned(), TitleFrom::FirstLine);
    }
    (beginning(first), TitleFrom::TextStart)
}

fn trimmed(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

fn has_word(line: &str) -> bool {
    line.chars().any(char::is_alphanumeric)
}

/// Headlines are short, stand on a line of their own, and do not end like a sentence unless a blank
/// line follows. A next line in lower case shows that lines were wrapped.
fn is_headline(line: &str, next: Option<&str>) -> bool {
    let length = line.chars().count();
    if length > HEADLINE || next.is_some_and(|next| next.starts_with(char::is_lowercase)) {
        return false;
    }
    let blank_follows = next.is_some_and(str::is_empty);
    !ends_like_sentence(line) || (blank_follows && length <= SENTENCE_HEADLINE && sentences(line) == 1)
}

fn ends_like_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '\'', '”', '“', '’', '»', '«', ')', '」', '』']);
    let dots = line.chars().rev().take_while(|&c| c == '.').count();
    dots == 1 || line.ends_with(['。', '।', '۔', '։', '።', ':', ',', ';', '،'])
}

fn sentences(line: &str) -> usize {
    line.unicode_sentences().count()
}

/// The first sentence if it is short enough, else as many words as fit.
fn beginning(line: &str) -> String {
    let sentence = line.unicode_sentences().next().unwrap_or(line).trim();
    if sentence.chars().count() <= CUT {
        return sentence.to_owned();
    }
    let mut title = String::new();
    let mut length = 0;
    for word in sentence.split_word_bounds() {
        let word_length = word.chars().count();
        if length + word_length >= CUT {
            break;
        }
        title.push_str(word);
        length += word_length;
    }
    if title.is_empty() {
        // One word longer than a title: cut between characters as people see them.
        for grapheme in sentence.graphemes(true) {
            let grapheme_length = grapheme.chars().count();
            if length + grapheme_length >= CUT {
                break;
            }
            title.push_str(grapheme);
            length += grapheme_length;
        }
    }
    let kept =
        title.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—'));
    format!("{kept}…")
}

fn stem(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_without_a_full_stop_is_a_headline() {
        assert_eq!(
            title("Gespräche in Istanbul\nDie Delegationen trafen ein.", ""),
            ("Gespräche in Istanbul".into(), TitleFrom::FirstLine)
        );
        assert_eq!(title("\n\n  Who won?  \n\nNobody.", "").0, "Who won?");
        assert_eq!(title("Momentum gewinnen...\nText.", "").1, TitleFrom::FirstLine);
    }

    #[test]
    fn a_sentence_is_a_headline_only_above_a_blank_line() {
        assert_eq!(title("He said no.\n\nMore.", "").1, TitleFrom::FirstLine);
        assert_eq!(title("He said no.\nMore.", "").1, TitleFrom::TextStart);
    }

    #[test]
    fn the_first_line_of_wrapped_text_is_no_headline() {
        let (cut, from) = title(
            "The delegation arrived on Wednesday and is expected to\nmeet officials.",
            "",
        );
        assert_eq!(from, TitleFrom::TextStart);
        assert_eq!(cut, "The delegation arrived on Wednesday and is expected to");
    }

    #[test]
    fn a_title_made_from_the_text_is_cut_at_a_word_and_marked() {
        let (cut, from) = title(&"Verhandlungen, ".repeat(40), "");
        assert_eq!(from, TitleFrom::TextStart);
        assert!(cut.chars().count() <= 90, "{cut}");
        assert!(cut.ends_with("Verhandlungen…"), "{cut}");
    }

    #[test]
    fn one_endless_word_is_cut_between_characters() {
        let (cut, _) = title(&"e\u{301}".repeat(500), "");
        assert_eq!(cut.chars().count(), 89);
        assert!(cut.ends_with("e\u{301}…"));
    }

    #[test]
    fn a_text_without_a_word_is_named_after_its_file() {
        assert_eq!(
            title("***\n…", "notes/report.v2.txt"),
            ("report.v2".into(), TitleFrom::FileName)
        );
        assert_eq!(title("…", "").0, "");
    }
}
