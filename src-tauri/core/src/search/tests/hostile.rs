//! Anything may be typed into a search box.

use proptest::prelude::*;

use super::*;

/// Strings that break search boxes.
const NAUGHTY: &[&str] = &[
    "",
    " ",
    "\"",
    "\"\"",
    "\"\"\"",
    "'",
    "''",
    "*",
    "**",
    "a*b",
    "*a",
    "-",
    "--",
    "-\"",
    "-(",
    "(",
    ")",
    ")(",
    "()",
    "((((((((((((((((((((((((a",
    "a))))",
    "OR",
    "OR OR",
    "a OR",
    "OR a",
    "a OR OR b",
    "-OR",
    "AND",
    "NOT",
    "NEAR(a b)",
    "NEAR",
    "a NEAR/2 b",
    "title:",
    "title:\"",
    "title:*",
    "title:-a",
    ":",
    "::",
    "a:",
    ":a",
    "{title} : a",
    "{a b}:c",
    "col : x",
    "EU-Gipfel",
    "Kiew:",
    "-kiew",
    "don't",
    "C++",
    "a.b",
    "Kiew AND",
    "^a",
    "a + b",
    "a\0b",
    "\u{1}\u{2}",
    "'; DROP TABLE article; --",
    "%",
    "_",
    "\\",
    "?1",
    "@a",
    "$a",
    "rank:1",
    "search:x",
    "lang:",
    "lang:zz-",
    "lang:???",
    "after:",
    "after:9999-99-99",
    "before:..",
    "after:../2025",
    "after:2025/..",
    "kind:",
    "kind:\"author voice\"",
    "tag:\"\"",
    "speaker:\"a\"b\"",
    "-speaker:x -outlet:y",
    "\u{feff}",
    "\u{202e}abc",
    "😀",
    "👩‍👩‍👧",
    "ﷺ",
    "İ",
    "ß*",
    "Ⅷ",
    "e\u{301}*",
    "\u{301}",
    "北*",
    "-北京",
    "\"北 京\"",
    "ไทย",
    "a OR -b",
    "-a OR -b",
    "(-a) b",
    "-(-a)",
    "-(-(-a))",
    "(a OR kind:direct) b",
    "-(kind:direct a)",
    "https://example.org/?a=b",
    "12:30",
    "a\nb\tc",
    "«»",
    "„“",
    "\"OR\"",
    "(\"OR\" a) OR b",
    "x OR title:y OR lang:de",
    "lang:de OR -lang:de",
    "topic:a/for",
    "topic:\"a b\"/Against",
    "topic:\"a/for\"",
    "topic:/for",
    "topic:\"\"/for",
    "topic:a/b",
    "tag:a/for",
    "outlet:=",
    "outlet:=\"a b\"",
    "outlet:\"=a\"",
    "outlet:==a",
    "title:=a",
    "stance:FOR",
    "reliability:c-a",
    "reliability:\"A – B\"",
    "credibility:1-9",
    "credibility:2-3",
    "has:translation",
    "has:nothing",
    "is:orphaned",
    "-is:article",
    "is:article OR is:note",
    "is:statement a",
    "said-after:2025",
    "SAID_BEFORE:2025-06",
    "said:2025-06/..",
    "published:../2025",
    "on-behalf-of:a",
    "-relayed:a*",
    "certainty:probable",
];

fn hostile() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(NAUGHTY);
    prop_oneof![
        prop::collection::vec(parts, 0..6).prop_map(|parts| parts.join(" ")),
        prop::collection::vec(prop::sample::select(NAUGHTY), 0..6).prop_map(|parts| parts.concat()),
        "[a-c \"()*:-]{0,40}",
        "((-|\\()?(title|lang|kind|tag|after|speaker|topic|outlet|said-after|has|is|reliability|x)?:?=?(OR|a|\"b c\"|2025|de|B|note|statement|orphaned)(/for)?( |\\)|\\*)?){0,12}",
        "\\PC{0,60}",
    ]
}

#[test]
fn no_string_is_an_error() {
    let mut desk = Desk::new();
    desk.article("a b", "a b c Kiew 北京", "de", "2025-01-01");
    let long = "a ".repeat(50_000);
    let many = "-kind:direct OR (".repeat(1_000);
    let wide = "x OR tag:y -z ".repeat(1_000);
    let solid = "ü".repeat(1_000_000);
    let mut mixed = String::new();
    let mut fields = String::new();
    for n in 0..24 {
        write!(mixed, "(w{n} OR -v{n} (t{n} x)) ").unwrap();
        write!(fields, "w{n} OR tag:t{n} (a OR title:b) ").unwrap();
    }
    let deep = "-(kind:direct a OR (b c) ".repeat(24);
    for query in NAUGHTY
        .iter()
        .copied()
        .chain([&long[..], &many, &wide, &solid, &mixed, &fields, &deep])
    {
        for sort in [SearchSort::Newest, SearchSort::Relevance] {
            let page = desk.reading(|db| {
                find(
                    db,
                    Search {
                        sort,
                        typing: true,
                        after: Some(query.chars().take(50).collect()),
                        ..request(query)
                    },
                )
            });
            assert!(page.is_ok(), "{query:?}: {page:?}");
        }
    }
    let codes: Vec<String> = desk
        .search(&long)
        .problems
        .into_iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, ["too_long"]);
}

#[test]
fn or_binds_its_neighbours_and_what_is_written_says_so() {
    for (query, understood) in [
        ("a OR b c", "a OR b c"),
        ("a (b OR (c)) -(d e)", "a b OR c -(d e)"),
        ("a OR (b c)", "a OR (b c)"),
        ("  AND a   OR ", "a"),
        (
            "Title:\"x y\" KIND:Author-Voice",
            "title:\"x y\" kind:author_voice",
        ),
        ("«Guten Tag» wort**", "\"Guten Tag\" wort*"),
        ("-(-a)", "a"),
        ("!!! ... a", "a"),
        ("topic:\"third round\"/For x", "topic:\"third round\"/for x"),
        ("topic:truce/against", "topic:truce/against"),
        ("topic:\"truce/against\"", "topic:\"truce/against\""),
        ("tag:a/for", "tag:a/for"),
        (
            "Outlet:=\"Die Zeit\" outlet:=Zeit",
            "outlet:=\"Die Zeit\" outlet:=Zeit",
        ),
        ("On_Behalf_Of:x Relayed-By:y", "behalf:x relayed:y"),
        ("reliability:c-a credibility:2 ", "reliability:A-C credibility:2"),
        ("HAS:Translation is:orphaned", "has:translation is:orphaned"),
    ] {
        assert_eq!(writer::write(parse(query).root.as_ref()), understood, "{query}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_written_is_read_as_the_same(query in hostile()) {
        let root = parse(&query).root;
        let written = writer::write(root.as_ref());
        prop_assert_eq!(&parse(&written).root, &root, "{}", written);
    }

    #[test]
    fn fts5_understands_every_expression(query in hostile()) {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE VIRTUAL TABLE search USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 0');
             INSERT INTO search (rowid, title, body) VALUES (1, 'a', 'b c');",
        )
        .unwrap();
        if let Some(root) = parse(&query).root
            && match_expression::is_textual(&root)
            && let Some(expression) = match_expression::expression(&root)
        {
            let count: rusqlite::Result<i64> =
                conn.query_row("SELECT count(*) FROM search WHERE search MATCH ?1", [&expression], |row| row.get(0));
            prop_assert!(count.is_ok(), "{}: {:?}", expression, count);
        }
    }
}

#[test]
fn any_mixture_of_syntax_is_answered() {
    let mut desk = Desk::new();
    desk.article("a b", "a b c", "de", "2025-01-01");
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(300));
    runner
        .run(&hostile(), |query| {
            let page = desk.reading(|db| find(db, request(&query)));
            prop_assert!(page.is_ok(), "{:?}", page);
            Ok(())
        })
        .unwrap();
}

/// Letters, marks, punctuation and spaces of many scripts, with line ends.
fn passage() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zäöüßé’'.,;:!?()«»„“\"0-9 \n-]{20,160}",
        "[а-яёіїєґ́ʼ–—. \n]{20,120}",
        "[\u{620}-\u{652}ـلآأإ،؟ \n]{20,120}",
        "[一-三京外交部談、。 \n]{10,60}",
        "[ก-์0-9 \n]{10,60}",
        "([a-z\u{300}-\u{304}]{1,8} ){4,20}",
        "\\PC{10,80}",
        "(\\PC|[ a-z\n]){10,120}",
    ]
}

#[test]
fn quoting_a_passage_of_a_stored_text_finds_it() {
    let mut desk = Desk::new();
    let at = std::cell::Cell::new(0);
    let desk_cell = std::cell::RefCell::new(&mut desk);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(300));
    runner
        .run(
            &(passage(), 0.0..1.0_f64, 0.0..1.0_f64),
            |(text, from, length)| {
                let mut desk = desk_cell.borrow_mut();
                at.set(at.get() + 1);
                let title = format!("T{}", at.get());
                let id = desk.article(&title, &text, "", "2025-01-01");
                // Whole words, as a person selects them: from one white space to another.
                let words: Vec<&str> = text.split_whitespace().collect();
                let first = share(words.len(), from);
                let many = 1 + share(words.len() - first, length);
                let quoted: String = words
                    .iter()
                    .skip(first)
                    .take(many)
                    .copied()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .chars()
                    .map(|letter| {
                        if super::super::query::is_quote(letter) {
                            ' '
                        } else {
                            letter
                        }
                    })
                    .collect();
                let is_empty = fold(&quoted).is_empty();
                let page = desk.search(&format!("\"{quoted}\""));
                let is_there = page.hits.iter().any(|hit| hit.title == title);
                desk.act(|conn| {
                    conn.execute("DELETE FROM text_revision WHERE article_id = ?1", [id])
                        .unwrap();
                    conn.execute("DELETE FROM article WHERE id = ?1", [id]).unwrap();
                });
                prop_assert!(
                    is_there || is_empty,
                    "{:?} in {:?}: {:?}",
                    quoted,
                    text,
                    page.understood
                );
                Ok(())
            },
        )
        .unwrap();
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a place in a short list"
)]
fn share(count: usize, part: f64) -> usize {
    (count as f64 * part) as usize
}
