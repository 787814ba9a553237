//! The core through its commands, against real SQLite. One program, so that it is linked once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

mod actors;
mod articles;
mod backups;
mod bin;
mod briefing_markdown;
mod briefings;
mod copies;
mod correction;
mod damage;
mod events;
mod glossary;
mod history;
mod likely_same;
mod links;
mod moved;
mod name_recall;
mod notes;
mod opening;
mod outlets;
mod registers;
mod salvage;
mod saved_searches;
mod search;
mod search_meaning;
mod search_tables;
mod statements;
mod statements_csv;
mod tags;
mod topics;
mod translations;
mod undo;
mod verify;
