//! articles.
