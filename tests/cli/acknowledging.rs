//! `dragoman apply --ack` and `dragoman check --min-ack`: what is acknowledged is there.

use dragoman_tests::Desk;

const TOPICS: &str = r#"{"command":"add_topic","args":{"name":"one"},"id":"019a0000-0000-7000-8000-000000000001"}
{"command":"list_topics"}
{"command":"add_topic","args":{"name":""}}
{"command":"add_topic","args":{"name":"two"},"id":"019a0000-0000-7000-8000-000000000002"}
"#;

#[test]
fn every_command_that_changes_something_is_acknowledged_once_it_is_kept_and_nothing_else() {
    for more in [&[][..], &["--json"][..]] {
        let desk = Desk::new();
        desk.run(["new", "w.dragoman"]);
        let ran = desk.run_with([&["apply", "w.dragoman", "--ack"], more].concat(), TOPICS);
        assert_eq!(
            ran.out,
            "ack 019a0000-0000-7000-8000-000000000001 1\nack 019a0000-0000-7000-8000-000000000002 2\n"
        );
        assert_eq!(ran.code, 1, "one was refused");
    }
}

#[test]
fn a_command_that_is_repeated_is_acknowledged_as_the_first_time_and_not_done_again() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let first = desk.run_with(["apply", "w.dragoman", "--ack"], TOPICS);
    let dump = desk.run(["dump", "w.dragoman"]).out;
    let again = desk.run_with(["apply", "w.dragoman", "--ack"], TOPICS);
    assert_eq!(first.out, again.out);
    assert_eq!(desk.run(["dump", "w.dragoman"]).out, dump);
}

#[test]
fn all_or_nothing_acknowledges_all_or_nothing() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let refused = desk.run_with(["apply", "w.dragoman", "--ack", "--atomic"], TOPICS);
    assert_eq!((refused.code, refused.out.as_str()), (4, ""));
    let good = TOPICS.replace(r#"{"name":""}"#, r#"{"name":"three"}"#);
    let done = desk.run_with(["apply", "w.dragoman", "--ack", "--atomic"], &good);
    assert_eq!(done.out.lines().count(), 3);
    assert!(done.out.ends_with(" 3\n"), "{}", done.out);
}

#[test]
fn a_command_that_was_acknowledged_and_is_not_there_is_noticed() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    desk.run_with(["apply", "w.dragoman"], TOPICS);
    assert_eq!(desk.run(["check", "w.dragoman", "--min-ack", "2"]).code, 0);
    let short = desk.run(["check", "w.dragoman", "--min-ack", "3"]);
    assert_eq!(short.code, 1);
    assert!(short.out.contains("FAILED I4"), "{}", short.out);
}
