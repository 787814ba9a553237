//! Foreign formats are read by a process of their own that can do nothing else.

use std::time::{Duration, Instant};

use dragoman_core::error::Refusal;
use dragoman_core::foreign::{Format, Reader};
use dragoman_parser::{Limits, Pool};
use dragoman_tests::{Desk, dragoman};

const PAGE: &str = "<html lang=nl><title>Kop</title><body><article><p>De minister sprak lang over vrede.</p></article></body></html>";
/// Enough for a page, not for what the tests give it.
const LITTLE: Limits = Limits {
    seconds: 1,
    memory: 64 * 1024 * 1024,
};

fn pool(limits: Limits) -> Pool {
    Pool::new(dragoman().to_owned(), limits)
}

/// Takes long, because it is long.
fn slow_page() -> String {
    format!("<p>{}", "<a href=x>y</a>".repeat(320_000))
}

/// Takes much memory, and little time.
fn large_page() -> String {
    format!("<p>{}", "x".repeat(48 * 1024 * 1024))
}

#[test]
#[cfg_attr(
    not(target_os = "linux"),
    ignore = "only Linux has the filter of system calls"
)]
fn nothing_that_a_parser_could_try_succeeds() {
    let limits = Limits {
        seconds: 1,
        ..Limits::default()
    };
    let pool = pool(limits);
    let mut tried = 0;
    for name in Pool::tries() {
        match (*name, pool.try_out(name)) {
            ("spin", result) => {
                assert_eq!(result, Err(Refusal::ParserSlow { seconds: 1 }));
            }
            (_, result) => {
                let why = result.unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
                assert_ne!(why, "succeeded", "{name}");
                assert_ne!(why, "there is no such try", "{name}");
            }
        }
        tried += 1;
    }
    println!("tried {tried}, succeeded 0");
    assert!(tried >= 20);
    // And still it reads.
    assert!(pool.read(Format::Page, PAGE).is_ok());
}

#[test]
fn what_is_tried_would_succeed_without_the_cell() {
    // The control: the same things, done here.
    assert!(std::fs::File::open("/etc/passwd").is_ok() || cfg!(windows));
    assert!(std::net::TcpListener::bind(("127.0.0.1", 0)).is_ok());
    assert!(Vec::<u8>::new().try_reserve_exact(2 << 30).is_ok());
}

#[test]
fn a_page_that_takes_too_long_is_refused_by_name_and_the_next_is_read() {
    let pool = pool(LITTLE);
    let begun = Instant::now();
    assert_eq!(
        pool.read(Format::Page, &slow_page()),
        Err(Refusal::ParserSlow { seconds: 1 })
    );
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    assert!(pool.read(Format::Page, PAGE).is_ok());
    assert_eq!(pool.started(), 2);
}

#[test]
fn a_page_that_takes_too_much_memory_is_refused_by_name_and_the_next_is_read() {
    let pool = pool(LITTLE);
    assert!(pool.read(Format::Page, PAGE).is_ok());
    assert_eq!(pool.read(Format::Page, &large_page()), Err(Refusal::ParserDied));
    assert!(pool.read(Format::Page, PAGE).is_ok());
}

#[test]
fn many_pages_are_read_by_few_processes_on_many_threads() {
    let pool = pool(Limits::default());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..25 {
                    assert!(pool.read(Format::Page, PAGE).is_ok());
                }
            });
        }
    });
    assert!(pool.started() <= 8, "{} were started", pool.started());
}

#[test]
fn a_program_that_does_not_start_is_a_named_refusal() {
    let pool = Pool::new("/nowhere/dragoman".into(), LITTLE);
    let refused = pool.read(Format::Page, PAGE).unwrap_err();
    assert!(matches!(refused, Refusal::ParserMissing { .. }), "{refused:?}");
}

#[test]
fn a_page_that_ends_its_parser_is_refused_and_the_others_are_imported() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    desk.file("in/a.html", PAGE);
    desk.file("in/b.html", large_page());
    desk.file("in/c.html", slow_page());
    desk.file("in/d.html", PAGE.replace("vrede", "oorlog"));
    desk.file("in/e.txt", "Der Minister sprach lange über den Frieden.");
    let limits = format!("{},{}", LITTLE.seconds, LITTLE.memory);
    let ran = desk.run_in(
        ["import", "w.dragoman", "in", "--json"],
        &[("DRAGOMAN_PARSER_LIMITS", &limits)],
    );
    assert_eq!(ran.code, 1, "{}", ran.err);
    let answer = ran.json();
    assert_eq!(answer["imported"].as_array().unwrap().len(), 3, "{answer}");
    let mut refused: Vec<_> = answer["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["file_name"].as_str().unwrap(),
                row["refusal"]["refusal"].as_str().unwrap(),
            )
        })
        .collect();
    refused.sort_unstable();
    assert_eq!(refused, [("b.html", "parser_died"), ("c.html", "parser_slow")]);
    assert_eq!(desk.run(["check", "w.dragoman", "--deep"]).code, 0);
}

#[test]
fn a_glossary_is_read_by_the_same_processes() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let tbx = "<tbx><conceptEntry><langSec xml:lang='de'><termSec><term>Frieden</term></termSec></langSec></conceptEntry></tbx>";
    desk.file("g.tbx", tbx);
    let ran = desk.run(["glossary", "w.dragoman", "import", "g.tbx"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    // With no memory at all for it there is no glossary, and a reason.
    desk.run(["new", "v.dragoman"]);
    desk.file("big.tbx", tbx.replace("Frieden", &"x".repeat(12 * 1024 * 1024)));
    let ran = desk.run_in(
        ["glossary", "v.dragoman", "import", "big.tbx", "--json"],
        &[("DRAGOMAN_PARSER_LIMITS", "1,8388608")],
    );
    assert_ne!(ran.code, 0);
    assert!(ran.err.contains("parser_"), "{}", ran.err);
}

#[test]
fn the_hidden_argument_with_a_limit_that_is_none_does_nothing() {
    let desk = Desk::new();
    assert_ne!(desk.run(["--read-foreign", "x"]).code, 0);
}

#[test]
fn asking_a_process_costs_little_beside_reading_a_page() {
    let pool = pool(Limits::default());
    assert!(pool.read(Format::Page, PAGE).is_ok());
    let (asked, begun) = (200, Instant::now());
    for _ in 0..asked {
        assert!(pool.read(Format::Page, PAGE).is_ok());
    }
    let each = begun.elapsed() / asked;
    println!("{each:?} for a small page, with the way there and back");
    assert!(each < Duration::from_millis(50), "{each:?}");
    assert_eq!(pool.started(), 1);
}
