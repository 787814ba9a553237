//! The one window: where it comes from, what it may load, and what is dropped on it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

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

/// Where the webview is told to send whatever it would send out: the port for what is thrown away, on this
/// computer, at which nothing listens.
///
/// The content security policy refuses requests, but says nothing about connections made in advance: `WebKit` opens
/// one for `<link rel=preconnect>`, and one for an address it then is forbidden to show. The app's own pages and
/// its calls are schemes answered inside the program and need no proxy.
///
/// `WebKitGTK` sends everything there. `WebView2` leaves out loopback addresses, as Chromium does. On macOS Tauri has it
/// only behind `macos-proxy`, which asks for macOS 14: not taken, so that there the policy alone holds.
const NOWHERE: &str = "http://127.0.0.1:9";

/// Opens the window as the configuration says. It shows the app's own pages and nothing else: no other
/// address, no further windows, no downloads, no way out to the network.
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
    let nowhere = Url::parse(NOWHERE).map_err(tauri::Error::InvalidUrl)?;
    let gate = Gate::default();
    let window = builder
        .proxy_url(nowhere)
        .on_navigation(move |url| gate.lets_through(url))
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

/// Decides what the window may go to.
#[derive(Default)]
struct Gate {
    /// Whether a page of the app's own was let through.
    opened: AtomicBool,
}

impl Gate {
    /// The app's own pages, and what automation shows before the first of them.
    fn lets_through(&self, url: &Url) -> bool {
        if is_own_page(url) {
            self.opened.store(true, Ordering::Relaxed);
            return true;
        }
        url.as_str() == "about:blank" && !self.opened.load(Ordering::Relaxed)
    }
}

/// `tauri://localhost`, which is `http(s)://tauri.localhost` on Windows.
fn is_own_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
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

    fn url(address: &str) -> Url {
        Url::parse(address).unwrap()
    }

    #[test]
    fn only_the_apps_own_pages_can_be_shown() {
        let gate = Gate::default();
        assert!(gate.lets_through(&url("tauri://localhost/index.html#read")));
        for address in [
            "https://example.org/",
            "http://localhost/",
            "https://tauri.localhost.example.org/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "about:srcdoc",
            "about:blank",
        ] {
            assert!(!gate.lets_through(&url(address)), "{address}");
        }
    }

    #[test]
    fn an_empty_page_is_shown_before_the_first_own_page_and_never_after_it() {
        let gate = Gate::default();
        let empty = url("about:blank");
        assert!(gate.lets_through(&empty));
        assert!(!gate.lets_through(&url("https://example.org/")));
        assert!(gate.lets_through(&empty), "what is refused opens nothing");
        assert!(gate.lets_through(&url("tauri://localhost/")));
        assert!(!gate.lets_through(&empty));
    }

    #[test]
    fn the_proxy_is_on_this_computer() {
        let nowhere = url(NOWHERE);
        assert_eq!(nowhere.scheme(), "http");
        assert_eq!(nowhere.host_str(), Some("127.0.0.1"));
        assert_eq!(nowhere.port(), Some(9));
    }
}
