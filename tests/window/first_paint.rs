//! How long the program needs from its start until something can be seen, beside WebKitGTK's own small browser with a
//! page of one letter. The figures are printed (`--nocapture`); they depend on the machine and on how the program was
//! built, so nothing fails by them.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use dragoman_core::workspace::{Context, Workspace};
use serde_json::json;

use super::driver::with_window;
use super::stage::{Stage, app};

const ROUNDS: usize = 5;

/// One letter, and a word to the test once it is painted.
const PAGE: &str = "<!doctype html><meta charset=utf-8><p>x<script>
    requestAnimationFrame(() => setTimeout(() => fetch('/painted')));</script>";

/// Where Debian and Fedora keep it.
fn small_browser() -> Option<PathBuf> {
    [
        "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
    ]
    .into_iter()
    .map(PathBuf::from)
    .find(|path| path.is_file())
}

/// Opens the page of one letter and waits until it is painted.
fn empty_page(stage: &Stage, browser: &Path) -> Duration {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let began = Instant::now();
    let mut child = stage
        .on_it(&mut Command::new(browser))
        .arg(format!("http://{address}/"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let painted = loop {
        let (mut caller, _) = listener.accept().unwrap();
        let mut request = [0; 2_048];
        let read = caller.read(&mut request).unwrap_or(0);
        if String::from_utf8_lossy(&request[..read]).starts_with("GET /painted") {
            break began.elapsed();
        }
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{PAGE}",
            PAGE.len()
        );
        let _ = caller.write_all(answer.as_bytes());
    };
    child.kill().unwrap();
    child.wait().unwrap();
    painted
}

/// When the window's program that runs now was started: seconds since the epoch, to a hundredth.
fn started() -> f64 {
    let boot = std::fs::read_to_string("/proc/uptime").unwrap();
    let uptime: f64 = boot.split(' ').next().unwrap().parse().unwrap();
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs_f64();
    let program = app().canonicalize().unwrap();
    let starts = std::fs::read_dir("/proc").unwrap().filter_map(|entry| {
        let folder = entry.ok()?.path();
        (std::fs::read_link(folder.join("exe")).ok()? == program).then_some(())?;
        let stat = std::fs::read_to_string(folder.join("stat")).ok()?;
        let (_, fields) = stat.rsplit_once(") ")?;
        // In hundredths of a second since the machine was started.
        fields.split(' ').nth(19)?.parse::<f64>().ok()
    });
    let ticks = starts.fold(f64::NAN, f64::max);
    now - uptime + ticks / 100.0
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

#[test]
fn something_can_be_seen_soon_after_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Empty.dragoman");
    let given = std::env::var_os("DRAGOMAN_SIZE_WORKSPACE").map(PathBuf::from);
    let path = given.unwrap_or_else(|| {
        let workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
        workspace.close().unwrap();
        path
    });
    let mut ours = Vec::new();
    for _ in 0..ROUNDS {
        with_window("first-paint", Some(&path), |window| async {
            let painted = "const paint = performance.getEntriesByName('first-contentful-paint')[0];
                return paint === undefined ? null : (performance.timeOrigin + paint.startTime) / 1000;";
            window
                .wait_until("nothing is painted", || async {
                    window.script(painted, vec![]).await != json!(null)
                })
                .await;
            let painted = window.script(painted, vec![]).await.as_f64().unwrap();
            ours.push((painted - started()) * 1_000.0);
            window
        });
    }
    let ours = median(ours);
    assert!(ours > 0.0 && ours < 60_000.0, "{ours}");
    let Some(browser) = small_browser() else {
        println!("content is shown after {ours:.0} ms; there is no MiniBrowser to compare with");
        return;
    };
    let stage = Stage::set();
    let empty = median(
        (0..ROUNDS)
            .map(|_| empty_page(&stage, &browser).as_secs_f64() * 1_000.0)
            .collect(),
    );
    println!(
        "content is shown after {ours:.0} ms, a page of one letter after {empty:.0} ms: {:.2} times as long",
        ours / empty
    );
}
