//! The JSON Schema (draft 2020-12) of all commands, from the Rust types.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::list::{Access, COMMANDS};

/// The schema of one line of `dragoman apply`: any command of the list. `x-commands` names for each
/// command whether it reads or writes, and the schemas of its request and answer.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut lines = Vec::new();
    let mut commands = Map::new();
    for command in COMMANDS {
        let (request, answer) = (command.schemas)(&mut generator);
        lines.push(line(
            command.name,
            command.about,
            request.as_value(),
            &mut generator,
        ));
        commands.insert(
            command.name.to_owned(),
            json!({
                "access": match command.access { Access::Read => "read", Access::Write => "write" },
                "about": command.about,
                "request": request,
                "answer": answer,
            }),
        );
    }
    generator.subschema_for::<crate::error::WireError>();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dragoman command",
        "description": "One line of `dragoman apply`.",
        "oneOf": lines,
        "$defs": generator.take_definitions(true),
        "x-commands": commands,
    })
}

fn line(name: &str, about: &str, request: &Value, generator: &mut SchemaGenerator) -> Value {
    let uid = generator.subschema_for::<crate::vocabulary::Uid>();
    json!({
        "title": name,
        "description": about,
        "type": "object",
        "properties": {
            "command": { "const": name },
            "args": request,
            "id": uid,
            "group": uid,
        },
        "required": ["command"],
        "additionalProperties": false,
    })
}
