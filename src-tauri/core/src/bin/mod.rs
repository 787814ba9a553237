//! bin.
