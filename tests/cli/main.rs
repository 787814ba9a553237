//! The command line as its users and scripts see it.

mod acknowledging;
mod apply;
mod backups;
mod copies;
mod glossary;
mod import;
mod parser;
mod same;
mod search;
mod search_meaning;
mod seeds;
mod sentences;
mod sources;
mod upkeep;
