//! The fields: each finds just what it says.

use super::*;

/// Three articles; in the first, statements 1 and 2 are marked, in the second statement 3.
fn coded() -> Desk {
    let mut desk = Desk::new();
    let first = desk.article("First", "Frieden. Krieg.", "de", "2025-06-01");
    let second = desk.article("Second", "Frieden und Brot", "uk", "2025-07-01");
    desk.article("Third", "Frieden", "fr", "");
    desk.act(|conn| {
        conn.execute_batch(
            "INSERT INTO outlet (uid, name, reliability) VALUES ('00000000-0000-7000-8000-000000000000', 'Die Zeit', 'B'), ('00000000-0000-7000-8000-000000000001', 'Zeit', NULL);
             UPDATE article SET outlet_id = 1 WHERE title = 'First';
             UPDATE article SET outlet_id = 2 WHERE title = 'Second';",
        )
        .unwrap();
        let one = statement(conn, first, "direct", "Frieden", 0);
        let two = statement(conn, first, "indirect", "Krieg", 9);
        let three = statement(conn, second, "direct", "Frieden und Brot", 0);
        let ministry = actor(conn, &["Außenministerium", "МЗС"]);
        let minister = actor(conn, &["Sergej Lawrow"]);
        let agency = actor(conn, &["dpa"]);
        let link = |statement: i64, position: i64, role: &str, actor: i64| {
            conn.execute(
                "INSERT INTO attribution (uid, statement_id, position, role, actor_id) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![uid(), statement, position, role, actor],
            )
            .unwrap();
        };
        link(one, 0, "speaker", minister);
        link(one, 1, "on_behalf_of", ministry);
        link(two, 0, "speaker", ministry);
        link(two, 1, "relayed_by", agency);
        link(two, 2, "addressee", minister);
        link(three, 0, "holder", agency);
        link(three, 1, "medium", ministry);
        for (statement, topic, stance) in [(one, 1, "for"), (two, 1, "against"), (three, 2, "neutral")] {
            conn.execute(
                "INSERT INTO statement_topic (uid, statement_id, topic_id, stance) VALUES (?1, ?2, ?3, ?4)",
                params![uid(), statement, topic, stance],
            )
            .unwrap();
        }
        conn.execute_batch(
            "INSERT INTO topic (uid, name) VALUES ('00000000-0000-7000-8000-000000000002', 'Dritte Runde'), ('00000000-0000-7000-8000-000000000003', 'Waffen/for');
             INSERT INTO event (uid, name, series) VALUES ('00000000-0000-7000-8000-000000000004', 'Istanbul', 'Gespräche');
             INSERT INTO statement_event (uid, statement_id, event_id) VALUES ('00000000-0000-7000-8000-000000000005', 2, 1);
             UPDATE statement SET said = '2025-05-30', said_earliest = '2025-05-30', said_latest = '2025-05-30',
               reliability = 'A', credibility = '2', certainty = 'probable' WHERE id = 1;
             UPDATE statement SET said = '2025-06', said_earliest = '2025-06-01', said_latest = '2025-06-30',
               credibility = '5', note = 'ja' WHERE id = 2;
             UPDATE span SET orphaned = 1 WHERE statement_id = 3;
             INSERT INTO translation (uid, article_id, statement_id, language, text, status, added)
               VALUES ('00000000-0000-7000-8000-000000000006', 1, 2, 'en', 'War', 'draft', '');
             INSERT INTO note (uid, article_id, text, added) VALUES ('00000000-0000-7000-8000-000000000007', 2, 'prüfen', '2025-01-01');",
        )
        .unwrap();
    });
    desk
}

/// What is found: the kind of thing and its quote or title.
fn found(desk: &Desk, query: &str) -> Vec<String> {
    let mut found: Vec<String> = desk
        .search(query)
        .hits
        .into_iter()
        .map(|hit| match hit.entity {
            Entity::Statement => hit.passages[0].text.clone(),
            _ => hit.title,
        })
        .collect();
    found.sort();
    found
}

#[test]
fn every_field_finds_what_carries_its_value_and_nothing_else() {
    let desk = coded();
    let (one, two, three) = ("Frieden", "Krieg", "Frieden und Brot");
    for (query, expected) in [
        ("speaker:lawrow", &[one][..]),
        ("speaker:МЗС", &[two]),
        ("behalf:aussenministerium", &[one]),
        ("on-behalf-of:МЗС", &[one]),
        ("holder:dpa", &[three]),
        ("medium:МЗС", &[three]),
        ("relayed:dpa", &[two]),
        ("relayed_by:dpa", &[two]),
        ("addressee:\"lawrow sergej\"", &[two]),
        ("actor:lawrow", &[one, two]),
        ("-actor:lawrow", &[three]),
        ("actor:dpa OR speaker:lawrow", &[one, three, two]),
        ("topic:\"dritte runde\"/for", &[one]),
        ("topic:runde/against", &[two]),
        ("topic:runde", &[one, two]),
        ("topic:\"Waffen/for\"", &[three]),
        ("topic:waffen", &[three]),
        ("stance:neutral", &[three]),
        ("kind:direct -stance:neutral", &[one]),
        ("event:\"istanbul gespraeche\"", &[two]),
        ("event:=istanbul", &[two]),
        ("said-after:2025-06-15", &[two]),
        ("said-before:2025-06", &[one]),
        ("said:2025-06-10", &[two]),
        ("said:2025", &[one, two]),
        ("credibility:1-4", &[one]),
        ("credibility:5", &[two]),
        ("kind:direct -credibility:2", &[three]),
        ("certainty:probable", &[one]),
        ("is:orphaned", &[three]),
        ("kind:direct -is:orphaned", &[one]),
        ("reliability:A is:statement", &[one]),
        ("reliability:B kind:indirect", &[two]),
        ("reliability:A-C stance:for", &[one]),
        ("reliability:B", &["First"]),
        ("-reliability:B frieden is:article", &["Second", "Third"]),
        ("has:translation is:statement", &[two]),
        ("has:translation", &["First"]),
        ("is:statement -has:speaker", &[three]),
        ("is:article has:note", &["Second"]),
        ("is:statement has:note", &[two]),
        ("-has:outlet is:article", &["Third"]),
        ("has:date frieden is:article", &["First", "Second"]),
        ("has:topic has:event", &[two]),
        ("is:statement frieden", &[one, three]),
        ("is:statement", &[one, three, two]),
        ("is:translation", &["First"]),
        ("-is:article war", &["First"]),
        ("frieden is:article", &["First", "Second", "Third"]),
        ("outlet:zeit", &["First", "Second"]),
        ("outlet:=zeit", &["Second"]),
        ("outlet:=\"die zeit\"", &["First"]),
        ("frieden published:2025-06", &["First"]),
        ("frieden after:2025-06-02", &["Second"]),
        ("kind:direct after:2025-06-02", &[three]),
        ("kind:direct lang:uk", &[three]),
        ("(speaker:lawrow OR holder:dpa) frieden -brot", &[one]),
        ("frieden speaker:lawrow", &[one]),
        ("speaker:lawrow frieden", &[one]),
    ] {
        let page = desk.search(query);
        assert!(page.problems.is_empty(), "{query}: {:?}", page.problems);
        assert_eq!(found(&desk, query), expected, "{query}");
    }
}

#[test]
fn values_that_no_list_has_are_named_and_left_out() {
    let desk = coded();
    let page = desk.search(
        "frieden reliability:G credibility:0 certainty:sure has:beard is:actor stance:maybe said-after:then said:..",
    );
    let problems: Vec<String> = page
        .problems
        .iter()
        .map(|problem| format!("{} {}", problem.code, problem.part))
        .collect();
    assert_eq!(
        problems,
        [
            "unknown_word reliability:G",
            "unknown_word credibility:0",
            "unknown_word certainty:sure",
            "unknown_word has:beard",
            "unknown_word is:actor",
            "unknown_word stance:maybe",
            "not_a_date said-after:then",
            "not_a_date said:..",
        ]
    );
    assert_eq!(page.understood, "frieden");
}
