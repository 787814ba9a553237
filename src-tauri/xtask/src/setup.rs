//! Looks for what building and testing need, says what is missing and why, and installs it where it can.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::packages::{BROWSER, BUILD, Check, FAULTS, Manager, Need, TEST};
use crate::{Result, process};

/// Oldest Node.js that the interface is built with.
const NODE: (u32, u32) = (20, 19);
/// Installed from npm where the system's Node.js is older.
const OWN_NODE: &str = "node@22";

/// For building.
pub fn for_building() -> Result {
    set_up(false)
}

/// For building and testing.
pub fn for_testing() -> Result {
    set_up(true)
}

fn set_up(tests: bool) -> Result {
    println!("Looking for what Dragoman needs …");
    if cfg!(target_os = "macos") {
        mac()?;
    } else if cfg!(windows) {
        windows()?;
    } else {
        linux(tests)?;
    }
    node()?;
    node_modules()?;
    if tests && !has_browser() {
        println!("A browser is missing, to test the parts of the interface: Playwright fetches one.");
        process::run(&mut process::npm(&[
            "exec",
            "--",
            "playwright-core",
            "install",
            "chromium",
        ]))?;
    }
    println!("Everything is there.");
    Ok(())
}

/// For firing faults, which needs no window.
pub fn for_faults() -> Result {
    if cfg!(target_os = "linux") {
        have(manager(), FAULTS.iter().collect())
    } else {
        Ok(())
    }
}

fn manager() -> Option<Manager> {
    std::fs::read_to_string("/etc/os-release")
        .ok()
        .and_then(|text| Manager::of(&text))
}

fn linux(tests: bool) -> Result {
    let manager = manager();
    let mut needs: Vec<&Need> = BUILD.iter().collect();
    if tests {
        needs.extend(TEST);
        if manager != Some(Manager::Apt { ubuntu: true }) && !has_browser() {
            needs.push(&BROWSER);
        }
    }
    have(manager, needs)
}

/// Installs what is missing.
fn have(manager: Option<Manager>, needs: Vec<&Need>) -> Result {
    let missing: Vec<&Need> = needs.into_iter().filter(|need| !is_there(need)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing:");
    for need in &missing {
        println!("  {}: {}", name_of(need), need.why);
    }
    let Some(manager) = manager else {
        return Err(
            "This system's packages are not known here. Install what is named above, then try again."
                .to_owned(),
        );
    };
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|need| manager.packages(need))
        .copied()
        .collect();
    install(manager, &packages)?;
    match missing.iter().find(|need| !is_there(need)) {
        Some(need) => Err(format!("{} is still missing ({})", name_of(need), need.why)),
        None => Ok(()),
    }
}

fn is_there(need: &Need) -> bool {
    match need.check {
        Check::Program(names) => names.iter().any(|name| process::is_there(name)),
        Check::Library(name) => process::ask("pkg-config", &["--exists", name]).is_some(),
    }
}

fn name_of(need: &Need) -> &'static str {
    match need.check {
        Check::Program(names) => names.first().copied().unwrap_or_default(),
        Check::Library(name) => name,
    }
}

fn install(manager: Manager, packages: &[&str]) -> Result {
    let commands = manager.commands();
    let is_root = process::ask("id", &["-u"]).as_deref() == Some("0");
    if !is_root && !process::is_there("sudo") {
        let last = commands.last().map_or_else(String::new, |words| words.join(" "));
        return Err(format!(
            "Ask an administrator to run: {last} {}",
            packages.join(" ")
        ));
    }
    for (index, words) in commands.iter().enumerate() {
        let mut all: Vec<&str> = if is_root { vec![] } else { vec!["sudo"] };
        all.extend(*words);
        if index + 1 == commands.len() {
            all.extend(packages);
        }
        let (program, arguments) = all.split_first().ok_or("no command to install with")?;
        process::run(process::command(program, arguments).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    Ok(())
}

fn mac() -> Result {
    if process::ask("xcode-select", &["-p"]).is_none() {
        println!("Missing: Apple's command line tools, to compile and link.");
        process::run(&mut process::command("xcode-select", &["--install"]))?;
        return Err("Finish the installation in the window that opened, then try again.".to_owned());
    }
    if !process::is_there("node") {
        println!("Missing: Node.js, to build the interface.");
        if !process::is_there("brew") {
            return Err("Install Node.js 22 from https://nodejs.org, then try again.".to_owned());
        }
        process::run(&mut process::command("brew", &["install", "node"]))?;
    }
    Ok(())
}

/// That this runs at all shows that Rust and the MSVC build tools are there.
fn windows() -> Result {
    let mut missing = Vec::new();
    if !process::is_there("node") {
        missing.push("Node.js 22, to build the interface:  winget install OpenJS.NodeJS.LTS");
    }
    // Microsoft, "Distribute your app and the WebView2 Runtime": where the runtime's version is registered.
    const CLIENT: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let registered = [r"HKLM\SOFTWARE\WOW6432Node", r"HKLM\SOFTWARE", r"HKCU\Software"]
        .iter()
        .any(|hive| process::ask("reg", &["query", &format!(r"{hive}\{CLIENT}"), "/v", "pv"]).is_some());
    if !registered {
        missing.push("WebView2, to draw the window:  winget install Microsoft.EdgeWebView2Runtime");
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "Install, then open a new terminal and try again:\n  {}",
        missing.join("\n  ")
    ))
}

/// A browser on the PATH or, on macOS and Windows, where it usually is.
fn has_browser() -> bool {
    const USUAL: &[&str] = &[
        "/snap/bin/chromium",
        "/Applications/Google Chrome.app",
        "/Applications/Chromium.app",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];
    is_there(&BROWSER)
        || std::env::var_os("DRAGOMAN_CHROMIUM").is_some()
        || USUAL.iter().any(|path| Path::new(path).exists())
}

fn node() -> Result {
    if node_version().is_some_and(|version| version >= NODE) {
        return Ok(());
    }
    let (major, minor) = NODE;
    println!("Node.js is older than {major}.{minor}; a newer one is installed for this repository only.");
    let folder = own_node();
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut npm = process::npm(&["install", "--no-audit", "--no-fund", "--prefix"]);
    process::run(npm.arg(&folder).arg(OWN_NODE))?;
    if node_version().is_some_and(|version| version >= NODE) {
        Ok(())
    } else {
        Err(format!(
            "Install Node.js {major}.{minor} or newer from https://nodejs.org, then try again."
        ))
    }
}

/// Major and minor version of the Node.js that the steps will run.
fn node_version() -> Option<(u32, u32)> {
    let mut command = Command::new("node");
    if let Some(path) = path_with_own_node() {
        // Looked up by the parent's PATH on some systems, so by its full name.
        let own = own_node().join("node_modules/node/bin/node");
        command = Command::new(own);
        command.env("PATH", path);
    }
    let output = command.arg("--version").output().ok()?;
    version(&String::from_utf8_lossy(&output.stdout))
}

fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().trim_start_matches('v').split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// The PATH with this repository's own Node.js in front, if there is one.
pub fn path_with_own_node() -> Option<OsString> {
    let bin = own_node().join("node_modules/node/bin");
    if !bin.is_dir() {
        return None;
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(bin).chain(std::env::split_paths(&path))).ok()
}

fn own_node() -> PathBuf {
    process::root().join("target/node")
}

/// Fetches the interface's packages, unless exactly those of the lock file are there.
fn node_modules() -> Result {
    let ui = process::ui();
    let wanted = std::fs::read(ui.join("package-lock.json"))
        .map_err(|error| format!("ui/package-lock.json: {error}"))?;
    let note = ui.join("node_modules/.installed-lock.json");
    if std::fs::read(&note).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    process::run(&mut process::npm(&["ci", "--no-audit", "--no-fund"]))?;
    std::fs::write(&note, wanted).map_err(|error| format!("{}: {error}", note.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node_are_compared_by_number() {
        assert_eq!(version("v20.19.4\n"), Some((20, 19)));
        assert!(version("v9.0.0") < Some(NODE));
        assert!(version("v22.1.0") > Some(NODE));
        assert_eq!(version("not found"), None);
    }
}
