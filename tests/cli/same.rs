//! `dragoman same`.

use dragoman_tests::Desk;

#[test]
fn one_person_in_two_scripts_is_listed_with_the_reasons() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    desk.file(
        "actors.jsonl",
        r#"{"command":"add_actor","args":{"kind":"person","names":[{"name":"Wolodymyr Selenskyj"}]}}
{"command":"add_actor","args":{"kind":"person","names":[{"name":"Володимир Зеленський"}]}}
{"command":"add_actor","args":{"kind":"person","names":[{"name":"Wladimir Medinski"}]}}
"#,
    );
    desk.run(["apply", "w.dragoman", "actors.jsonl"]);
    let answer = desk.run(["same", "w.dragoman", "--json"]).json();
    let pairs = answer["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 1, "{answer}");
    assert_eq!(pairs[0]["other"]["actor"]["name"], "Володимир Зеленський");
    let plain = desk.run(["same", "w.dragoman"]).out;
    for words in [
        "Selenskyj and Зеленський sound alike",
        "so do Wolodymyr and Володимир",
    ] {
        assert!(plain.contains(words), "{plain}");
    }
}
