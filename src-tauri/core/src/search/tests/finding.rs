//! What is found, in which order, and how it is shown.

use super::*;

#[test]
fn words_are_found_in_every_spelling_and_marked_as_they_stand() {
    let mut desk = Desk::new();
    for (text, queries, mark) in [
        (
            "Der Präsident sprach",
            &["Praesident", "präsident", "PRASIDENT"][..],
            "Präsident",
        ),
        (
            "Der Praesident schwieg",
            &["Präsident", "Praesident"],
            "Praesident",
        ),
        ("in der Straße", &["Strasse", "straße"], "Straße"),
        ("зелёная ёлка", &["елка", "ёлка"], "ёлка"),
        (
            "die Türkei vermittelt",
            &["Tuerkei", "Türkei", "turkei"],
            "Türkei",
        ),
        ("м’ясо подорожчало", &["м'ясо", "мʼясо"], "м’ясо"),
        ("la guerre de l’Ukraine", &["Ukraine", "l'Ukraine"], "Ukraine"),
        ("هذا كِتَابٌ جديد", &["كتاب"], "كِتَابٌ"),
        ("他在北京大学学习", &["北京", "大学"], "北京"),
    ] {
        let id = desk.article("", text, "", "");
        for query in queries {
            let page = desk.search(query);
            let hit = page.hits.iter().find(|hit| hit.passages[0].text == text);
            let hit = hit.unwrap_or_else(|| panic!("{query} does not find {text}"));
            if query != &"大学" && query != &"l'Ukraine" {
                assert_eq!(marked(hit), [mark], "{query}");
            }
        }
        assert!(id > 0);
    }
}

#[test]
fn phrases_beginnings_exclusions_and_alternatives_mean_what_they_say() {
    let mut desk = Desk::new();
    desk.article("A", "Waffenruhe am Schwarzen Meer", "de", "2025-01-01");
    desk.article("B", "Am Meer, im schwarzen Hemd: keine Ruhe", "de", "2025-01-02");
    desk.article("C", "Waffen ruhen in Kiew", "de", "2025-01-03");
    assert_eq!(desk.titles("schwarzen meer"), ["B", "A"]);
    assert_eq!(desk.titles("\"schwarzen meer\""), ["A"]);
    assert_eq!(desk.titles("„schwarzen Meer“"), ["A"]);
    assert_eq!(desk.titles("waffen*"), ["C", "A"]);
    assert_eq!(desk.titles("waffen"), ["C"]);
    assert_eq!(desk.titles("meer -hemd"), ["A"]);
    assert_eq!(desk.titles("kiew OR hemd"), ["C", "B"]);
    assert_eq!(desk.titles("kiew OR hemd am"), ["B"]);
    assert_eq!(desk.titles("(waffen kiew) OR (waffenruhe meer)"), ["C", "A"]);
    assert_eq!(desk.titles("meer -(hemd OR kiew)"), ["A"]);
    assert_eq!(desk.titles("title:a"), ["A"]);
    assert_eq!(desk.titles("meer -title:a"), ["B"]);
    let page = desk.search("-meer");
    assert!(page.hits.is_empty());
    assert_eq!(page.problems[0].code, "only_not");
    let page = desk.search("");
    assert!(page.hits.is_empty() && page.problems.is_empty());
}

#[test]
fn fields_filter_and_dates_include_their_first_day() {
    let mut desk = Desk::new();
    let early = desk.article("Early", "Ruhe", "de-AT", "2025-06-01");
    desk.article("Late", "Ruhe", "uk", "2025-07-01");
    desk.article("Unknown", "Ruhe", "", "");
    desk.act(|conn| {
        conn.execute(
            "INSERT INTO outlet (uid, name) VALUES (?1, 'Süddeutsche Zeitung')",
            [uid()],
        )
        .unwrap();
        conn.execute("UPDATE article SET outlet_id = 1 WHERE id = ?1", [early])
            .unwrap();
    });
    assert_eq!(desk.titles("ruhe"), ["Late", "Early", "Unknown"]);
    assert_eq!(desk.titles("lang:de"), ["Early"]);
    assert_eq!(desk.titles("ruhe after:2025-07-01"), ["Late"]);
    assert_eq!(desk.titles("ruhe before:2025-07-01"), ["Early"]);
    assert_eq!(desk.titles("ruhe after:2025-06 before:2025-07"), ["Early"]);
    assert_eq!(desk.titles("outlet:sueddeutsche"), ["Early"]);
    assert_eq!(desk.titles("outlet:\"zeitung suddeutsche\" ruhe"), ["Early"]);
    assert_eq!(desk.titles("-outlet:zeitung ruhe"), ["Late", "Unknown"]);
    assert_eq!(desk.titles("lang:uk OR outlet:zeit*"), ["Late", "Early"]);
    let page = desk.search("ruhe after:gestern foo:bar kind:shouted outlet:nobody");
    let codes: Vec<(&str, &str)> = page
        .problems
        .iter()
        .map(|problem| (problem.code.as_str(), problem.part.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            ("not_a_date", "after:gestern"),
            ("unknown_field", "foo:"),
            ("unknown_word", "kind:shouted"),
            ("unknown_word", "outlet:nobody"),
        ]
    );
    assert_eq!(page.understood, "ruhe foo:bar outlet:nobody");
}

#[test]
fn fields_about_statements_find_statements_by_quote_translation_and_note() {
    let mut desk = Desk::new();
    let id = desk.article(
        "Gespräche",
        "Vorher. Wir wollen Frieden, sagte er.",
        "de",
        "2025-06-01",
    );
    let mut marked_statement = 0;
    desk.act(|conn| {
        let actor = actor(conn, &["Wolodymyr Selenskyj", "Володимир Зеленський"]);
        marked_statement = statement(conn, id, "direct", "Wir wollen Frieden", 8);
        statement(conn, id, "headline", "Gespräche", 0);
        conn.execute(
            "INSERT INTO attribution (uid, statement_id, position, role, actor_id) VALUES (?1, ?2, 0, 'speaker', ?3)",
            params![uid(), marked_statement, actor],
        )
        .unwrap();
        conn.execute("INSERT INTO tag (uid, name) VALUES (?1, 'Ende des Krieges')", [uid()]).unwrap();
        conn.execute("INSERT INTO tag (uid, name, parent_id) VALUES (?1, 'Waffenruhe', 1)", [uid()]).unwrap();
        conn.execute(
            "INSERT INTO statement_tag (uid, statement_id, tag_id) VALUES (?1, ?2, 2)",
            params![uid(), marked_statement],
        )
        .unwrap();
        conn.execute(
            "INSERT INTO translation (uid, article_id, statement_id, language, text, status, added)
             VALUES (?1, ?2, ?3, 'en', 'We want peace', 'draft', '')",
            params![uid(), id, marked_statement],
        )
        .unwrap();
        conn.execute("UPDATE statement SET note = 'Unsicher' WHERE id = ?1", [marked_statement]).unwrap();
    });
    for query in [
        "speaker:Зеленський",
        "speaker:selenskyj frieden",
        "kind:direct peace",
        "kind:direct peace frieden unsicher",
        "tag:krieges",
        "speaker:selenskyj title:gespraeche",
        "-kind:headline lang:de",
    ] {
        let page = desk.search(query);
        assert_eq!(page.hits.len(), 1, "{query}");
        assert_eq!(page.hits[0].entity, Entity::Statement);
        assert_eq!(
            (page.hits[0].passages[0].part, page.hits[0].passages[0].start),
            (PassagePart::Quote, 8)
        );
    }
    assert_eq!(desk.search("kind:direct gespräche").hits.len(), 0);
    let page = desk.search("kind:direct peace");
    let translated = page.hits[0]
        .passages
        .iter()
        .find(|passage| passage.part == PassagePart::Translation);
    assert_eq!(translated.unwrap().marks.len(), 1);
    // Without such a field it is texts, translations and notes that are found.
    let entities =
        |query: &str| -> Vec<Entity> { desk.search(query).hits.iter().map(|hit| hit.entity).collect() };
    assert_eq!(entities("peace"), [Entity::Translation]);
    assert_eq!(entities("frieden"), [Entity::Article]);
    assert_eq!(entities("unsicher"), [Entity::Statement]);
    assert_eq!(entities("Selenskyj"), [Entity::Actor]);
}

#[test]
fn a_name_in_another_spelling_finds_the_actor_once_and_before_the_texts() {
    let mut desk = Desk::new();
    desk.article("Rede", "Зеленський сказав", "uk", "2025-01-01");
    desk.act(|conn| {
        actor(conn, &["Selenskyj", "Зеленський", "Зеленський Володимир"]);
    });
    let page = desk.search("зеленський");
    assert_eq!(page.total, 2);
    assert_eq!(
        (page.hits[0].entity, page.hits[0].title.as_str()),
        (Entity::Actor, "Selenskyj")
    );
    assert_eq!(page.hits[0].passages[0].text, "Зеленський");
    assert_eq!(page.hits[1].entity, Entity::Article);
}

#[test]
fn pages_follow_each_other_without_gap_or_repeat() {
    let mut desk = Desk::new();
    desk.act(|conn| {
        for day in 1..=9 {
            for copy in 0..3 {
                let published = if day == 9 {
                    String::new()
                } else {
                    format!("2025-01-0{day}")
                };
                article(conn, &format!("{day}.{copy}"), "wort", "de", &published);
            }
        }
        for topic in 0..7 {
            conn.execute(
                "INSERT INTO topic (uid, name) VALUES (?1, ?2)",
                params![uid(), format!("Wort {topic}")],
            )
            .unwrap();
        }
    });
    for sort in [SearchSort::Newest, SearchSort::Relevance] {
        for limit in [1, 4, 5, 6, 200] {
            let mut titles = Vec::new();
            let mut after = None;
            loop {
                let page = desk.ask(Search {
                    sort,
                    limit,
                    after: after.take(),
                    ..request("wort")
                });
                assert_eq!(page.total, 34);
                assert!(page.hits.len() <= limit as usize);
                titles.extend(page.hits.into_iter().map(|hit| hit.title));
                match page.next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
            assert_eq!(titles.len(), 34, "{limit}");
            assert_eq!((titles[4].as_str(), titles[33].as_str()), ("Wort 4", "Wort 6"));
            if sort == SearchSort::Newest {
                assert_eq!((titles[5].as_str(), titles[31].as_str()), ("8.2", "9.0"));
            }
            titles.sort();
            titles.dedup();
            assert_eq!(titles.len(), 34);
        }
    }
}

#[test]
fn by_relevance_the_text_that_speaks_most_of_it_comes_first() {
    let mut desk = Desk::new();
    desk.article(
        "Einmal",
        &format!("wort {}", "anderes ".repeat(200)),
        "de",
        "2025-02-01",
    );
    desk.article("Oft", "wort wort wort wort", "de", "2025-01-01");
    desk.article("Ohne", "nichts", "de", "2025-01-01");
    let page = desk.ask(Search {
        sort: SearchSort::Relevance,
        ..request("wort")
    });
    let titles: Vec<&str> = page.hits.iter().map(|hit| hit.title.as_str()).collect();
    assert_eq!(titles, ["Oft", "Einmal"]);
}

#[test]
fn while_typing_the_last_word_is_a_beginning() {
    let mut desk = Desk::new();
    desk.article("A", "Verhandlungen in Istanbul", "de", "2025-01-01");
    let typing = |query: &str| {
        desk.ask(Search {
            typing: true,
            ..request(query)
        })
    };
    assert_eq!(typing("verhandlungen ist").total, 1);
    assert_eq!(typing("verhandlungen ist ").total, 0);
    assert_eq!(typing("verhand ist").total, 0);
    assert_eq!(typing("verhandlungen -ist").total, 1);
    assert_eq!(typing("i").total, 1);
    assert_eq!(typing("ist").understood, "ist");
}

#[test]
fn passages_are_exact_ranges_of_the_text_cut_between_words() {
    let mut desk = Desk::new();
    let filler = "Füllwörter stehen überall 😀 herum. ".repeat(30);
    let text =
        format!("{filler}Der Präsident von Kiew. {filler}Noch ein Präsident. {filler}Istanbul {filler}");
    desk.article("A", &text, "de", "");
    let page = desk.search("präsident istanbul");
    let hit = &page.hits[0];
    assert_eq!(marked(hit), ["Präsident", "Präsident", "Istanbul"]);
    for passage in &hit.passages {
        let length = passage.text.chars().count();
        let there: String = text.chars().skip(passage.start as usize).take(length).collect();
        assert_eq!(there, passage.text);
        assert!(length <= 160);
        let before = text.chars().nth(passage.start as usize - 1).unwrap();
        let after = text.chars().nth(passage.start as usize + length).unwrap();
        assert!(before.is_whitespace() && after.is_whitespace());
    }
}

#[test]
fn a_huge_text_of_one_phrase_is_shown_without_reading_it_all() {
    let mut desk = Desk::new();
    desk.article("Huge", &"immer dasselbe ".repeat(400_000), "de", "");
    let page = desk.search("\"immer dasselbe\"");
    assert_eq!(page.hits[0].passages.len(), 1);
    let marks = page.hits[0].passages[0].marks.len();
    assert!((1..1_000).contains(&marks), "{marks} of 400,000");
}

#[test]
fn pages_under_filters_are_complete_and_without_doubles_in_the_order_of_days() {
    let mut desk = Desk::new();
    let mut expected = Vec::new();
    desk.act(|conn| {
        for outlet in ["Selten", "Oft"] {
            conn.execute(
                "INSERT INTO outlet (uid, name) VALUES (?1, ?2)",
                params![uid(), outlet],
            )
            .unwrap();
        }
        for number in 0_u32..2_600 {
            let day = format!("2024-{:02}-{:02}", number * 7 % 12 + 1, number * 11 % 28 + 1);
            let id = article(
                conn,
                &format!("{number:04}"),
                "wort im text",
                "de",
                if number % 50 == 0 { "" } else { &day },
            );
            let outlet = if number % 37 == 0 { 1 } else { 2 };
            conn.execute("UPDATE article SET outlet_id = ?2 WHERE id = ?1", [id, outlet])
                .unwrap();
            if number % 10 == 0 {
                conn.execute("UPDATE article SET note = 'wort' WHERE id = ?1", [id])
                    .unwrap();
            }
            if number % 90 == 1 {
                conn.execute("UPDATE article SET deleted = 'x' WHERE id = ?1", [id])
                    .unwrap();
            } else {
                expected.push((if number % 50 == 0 { String::new() } else { day }, number, outlet));
            }
        }
    });
    expected.sort_by(|one, other| other.0.cmp(&one.0).then(other.1.cmp(&one.1)));
    for (query, keep) in [
        (
            "wort",
            &(|_: &(String, u32, i64)| true) as &dyn Fn(&(String, u32, i64)) -> bool,
        ),
        ("\"wort im\" outlet:selten", &|(_, _, outlet)| *outlet == 1),
        ("outlet:selten", &|(_, _, outlet)| *outlet == 1),
        ("outlet:oft wort after:2024-06-15", &|(day, _, outlet)| {
            *outlet == 2 && day.as_str() >= "2024-06-15"
        }),
        ("lang:de before:2024-03", &|(day, _, _)| {
            !day.is_empty() && day.as_str() < "2024-03"
        }),
        ("lang:de", &|_| true),
    ] {
        let wanted: Vec<String> = expected
            .iter()
            .filter(|it| keep(it))
            .map(|it| format!("{:04}", it.1))
            .collect();
        let mut titles = Vec::new();
        let mut after = None;
        loop {
            let page = desk.ask(Search {
                limit: 150,
                after: after.take(),
                ..request(query)
            });
            assert_eq!(page.total as usize, wanted.len().min(1_000), "{query}");
            assert_eq!(page.more_than_counted, wanted.len() > 1_000, "{query}");
            titles.extend(page.hits.into_iter().map(|hit| hit.title));
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        assert_eq!(titles, wanted, "{query}");
    }
    let ranked = desk.ask(Search {
        sort: SearchSort::Relevance,
        ..request("wort")
    });
    assert!(ranked.ranked_newest);
    let ranked = desk.ask(Search {
        sort: SearchSort::Relevance,
        ..request("wort outlet:selten")
    });
    assert!(!ranked.ranked_newest);
}

#[test]
fn a_beginning_of_very_many_words_is_completed_to_the_commonest_of_them() {
    let mut desk = Desk::new();
    let many: Vec<String> = (0..2_100).map(|number| format!("wort{number:04}")).collect();
    desk.article("All", &many.join(" "), "de", "2025-01-01");
    desk.article("Common", "wort0007", "de", "2025-01-02");
    desk.article("Rare", "wortkarg", "de", "2025-01-03");
    let page = desk.search("wort*");
    let titles: Vec<&str> = page.hits.iter().map(|hit| hit.title.as_str()).collect();
    assert_eq!(titles, ["Common", "All"]);
    assert_eq!(page.expansions[0].term, "wort0007");
    assert_eq!(desk.titles("wortk*"), ["Rare"]);
}

#[test]
fn what_a_word_stands_for_is_looked_up_anew_after_a_change() {
    let mut desk = Desk::new();
    desk.article("One", "eine Verhandlung", "de", "2025-01-01");
    let memory = crate::search::Memory::default();
    let found = |desk: &Desk| {
        let db = Reading {
            conn: &desk.conn,
            context: &desk.context,
            path: &desk.folder.path().join("test.dragoman"),
            way: &crate::workspace::way::Way::beside(&desk.folder.path().join("test.dragoman")),
            read_only: false,
            memory: &memory,
        };
        let page = find(&db, request("Verhandlung")).unwrap();
        (page.hits.len(), page.expansions.len())
    };
    assert_eq!(found(&desk), (1, 0));
    assert_eq!(found(&desk), (1, 0));
    desk.article("Two", "viele Verhandlungen", "de", "2025-01-02");
    assert_eq!(found(&desk), (2, 1));
    assert_eq!(found(&desk), (2, 1));
    let last = desk.command;
    desk.undo(last);
    assert_eq!(found(&desk), (1, 0));
}
