//! A command on its way: its name and arguments, and who it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::vocabulary::Uid;

/// One line of `dragoman apply`, or one call of the window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// A name of the list of commands.
    pub command: String,
    /// What the command asks for.
    #[serde(default = "no_arguments")]
    pub args: Value,
    /// The command's identity, made by its caller: a repeat with the same id is answered again but not
    /// done again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uid>,
    /// Commands of one group are undone and done again together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Uid>,
}

fn no_arguments() -> Value {
    Value::Object(serde_json::Map::new())
}

impl Envelope {
    /// A command with arguments and an identity made now.
    pub fn new(command: impl Into<String>, args: Value) -> Self {
        Envelope {
            command: command.into(),
            args,
            id: None,
            group: None,
        }
    }

    /// The same envelope with every U+0000 in its strings made visible as U+2400: SQLite's text
    /// functions end at a NUL, so a stored one would hide what follows it.
    #[must_use]
    pub fn without_nul(mut self) -> Self {
        show_nul(&mut self.args);
        self
    }
}

fn show_nul(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\0') => *text = text.replace('\0', "\u{2400}"),
        Value::Array(items) => items.iter_mut().for_each(show_nul),
        Value::Object(fields) => fields.values_mut().for_each(show_nul),
        _ => {}
    }
}
