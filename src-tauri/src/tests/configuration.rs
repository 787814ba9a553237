//! What the window is allowed to do is written down here a second time, so that it changes only on purpose.

use serde_json::{Value, json};

const CONFIGURATION: &str = include_str!("../../../tauri.conf.json");
const CAPABILITY: &str = include_str!("../../capabilities/main.json");

/// Everything `'none'` but the app's own files and its own door. `svelte-trusted-html` is the policy through which the
/// framework makes elements from its compiled templates; no text of an article goes through it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
     img-src 'self'; connect-src ipc: http://ipc.localhost; worker-src 'none'; frame-src 'none'; \
     child-src 'none'; object-src 'none'; media-src 'none'; manifest-src 'none'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
     trusted-types svelte-trusted-html";

#[test]
fn the_windows_configuration_is_as_frozen() {
    let configuration: Value = serde_json::from_str(CONFIGURATION).unwrap();
    let expected = json!({
        "withGlobalTauri": false,
        "windows": [{
            "label": "main",
            "create": false,
            "title": "Dragoman",
            "width": 1280,
            "height": 800,
            "minWidth": 720,
            "minHeight": 480,
            "incognito": true,
            "dragDropEnabled": true,
            "devtools": false,
        }],
        "security": {
            "csp": POLICY,
            "freezePrototype": true,
            "dangerousDisableAssetCspModification": false,
            "assetProtocol": { "enable": false, "scope": [] },
            "capabilities": ["main"],
        },
    });
    assert_eq!(configuration["app"], expected);
    assert_eq!(configuration.get("plugins"), None);
}

#[test]
fn the_window_may_call_the_one_door_and_hear_events_and_nothing_else() {
    let capability: Value = serde_json::from_str(CAPABILITY).unwrap();
    let expected = json!({
        "identifier": "main",
        "description": "What the window may ask of the shell: our one command, and to hear events",
        "windows": ["main"],
        "local": true,
        "platforms": ["linux", "macOS", "windows"],
        "permissions": ["core:event:allow-listen", "core:event:allow-unlisten", "allow-call"],
    });
    assert_eq!(capability, expected);
}

#[test]
fn the_pages_are_tested_under_the_same_policy() {
    let csp = include_str!("../../../ui/vite/csp.ts");
    assert!(csp.contains(POLICY), "ui/vite/csp.ts has another policy");
}
