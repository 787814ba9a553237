//! Changing the preferences.

use dragoman_core::error::{Error, Reason};

use super::{SetPreferences, WindowState};
use crate::failure::Result;
use crate::shell::Shell;

/// Longest name of an analyst (code points).
const LONGEST_NAME: u32 = 200;
/// Most things of the layout that are remembered, and the longest of them as JSON (bytes).
const MOST_LAYOUT: usize = 100;
const LONGEST_LAYOUT: usize = 2_000;
/// The least that backups may have: bytes.
const LEAST_BACKUPS: u64 = 1 << 30;

pub fn set(shell: &Shell, request: SetPreferences) -> Result<WindowState> {
    let analyst = request.analyst.map(|name| name.trim().to_owned());
    if let Some(name) = &analyst {
        refuse_name(name)?;
    }
    let layout = shell.memory.preferences().layout.len() + request.layout.len();
    if layout > MOST_LAYOUT
        || request
            .layout
            .values()
            .any(|value| value.to_string().len() > LONGEST_LAYOUT)
    {
        let limit = u32::try_from(LONGEST_LAYOUT).unwrap_or(u32::MAX);
        return Err(Error::invalid("layout", Reason::TooLong { limit }).into());
    }
    if let Some(language) = &request.language
        && !language.is_empty()
        && !looks_like_a_tag(language)
    {
        let value = language.clone();
        return Err(Error::invalid("language", Reason::NotALanguage { value }).into());
    }
    if let Some(limit) = request.backup_limit
        && limit < LEAST_BACKUPS
    {
        return Err(Error::invalid(
            "backup_limit",
            Reason::NotAllowed {
                value: limit.to_string(),
                allowed: "at least 1 GiB".to_owned(),
            },
        )
        .into());
    }
    let before = shell.memory.preferences();
    shell.memory.change_preferences(|preferences| {
        preferences.theme = request.theme.unwrap_or(preferences.theme);
        preferences.text_size = request.text_size.unwrap_or(preferences.text_size);
        preferences.backup_limit = request.backup_limit.unwrap_or(preferences.backup_limit);
        if let Some(name) = analyst {
            preferences.analyst = name;
        }
        if let Some(language) = request.language {
            preferences.language = language;
        }
        for (name, value) in request.layout {
            if value.is_null() {
                preferences.layout.remove(&name);
            } else {
                preferences.layout.insert(name, value);
            }
        }
    })?;
    let after = shell.memory.preferences();
    if before.text_size != after.text_size {
        shell.desk.zoom(after.text_size.zoom());
    }
    if before.analyst != after.analyst || before.backup_limit != after.backup_limit {
        shell.reopen_workspace()?;
    }
    Ok(super::state(shell))
}

fn refuse_name(name: &str) -> Result<()> {
    if name.is_empty() {
        return Err(Error::invalid("analyst", Reason::Empty).into());
    }
    if name.chars().count() > LONGEST_NAME as usize {
        return Err(Error::invalid("analyst", Reason::TooLong { limit: LONGEST_NAME }).into());
    }
    Ok(())
}

/// Letters, digits and hyphens: enough to be looked up among the window's languages.
fn looks_like_a_tag(language: &str) -> bool {
    language.len() <= 35 && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}
