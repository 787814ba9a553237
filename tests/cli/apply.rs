//! `dragoman apply`: every command, one JSON object a line.

use dragoman_tests::Desk;
use serde_json::Value;

#[test]
fn each_line_is_answered_and_a_line_that_fails_is_named_with_its_reason() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let input = r#"{"command":"add_topic","args":{"name":"One"}}

not json
{"command":"no_such_command"}
{"command":"add_topic","args":{"name":" "}}
{"command":"list_topics"}
"#;
    let ran = desk.run_with(["apply", "w.dragoman", "--json"], input);
    assert_eq!(ran.code, 1, "done in part: {}", ran.err);
    let lines = ran.lines();
    let numbers: Vec<u64> = lines.iter().map(|line| line["line"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [1, 3, 4, 5, 6]);
    assert_eq!(lines[0]["ok"]["sequence"], 1);
    assert_eq!(lines[1]["error"]["code"], "malformed");
    assert_eq!(lines[2]["error"]["code"], "unknown_command");
    assert_eq!(lines[3]["error"]["code"], "invalid");
    assert_eq!(lines[4]["ok"]["topics"][0]["name"], "One");
}

#[test]
fn with_atomic_a_line_that_fails_undoes_them_all() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let input = "{\"command\":\"add_topic\",\"args\":{\"name\":\"One\"}}\n{\"command\":\"add_topic\",\"args\":{\"name\":\"\"}}\n";
    let ran = desk.run_with(["apply", "w.dragoman", "--atomic"], input);
    assert_eq!(ran.code, 4);
    assert!(ran.err.contains("line 2: name"), "{}", ran.err);
    let topics = desk
        .run_with(["apply", "w.dragoman", "--json"], "{\"command\":\"list_topics\"}")
        .lines();
    assert_eq!(topics[0]["ok"]["topics"], Value::Array(vec![]));
}

#[test]
fn a_command_with_an_id_is_done_once_however_often_it_is_sent() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let line = r#"{"command":"add_topic","id":"01980000-0000-7000-8000-000000000001","args":{"name":"One"}}"#;
    let lines = desk
        .run_with(["apply", "w.dragoman", "--json"], &format!("{line}\n{line}\n"))
        .lines();
    assert_eq!(lines[0]["ok"]["repeated"], false);
    assert_eq!(lines[1]["ok"]["repeated"], true);
    assert_eq!(lines[0]["ok"]["result"], lines[1]["ok"]["result"]);
}

#[test]
fn the_schema_describes_every_command_and_needs_no_workspace() {
    let desk = Desk::new();
    let ran = desk.run(["apply", "--schema"]);
    assert_eq!(ran.code, 0);
    let schema = ran.json();
    let described: Vec<&str> = schema["oneOf"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["title"].as_str().unwrap())
        .collect();
    let known: Vec<&str> = dragoman_core::commands::COMMANDS
        .iter()
        .map(|command| command.name)
        .collect();
    assert_eq!(described, known);
    for line in schema["oneOf"].as_array().unwrap() {
        let reference = line["properties"]["args"]["$ref"]
            .as_str()
            .expect("arguments have a type");
        let name = reference.trim_start_matches("#/$defs/");
        assert!(schema["$defs"][name].is_object(), "{reference} leads somewhere");
    }
}

#[test]
fn every_command_answers_nonsense_with_a_refusal() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let input: String = dragoman_core::commands::COMMANDS
        .iter()
        .map(|command| {
            format!(
                "{{\"command\":\"{}\",\"args\":{{\"nonsense\":1}}}}\n",
                command.name
            )
        })
        .collect();
    let lines = desk.run_with(["apply", "w.dragoman", "--json"], &input).lines();
    assert_eq!(lines.len(), dragoman_core::commands::COMMANDS.len());
    for line in lines {
        assert_eq!(line["error"]["code"], "malformed", "{line}");
    }
}
