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
