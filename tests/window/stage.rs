//! Everything around the window: a screen, a message bus, a driver, and folders that go away with the test.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A screen with a driver on it. Ends all its programs when it is dropped.
pub struct Stage {
    // Dropped in this order: the driver (and with it the window), the bus, the screen, the folder.
    driver: Ended,
    _bus: Ended,
    _screen: Ended,
    folder: tempfile::TempDir,
    port: u16,
    /// What programs must know to be here.
    environment: Vec<(&'static str, OsString)>,
}

impl Stage {
    /// Puts everything up, but does not open the window yet.
    pub fn set() -> Self {
        let folder = tempfile::tempdir().expect("a folder of one's own");
        std::fs::create_dir(folder.path().join("dialogs")).expect("a folder for answers");
        // The server chooses a free display and says which.
        let (screen, display) = started(Command::new("Xvfb").args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1920x1080x24",
            "-nolisten",
            "tcp",
        ]));
        let (bus, address) =
            started(Command::new("dbus-daemon").args(["--session", "--nofork", "--print-address=1"]));
        let port = free_port();
        let home = folder.path().join("home");
        let mut environment = vec![
            ("DISPLAY", format!(":{display}").into()),
            ("DBUS_SESSION_BUS_ADDRESS", address.into()),
            ("GDK_BACKEND", "x11".into()),
            ("LIBGL_ALWAYS_SOFTWARE", "1".into()),
            ("NO_AT_BRIDGE", "1".into()),
            ("XDG_CONFIG_HOME", home.join("config").into_os_string()),
            ("XDG_DATA_HOME", home.join("data").into_os_string()),
            ("XDG_CACHE_HOME", home.join("cache").into_os_string()),
            ("USER", "tester".into()),
        ];
        environment.push(("HOME", home.into_os_string()));
        let driver = driver(&environment, folder.path(), port);
        Stage {
            driver: Ended(driver),
            _bus: bus,
            _screen: screen,
            folder,
            port,
            environment,
        }
    }

    /// Kills the window's program, if it runs here.
    pub fn kill_app(&self) {
        let home = self.folder.path().join("home").into_os_string();
        let here = [b"HOME=", home.as_encoded_bytes()].concat();
        for entry in std::fs::read_dir("/proc").expect("processes").flatten() {
            let process = entry.path();
            let is_app = std::fs::read_link(process.join("exe")).is_ok_and(|exe| exe == app());
            let environment = std::fs::read(process.join("environ")).unwrap_or_default();
            if is_app
                && environment
                    .split(|byte| *byte == 0)
                    .any(|variable| variable == here)
            {
                let id = entry.file_name();
                let killed = Command::new("kill")
                    .arg("-9")
                    .arg(id)
                    .status()
                    .expect("kill runs");
                assert!(killed.success());
            }
        }
    }

    /// A new driver in the place of the one that there was.
    pub fn another_driver(&mut self) {
        self.port = free_port();
        self.driver = Ended(driver(&self.environment, self.folder.path(), self.port));
    }

    /// Lets another program show itself here.
    pub fn on_it<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        on(&self.environment, command)
    }

    /// Where the driver answers.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Whether the driver is still there.
    pub fn is_up(&mut self) -> bool {
        self.driver.0.try_wait().is_ok_and(|ended| ended.is_none())
    }

    /// A place in the test's own folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Answers the next dialog that has no answer yet, for example
    /// `{"dialog": "save_file", "path": "/…/briefing.md"}`.
    pub fn answer_dialog(&self, answer: &Value) {
        let mut file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.path("dialogs/answers.jsonl"))
            .expect("answers can be written");
        writeln!(file, "{answer}").expect("an answer can be written");
    }
}

/// The window's program: `DRAGOMAN_APP`, or the one built beside this test.
pub fn app() -> PathBuf {
    let app = std::env::var_os("DRAGOMAN_APP")
        .map_or_else(|| dragoman_tests::program("dragoman-app"), PathBuf::from);
    assert!(
        app.is_file(),
        "{} is not built: cargo build --workspace --all-targets",
        app.display()
    );
    app
}

/// Where screenshots of a test go.
pub fn artefacts(test: &str) -> PathBuf {
    let folder = std::env::var_os("DRAGOMAN_ARTEFACTS")
        .map_or_else(|| dragoman_tests::root().join("artefacts"), PathBuf::from)
        .join(test);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder for screenshots");
    folder
}

fn on<'c>(environment: &[(&str, OsString)], command: &'c mut Command) -> &'c mut Command {
    command
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .env_remove("WAYLAND_DISPLAY")
}

fn driver(environment: &[(&'static str, OsString)], folder: &Path, port: u16) -> Child {
    on(environment, &mut Command::new("WebKitWebDriver"))
        .arg(format!("--port={port}"))
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("DRAGOMAN_TEST_DIALOGS", folder.join("dialogs"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("WebKitWebDriver starts")
}

/// A program that ends with its owner.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a program and reads the first line that it prints.
fn started(command: &mut Command) -> (Ended, String) {
    let name = Path::new(command.get_program()).display().to_string();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{name} does not start: {error}"));
    let output = child.stdout.take().expect("the output is piped");
    let child = Ended(child);
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("a line");
    assert!(!line.trim().is_empty(), "{name} ended at once");
    (child, line.trim().to_owned())
}

/// A port that nobody listens at now.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("the port is known").port()
}
