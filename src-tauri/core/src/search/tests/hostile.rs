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
];

fn hostile() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(NAUGHTY);
    prop_oneof![
        prop::collection::vec(parts, 0..6).prop_map(|parts| parts.join(" ")),
        prop::collection::vec(prop::sample::select(NAUGHTY), 0..6).prop_map(|parts| parts.concat()),
        "[a-c \"()*:-]{0,40}",
        "((-|\\()?(title|lang|kind|tag|after|speaker|x)?:?(OR|a|\"b c\"|2025|de)( |\\)|\\*)?){0,12}",
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
