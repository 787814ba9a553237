//! What building and testing need from the system, and what its packages are called where.

/// Something that must be there.
pub struct Need {
    pub check: Check,
    /// In words, for people.
    pub why: &'static str,
    pub apt: &'static [&'static str],
    pub dnf: &'static [&'static str],
    pub pacman: &'static [&'static str],
}

/// How to see whether it is there.
pub enum Check {
    /// One of these programs is on the PATH.
    Program(&'static [&'static str]),
    /// pkg-config knows the library.
    Library(&'static str),
}

/// For building the window and the command line on Linux.
pub const BUILD: &[Need] = &[
    Need {
        check: Check::Program(&["cc"]),
        why: "a C compiler, for SQLite",
        apt: &["build-essential"],
        dnf: &["gcc", "gcc-c++", "make"],
        pacman: &["base-devel"],
    },
    Need {
        check: Check::Program(&["pkg-config"]),
        why: "to find libraries",
        apt: &["pkg-config"],
        dnf: &["pkgconf-pkg-config"],
        pacman: &["pkgconf"],
    },
    Need {
        check: Check::Library("webkit2gtk-4.1"),
        why: "the web view that draws the window",
        apt: &["libwebkit2gtk-4.1-dev"],
        dnf: &["webkit2gtk4.1-devel"],
        pacman: &["webkit2gtk-4.1"],
    },
    Need {
        check: Check::Library("gtk+-3.0"),
        why: "menus and dialogs",
        apt: &["libgtk-3-dev"],
        dnf: &["gtk3-devel"],
        pacman: &["gtk3"],
    },
    Need {
        check: Check::Library("librsvg-2.0"),
        why: "icons",
        apt: &["librsvg2-dev"],
        dnf: &["librsvg2-devel"],
        pacman: &["librsvg"],
    },
    Need {
        check: Check::Program(&["node"]),
        why: "Node.js, to build the interface",
        apt: &["nodejs"],
        dnf: &["nodejs"],
        pacman: &["nodejs"],
    },
    Need {
        check: Check::Program(&["npm"]),
        why: "npm, to fetch what the interface is built with",
        apt: &["npm"],
        dnf: &["nodejs-npm"],
        pacman: &["npm"],
    },
];

/// For the tests on Linux.
pub const TEST: &[Need] = &[
    Need {
        check: Check::Program(&["strace"]),
        why: "to see in tests what the programs ask of the system",
        apt: &["strace"],
        dnf: &["strace"],
        pacman: &["strace"],
    },
    Need {
        check: Check::Program(&["Xvfb"]),
        why: "a screen for the tests of the window",
        apt: &["xvfb"],
        dnf: &["xorg-x11-server-Xvfb"],
        pacman: &["xorg-server-xvfb"],
    },
    Need {
        check: Check::Program(&["WebKitWebDriver"]),
        why: "to drive the window in tests",
        apt: &["webkit2gtk-driver"],
        dnf: &["/usr/bin/WebKitWebDriver"],
        pacman: &["webkitgtk-6.0"],
    },
    Need {
        check: Check::Program(&["dbus-run-session"]),
        why: "a message bus of the tests' own",
        apt: &["dbus"],
        dnf: &["dbus-daemon"],
        pacman: &["dbus"],
    },
];

/// For firing faults at the program on Linux.
pub const FAULTS: &[Need] = &[
    Need {
        check: Check::Program(&["cc"]),
        why: "a C compiler, for what records writes",
        apt: &["build-essential"],
        dnf: &["gcc"],
        pacman: &["base-devel"],
    },
    Need {
        check: Check::Program(&["strace"]),
        why: "to have system calls fail",
        apt: &["strace"],
        dnf: &["strace"],
        pacman: &["strace"],
    },
];

/// The browser in which parts of the interface are tested. Ubuntu's package is a snap, which does not
/// start everywhere: there, Playwright fetches one.
pub const BROWSER: Need = Need {
    check: Check::Program(&[
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
    ]),
    why: "a browser, to test the parts of the interface",
    apt: &["chromium"],
    dnf: &["chromium"],
    pacman: &["chromium"],
};

/// Which programs install packages here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manager {
    Apt { ubuntu: bool },
    Dnf,
    Pacman,
}

impl Manager {
    /// As `/etc/os-release` says.
    pub fn of(os_release: &str) -> Option<Self> {
        let value = |key: &str| {
            os_release.lines().find_map(|line| {
                let (name, value) = line.split_once('=')?;
                (name.trim() == key).then(|| value.trim().trim_matches('"').to_ascii_lowercase())
            })
        };
        let id = value("ID").unwrap_or_default();
        let like = value("ID_LIKE").unwrap_or_default();
        let is = |name: &str| id == name || like.split_whitespace().any(|like| like == name);
        if is("debian") || is("ubuntu") {
            Some(Manager::Apt { ubuntu: is("ubuntu") })
        } else if is("fedora") || is("rhel") {
            Some(Manager::Dnf)
        } else if is("arch") {
            Some(Manager::Pacman)
        } else {
            None
        }
    }

    /// The packages of a need.
    pub fn packages(self, need: &Need) -> &'static [&'static str] {
        match self {
            Manager::Apt { .. } => need.apt,
            Manager::Dnf => need.dnf,
            Manager::Pacman => need.pacman,
        }
    }

    /// The commands that install packages, in order.
    pub fn commands(self) -> &'static [&'static [&'static str]] {
        match self {
            Manager::Apt { .. } => &[
                &["apt-get", "update"],
                &["apt-get", "install", "--yes", "--no-install-recommends"],
            ],
            Manager::Dnf => &[&["dnf", "install", "--assumeyes"]],
            Manager::Pacman => &[&["pacman", "--sync", "--needed", "--noconfirm"]],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_told_by_what_they_are_like() {
        assert_eq!(Manager::of("ID=debian\n"), Some(Manager::Apt { ubuntu: false }));
        assert_eq!(
            Manager::of("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"),
            Some(Manager::Apt { ubuntu: true })
        );
        assert_eq!(Manager::of("NAME=x\nID=\"fedora\"\n"), Some(Manager::Dnf));
        assert_eq!(Manager::of("ID=endeavouros\nID_LIKE=arch"), Some(Manager::Pacman));
        assert_eq!(Manager::of("ID=plan9"), None);
    }
}
