//! saved_searches.
