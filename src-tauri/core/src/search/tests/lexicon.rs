//! What the lexicon knows. That it has the words of the index and no others is checked after each change of every test.

use super::super::lexicon::{Learner, Said, lookup};
use super::*;

fn said<'t>(written: &'t str, folded: &'t str) -> Said<'t> {
    Said { written, folded }
}

fn completions(desk: &Desk, prefix: &str) -> Vec<String> {
    let found = lookup::completions(&desk.conn, prefix, 8).unwrap();
    found.into_iter().map(|known| known.term).collect()
}

#[test]
fn a_word_is_known_as_it_was_written_and_gone_with_the_last_text_that_says_it() {
    let mut desk = Desk::new();
    let first = desk.article("Der Präsident", "spräche SELENSKYJ an", "de", "");
    let second = desk.article("präsident", "", "de", "");
    let word = |desk: &Desk, term: &str| lookup::word(&desk.conn, term).unwrap();
    let president = word(&desk, "prasident").unwrap();
    assert_eq!(
        (president.docs, president.written.as_deref()),
        (2, Some("Präsident"))
    );
    assert_eq!(
        word(&desk, "sprache").unwrap().written.as_deref(),
        Some("spräche")
    );
    assert_eq!(word(&desk, "selenskyj").unwrap().written, None);
    for (gone, docs) in [(second, Some(1)), (first, None)] {
        desk.act(|conn| {
            conn.execute("DELETE FROM text_revision WHERE article_id = ?1", [gone])
                .unwrap();
            conn.execute("DELETE FROM article WHERE id = ?1", [gone]).unwrap();
        });
        assert_eq!(word(&desk, "prasident").map(|known| known.docs), docs);
    }
    assert_eq!(completions(&desk, ""), Vec::<String>::new());
}

#[test]
fn words_end_compounds_backwards() {
    let mut desk = Desk::new();
    desk.article("", "Waffenstillstand und wapenstilstand, stillstand", "de", "");
    let found = lookup::ending(&desk.conn, "stillstand", 10).unwrap();
    let found: Vec<&str> = found.iter().map(|known| known.term.as_str()).collect();
    assert_eq!(found, ["waffenstillstand"]);
}

#[test]
fn the_commonest_words_complete_a_beginning_from_its_first_letter() {
    let desk = Desk::new();
    let mut learner = Learner::default();
    for number in 0..300_u32 {
        let rare = format!("k{number:04}x");
        let mut text = format!("{rare} kommt");
        if number % 2 == 0 {
            text.push_str(" kiew");
        }
        if number % 100 == 0 {
            text.push_str(" kanzler");
        }
        learner.document(false, &[said("", &text)]);
        // As an import does: several transactions.
        if number % 90 == 0 {
            learner.write(&desk.conn).unwrap();
        }
    }
    learner.finish(&desk.conn).unwrap();
    assert_eq!(completions(&desk, "k")[..3], ["kommt", "kiew", "kanzler"]);
    assert_eq!(completions(&desk, "ki"), ["kiew"]);
    let docs = |term: &str| lookup::word(&desk.conn, term).unwrap().map(|known| known.docs);
    assert_eq!(
        (docs("kommt"), docs("kiew"), docs("k0007x")),
        (Some(300), Some(150), Some(1))
    );
}

#[test]
fn single_documents_are_counted_exactly_at_first_and_nearly_later() {
    let desk = Desk::new();
    let docs = || lookup::word(&desk.conn, "kiew").unwrap().unwrap().docs;
    for number in 0..1_000 {
        let mut learner = Learner::default();
        learner.document(false, &[said("Kiew", "kiew")]);
        learner.write_one(&desk.conn, number).unwrap();
        if number == 7 {
            assert_eq!(docs(), 8);
        }
    }
    assert!((500..2_000).contains(&docs()), "{}", docs());
}

#[test]
fn words_of_registered_names_are_known_as_such() {
    let mut desk = Desk::new();
    desk.article("", "Zelle Zelt", "de", "");
    desk.act(|conn| {
        actor(conn, &["Зеленський", "Zelensky"]);
    });
    let found = lookup::completions_in_names(&desk.conn, "zel", 8).unwrap();
    assert_eq!(found[0].term, "zelensky");
    assert_eq!(found.len(), 1);
}
