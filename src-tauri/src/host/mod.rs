//! The shell's own verbs: what needs the desktop and not just the workspace. They come through the same
//! door as the core's commands; their names begin with `window_`. A path never comes from the window:
//! dialogs and drops happen here, and the window gets tokens.

// All verbs have one shape, so that one list can name them.
#![allow(clippy::needless_pass_by_value, clippy::unnecessary_wraps)]

mod archive;
mod backups;
mod export;
mod files;
mod preferences;
mod types;
mod workspace;

pub use archive::so_far as import_so_far;
pub use files::stage;
pub use types::*;
pub use workspace::state;

use dragoman_core::commands::answers::{NoArguments, Nothing};
use dragoman_core::search::KeywordInContext;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::failure::{Failure, Result};
use crate::shell::Shell;

/// What the names of these verbs begin with.
pub const PREFIX: &str = "window_";

macro_rules! verbs {
    ( $( #[doc = $doc:literal] $name:ident => $function:path, $request:ty, $answer:ty; )+ ) => {
        /// Does one of the verbs.
        pub(crate) fn perform(shell: &Shell, name: &str, arguments: Value) -> Result<Value> {
            match name {
                $( stringify!($name) => encode(&$function(shell, decode::<$request>(arguments)?)?), )+
                _ => Err(Failure::Core(dragoman_core::Error::UnknownCommand { name: name.to_owned() })),
            }
        }

        /// The JSON Schema of the verbs, in the form of the core's: `x-commands` names request and answer of each.
        pub fn schema() -> Value {
            let mut generator = SchemaSettings::draft2020_12().into_generator();
            let mut commands = Map::new();
            $( commands.insert(stringify!($name).to_owned(), json!({
                "about": $doc.trim_ascii(),
                "request": generator.subschema_for::<$request>(),
                "answer": generator.subschema_for::<$answer>(),
            })); )+
            json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "title": "Dragoman window verb",
                "description": "What the window asks of the shell, through the same door as the commands.",
                "$defs": generator.take_definitions(true),
                "x-commands": commands,
            })
        }
    };
}

verbs! {
    /// What the window needs to begin: workspace, recent ones, preferences, platform.
    window_state => workspace::get_state, NoArguments, WindowState;
    /// Asks where to put a new workspace, makes it and opens it.
    window_new_workspace => workspace::new, NewWorkspace, Done;
    /// Opens a recent workspace, a dropped one, or asks which one.
    window_open_workspace => workspace::open, OpenWorkspace, Done;
    /// Opens the file that could not be opened, or the open one again, to read what can be read of it: it is damaged.
    window_open_damaged => workspace::open_damaged, NoArguments, Nothing;
    /// Asks where to, and saves there what can be saved of the damaged file; opens what was saved.
    window_salvage => workspace::salvage, NoArguments, Salvaged;
    /// Makes anew what is derived in the open workspace: the search index and what else is learned from texts and names.
    window_repair => workspace::repair, NoArguments, Nothing;
    /// Closes the workspace.
    window_close_workspace => workspace::close, NoArguments, Nothing;
    /// Takes a workspace off the list of recent ones.
    window_forget_workspace => workspace::forget, ForgetWorkspace, Nothing;
    /// Asks for article files and holds them for the window.
    window_pick_files => files::pick_files, NoArguments, PickedFiles;
    /// Asks for a folder and holds all files below it for the window.
    window_pick_folder => files::pick_folder, NoArguments, PickedFiles;
    /// Lets files go that are not needed any more.
    window_release_files => files::release, ReleaseFiles, Nothing;
    /// Looks at an archive before anything is stored.
    window_look_at_archive => archive::look, LookAtArchive, ArchiveView;
    /// Imports all articles of an archive, beside everything else.
    window_start_import => archive::start, StartImport, ImportView;
    /// The import of many articles: how far it is, or what became of the last.
    window_import => archive::get, NoArguments, ImportView;
    /// Pauses the import that runs, or goes on.
    window_pause_import => archive::pause, PauseImport, ImportView;
    /// Goes on with the import that was interrupted.
    window_resume_import => archive::resume, NoArguments, ImportView;
    /// Gives up the import that runs or was interrupted. What was stored stays.
    window_cancel_import => archive::cancel, NoArguments, ImportView;
    /// Asks for a place and writes there, as CSV, what the latest import did not store.
    window_export_import_failures => export::import_failures, NoArguments, Exported;
    /// Asks for a place and writes a briefing there as Markdown.
    window_export_briefing => export::briefing, ExportBriefing, Exported;
    /// Asks for a place and writes all statements there as CSV.
    window_export_statements => export::statements, NoArguments, Exported;
    /// Asks for a place and writes every line of keyword in context there as CSV.
    window_export_search_lines => export::search_lines, KeywordInContext, Exported;
    /// Asks for a file with a glossary and holds it for the window.
    window_pick_glossary => files::pick_glossary, NoArguments, PickedFiles;
    /// Asks for a place and writes the glossary there.
    window_export_glossary => export::glossary, ExportGlossary, Exported;
    /// Asks for an exported briefing and the folder of its sources, and checks each quote.
    window_verify_briefing => export::verify, NoArguments, Verified;
    /// Asks for a place and copies the workspace there.
    window_backup => export::backup, NoArguments, Exported;
    /// The backups that are made without being asked for, newest first.
    window_backups => backups::list, BackupsOf, BackupList;
    /// What going back to a backup would change.
    window_preview_backup => backups::preview, OneBackup, dragoman_core::backups::RestorePreview;
    /// Goes back to a backup: the workspace is replaced and opened again, the file before stays beside it.
    window_restore_backup => backups::restore, OneBackup, dragoman_core::backups::Restored;
    /// Makes one more backup among those.
    window_make_backup => backups::make, NoArguments, BackedUp;
    /// Keeps what is being typed, until it is saved or given up.
    window_keep_draft => backups::keep_draft, KeepDraft, Nothing;
    /// What was typed in this workspace and neither saved nor given up.
    window_drafts => backups::drafts, NoArguments, StoredDrafts;
    /// Shows a file that was exported in the file manager.
    window_reveal => export::reveal, Reveal, Nothing;
    /// Stops a reading command that is on its way.
    window_stop => workspace::stop, Stop, Stopped;
    /// Changes the preferences; absent fields stay.
    window_set_preferences => preferences::set, SetPreferences, WindowState;
    /// Says which of the window's own commands can be run now; the menu greys the others.
    window_offer => workspace::offer, Offer, Nothing;
    /// Ends the program.
    window_quit => workspace::quit, NoArguments, Nothing;
}

fn decode<T: serde::de::DeserializeOwned>(arguments: Value) -> Result<T> {
    // A verb without arguments may be called with none.
    let arguments = if arguments.is_null() { json!({}) } else { arguments };
    serde_json::from_value(arguments).map_err(|error| {
        Failure::Core(dragoman_core::Error::Malformed {
            detail: error.to_string(),
        })
    })
}

fn encode<T: serde::Serialize>(answer: &T) -> Result<Value> {
    serde_json::to_value(answer).map_err(|error| Failure::Internal {
        what: error.to_string(),
    })
}
