//! Folding, checked against the real tokenizer of FTS5.

use proptest::prelude::*;
use rusqlite::Connection;

use super::*;

/// What FTS5 makes of each text, as the workspace's index declares it.
fn tokens(texts: &[&str]) -> Vec<Vec<String>> {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(
        "CREATE VIRTUAL TABLE search USING fts5(body, content='', tokenize='unicode61 remove_diacritics 0');
         CREATE VIRTUAL TABLE term USING fts5vocab(search, 'instance');
         BEGIN;",
    )
    .unwrap();
    let mut insert = db
        .prepare("INSERT INTO search(rowid, body) VALUES (?1, ?2)")
        .unwrap();
    for (row, text) in texts.iter().enumerate() {
        insert.execute((i64::try_from(row).unwrap(), text)).unwrap();
    }
    let mut found = vec![Vec::new(); texts.len()];
    let mut read = db
        .prepare("SELECT doc, term FROM term ORDER BY doc, \"offset\"")
        .unwrap();
    let rows = read
        .query_map((), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))
        .unwrap();
    for row in rows {
        let (doc, term) = row.unwrap();
        found[usize::try_from(doc).unwrap()].push(term);
    }
    found
}

#[test]
fn words_fold_to_what_readers_type() {
    for (written, folded) in [
        ("Präsident", "prasident"),
        ("Straßenbahn STRASSE ẞ", "strassenbahn strasse ss"),
        ("Ærø Œuvre Łódź Đoković Þór", "aero oeuvre lodz dokovic thor"),
        ("İstanbul ISPARTA ılık", "istanbul isparta ilik"),
        ("ёлка Зелёный", "елка зеленый"),
        ("Зеленський Україна", "зеленський україна"),
        ("и\u{306} і\u{308} и\u{301}\u{306} и\u{e48}\u{306}", "й ї й й"),
        (
            "كِتَابٌ أحمد إلى آخر ٱلله مدرسة كـــتاب",
            "كتاب احمد الي اخر الله مدرسه كتاب",
        ),
        ("می\u{200c}خواهم کتاب", "ميخواهم كتاب"),
        ("٢٠٢٥ ۱۴۰۴", "2025 1404"),
        ("Ver\u{ad}handlung", "verhandlung"),
        ("ΟΔΥΣΣΕΎΣ", "οδυσσευσ"),
        ("ﬁnal ½ m² ㎞", "final 1 2 m2 km"),
        ("US-Präsident U.S. 6.000", "us prasident u s 6 000"),
        ("...", ""),
        ("", ""),
    ] {
        assert_eq!(fold(written), folded, "{written}");
    }
}

#[test]
fn an_apostrophe_inside_a_word_is_kept_whatever_its_shape() {
    for shape in ["'", "’", "ʼ", "‘", "`", "´", "′", "＇"] {
        assert_eq!(fold(&format!("М{shape}ясо")), "мʼясо", "{shape}");
        assert_eq!(fold(&format!("don{shape}t")), "donʼt", "{shape}");
    }
    assert_eq!(fold("O'Neill, Qurʾān; об’єкт"), "oʼneill qurʼan обʼєкт");
    assert_eq!(fold("rock'n'roll Sana'a Shi'i"), "rockʼnʼroll sanaʼa shiʼi");
}

#[test]
fn quotation_marks_that_look_like_apostrophes_fall_away() {
    assert_eq!(
        fold("'Ja' ''nein'' ‘so’ the soldiers’ ʿAlī"),
        "ja nein so the soldiers ali"
    );
}

#[test]
fn elisions_the_genitive_and_turkish_endings_of_names_are_apart() {
    assert_eq!(
        fold("l'Ukraine, qu’il, dell’Europa, D'Alema"),
        "l ukraine qu il dell europa d alema"
    );
    assert_eq!(fold("Kyiv’s it's foto's"), "kyiv s it s foto s");
    assert_eq!(
        fold("İstanbul'da Erdoğan'ın Türkiye'nin"),
        "istanbul da erdogan in turkiye nin"
    );
}

#[test]
fn scripts_without_spaces_are_found_by_any_part() {
    assert_eq!(fold("他研究生命起源"), "他 研 究 生 命 起 源");
    assert_eq!(fold("G20峰会"), "g20 峰 会");
    assert_eq!(fold("ｳｸﾗｲﾅ が か\u{3099}"), "ウ ク ラ イ ナ が が");
    assert!(fold("ประเทศไทย").contains(&fold("ไทย")));
}

#[test]
fn hindi_words_stay_whole_and_apart_from_each_other() {
    let folded = fold("दिल्ली दाल क़लम");
    assert_eq!(folded.split(' ').count(), 3);
    assert_ne!(fold("दिल"), fold("दल"));
    assert_eq!(fold("क़लम"), fold("कलम"));
}

#[test]
fn korean_is_the_same_composed_and_decomposed() {
    assert_eq!(fold("\u{1109}\u{1165}\u{110b}\u{116e}\u{11af}"), "서울");
    assert_eq!(fold("서울"), "서울");
}

#[test]
fn each_term_knows_its_place_in_the_original() {
    let word = |folded: &str, start, end| FoldedWord {
        folded: folded.into(),
        start,
        end,
    };
    assert_eq!(
        fold_words("„L’U\u{308}ber-Straße“ 😀 北京"),
        [
            word("l", 1, 2),
            word("uber", 3, 8),
            word("strasse", 9, 15),
            word("北", 19, 20),
            word("京", 20, 21),
        ]
    );
    assert_eq!(fold_words("cafe\u{301}!"), [word("cafe", 0, 5)]);
}

#[test]
fn a_query_tries_umlauts_both_ways() {
    assert_eq!(variants("Praesident"), ["prasident"]);
    assert_eq!(variants("Präsident"), ["praesident"]);
    assert_eq!(variants("Aussenamt"), Vec::<String>::new());
    assert_eq!(variants("Goethe"), ["gothe"]);
    assert_eq!(
        variants("Uebergabestaette"),
        ["ubergabestaette", "ubergabestatte", "uebergabestatte"]
    );
    assert_eq!(variants("Århus"), ["aarhus"]);
    assert_eq!(variants("Oersted"), ["orsted"]);
    for no_umlaut in ["neue", "Quelle", "dauert", "Frauen", "due", "Israel's"] {
        let tried = variants(no_umlaut);
        assert!(
            tried
                .iter()
                .all(|variant| no_umlaut == "Israel's" && variant == "isral s"),
            "{no_umlaut}: {tried:?}"
        );
    }
}

#[test]
fn a_query_with_an_apostrophe_tries_without() {
    assert_eq!(variants("м’ясо"), ["мясо"]);
    assert_eq!(variants("l'Ukraine"), Vec::<String>::new());
}

#[test]
fn words_beyond_any_length_are_cut_and_not_lost() {
    let folded = fold(&"ä".repeat(100_000));
    assert_eq!(folded.split(' ').map(str::len).sum::<usize>(), 100_000);
    assert!(folded.split(' ').all(|word| word.len() <= LONGEST));
}

#[test]
fn fts5_finds_the_same_terms_for_every_character_of_unicode() {
    let texts: Vec<String> = ('\u{1}'..=char::MAX)
        .filter(|character| !matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..))
        .filter(|character| {
            character.is_alphanumeric() || is_combining_mark(*character) || *character < '\u{3000}'
        })
        .map(|character| format!("x {character} a{character}b "))
        .collect();
    let chunks: Vec<String> = texts.chunks(500).map(|chunk| fold(&chunk.concat())).collect();
    let chunks: Vec<&str> = chunks.iter().map(String::as_str).collect();
    for (folded, found) in chunks.iter().zip(tokens(&chunks)) {
        let expected: Vec<&str> = folded.split(' ').collect();
        let wrong: Vec<_> = expected
            .iter()
            .zip(&found)
            .filter(|(ours, theirs)| *ours != theirs)
            .take(3)
            .collect();
        assert!(expected.len() == found.len() && wrong.is_empty(), "{wrong:?}");
    }
}

#[test]
fn a_long_text_is_folded_in_little_time() {
    let text = "Präsident Зеленський sagte: «Nous l'avons vu» 北京. ".repeat(20_000);
    let started = std::time::Instant::now();
    assert_eq!(fold_words(&text).len(), 9 * 20_000);
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

/// The terms, every character by itself.
fn slowly(text: &str) -> Vec<FoldedWord> {
    let mut words = Vec::new();
    let mut word = Word::new(|folded: &str, start, end| {
        words.push(FoldedWord {
            folded: folded.to_owned(),
            start,
            end,
        });
    });
    for (at, character) in (0..).zip(text.chars()) {
        word.character(character, at);
    }
    word.end();
    words
}

#[test]
fn every_character_folds_the_same_known_beforehand_or_taken_apart() {
    for character in '\0'..=char::MAX {
        let text = format!(
            "{character}a{character}{character}ش{character}1 {character}x'{character}ия{character}北{character}b"
        );
        assert_eq!(fold_words(&text), slowly(&text), "{character:?}");
    }
}

#[test]
fn words_at_the_longest_length_fold_the_same_known_beforehand_or_taken_apart() {
    for length in LONGEST - 2..LONGEST + 3 {
        for ending in ["", "b", "ü", "'s", "\u{301}", "北", "ß"] {
            for letter in ["a", "ж"] {
                let text = format!("{}{ending} {letter}", letter.repeat(length));
                assert_eq!(fold_words(&text), slowly(&text), "{length} {ending}");
            }
        }
    }
}

/// Characters that folding treats apart, and any others.
fn any_text() -> impl Strategy<Value = String> {
    let special: Vec<char> = "aDlsʼ'’`- .,ßæİıёйїї\u{306}\u{308}\u{301}\u{640}\u{ad}\u{200b}\u{200d}أةَ東ガ\u{3099}ﾞไก่ทहिन्\u{93c}서\u{1109}\u{1165}ﷺ½😀\0\n"
        .chars()
        .collect();
    prop::collection::vec(
        prop_oneof![3 => prop::sample::select(special), 1 => any::<char>()],
        0..60,
    )
    .prop_map(|characters| characters.into_iter().collect())
}

proptest! {
    #[test]
    fn any_text_folds_the_same_known_beforehand_or_taken_apart(text in any_text()) {
        prop_assert_eq!(fold_words(&text), slowly(&text));
    }

    #[test]
    fn fts5_finds_in_the_folded_text_the_terms_that_were_folded(text in any_text()) {
        let words: Vec<String> = fold_words(&text).into_iter().map(|word| word.folded).collect();
        let folded = fold(&text);
        prop_assert_eq!(&folded, &words.join(" "));
        prop_assert_eq!(&tokens(&[&folded])[0], &words);
    }

    #[test]
    fn places_are_inside_the_text_and_in_order(text in any_text()) {
        let length = u32::try_from(text.chars().count()).unwrap();
        let mut last = 0;
        for word in fold_words(&text) {
            prop_assert!(word.start < word.end && word.end <= length && last <= word.start);
            last = word.start;
        }
    }

    #[test]
    fn a_word_by_itself_folds_as_it_does_in_a_text(before in any_text(), word in "\\PC{0,12}", after in any_text()) {
        let text = format!("{before} {word} {after}");
        let parts = [fold(&before), fold(&word), fold(&after)];
        let expected: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        prop_assert_eq!(fold(&text), expected.join(" "));
    }

    #[test]
    fn composed_and_decomposed_text_fold_alike(text in any_text()) {
        use unicode_normalization::UnicodeNormalization;
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(fold(&composed), fold(&decomposed));
    }

    #[test]
    fn variants_are_folded_and_differ_from_the_word(word in "\\PC{0,20}|[a-züöäe']{0,12}") {
        let base = fold(&word);
        for variant in variants(&word) {
            prop_assert_ne!(&variant, &base);
            prop_assert!(!variant.is_empty());
        }
    }
}
