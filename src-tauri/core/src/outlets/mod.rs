//! outlets.
