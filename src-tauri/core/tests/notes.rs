//! Notes: about a thing, or about the workspace as a whole.

use crate::support::Desk;
use serde_json::json;

#[test]
fn a_note_is_shown_with_what_it_is_about_and_the_last_first() {
    let mut desk = Desk::new();
    let topic = desk.add("add_topic", json!({ "name": "Waffenstillstand" }));
    let about = json!({ "entity": "topic", "uid": topic });
    desk.call_and_back("add_note", json!({ "about": about, "text": " erstens " }));
    desk.call_and_back("add_note", json!({ "about": about, "text": "zweitens" }));
    desk.call_and_back("add_note", json!({ "text": "zum Ganzen" }));
    let notes = desk.call("get_topic", json!({ "uid": topic }))["notes"].clone();
    assert_eq!(notes[0]["text"], "zweitens");
    assert_eq!(notes[1]["text"], " erstens ");
    assert_eq!(notes[0]["about"], about);
    let whole = desk.call("list_notes", json!({}))["notes"].clone();
    assert_eq!(whole.as_array().unwrap().len(), 1);
    assert_eq!(whole[0]["text"], "zum Ganzen");
}

#[test]
fn notes_are_about_things_that_have_notes_and_are_there() {
    let mut desk = Desk::new();
    let tag = desk.add("add_tag", json!({ "name": "T" }));
    for entity in ["tag", "workspace", "link", "note"] {
        desk.refuse_field(
            "add_note",
            json!({ "about": { "entity": entity, "uid": tag }, "text": "x" }),
            "about.entity",
            "not_allowed",
        );
    }
    let nobody = json!({ "about": { "entity": "actor", "uid": tag }, "text": "x" });
    assert_eq!(desk.refuse("add_note", nobody)["code"], "not_found");
    desk.refuse_field("add_note", json!({ "text": " " }), "text", "empty");
}

#[test]
fn a_note_can_be_changed_and_taken_away() {
    let mut desk = Desk::new();
    let uid = desk.add("add_note", json!({ "text": "alt" }));
    desk.call_and_back("edit_note", json!({ "uid": uid, "text": "neu" }));
    desk.call_for_nothing("edit_note", json!({ "uid": uid, "text": "neu" }));
    desk.refuse_field("edit_note", json!({ "uid": uid, "text": "" }), "text", "empty");
    desk.call_and_back("delete", json!({ "entity": "note", "uids": [uid] }));
    assert_eq!(desk.call("list_notes", json!({}))["notes"], json!([]));
    assert_eq!(
        desk.refuse("edit_note", json!({ "uid": uid, "text": "x" }))["code"],
        "not_found"
    );
}
