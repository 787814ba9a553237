//! What sources give of collections as they come, hostile ones too.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use dragoman_core::imports::{Item, Position};
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::item::{Defaults, prepare};

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn put(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

fn items_after(path: &Path, position: Position) -> Vec<Item> {
    Sources::new(vec![path.to_owned()], position)
        .map(|raw| prepare(raw, &Defaults::default()))
        .collect()
}

fn items(path: &Path) -> Vec<Item> {
    items_after(path, Position::default())
}

/// Texts, and codes of what could not be read.
fn outcomes(items: &[Item]) -> Vec<String> {
    items
        .iter()
        .map(|item| match &item.outcome {
            Ok(ready) => ready.draft.text.clone(),
            Err(trouble) => format!("!{}", trouble.code),
        })
        .collect()
}

/// Whatever item an import stops after, going on gives exactly the rest.
fn goes_on_anywhere(path: &Path) {
    let all = items(path);
    for (done, item) in all.iter().enumerate() {
        let json = serde_json::to_string(&item.after).unwrap();
        let rest = items_after(path, serde_json::from_str(&json).unwrap());
        assert_eq!(
            outcomes(&rest),
            outcomes(&all[done + 1..]),
            "after {:?}",
            item.place
        );
    }
}

fn archive(folder: &TempDir, name: &str, entries: &[(&str, &[u8])]) -> PathBuf {
    let mut zip = ::zip::ZipWriter::new(fs::File::create(folder.path().join(name)).unwrap());
    for (name, bytes) in entries {
        zip.start_file(*name, ::zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    folder.path().join(name)
}

#[test]
fn each_line_is_an_article_with_what_it_says_of_itself() {
    let folder = folder();
    let path = put(
        &folder,
        "a.jsonl",
        "\u{feff}{\"text\":\"Eins.\",\"TITLE\":\"T\",\"author\":[\"A\",\"B\"],\"published\":2025}\r\n\n{\"html\":\"<p>Zwei.</p>\"}",
    );
    let items = items(&path);
    assert_eq!(outcomes(&items), ["Eins.", "Zwei."]);
    let first = items[0].outcome.as_ref().unwrap();
    assert_eq!(
        (first.draft.title.as_str(), first.draft.author.as_str()),
        ("T", "A, B")
    );
    assert_eq!(first.published.0, "2025");
    assert_eq!(items[1].outcome.as_ref().unwrap().draft.media_type, "text/html");
    assert_eq!(items[1].place.place, "3");
}

#[test]
fn a_text_in_a_record_is_the_same_original_as_a_file_of_these_bytes() {
    let folder = folder();
    let line = put(&folder, "a.jsonl", "{\"text\":\"Derselbe Text.\\n\"}");
    let file = put(&folder, "a.txt", "Derselbe Text.\n");
    let sha256 = |path| items(path)[0].outcome.as_ref().unwrap().draft.sha256.clone();
    assert_eq!(sha256(&line), sha256(&file));
}

#[test]
fn lines_that_fail_are_named_by_their_number_and_the_rest_goes_on() {
    let folder = folder();
    let path = put(
        &folder,
        "a.jsonl",
        b"{\"text\":\"ok\"}\n{\"text\":\n[1]\n{\"text\":{}}\n{\"title\":\"no text\"}\n\xff\xff\n{\"text\":\"a\"} x\n{\"text\":\"end\"}\n",
    );
    let items = items(&path);
    assert_eq!(
        outcomes(&items),
        [
            "ok",
            "!not_json",
            "!not_a_record",
            "!not_a_record",
            "!empty",
            "!not_json",
            "!not_json",
            "end"
        ]
    );
    let places: Vec<&str> = items.iter().map(|item| item.place.place.as_str()).collect();
    assert_eq!(places, ["1", "2", "3", "4", "5", "6", "7", "8"]);
    goes_on_anywhere(&path);
}

#[test]
fn keys_that_are_not_known_are_named() {
    let folder = folder();
    let path = put(
        &folder,
        "a.jsonl",
        "{\"text\":\"x\",\"zeta\":{\"a\":[1]},\"alpha\":null}",
    );
    let items = items(&path);
    assert_eq!(
        items[0].remarks[0].message,
        "these keys are left out: alpha, zeta"
    );
}

#[test]
fn json_that_is_no_json_lines_is_said_to_be_so_once() {
    let folder = folder();
    let array = put(&folder, "a.jsonl", "[\n{\"text\":\"x\"},\n{\"text\":\"y\"}\n]");
    assert_eq!(outcomes(&items(&array)), ["!not_lines"]);
    let utf16 = put(&folder, "b.jsonl", b"\xff\xfe{\0}\0");
    assert_eq!(outcomes(&items(&utf16)), ["!not_utf8"]);
    goes_on_anywhere(&array);
}

#[test]
fn a_line_longer_than_the_limit_is_skipped_without_being_held() {
    let folder = folder();
    let path = folder.path().join("a.jsonl");
    let mut file = fs::File::create(&path).unwrap();
    let chunk = vec![b'x'; 1024 * 1024];
    for _ in 0..=(limits::RECORD / (1024 * 1024)) + 1 {
        file.write_all(&chunk).unwrap();
    }
    file.write_all(b"\n{\"text\":\"end\"}\n").unwrap();
    assert_eq!(outcomes(&items(&path)), ["!too_big", "end"]);
}

#[test]
fn json_nested_without_end_is_refused() {
    let folder = folder();
    let deep = format!("{{\"text\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let unknown = format!("{{\"x\":{}}}", "[".repeat(100_000));
    let path = put(&folder, "a.jsonl", format!("{deep}\n{unknown}\n"));
    assert_eq!(outcomes(&items(&path)), ["!not_json", "!not_json"]);
}

#[test]
fn a_table_has_quotation_marks_line_breaks_and_a_byte_order_mark() {
    let folder = folder();
    let table =
        "\u{feff}Title,TEXT,x\r\n\"Er sagte \"\"nein\"\"\",\"Zeile 1\nZeile 2\",1\r\nZwei,Text zwei,2\r\n";
    let path = put(&folder, "a.csv", table);
    let items = items(&path);
    assert_eq!(outcomes(&items), ["Zeile 1\nZeile 2", "Text zwei"]);
    assert_eq!(
        items[0].outcome.as_ref().unwrap().draft.title,
        "Er sagte \"nein\""
    );
    assert_eq!(items[0].remarks[0].message, "these columns are left out: x");
    assert_eq!(items[1].remarks, []);
    assert_eq!(items[1].place.place, "3", "the row");
    goes_on_anywhere(&path);
}

#[test]
fn semicolons_and_tabs_are_delimiters_too() {
    let folder = folder();
    let path = put(&folder, "a.csv", "text;title\nEins, zwei;T\n");
    assert_eq!(outcomes(&items(&path)), ["Eins, zwei"]);
    let path = put(&folder, "a.tsv", "title\ttext\nT\tEins; zwei\n");
    assert_eq!(outcomes(&items(&path)), ["Eins; zwei"]);
}

#[test]
fn records_of_a_table_that_fail_are_named_and_the_rest_goes_on() {
    let folder = folder();
    let path = put(
        &folder,
        "a.csv",
        b"text,title\ngut,T\n\xff\xfe,T\n,leer\nkurz\nzu,viele,Felder\nEnde,T\n",
    );
    assert_eq!(
        outcomes(&items(&path)),
        ["gut", "!not_utf8", "!empty", "kurz", "zu", "Ende"]
    );
    goes_on_anywhere(&path);
}

#[test]
fn a_table_without_a_column_of_texts_says_what_it_names() {
    let folder = folder();
    let path = put(&folder, "a.csv", "headline,body\na,b\n");
    let items = items(&path);
    let trouble = items[0].outcome.as_ref().unwrap_err();
    assert_eq!(trouble.code, "no_text_column");
    assert!(trouble.message.contains("body, headline"), "{}", trouble.message);
    assert_eq!(
        outcomes(&super::tests::items(&put(&folder, "b.csv", ""))),
        ["!empty"]
    );
}

#[test]
fn a_quotation_mark_that_is_never_closed_does_not_fill_the_memory() {
    let folder = folder();
    let path = folder.path().join("a.csv");
    let mut file = fs::File::create(&path).unwrap();
    file.write_all(b"text\ngut\n\"offen").unwrap();
    let chunk = vec![b'x'; 1024 * 1024];
    for _ in 0..=(limits::RECORD / (1024 * 1024)) + 1 {
        file.write_all(&chunk).unwrap();
    }
    drop(file);
    assert_eq!(outcomes(&items(&path)), ["gut", "!too_big"]);
}

#[test]
fn an_archive_gives_its_documents_and_leaves_out_what_is_hidden() {
    let folder = folder();
    let path = archive(
        &folder,
        "a.zip",
        &[
            ("a.txt", b"Eins."),
            ("tief/er/b.html", b"<p>Zwei.</p>"),
            ("__MACOSX/a.txt", b"x"),
            (".git/config", b"x"),
            ("leer/", b""),
            ("leer.txt", b""),
            ("innen.jsonl", b"{}"),
            ("bild.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ],
    );
    let items = items(&path);
    assert_eq!(
        outcomes(&items),
        ["Eins.", "Zwei.", "!empty", "!nested", "!binary"]
    );
    assert_eq!(items[1].place.place, "tief/er/b.html");
    assert_eq!(items[1].outcome.as_ref().unwrap().file_name, "b.html");
    goes_on_anywhere(&path);
}

#[test]
fn names_that_lead_out_of_the_archive_lead_nowhere() {
    let folder = folder();
    let path = archive(
        &folder,
        "a.zip",
        &[
            ("../../../tmp/evil.txt", b"Text."),
            ("C:\\windows\\b.txt", b"Text zwei."),
        ],
    );
    let names: Vec<String> = items(&path)
        .iter()
        .map(|item| item.outcome.as_ref().unwrap().file_name.clone())
        .collect();
    assert_eq!(names, ["evil.txt", "b.txt"]);
    assert!(!Path::new("/tmp/evil.txt").exists());
}

#[test]
fn an_entry_that_unpacks_to_far_too_much_is_refused_before_it_is_unpacked() {
    let folder = folder();
    let zeros = vec![b' '; 8 * 1024 * 1024];
    let path = archive(&folder, "a.zip", &[("bomb.txt", &zeros), ("good.txt", b"Text.")]);
    assert_eq!(outcomes(&items(&path)), ["!too_tight", "Text."]);
    let zeros = vec![b' '; usize::try_from(limits::ITEM).unwrap() + 1];
    let path = archive(&folder, "b.zip", &[("big.txt", &zeros)]);
    assert_eq!(outcomes(&items(&path)), ["!too_big"]);
}

#[test]
fn an_entry_that_lies_about_its_size_is_damaged() {
    let folder = folder();
    let path = archive(
        &folder,
        "a.zip",
        &[("a.txt", "Der Text eines Artikels. ".repeat(400).as_bytes())],
    );
    let mut bytes = fs::read(&path).unwrap();
    // The uncompressed size in the central directory (APPNOTE 4.3.12): offset 24 of its header.
    let at = bytes
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .unwrap()
        + 24;
    bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    fs::write(&path, bytes).unwrap();
    let outcomes = outcomes(&items(&path));
    assert_eq!(outcomes.len(), 1);
    assert!(
        outcomes[0].starts_with('!') || outcomes[0].len() == 10_000,
        "{outcomes:?}"
    );
}

#[test]
fn encrypted_entries_are_named() {
    let folder = folder();
    let path = archive(&folder, "a.zip", &[("a.txt", b"geheim"), ("b.txt", b"offen")]);
    let mut bytes = fs::read(&path).unwrap();
    // Bit 0 of the flags, in the local header (offset 6) and the central directory (offset 8).
    let local = bytes
        .windows(4)
        .position(|window| window == b"PK\x03\x04")
        .unwrap()
        + 6;
    let central = bytes
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .unwrap()
        + 8;
    bytes[local] |= 1;
    bytes[central] |= 1;
    fs::write(&path, bytes).unwrap();
    assert_eq!(outcomes(&items(&path)), ["!encrypted", "offen"]);
}

#[test]
fn an_archive_cut_short_or_made_of_nothing_is_refused() {
    let folder = folder();
    let path = archive(&folder, "a.zip", &[("a.txt", b"Text.")]);
    let bytes = fs::read(&path).unwrap();
    for length in 0..bytes.len() {
        let cut = put(&folder, "cut.zip", &bytes[..length]);
        let items = items(&cut);
        assert!(items.iter().all(|item| item.outcome.is_err()), "{length} bytes");
        assert_eq!(items.len(), 1, "{length} bytes");
    }
}

#[test]
fn an_archive_that_says_it_has_millions_of_entries_is_refused() {
    let folder = folder();
    let mut bytes = b"PK\x06\x06".to_vec();
    bytes.resize(32, 0);
    bytes.extend(5_000_000_u64.to_le_bytes());
    bytes.resize(56, 0);
    bytes.extend(b"PK\x06\x07\0\0\0\0");
    bytes.extend(0_u64.to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff");
    bytes.resize(bytes.len() + 10, 0);
    let path = put(&folder, "a.zip", bytes);
    assert_eq!(outcomes(&items(&path)), ["!too_many_entries"]);
}

#[test]
fn a_folder_is_walked_in_order_and_its_collections_are_gone_into() {
    let folder = folder();
    put(&folder, "b.txt", "B.");
    put(&folder, "a/z.txt", "AZ.");
    put(&folder, "a/c.jsonl", "{\"text\":\"AC1.\"}\n{\"text\":\"AC2.\"}\n");
    put(&folder, ".hidden/x.txt", "x");
    put(&folder, "a-b.txt", "A-B.");
    assert_eq!(
        outcomes(&items(folder.path())),
        ["AC1.", "AC2.", "AZ.", "A-B.", "B."]
    );
    goes_on_anywhere(folder.path());
}

#[test]
fn files_that_come_or_go_between_two_runs_shift_nothing() {
    let folder = folder();
    for name in ["a", "c", "e"] {
        put(&folder, &format!("{name}.txt"), format!("{name}."));
    }
    let after_c = items(folder.path())[1].after.clone();
    put(&folder, "b.txt", "b.");
    put(&folder, "d.txt", "d.");
    fs::remove_file(folder.path().join("c.txt")).unwrap();
    assert_eq!(outcomes(&items_after(folder.path(), after_c)), ["d.", "e."]);
}

#[test]
fn a_collection_that_was_changed_is_begun_again() {
    let folder = folder();
    let path = put(&folder, "a.jsonl", "{\"text\":\"1\"}\n{\"text\":\"2\"}\n");
    let after_first = items(&path)[0].after.clone();
    put(
        &folder,
        "a.jsonl",
        "{\"text\":\"0\"}\n{\"text\":\"1\"}\n{\"text\":\"2\"}\n",
    );
    assert_eq!(outcomes(&items_after(&path, after_first)), ["0", "1", "2"]);
}

#[test]
fn a_path_that_is_not_there_is_one_failure() {
    let folder = folder();
    assert_eq!(outcomes(&items(&folder.path().join("none.zip"))), ["!unreadable"]);
    assert_eq!(outcomes(&items(&folder.path().join("none.txt"))), ["!unreadable"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_gone_through(bytes in prop::collection::vec(any::<u8>(), 0..600), kind in 0..3_usize) {
        let folder = folder();
        let name = ["a.zip", "a.jsonl", "a.csv"][kind];
        let mut with_head = match kind {
            0 => b"PK\x03\x04".to_vec(),
            1 => b"{\"text\":\"x\"}\n".to_vec(),
            _ => b"text,title\n".to_vec(),
        };
        with_head.extend(bytes);
        let path = put(&folder, name, with_head);
        let all = items(&path);
        prop_assert!(all.len() <= 700);
    }
}
