//! The triggers that write the history. They are made from the tables' own columns when the schema is
//! made or migrated, so that no column can be forgotten.

use std::fmt::Write as _;

use rusqlite::Connection;

use super::tables::{TABLES, Table};

/// Makes the triggers of all recorded tables that this schema has anew.
///
/// # Errors
/// Those of SQLite.
pub(crate) fn create(conn: &Connection) -> rusqlite::Result<()> {
    for table in TABLES {
        let columns = columns(conn, table.name)?;
        if columns.is_empty() {
            continue;
        }
        conn.execute_batch(&sql(table, &columns))?;
    }
    Ok(())
}

/// The columns of a table in their order.
pub(crate) fn columns(conn: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    statement.query_map([table], |row| row.get(0))?.collect()
}

fn sql(table: &Table, columns: &[String]) -> String {
    let name = table.name;
    let mut sql = String::new();
    for op in ["insert", "update", "delete"] {
        let _ = writeln!(sql, "DROP TRIGGER IF EXISTS {name}_{op};");
    }
    let _ = writeln!(
        sql,
        "CREATE TRIGGER {name}_insert AFTER INSERT ON {name} BEGIN
  INSERT INTO change (command_id, tbl, op, uid, owner)
  VALUES ((SELECT command_id FROM recording), '{name}', 'insert', NEW.uid, {owner});
END;",
        owner = owner(table, "NEW")
    );

    // The plus signs change no value; without them SQLite names the columns after OLD.x and NEW.x
    // instead of column1 to column3.
    let pairs: Vec<String> = columns
        .iter()
        .map(|c| format!("(+'{c}', +OLD.{c}, +NEW.{c})"))
        .collect();
    let changed = |side: &str| {
        format!(
            "(SELECT json_group_object(column1, {side}) FROM (VALUES {}) WHERE column2 IS NOT column3)",
            pairs.join(", ")
        )
    };
    let differs: Vec<String> = columns
        .iter()
        .map(|c| format!("OLD.{c} IS NOT NEW.{c}"))
        .collect();
    let _ = writeln!(
        sql,
        "CREATE TRIGGER {name}_update AFTER UPDATE ON {name} WHEN {differs} BEGIN
  INSERT INTO change (command_id, tbl, op, uid, owner, before, after)
  VALUES ((SELECT command_id FROM recording), '{name}', 'update', OLD.uid, {owner}, {before}, {after});
END;",
        differs = differs.join(" OR "),
        owner = owner(table, "NEW"),
        before = changed("column2"),
        after = changed("column3"),
    );

    let image: Vec<String> = columns.iter().map(|c| format!("'{c}', OLD.{c}")).collect();
    // Before, not after: the whole must still be there to be named.
    let _ = writeln!(
        sql,
        "CREATE TRIGGER {name}_delete BEFORE DELETE ON {name} BEGIN
  INSERT INTO change (command_id, tbl, op, uid, owner, before)
  VALUES ((SELECT command_id FROM recording), '{name}', 'delete', OLD.uid, {owner}, json_object({image}));
END;",
        owner = owner(table, "OLD"),
        image = image.join(", "),
    );
    sql
}

/// The uid of the whole that a row is a part of, or its own, as an expression; `row` names the row.
pub(super) fn owner(table: &Table, row: &str) -> String {
    match table.owner {
        None => format!("{row}.uid"),
        Some((column, whole)) => format!("(SELECT uid FROM {whole} WHERE id = {row}.{column})"),
    }
}
