//! The one window: where it comes from, what it may load, and what is dropped on it.

use std::path::PathBuf;

use serde_json::json;
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, DragDropEvent, Manager, Runtime, Url, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

use crate::failure::Failure;
use crate::host;
use crate::shell::{Shell, events};

/// The window's label in configuration and capabilities.
pub const LABEL: &str = "main";

/// Opens the window as the configuration says. It shows the app's own pages and nothing else: no other
/// address, no further windows, no downloads.
pub fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<WebviewWindow<R>> {
    let config = app
        .config()
        .app
        .windows
        .iter()
        .find(|window| window.label == LABEL)
        .ok_or(tauri::Error::WindowNotFound)?;
    let builder = WebviewWindowBuilder::from_config(app, config)?;
    // Under WebKitGTK a window that keeps nothing cannot be driven. Tests have folders of their own.
    #[cfg(debug_assertions)]
    let builder = if std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some() {
        builder.incognito(false)
    } else {
        builder
    };
    let window = builder
        .on_navigation(is_own_page)
        .on_new_window(|url, _| {
            tracing::warn!(scheme = url.scheme(), "a page wanted a window of its own");
            NewWindowResponse::Deny
        })
        .on_download(|_, _| false)
        .build()?;
    let handle = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(event) = event {
            dragged(&handle, event);
        }
    });
    Ok(window)
}

/// `tauri://localhost`, which is `http(s)://tauri.localhost` on Windows.
fn is_own_page(url: &Url) -> bool {
    let own = match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    };
    // What automation shows before the first page.
    own || url.as_str() == "about:blank"
}

fn dragged<R: Runtime>(app: &AppHandle<R>, event: &DragDropEvent) {
    let shell = app.state::<Shell>();
    let over = |over: bool| shell.desk.tell(events::DRAGGING, json!({ "over": over }));
    match event {
        DragDropEvent::Enter { .. } => over(true),
        DragDropEvent::Leave => over(false),
        DragDropEvent::Drop { paths, .. } => {
            over(false);
            let (app, paths) = (app.clone(), paths.clone());
            // Listing a folder takes time, which the main thread has not.
            tauri::async_runtime::spawn_blocking(move || dropped(&app.state::<Shell>(), &paths));
        }
        _ => {}
    }
}

/// A workspace alone is opened; anything else is held for import.
fn dropped(shell: &Shell, paths: &[PathBuf]) {
    if let [path] = paths
        && path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("dragoman"))
    {
        if let Err(failure) = shell.open_workspace(path) {
            shell.report(&failure);
        }
        return;
    }
    match serde_json::to_value(host::stage(shell, paths)) {
        Ok(files) => shell.desk.tell(events::DROPPED, files),
        Err(error) => shell.report(&Failure::Internal {
            what: error.to_string(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_apps_own_pages_can_be_shown() {
        let is_shown = |url: &str| is_own_page(&Url::parse(url).unwrap());
        assert!(is_shown("tauri://localhost/index.html#read"));
        for url in [
            "https://example.org/",
            "http://localhost/",
            "https://tauri.localhost.example.org/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "about:srcdoc",
        ] {
            assert!(!is_shown(url), "{url}");
        }
    }
}
