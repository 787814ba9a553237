//! Fields of an edit request that may be absent (unchanged), null (cleared) or a value.

use serde::{Deserialize, Deserializer};

/// Absent = unchanged, `Some(None)` = clear, `Some(Some(v))` = set. Use with
/// `#[serde(default, deserialize_with = "crate::commands::patch::given", skip_serializing_if = "Option::is_none")]`.
pub type Patch<T> = Option<Option<T>>;

/// Reads a field that is there, null included.
pub fn given<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}
