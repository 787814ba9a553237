//! briefings.
