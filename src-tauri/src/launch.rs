//! What the program was started with: which workspace, and how the window is to be drawn.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

const USAGE: &str = "\
Usage: dragoman-app [--safe-rendering] [FILE]

Opens the Dragoman window, on the workspace FILE if one is named.

  --safe-rendering  draw without the graphics card's shared buffers (when the window stays blank)
  --version         print the version
  --help            print this";

/// What to do with the command line.
#[derive(Debug, PartialEq, Eq)]
pub enum Launch {
    Window(Wish),
    /// Print and end.
    Say(String),
    /// The command line is not understood.
    Refuse(String),
}

/// How the window is to be opened.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Wish {
    pub file: Option<PathBuf>,
    pub safe_rendering: bool,
}

impl Launch {
    /// Reads the arguments (without the program's own name).
    pub fn of(arguments: impl Iterator<Item = OsString>) -> Self {
        let mut wish = Wish::default();
        let mut only_files = false;
        for argument in arguments {
            match argument.to_str() {
                Some("--") if !only_files => only_files = true,
                Some("--safe-rendering") if !only_files => wish.safe_rendering = true,
                Some("--version" | "-V") if !only_files => {
                    return Launch::Say(format!("dragoman-app {}", env!("CARGO_PKG_VERSION")));
                }
                Some("--help" | "-h") if !only_files => return Launch::Say(USAGE.to_owned()),
                Some(other) if !only_files && other.starts_with('-') => {
                    return Launch::Refuse(format!("'{other}' is not understood\n{USAGE}"));
                }
                _ if wish.file.is_some() => {
                    return Launch::Refuse(format!("one workspace at a time\n{USAGE}"));
                }
                _ => wish.file = Some(PathBuf::from(argument)),
            }
        }
        Launch::Window(wish)
    }
}

/// The workspace that a second start asks for; its paths count from where that one was started.
pub fn forwarded_file(arguments: &[String], folder: &str) -> Option<PathBuf> {
    match Launch::of(arguments.iter().skip(1).map(OsString::from)) {
        Launch::Window(Wish { file: Some(file), .. }) => Some(Path::new(folder).join(file)),
        _ => None,
    }
}

/// Starts this program again with `WebKitGTK`'s DMA-BUF renderer switched off, if that is wished or wise and
/// nobody has decided yet. With some drivers (NVIDIA's above all) that renderer leaves the window blank;
/// the variable must be there before the first thread, and only a new start can set it safely.
#[cfg(target_os = "linux")]
pub fn choose_rendering(wish: &Wish, last_start_failed: bool) {
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    let advisable = last_start_failed || Path::new("/proc/driver/nvidia/version").exists();
    if !(wish.safe_rendering || advisable) || std::env::var_os(VARIABLE).is_some() {
        return;
    }
    // Returns only when it failed; then the window is opened as it is.
    let error = start_again(VARIABLE, "1");
    tracing::warn!(%error, "could not start again with safe rendering");
}

/// Replaces this process by a new start with the same arguments. Gives the reason when that fails.
#[cfg(target_os = "linux")]
fn start_again(variable: &str, value: &str) -> std::io::Error {
    use std::os::unix::process::CommandExt;
    match std::env::current_exe() {
        Ok(program) => std::process::Command::new(program)
            .args(std::env::args_os().skip(1))
            .env(variable, value)
            .exec(),
        Err(error) => error,
    }
}

/// To be called when another start could not be told what to open, because it was about to end: tries once more, a little
/// later. Returns when that was done often enough, or on systems where it does not happen.
pub fn try_again_beside_an_ending_one() {
    #[cfg(target_os = "linux")]
    {
        const VARIABLE: &str = "DRAGOMAN_STARTS";
        /// Closing a workspace may take some seconds when an import has to be ended.
        const MOST: u32 = 40;
        let starts = std::env::var(VARIABLE)
            .ok()
            .and_then(|count| count.parse().ok())
            .unwrap_or(0_u32);
        if starts < MOST {
            std::thread::sleep(std::time::Duration::from_millis(250));
            let error = start_again(VARIABLE, &(starts + 1).to_string());
            tracing::warn!(%error, "could not start again");
        }
    }
}

/// Other systems draw without DMA-BUF.
#[cfg(not(target_os = "linux"))]
pub fn choose_rendering(_: &Wish, _: bool) {}

/// Notices when a start never came as far as a window that works: a note in the configuration folder,
/// written at the start and taken away when the page has asked for its state. It names the version, so that
/// safe rendering is tried without again after an update.
pub struct StartNote(PathBuf);

impl StartNote {
    pub fn of(configuration: &Path) -> Self {
        StartNote(configuration.join("starting"))
    }

    /// Whether this version's last start left its note.
    pub fn was_left(&self) -> bool {
        std::fs::read(&self.0).is_ok_and(|version| version == env!("CARGO_PKG_VERSION").as_bytes())
    }

    /// The program starts.
    pub fn leave(&self) {
        if let Err(error) = crate::written::write(&self.0, env!("CARGO_PKG_VERSION").as_bytes()) {
            tracing::debug!(%error, "a failing start will not be noticed");
        }
    }

    /// The window works.
    pub fn take_away(&self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Where the configuration folder is before there is an app that could say it (XDG base directories).
pub fn configuration_before_start(identifier: &str) -> Option<PathBuf> {
    let absolute = |variable: &str| {
        std::env::var_os(variable)
            .map(PathBuf::from)
            .filter(|folder| folder.is_absolute())
    };
    absolute("XDG_CONFIG_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".config")))
        .map(|folder| folder.join(identifier))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn launch(arguments: &[&str]) -> Launch {
        Launch::of(arguments.iter().map(OsString::from))
    }

    #[test]
    fn without_arguments_a_window_opens() {
        assert_eq!(launch(&[]), Launch::Window(Wish::default()));
    }

    #[test]
    fn a_file_and_safe_rendering_may_come_in_any_order() {
        let both = Launch::Window(Wish {
            file: Some("a.dragoman".into()),
            safe_rendering: true,
        });
        assert_eq!(launch(&["a.dragoman", "--safe-rendering"]), both);
        assert_eq!(launch(&["--safe-rendering", "a.dragoman"]), both);
    }

    #[test]
    fn a_name_that_begins_with_a_dash_can_be_opened() {
        let Launch::Window(wish) = launch(&["--", "--help"]) else {
            panic!("no window")
        };
        assert_eq!(wish.file, Some("--help".into()));
    }

    #[test]
    fn unknown_options_and_two_files_are_refused() {
        assert!(matches!(launch(&["--colour"]), Launch::Refuse(_)));
        assert!(matches!(launch(&["a", "b"]), Launch::Refuse(_)));
    }

    #[test]
    fn a_start_that_never_showed_its_window_is_noticed_by_the_next_one() {
        let folder = tempfile::tempdir().unwrap();
        let note = StartNote::of(folder.path());
        assert!(!note.was_left());
        note.leave();
        assert!(StartNote::of(folder.path()).was_left());
        note.take_away();
        assert!(!StartNote::of(folder.path()).was_left());
    }

    #[test]
    fn a_second_start_names_files_from_its_own_folder() {
        let arguments = ["dragoman-app".to_owned(), "b.dragoman".to_owned()];
        assert_eq!(
            forwarded_file(&arguments, "/home/somebody"),
            Some("/home/somebody/b.dragoman".into())
        );
        assert_eq!(forwarded_file(&arguments[..1], "/"), None);
    }
}
