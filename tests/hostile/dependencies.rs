//! What the programs are made of: licences, sources, and nothing that speaks to a network.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// As in `deny.toml`.
const LICENCES: [&str; 15] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "ISC",
    "Zlib",
    "MPL-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "BSL-1.0",
    "CC0-1.0",
    "Unlicense",
];
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
/// Clients, and what encrypts for them.
const NETWORK: [&str; 14] = [
    "reqwest",
    "ureq",
    "curl",
    "isahc",
    "attohttpc",
    "hyper",
    "h2",
    "quinn",
    "native-tls",
    "openssl",
    "openssl-sys",
    "rustls",
    "tauri-plugin-http",
    "tauri-plugin-updater",
];

/// For this system only: elsewhere (on telephones) the libraries have other parts.
fn platform() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.unwrap().to_owned()
}

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version", "1"])
        .args(["--filter-platform", &platform()])
        .current_dir(dragoman_tests::root())
        .output()
        .unwrap();
    // `--locked`: this also fails when the lock file does not say what the manifests ask for.
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Whether a licence expression (SPDX, or with `/` as it was once written) can be kept with the licences of the list.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace(['(', ')'], " ").replace('/', " OR ");
    expression.split(" AND ").all(|part| {
        part.split(" OR ")
            .any(|licence| LICENCES.contains(&licence.trim()))
    })
}

#[test]
fn licences_and_sources_are_those_that_are_allowed() {
    let metadata = metadata();
    let (mut looked_at, mut wrong) = (0, Vec::new());
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or("none");
        let source = package["source"].as_str();
        looked_at += 1;
        if !is_allowed(licence) || source.is_some_and(|source| source != CRATES_IO) {
            wrong.push(format!("{name}: {licence}, {source:?}"));
        }
    }
    println!("{looked_at} crates: licences and sources as allowed");
    assert_eq!(wrong, Vec::<String>::new());
    assert!(looked_at > 300);
    assert!(!is_allowed("GPL-3.0") && !is_allowed("MIT AND GPL-3.0-only") && is_allowed("MIT/GPL-2.0"));
    let deny = std::fs::read_to_string(dragoman_tests::root().join("deny.toml")).unwrap();
    for licence in LICENCES {
        assert!(
            deny.contains(&format!("\"{licence}\"")),
            "deny.toml does not allow {licence}"
        );
    }
}

#[test]
fn no_network_client_is_compiled_into_the_programs() {
    let metadata = metadata();
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        names.insert(package["id"].as_str().unwrap(), package["name"].as_str().unwrap());
    }
    let mut edges: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for node in metadata["resolve"]["nodes"].as_array().unwrap() {
        // What only tests and builds need is not in the programs.
        let needed = node["deps"].as_array().unwrap().iter().filter(|dependency| {
            dependency["dep_kinds"]
                .as_array()
                .unwrap()
                .iter()
                .any(|kind| kind["kind"].is_null())
        });
        let needed = needed
            .map(|dependency| dependency["pkg"].as_str().unwrap())
            .collect();
        edges.insert(node["id"].as_str().unwrap(), needed);
    }
    let mut open: Vec<&str> = names
        .iter()
        .filter(|(_, name)| ["dragoman-app", "dragoman-cli"].contains(*name))
        .map(|(id, _)| *id)
        .collect();
    assert_eq!(open.len(), 2);
    let mut inside = BTreeSet::new();
    while let Some(id) = open.pop() {
        if inside.insert(id) {
            open.extend(edges.get(id).into_iter().flatten());
        }
    }
    let clients: Vec<&str> = inside
        .iter()
        .map(|id| names[id])
        .filter(|name| NETWORK.contains(name))
        .collect();
    println!(
        "{} crates in the programs, {} of them speak to a network",
        inside.len(),
        clients.len()
    );
    assert_eq!(clients, Vec::<&str>::new());
    // The control: the tests do have a client, so one would be seen.
    assert!(names.values().any(|name| NETWORK.contains(name)));
}
