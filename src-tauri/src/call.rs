//! The window's one door.

use dragoman_core::Uid;
use dragoman_core::commands::Envelope;
use dragoman_core::error::WireError;
use serde::Serialize;
use serde_json::Value;
use tauri::{AppHandle, Manager, Runtime};

use crate::failure::{Failure, Result};
use crate::host;
use crate::shell::Shell;

/// A call that was answered; one that was not rejects with a [`WireError`].
#[derive(Serialize)]
pub struct Answered {
    ok: Value,
}

/// Runs one command of the core's list, or one of the shell's own verbs, away from the main thread.
///
/// `id` and `group` are UUIDs, as an [`Envelope`] has them; a reading can be stopped by its `id`.
#[tauri::command]
pub async fn call<R: Runtime>(
    app: AppHandle<R>,
    command: String,
    args: Value,
    id: Option<String>,
    group: Option<String>,
) -> std::result::Result<Answered, WireError> {
    let work = move || {
        let shell = app.state::<Shell>();
        if command.starts_with(host::PREFIX) {
            return host::perform(&shell, &command, args);
        }
        shell.call(Envelope {
            command,
            args,
            id: uid(id)?,
            group: uid(group)?,
        })
    };
    // A panic is a defect, but the window must hear of it and go on.
    let answer = tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| {
            Err(Failure::Internal {
                what: error.to_string(),
            })
        });
    match answer {
        Ok(ok) => Ok(Answered { ok }),
        Err(failure) => Err(failure.to_wire()),
    }
}

fn uid(text: Option<String>) -> Result<Option<Uid>> {
    let malformed = |error: uuid::Error| {
        Failure::Core(dragoman_core::Error::Malformed {
            detail: format!("the id of the command: {error}"),
        })
    };
    text.map(|text| text.parse().map_err(malformed)).transpose()
}
