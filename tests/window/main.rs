//! The real window, driven from outside as a person would: WebKitWebDriver starts the built program on a
//! screen and a message bus of the test's own. Screenshots go to `artefacts/` (or the folder that
//! `DRAGOMAN_ARTEFACTS` names).
//!
//! Dialogs of the desktop cannot be driven; the program answers them from a file (see `desk/prepared.rs` of the shell).

#![cfg(target_os = "linux")]

mod backups;
mod bin;
mod bulk;
mod changing;
#[allow(dead_code, reason = "the whole job uses all of it")]
mod driver;
#[allow(dead_code, reason = "the whole job uses all of it")]
mod driver_input;
mod first_paint;
mod foreign;
mod opening;
mod reach;
mod seldom;
mod size;
mod stage;
mod states;
mod whole_job;
