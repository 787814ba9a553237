//! Everything Dragoman knows and does, without a window.
//!
//! In reading order: the words of the field ([`vocabulary`]), texts and positions in them ([`text`]),
//! dates ([`dates`]), the file ([`workspace`]), what was done to it ([`history`]), the one list of
//! everything that can be done ([`commands`]), and a folder for each noun with its requests, answers,
//! rules and SQL. This crate knows nothing of Tauri, of threads or of the network; it asks nobody
//! the time but the clock it is given.

pub mod error;
pub mod files;
pub mod foreign;
pub mod vocabulary;

pub mod dates;
pub mod text;

pub mod history;
pub mod workspace;

pub mod commands;
pub mod parsers;
mod registers;
mod tables;

pub mod actors;
pub mod articles;
pub mod backups;
pub mod bin;
pub mod briefings;
pub mod copies;
pub mod events;
pub mod glossary;
pub mod import;
pub mod imports;
pub mod links;
pub mod notes;
pub mod outlets;
pub mod saved_searches;
pub mod search;
pub mod statements;
pub mod tags;
pub mod topics;
pub mod translations;

pub use error::{Error, Result};
pub use vocabulary::Uid;
