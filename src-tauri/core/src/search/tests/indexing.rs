//! The index follows what is done.

use super::*;

#[test]
fn the_index_follows_corrections_undo_redo_and_the_bin_and_keeps_no_trace() {
    let mut desk = Desk::new();
    let id = desk.article("Titel", "geheimwort hier", "de", "2025-01-01");
    assert_eq!(desk.titles("geheimwort"), ["Titel"]);
    let corrected = desk.act(|conn| {
        let sha256 = content(conn, "anderswort hier");
        revision(conn, id, 2, &sha256);
        conn.execute("UPDATE article SET title = 'Neu' WHERE id = ?1", [id])
            .unwrap();
        conn.execute("UPDATE article SET title = 'Neuer' WHERE id = ?1", [id])
            .unwrap();
    });
    assert!(desk.titles("geheimwort").is_empty());
    assert_eq!(desk.titles("anderswort title:neuer"), ["Neuer"]);
    let undone = desk.undo(corrected);
    assert_eq!(desk.titles("geheimwort"), ["Titel"]);
    assert!(desk.titles("anderswort").is_empty());
    desk.undo(undone);
    assert_eq!(desk.titles("anderswort"), ["Neuer"]);

    let mut marked_statement = 0;
    desk.act(|conn| marked_statement = statement(conn, id, "direct", "anderswort", 0));
    desk.act(|conn| {
        conn.execute(
            "UPDATE span SET quote = 'drittwort' WHERE statement_id = ?1",
            [marked_statement],
        )
        .unwrap();
    });
    assert_eq!(desk.titles("kind:direct drittwort"), ["Neuer"]);

    let binned = desk.act(|conn| {
        conn.execute("UPDATE article SET deleted = '2025' WHERE id = ?1", [id])
            .unwrap();
    });
    assert!(desk.titles("anderswort").is_empty() && desk.titles("kind:direct").is_empty());
    desk.undo(binned);
    assert_eq!(desk.titles("anderswort"), ["Neuer"]);

    desk.act(|conn| {
        conn.execute("DELETE FROM span", []).unwrap();
        conn.execute("DELETE FROM statement", []).unwrap();
        conn.execute("DELETE FROM text_revision", []).unwrap();
        conn.execute("DELETE FROM article WHERE id = ?1", [id]).unwrap();
    });
    assert_eq!(desk.terms(), Vec::<String>::new());
    let documents: i64 = desk
        .conn
        .query_row("SELECT count(*) FROM search_document", [], |row| row.get(0))
        .unwrap();
    assert_eq!(documents, 0);
}

#[test]
fn a_text_that_is_gone_before_the_index_hears_of_it_leaves_no_trace_either() {
    let mut desk = Desk::new();
    desk.article("Bleibt", "bleibwort", "de", "");
    let id = desk.article("Geht", "gehwort", "de", "");
    desk.act(|conn| {
        conn.execute("DELETE FROM text_revision WHERE article_id = ?1", [id])
            .unwrap();
        conn.execute("DELETE FROM article WHERE id = ?1", [id]).unwrap();
        conn.execute("DELETE FROM content WHERE text = 'gehwort'", [])
            .unwrap();
    });
    assert_eq!(desk.terms(), ["bleibt", "bleibwort"]);
}

#[test]
fn a_difference_between_index_and_texts_is_found() {
    let mut desk = Desk::new();
    let id = desk.article("Titel", "Text", "de", "");
    desk.conn
        .execute(
            "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?1, 'titel', 'text')",
            [id],
        )
        .unwrap();
    assert_eq!(
        desk.findings(),
        [
            format!("the index does not hold the words of article {id}"),
            "the lexicon still has 'text'".to_owned(),
            "the lexicon still has 'titel'".to_owned(),
        ]
    );
    index::rebuild(&desk.conn).unwrap();
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn an_index_of_another_version_is_built_anew_when_the_workspace_is_opened() {
    let mut desk = Desk::new();
    desk.article("Titel", "Text", "de", "");
    desk.conn.execute("DELETE FROM search_document", []).unwrap();
    desk.conn
        .execute("UPDATE meta SET value = '0.0' WHERE key = 'search_version'", [])
        .unwrap();
    let path = desk.folder.path().join("test.dragoman");
    Workspace::open(&path, desk.context.clone())
        .unwrap()
        .close()
        .unwrap();
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_corrected_date_moves_the_article_and_all_that_stands_under_its_day() {
    let mut desk = Desk::new();
    let old = desk.article("Alt", "wort", "de", "2024-01-01");
    desk.article("Mitte", "wort", "de", "2024-06-01");
    desk.article("Ohne", "wort", "de", "");
    desk.act(|conn| {
        let marked = statement(conn, old, "direct", "wort", 0);
        conn.execute("UPDATE statement SET note = 'wort' WHERE id = ?1", [marked])
            .unwrap();
        conn.execute("UPDATE article SET note = 'wort und mehr' WHERE id = ?1", [old])
            .unwrap();
        conn.execute(
            "INSERT INTO note (uid, statement_id, text, added) VALUES (?1, ?2, 'wort', '2025-01-01T00:00:00Z')",
            params![uid(), marked],
        )
        .unwrap();
        conn.execute(
            "INSERT INTO translation (uid, article_id, language, title, text, status, added)
             VALUES (?1, ?2, 'en', 'Old', 'wort', 'draft', '')",
            params![uid(), old],
        )
        .unwrap();
    });
    let order = |desk: &Desk| -> Vec<(Entity, String)> {
        let hits = desk.search("wort").hits;
        hits.into_iter().map(|hit| (hit.entity, hit.title)).collect()
    };
    let things = |entity: Entity, title: &str| (entity, title.to_owned());
    let under = [
        things(Entity::Article, "Alt"),
        things(Entity::Statement, "Alt"),
        things(Entity::Translation, "Old"),
        things(Entity::Note, "Alt"),
    ];
    let (middle, last) = (things(Entity::Article, "Mitte"), things(Entity::Article, "Ohne"));
    let as_it_was = [vec![middle.clone()], under.to_vec(), vec![last.clone()]].concat();
    assert_eq!(order(&desk), as_it_was);
    let moved = desk.act(|conn| {
        conn.execute(
            "UPDATE article SET published_latest = '2024-07-01' WHERE id = ?1",
            [old],
        )
        .unwrap();
    });
    assert_eq!(
        order(&desk),
        [under.to_vec(), vec![middle.clone(), last.clone()]].concat()
    );
    let undone = desk.undo(moved);
    assert_eq!(order(&desk), as_it_was);
    desk.undo(undone);
    assert_eq!(order(&desk), [under.to_vec(), vec![middle, last]].concat());
    desk.act(|conn| {
        conn.execute("UPDATE article SET published_latest = NULL WHERE id = ?1", [old])
            .unwrap();
    });
    // What has no day comes last, of that what came there last first; a note is then known by the day on which it was
    // added.
    let titles: Vec<String> = order(&desk).into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles, ["Alt", "Mitte", "Alt", "Ohne", "Alt", "Old"]);
}

#[test]
fn documents_that_are_put_in_together_stand_where_they_would_have_stood_one_by_one() {
    let mut desk = Desk::new();
    let days = [
        "2024-03-01",
        "",
        "2024-01-01",
        "2024-03-01",
        "2025-01-01",
        "",
        "2024-01-01",
    ];
    let mut ids = Vec::new();
    desk.act(|conn| {
        for (number, day) in days.iter().enumerate() {
            let id = article(conn, &format!("{number}"), "wort", "de", day);
            conn.execute(
                "UPDATE article SET note = 'wort' WHERE id = ?1 AND id % 2 = 0",
                [id],
            )
            .unwrap();
            ids.push(id);
        }
    });
    let expected = ["4", "3", "0", "6", "2", "5", "1"];
    assert_eq!(desk.titles("wort"), expected);
    index::rebuild(&desk.conn).unwrap();
    assert_eq!(desk.findings(), Vec::<String>::new());
    assert_eq!(desk.titles("wort"), expected);
}

#[test]
fn the_index_is_tended_in_steps_until_few_segments_are_left_and_says_the_same() {
    let mut desk = Desk::new();
    for number in 0..40 {
        desk.article(&format!("{number}"), "wort im text", "de", "2025-01-01");
    }
    let segments = |desk: &Desk| tend::Structure::of(&desk.conn).unwrap().segments();
    let before = segments(&desk);
    assert!(before >= 40, "{before}");
    let titles = desk.titles("wort");
    let mut steps = 0;
    while tend::step(&desk.conn).unwrap() {
        steps += 1;
        assert!(steps < 100);
    }
    assert!(segments(&desk) < 8, "{}", segments(&desk));
    assert_eq!(desk.titles("wort"), titles);
    assert_eq!(desk.findings(), Vec::<String>::new());
}
