//! H017, H018, H020: what is no ordinary file, or has no ordinary name.

use std::ffi::OsString;
use std::fs::{self, File};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;
use std::time::{Duration, Instant};

use dragoman_tests::{Desk, dragoman};
use serde_json::json;

use super::talk::Talk;

#[test]
fn what_is_no_ordinary_file_or_too_large_is_refused_before_anything_is_read() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    File::create(desk.path("sparse_1TiB.txt"))
        .unwrap()
        .set_len(1 << 40)
        .unwrap();
    File::create(desk.path("big_1GiB.txt"))
        .unwrap()
        .set_len(1 << 30)
        .unwrap();
    assert!(
        Command::new("mkfifo")
            .arg(desk.path("fifo.txt"))
            .status()
            .unwrap()
            .success()
    );
    let _socket = UnixListener::bind(desk.path("socket.txt")).unwrap();
    fs::create_dir(desk.path("folder.txt")).unwrap();
    symlink("nowhere", desk.path("dangling.txt")).unwrap();
    symlink("loop_b.txt", desk.path("loop_a.txt")).unwrap();
    symlink("loop_a.txt", desk.path("loop_b.txt")).unwrap();
    let mut program = Command::new(dragoman());
    program.current_dir(desk.path(""));
    let mut talk = Talk::with(program, &desk.path("w.dragoman"));
    let mut tried = 0;
    for (name, code) in [
        ("sparse_1TiB.txt", "too_big"),
        ("big_1GiB.txt", "too_big"),
        ("fifo.txt", "not_a_file"),
        ("socket.txt", "not_a_file"),
        ("folder.txt", "not_a_file"),
        ("dangling.txt", "unreadable"),
        ("loop_a.txt", "unreadable"),
        ("/dev/zero", "not_a_file"),
        ("/dev/null", "not_a_file"),
        ("/proc/self/mem", "unreadable"),
        ("", "not_a_file"),
        ("a\0b.txt", "unreadable"),
    ] {
        let begun = Instant::now();
        let source = json!({ "path": desk.path(name) });
        let answer = talk
            .ask("import_articles", &json!({ "articles": [{ "source": source }] }))
            .unwrap_or_else(|silence| panic!("{name}: {silence:?}"));
        let refusal = &answer["ok"]["result"]["refused"][0]["refusal"]["refusal"];
        // An empty file of the system's is as good a reason.
        assert!(refusal == code || refusal == "empty", "{name}: {answer}");
        assert!(
            begun.elapsed() < Duration::from_secs(2),
            "{name}: {:?}",
            begun.elapsed()
        );
        tried += 1;
    }
    println!("special files: tried {tried}, refused by name {tried}");
    talk.end();
}

#[test]
fn files_with_hostile_names_are_imported_and_shown_without_harm() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    fs::create_dir(desk.path("in")).unwrap();
    let mut names: Vec<OsString> = dragoman_tests::hostile::NAMES
        .iter()
        .map(OsString::from)
        .collect();
    names.push(OsString::from_vec(b"not\xff\xfeutf8.txt".to_vec()));
    names.push(OsString::from(format!("{}.txt", "n".repeat(251))));
    let mut made = 0;
    for (number, name) in names.iter().enumerate() {
        let text = format!("Der Minister sprach zum {number}. Mal über die Lage im Land.");
        made += usize::from(fs::write(desk.path("in").join(name), text).is_ok());
    }
    // As a folder, and by their names after the options.
    let ran = desk.run(["import", "w.dragoman", "in", "--json"]);
    let answer = ran.json();
    assert_eq!(
        answer["imported"].as_array().unwrap().len(),
        made,
        "{}{}",
        ran.out,
        ran.err
    );
    let shown = desk.run(["articles", "w.dragoman"]);
    assert!(!shown.out.contains(['\u{1b}', '\u{202e}']), "{:?}", shown.out);
    assert!(!desk.path("pwned").exists() && !desk.path("in/pwned").exists());
    assert_eq!(desk.run(["check", "w.dragoman", "--deep"]).code, 0);
    println!("hostile names: tried {made}, imported {made}");
}
