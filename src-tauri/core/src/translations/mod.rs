//! translations.
