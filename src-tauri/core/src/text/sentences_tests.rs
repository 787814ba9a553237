//! Cutting into sentences: the sample articles, and what usually goes wrong.

use proptest::prelude::*;

use super::*;
use crate::text::offsets::Positions;

fn cut<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let positions = Positions::new(text);
    sentences(text, language)
        .into_iter()
        .map(|(start, end)| positions.slice(start, end).unwrap())
        .collect()
}

/// The text is cut at each | and nowhere else.
fn expect(language: &str, marked: &str) {
    let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
    let text = expected.join(" ");
    assert_eq!(cut(&text, language), expected, "{language}");
}

#[test]
fn days_and_ordinals_do_not_end_a_sentence() {
    expect(
        "de",
        "Die erste am 16. Mai und die zweite am 2. Juni, die zu Vereinbarungen führten. | Danach nichts.",
    );
    expect(
        "de",
        "In der 4. Klasse. | Ab dem 16. Lebensjahr. | Die 3. Runde begann.",
    );
    expect("de", "Er ist jünger als 25. | Das wissen alle.");
    expect(
        "de",
        "Der II. Weltkrieg endete 1945. | Ludwig XIV. Er starb."
            .replace("XIV. Er", "XIV. | Er")
            .as_str(),
    );
    expect("tr", "2. Dünya Savaşı bitti. | 3. tur İstanbul'da yapıldı.");
    expect(
        "nl",
        "Op 2. Juni begon het. | Hij was 25. | Rusland verwierp het.",
    );
    expect("", "am 2. Juni, die zweite. | Ende.");
}

#[test]
fn abbreviations_do_not_end_a_sentence() {
    expect(
        "de",
        "Staaten, z. B. Deutschland, z.B. Polen, d. h. Dr. Müller bzw. Prof. Dr. Meier. | Ende.",
    );
    expect("de", "Siehe Nr. 5 und Art. 3 Abs. 2. | Ende.");
    expect("en", "Mr. Peskov met Gen. Smith vs. Lt. Col. Jones. | He left.");
    expect("en", "See No. 5 on p. 12. | He said no. | Then he left.");
    expect(
        "nl",
        "Volgens dhr. Jansen en o.a. Rusland, d.w.z. Moskou. | Einde.",
    );
    expect(
        "fr",
        "M. Macron a vu Mme. Dupont et le Dr. Martin. | Il est parti.",
    );
    expect("ru", "В т.ч. Москва, т. е. Россия, ул. Ленина. | Конец.");
    expect("uk", "Міністр ген. Умєров і проф. Іваненко, м. Київ. | Кінець.");
    expect("tr", "Prof. Dr. Yılmaz ve Sn. Erdoğan konuştu. | Bu önemli.");
    expect("ar", "قال د. محمد إن أ. د. علي وصل. | ثم غادر.");
}

#[test]
fn abbreviations_that_may_end_a_sentence_do_so_before_a_word_that_begins_one() {
    expect(
        "de",
        "Gespräche, Treffen usw. | Der Kreml schwieg. | Gespräche, Treffen usw. Verhandlungen.",
    );
    expect(
        "en",
        "He moved to the U.S. | The war went on. | The U.S. President came.",
    );
    expect(
        "ru",
        "Это было в 2014 г. | Он сказал: в г. Москва и т. д. | Они ушли.",
    );
    expect("uk", "Це було у 2014 р. | Він сказав, млн. Тонн тощо.");
    expect("en", "Apple Inc. | They sell U.N. Security goods.");
}

#[test]
fn initials_do_not_end_a_sentence() {
    expect("en", "Donald J. Trump met J. D. Vance. | He left.");
    expect("ru", "Д. С. Песков и В. В. Путин. | Они говорили.");
    expect("en", "That was plan B. | The talks failed.");
}

#[test]
fn numbers_with_a_space_inside_stay_whole() {
    expect("en", "About 6 km (3. 7 miles) from the border. | It rained.");
    expect("de", "Am 16. 5. 2025 in Istanbul. | Ende.");
    expect("en", "That was in 2025. | Thirteen people died.");
}

#[test]
fn numbers_of_an_enumeration_stay_with_their_line() {
    assert_eq!(
        cut("1. The talks\n2. The war\nIV. Das Ende", "en"),
        ["1. The talks", "2. The war", "IV. Das Ende"]
    );
}

#[test]
fn closing_marks_stay_with_their_sentence() {
    expect("fr", "Il dit : « Nous partons. » | Puis il sort.");
    expect("fr", "« Partez ! » dit-il. | Elle reste.");
    expect("de", "„Wir gehen.“ | Er blieb. | »Nein.« | »Doch.«");
    expect("en", "“Keep going.” | (He left.) | She stayed.");
    expect("en", "He said: \"Yes. \" | Then he left.");
}

#[test]
fn the_reporting_clause_belongs_to_the_quotation() {
    expect("en", "“Really?” he asked. | “Yes!” said she.");
    expect("de", "„Wirklich?“, fragte er. | „Ja!“ rief sie.");
    expect("ru", "«Да!» — сказал он. | Она ушла.");
}

#[test]
fn no_sentence_goes_across_a_line_end() {
    assert_eq!(
        cut("Zelenskyy outlines\nmodest goals\n\n  and more. ", "en"),
        ["Zelenskyy outlines", "modest goals", "and more."]
    );
    assert_eq!(cut("z. B.\nDeutschland", "de"), ["z. B.", "Deutschland"]);
}

#[test]
fn scripts_without_spaces_and_capitals_are_cut_at_their_stops() {
    assert_eq!(cut("他说。“我们走。”她留下了！", "zh").len(), 3);
    assert_eq!(cut("彼は言った。「行く。」終わり。", "ja").len(), 3);
    assert_eq!(cut("قال نعم. ثم غادر؟ نعم.", "ar").len(), 3);
    assert_eq!(cut("उसने कहा। वह गया।", "hi").len(), 2);
}

#[test]
fn a_text_without_a_stop_is_one_sentence_and_blank_text_is_none() {
    assert_eq!(cut("  Leave a Reply ", "en"), ["Leave a Reply"]);
    assert!(cut(" \n\t\n", "en").is_empty());
    assert!(cut("", "").is_empty());
}

/// The sample articles with the number of sentences, headlines included, that a reader counts.
const SEEDS: [(&str, &str, usize); 5] = [
    (
        "de",
        include_str!("../../../../seeds/000_ec276eb2e3e482e2.txt"),
        9,
    ),
    (
        "de",
        include_str!("../../../../seeds/001_552112e3a73baa12.txt"),
        18,
    ),
    (
        "en",
        include_str!("../../../../seeds/002_d397ceeb01084e6c.txt"),
        40,
    ),
    (
        "nl",
        include_str!("../../../../seeds/003_7f7bebdaa598bfbf.txt"),
        15,
    ),
    (
        "de",
        include_str!("../../../../seeds/004_000c29f631cb1c2a.txt"),
        35,
    ),
];

#[test]
fn the_sample_articles_are_cut_where_a_reader_would() {
    for (language, text, number) in SEEDS {
        assert_eq!(cut(text, language).len(), number, "{:#?}", cut(text, language));
    }
    let [(_, first, _), _, (_, third, _), ..] = SEEDS;
    assert!(
        cut(first, "de")
            .iter()
            .any(|sentence| sentence.contains("am 16. Mai und die zweite am 2. Juni, die"))
    );
    let third = cut(third, "en");
    assert!(third.contains(&"twitter.com/0JQ1fGyaPC"));
    assert!(
        third
            .iter()
            .any(|sentence| sentence.contains("(3. 7 miles) from"))
    );
    assert!(third.contains(&"He claimed that “our position is completely open.”"));
}

#[test]
fn a_long_line_is_cut_in_little_time_whatever_it_is_made_of() {
    for piece in ["! ", "z. B. ", "1. ", "» ", "Er ging. ", "\u{a0}", ". \""] {
        let text = piece.repeat(100_000);
        let started = std::time::Instant::now();
        let found = sentences(&text, "de").len();
        assert!(
            started.elapsed().as_secs() < 20,
            "{piece}: {found} in {:?}",
            started.elapsed()
        );
    }
}

proptest! {
    #[test]
    fn every_visible_character_is_in_exactly_one_sentence(
        text in "(z\\. B\\.|[A-ZÄa-z]{1,4}|[0-9]{1,2}|[.!?…]|[\"»«“”()]| |\n|\r|د|漢|😀|\\PC){0,60}",
        language in "de|en|fr|ru|tr|ar|el|zh|pl||x y",
    ) {
        let mut inside = vec![0_u8; text.chars().count()];
        let mut last = 0;
        for (start, end) in sentences(&text, &language) {
            prop_assert!(last <= start && start < end);
            last = end;
            for place in &mut inside[start as usize..end as usize] {
                *place += 1;
            }
        }
        for (character, times) in text.chars().zip(&inside) {
            prop_assert!(*times == 1 || *times == 0 && character.is_whitespace());
            prop_assert!(*times == 0 || !is_line_end(character));
        }
    }
}
