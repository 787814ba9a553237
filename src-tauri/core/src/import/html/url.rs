//! Addresses that documents give for themselves.

/// Parameters that tell where a reader came from and nothing about the document.
const TRACKING: [&str; 8] = [
    "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "yclid",
];

/// Longest address that is kept (bytes).
const LONGEST: usize = 2048;

/// An absolute http or https address without fragment, tracking parameters and control characters;
/// empty if it is none.
pub(in crate::import) fn clean_url(address: &str) -> String {
    let address = address.trim();
    let web = ["http://", "https://"].iter().any(|scheme| {
        address
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\');
    if !web || address.len() > LONGEST || address.contains(odd) {
        return String::new();
    }
    let address = address.split('#').next().unwrap_or(address);
    let Some((base, query)) = address.split_once('?') else {
        return address.to_owned();
    };
    let kept: Vec<&str> = query.split('&').filter(|pair| !is_tracking(pair)).collect();
    if kept.iter().all(|pair| pair.is_empty()) {
        base.to_owned()
    } else {
        format!("{base}?{}", kept.join("&"))
    }
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::clean_url;

    #[test]
    fn tracking_and_fragments_go_and_the_rest_stays() {
        assert_eq!(
            clean_url("https://example.org/a?utm_source=x&id=7&fbclid=9#top"),
            "https://example.org/a?id=7"
        );
        assert_eq!(
            clean_url("https://example.org/a?UTM_source=x"),
            "https://example.org/a"
        );
        assert_eq!(clean_url(" HTTP://example.org/ "), "HTTP://example.org/");
    }

    #[test]
    fn what_is_no_web_address_is_unknown() {
        for address in [
            "",
            "/a/b",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://a b",
            "//example.org",
            "https://x/\u{7}",
        ] {
            assert_eq!(clean_url(address), "", "{address}");
        }
    }
}
