//! The hash chain: each command's digest covers the digest before it, so that a history that was cut or
//! edited is noticed.

use sha2::{Digest, Sha256};

use super::change::Change;

/// The digest before the first command.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What of a command the chain covers. Its state is not: it changes when the command is undone.
pub(crate) struct Covered<'a> {
    pub id: i64,
    pub uid: &'a str,
    pub name: &'a str,
    pub how: &'a str,
    pub target: Option<i64>,
    pub group: Option<&'a str>,
    pub analyst: &'a str,
    pub at: &'a str,
}

/// SHA-256 over the digest before, the command, and the digests of its changes, in hexadecimal.
pub(crate) fn digest(before: &str, command: &Covered<'_>, changes: &[Change]) -> String {
    let mut hash = Sha256::new();
    field(&mut hash, before);
    field(&mut hash, &command.id.to_string());
    field(&mut hash, command.uid);
    field(&mut hash, command.name);
    field(&mut hash, command.how);
    field(
        &mut hash,
        &command.target.map(|id| id.to_string()).unwrap_or_default(),
    );
    field(&mut hash, command.group.unwrap_or_default());
    field(&mut hash, command.analyst);
    field(&mut hash, command.at);
    for change in changes {
        field(&mut hash, &of_change(change));
    }
    hex(&hash.finalize())
}

/// The digest of one change; of a scrubbed one the digest that was kept.
pub(crate) fn of_change(change: &Change) -> String {
    if let Some(kept) = &change.scrubbed {
        return kept.clone();
    }
    let mut hash = Sha256::new();
    field(&mut hash, &change.table);
    field(&mut hash, change.op.word());
    field(&mut hash, &change.uid);
    field(&mut hash, change.owner.as_deref().unwrap_or_default());
    field(&mut hash, change.before.as_deref().unwrap_or_default());
    field(&mut hash, change.after.as_deref().unwrap_or_default());
    hex(&hash.finalize())
}

/// Length first, so that no two lists of fields run together to the same bytes.
fn field(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text.as_bytes());
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
