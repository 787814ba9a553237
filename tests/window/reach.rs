//! What the page cannot do even if something foreign ran in it.

use std::io::Read;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use super::driver::with_window;

/// Each probe calls `done` with what it got, or is still silent when its time is over. `HOST` is a server that
/// counts who knocks.
const PROBES: &[(&str, &str)] = &[
    (
        "fetch",
        "fetch('http://HOST/').then(() => done('answered'), () => done('refused'))",
    ),
    (
        "fetch without CORS",
        "fetch('http://HOST/', { mode: 'no-cors' }).then(() => done('answered'), () => done('refused'))",
    ),
    (
        "request",
        "const r = new XMLHttpRequest(); r.open('GET', 'http://HOST/'); r.onload = () => done('answered'); r.onerror = () => done('refused'); r.send()",
    ),
    (
        "beacon",
        "navigator.sendBeacon('http://HOST/', 'x'); setTimeout(() => done('refused'), 300)",
    ),
    (
        "web socket",
        "const s = new WebSocket('ws://HOST/'); s.onopen = () => done('answered'); s.onerror = () => done('refused')",
    ),
    (
        "event source",
        "const s = new EventSource('http://HOST/'); s.onopen = () => done('answered'); s.onerror = () => done('refused')",
    ),
    (
        "image",
        "const i = new Image(); i.onload = () => done('answered'); i.onerror = () => done('refused'); i.src = 'http://HOST/i.png'",
    ),
    (
        "style sheet",
        "const l = document.createElement('link'); l.rel = 'stylesheet'; l.onload = () => done('answered'); l.onerror = () => done('refused'); l.href = 'http://HOST/s.css'; document.head.append(l)",
    ),
    (
        "prefetch",
        "const l = document.createElement('link'); l.rel = 'prefetch'; l.href = 'http://HOST/p'; document.head.append(l); setTimeout(() => done('refused'), 300)",
    ),
    (
        "font",
        "new FontFace('x', 'url(http://HOST/f.woff2)').load().then(() => done('answered'), () => done('refused'))",
    ),
    (
        "frame",
        "const f = document.createElement('iframe'); f.src = 'http://HOST/'; document.body.append(f); setTimeout(() => done('refused'), 300)",
    ),
    (
        "video",
        "const v = document.createElement('video'); v.onerror = () => done('refused'); v.onloadeddata = () => done('answered'); v.src = 'http://HOST/v.mp4'; v.load()",
    ),
    (
        "worker",
        "try { const w = new Worker('data:text/javascript,postMessage(1)'); w.onmessage = () => done('ran'); w.onerror = () => done('refused'); } catch { done('refused') }",
    ),
    (
        "form",
        "const f = document.createElement('form'); f.action = 'http://HOST/'; document.body.append(f); f.submit(); setTimeout(() => done('refused'), 300)",
    ),
    (
        "navigation",
        "location.href = 'http://HOST/'; setTimeout(() => done('refused'), 300)",
    ),
    (
        "new window",
        "done(window.open('http://HOST/') === null ? 'refused' : 'opened')",
    ),
    (
        "inline script",
        "window.foreign = undefined; try { const s = document.createElement('script'); s.textContent = 'window.foreign = 1'; document.body.append(s); } catch {} done(window.foreign === 1 ? 'ran' : 'refused')",
    ),
    (
        "foreign script",
        "try { const s = document.createElement('script'); s.onload = () => done('ran'); s.onerror = () => done('refused'); s.src = 'http://HOST/s.js'; document.body.append(s); } catch { done('refused') }",
    ),
    (
        "handler in markup",
        "window.foreign = undefined; try { const d = document.createElement('div'); d.innerHTML = '<img src=x onerror=\"window.foreign = 1\">'; document.body.append(d); } catch {} setTimeout(() => done(window.foreign === 1 ? 'ran' : 'refused'), 300)",
    ),
    (
        "dialog of a plugin",
        "window.__TAURI_INTERNALS__.invoke('plugin:dialog|open', { options: {} }).then(() => done('answered'), () => done('refused'))",
    ),
    (
        "another window",
        "window.__TAURI_INTERNALS__.invoke('plugin:webview|create_webview_window', { options: { label: 'x' } }).then(() => done('answered'), () => done('refused'))",
    ),
    (
        "sending an event",
        "window.__TAURI_INTERNALS__.invoke('plugin:event|emit', { event: 'touched', payload: 1 }).then(() => done('answered'), () => done('refused'))",
    ),
];

#[test]
fn a_foreign_script_in_the_page_reaches_neither_network_nor_shell() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = server.local_addr().unwrap().to_string();
    let knocks = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&knocks);
    std::thread::spawn(move || {
        for stream in server.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            let _ = { stream }.read(&mut [0; 512]);
        }
    });
    // Without this control, a counter that never counts would pass.
    drop(std::net::TcpStream::connect(&host).unwrap());
    let reached = Arc::clone(&knocks);
    with_window("reach", None, |window| async move {
        while reached.load(Ordering::SeqCst) < 1 {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        for (name, probe) in PROBES {
            let script = format!(
                "const done = arguments[0]; setTimeout(() => done('refused'), 1500); \
                 try {{ {} }} catch {{ done('refused') }}",
                probe.replace("HOST", &host)
            );
            let answer = window.client.execute_async(&script, vec![]).await;
            let answer = answer.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(answer, "refused", "{name}");
        }
        assert_eq!(reached.load(Ordering::SeqCst), 1, "something reached the network");
        // The page is still the app's own, and still works.
        assert_eq!(window.client.current_url().await.unwrap().scheme(), "tauri");
        let state = window.call("window_state", json!({})).await.unwrap();
        assert_eq!(state["workspace"], Value::Null);
        window
    });
}
