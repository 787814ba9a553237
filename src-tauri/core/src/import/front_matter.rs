//! The simple part of YAML front matter: `key: value` lines and plain lists. Tags, anchors, blocks and
//! nested maps are left alone.

/// Longest front matter that is read (bytes).
const LIMIT: usize = 64 * 1024;

pub(super) struct FrontMatter<'a> {
    pairs: Vec<(String, Vec<&'a str>)>,
    /// Byte offset of the line after the closing mark.
    pub end: usize,
}

impl<'a> FrontMatter<'a> {
    /// The block between `---` on the first line and the next `---` or `...`.
    pub fn of(text: &'a str) -> Option<Self> {
        let mut at = text.find('\n')? + 1;
        if text.get(..at)?.trim_end() != "---" {
            return None;
        }
        let mut pairs: Vec<(String, Vec<&'a str>)> = Vec::new();
        for line in text.get(at..)?.split_inclusive('\n') {
            at += line.len();
            if at > LIMIT {
                return None;
            }
            let line = line.trim_end();
            if line == "---" || line == "..." {
                return Some(FrontMatter { pairs, end: at });
            }
            if let Some(item) = line.trim_start().strip_prefix("- ") {
                if let (Some((_, values)), Some(value)) = (pairs.last_mut(), scalar(item)) {
                    values.push(value);
                }
            } else if let Some((key, value)) = line.split_once(':')
                && !line.starts_with([' ', '\t', '#'])
                && (value.is_empty() || value.starts_with([' ', '\t']))
            {
                pairs.push((key.trim().to_ascii_lowercase(), values(value)));
            }
        }
        None
    }

    /// The first of `keys` that has a value; the items of a list are joined by `, `.
    pub fn get(&self, keys: &[&str]) -> String {
        keys.iter()
            .filter_map(|key| {
                self.pairs
                    .iter()
                    .find(|(name, values)| name == key && !values.is_empty())
            })
            .map(|(_, values)| values.join(", "))
            .next()
            .unwrap_or_default()
    }
}

fn values(value: &str) -> Vec<&str> {
    let value = value.trim();
    match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => list.split(',').filter_map(scalar).collect(),
        None => scalar(value).into_iter().collect(),
    }
}

/// A plain or quoted scalar on one line.
fn scalar(value: &str) -> Option<&str> {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote) {
            let (inner, _) = rest.rsplit_once(quote)?;
            return (!inner.is_empty()).then_some(inner);
        }
    }
    if value.starts_with(['!', '&', '*', '|', '>', '{', '[', '#', '%', '@', '`']) {
        return None;
    }
    let value = value.split(" #").next().unwrap_or(value).trim_end();
    (!value.is_empty() && value != "~" && value != "null").then_some(value)
}
