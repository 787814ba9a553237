//! What the history promises: every command one transaction, undone and done again exactly, after a
//! restart too, and noticed when it is cut or edited.

use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Context, Workspace};
use serde_json::{Value, json};

fn workspace(folder: &tempfile::TempDir) -> Workspace {
    Workspace::create(
        &folder.path().join("test.dragoman"),
        Context::command_line("tester"),
    )
    .unwrap()
}

fn call(workspace: &mut Workspace, command: &str, args: Value) -> Value {
    workspace.call(Envelope::new(command, args)).unwrap()
}

fn title(workspace: &mut Workspace) -> String {
    call(workspace, "get_workspace", json!({}))["title"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn a_new_workspace_is_named_after_its_file_and_has_nothing_to_undo() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = workspace(&folder);
    assert_eq!(title(&mut workspace), "test");
    let error = workspace.call(Envelope::new("undo", json!({}))).unwrap_err();
    assert_eq!(error.code(), "nothing_to");
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = workspace(&folder);
    call(&mut workspace, "edit_workspace", json!({ "title": "One" }));
    call(&mut workspace, "edit_workspace", json!({ "title": "Two" }));
    let path = workspace.path().to_owned();
    workspace.close().unwrap();

    let mut workspace = Workspace::open(&path, Context::command_line("tester")).unwrap();
    call(&mut workspace, "undo", json!({}));
    assert_eq!(title(&mut workspace), "One");
    call(&mut workspace, "undo", json!({}));
    assert_eq!(title(&mut workspace), "test");
    workspace.close().unwrap();

    let mut workspace = Workspace::open(&path, Context::command_line("tester")).unwrap();
    call(&mut workspace, "redo", json!({}));
    call(&mut workspace, "redo", json!({}));
    assert_eq!(title(&mut workspace), "Two");
    assert_eq!(
        workspace
            .call(Envelope::new("redo", json!({})))
            .unwrap_err()
            .code(),
        "nothing_to"
    );
    let report = call(&mut workspace, "check", json!({}));
    assert_eq!(report["ok"], true, "{report}");
}

#[test]
fn a_command_repeated_with_the_same_identity_is_done_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = workspace(&folder);
    let mut envelope = Envelope::new("edit_workspace", json!({ "title": "One" }));
    envelope.id = Some(dragoman_core::Uid::new());
    let first = workspace.call(envelope.clone()).unwrap();
    let again = workspace.call(envelope).unwrap();
    assert_eq!(
        (&first["sequence"], &first["repeated"]),
        (&json!(1), &json!(false))
    );
    assert_eq!(
        (&again["sequence"], &again["repeated"]),
        (&json!(1), &json!(true))
    );
}

#[test]
fn commands_of_a_group_are_undone_and_done_again_together() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = workspace(&folder);
    let group = Some(dragoman_core::Uid::new());
    for title in ["One", "Two", "Three"] {
        let mut envelope = Envelope::new("edit_workspace", json!({ "title": title }));
        envelope.group = group;
        workspace.call(envelope).unwrap();
    }
    let undone = call(&mut workspace, "undo", json!({}));
    assert_eq!(undone["result"]["commands"], 3);
    assert_eq!(title(&mut workspace), "test");
    call(&mut workspace, "redo", json!({}));
    assert_eq!(title(&mut workspace), "Three");
    call(&mut workspace, "undo", json!({}));
    assert_eq!(title(&mut workspace), "test");
}

#[test]
fn something_new_after_an_undo_leaves_nothing_to_redo() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = workspace(&folder);
    call(&mut workspace, "edit_workspace", json!({ "title": "One" }));
    call(&mut workspace, "undo", json!({}));
    call(&mut workspace, "edit_workspace", json!({ "title": "Other" }));
    assert_eq!(
        workspace
            .call(Envelope::new("redo", json!({})))
            .unwrap_err()
            .code(),
        "nothing_to"
    );
}

#[test]
fn a_refused_command_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = workspace(&folder);
    let before = workspace.dump().unwrap();
    let error = workspace.call(Envelope::new(
        "edit_workspace",
        json!({ "title": "Ok", "target_language": " " }),
    ));
    assert_eq!(error.unwrap_err().code(), "invalid");
    assert_eq!(workspace.dump().unwrap(), before);
}

#[test]
fn the_language_of_translations_must_be_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = workspace(&folder);
    let error = workspace.call(Envelope::new(
        "edit_workspace",
        json!({ "target_language": "??" }),
    ));
    assert_eq!(error.unwrap_err().code(), "invalid");
    call(
        &mut workspace,
        "edit_workspace",
        json!({ "target_language": "EN_gb" }),
    );
    assert_eq!(
        call(&mut workspace, "get_workspace", json!({}))["target_language"],
        "en-GB"
    );
}
