//! The native menu. Its items do nothing themselves: each tells the window the id of one of the window's
//! own commands, so that menu, keys and palette are the same. An item can be chosen only while the window
//! offers its command; Quit always.

use std::collections::BTreeSet;

use tauri::menu::{Menu, MenuBuilder, MenuItem, MenuItemKind, PredefinedMenuItem, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Manager, Runtime};

use crate::shell::{Shell, events};

const QUIT: &str = "window.quit";

/// A menu.
struct Group {
    title: &'static str,
    items: &'static [Item],
}

/// An entry of a menu.
enum Item {
    Line,
    /// A command of the window.
    Command {
        /// Its id in the window's table.
        id: &'static str,
        title: &'static str,
        keys: Keys,
    },
}

/// The keys of a command, as Tauri writes them.
enum Keys {
    None,
    /// The menu may take them before the page sees them.
    Menu(&'static str),
    /// Text fields and the page need them first: they are shown, and the page acts on them.
    Page(&'static str),
}

const fn item(id: &'static str, title: &'static str, keys: Keys) -> Item {
    Item::Command { id, title, keys }
}

const GROUPS: &[Group] = &[
    Group {
        title: "File",
        items: &[
            item("workspace.new", "New Workspace…", Keys::Menu("CmdOrCtrl+Shift+N")),
            item("workspace.open", "Open Workspace…", Keys::Menu("CmdOrCtrl+O")),
            item(
                "workspace.recent",
                "Open Recent…",
                Keys::Menu("CmdOrCtrl+Shift+O"),
            ),
            item("workspace.close", "Close Workspace", Keys::None),
            Item::Line,
            item(
                "import.files",
                "Import Files or Archive…",
                Keys::Menu("CmdOrCtrl+I"),
            ),
            item("import.folder", "Import Folder…", Keys::Menu("CmdOrCtrl+Shift+I")),
            item(
                "import.clipboard",
                "Import from Clipboard…",
                Keys::Menu("CmdOrCtrl+Shift+V"),
            ),
            Item::Line,
            item("briefings.export", "Export Briefing…", Keys::Menu("CmdOrCtrl+E")),
            item("export.statements", "Export Statements…", Keys::None),
            item("briefings.verify", "Verify a Briefing…", Keys::None),
            Item::Line,
            item("glossary.import", "Import Glossary…", Keys::None),
            item("glossary.export_tsv", "Export Glossary as Text…", Keys::None),
            item("glossary.export_tbx", "Export Glossary as TBX…", Keys::None),
            Item::Line,
            item(
                "workspace.backup",
                "Back Up Workspace…",
                Keys::Menu("CmdOrCtrl+Shift+B"),
            ),
            item("workspace.backups", "Backups…", Keys::None),
            item("workspace.check", "Check Workspace", Keys::None),
            Item::Line,
            item("preferences.open", "Preferences…", Keys::Menu("CmdOrCtrl+Comma")),
        ],
    },
    Group {
        title: "Edit",
        items: &[
            item("edit.undo", "Undo", Keys::Page("CmdOrCtrl+Z")),
            item("edit.redo", "Redo", Keys::Page("CmdOrCtrl+Shift+Z")),
            Item::Line,
            item("history.open", "History", Keys::Menu("CmdOrCtrl+H")),
            item("bin.open", "Bin", Keys::Menu("CmdOrCtrl+Shift+D")),
        ],
    },
    Group {
        title: "View",
        items: &[
            item("view.theme", "Light or Dark", Keys::Menu("CmdOrCtrl+Shift+L")),
            item("view.larger", "Larger Text", Keys::Page("CmdOrCtrl+Plus")),
            item("view.smaller", "Smaller Text", Keys::Menu("CmdOrCtrl+Minus")),
            Item::Line,
            item("read.terms", "Terms of the Glossary", Keys::Page("Shift+G")),
        ],
    },
    Group {
        title: "Go",
        items: &[
            item(
                "palette.open",
                "Find or Run a Command…",
                Keys::Menu("CmdOrCtrl+K"),
            ),
            Item::Line,
            item("place.read", "Read", Keys::Menu("CmdOrCtrl+1")),
            item("place.search", "Search", Keys::Menu("CmdOrCtrl+2")),
            item("place.actors", "Actors", Keys::Menu("CmdOrCtrl+3")),
            item("place.compare", "Compare", Keys::Menu("CmdOrCtrl+4")),
            item("place.briefings", "Briefings", Keys::Menu("CmdOrCtrl+5")),
            item("place.glossary", "Glossary", Keys::Menu("CmdOrCtrl+6")),
            Item::Line,
            item("place.back", "Back", Keys::Page("Alt+Left")),
            item("place.forward", "Forward", Keys::Page("Alt+Right")),
        ],
    },
    Group {
        title: "Help",
        items: &[
            item("sheet.open", "Keyboard Shortcuts", Keys::Menu("F1")),
            item("about.open", "About Dragoman", Keys::None),
        ],
    },
];

/// Builds the menu bar.
pub fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let mut menu = MenuBuilder::new(app);
    if cfg!(target_os = "macos") {
        menu = menu.item(&app_menu(app)?);
    }
    for group in GROUPS {
        menu = menu.item(&submenu(app, group)?);
    }
    menu.build()
}

fn submenu<R: Runtime>(app: &AppHandle<R>, group: &Group) -> tauri::Result<Submenu<R>> {
    let mut submenu = SubmenuBuilder::new(app, group.title);
    for item in group.items {
        submenu = match item {
            Item::Line => submenu.separator(),
            Item::Command { id, title, keys } => submenu.item(&entry(app, id, title, keys)?),
        };
    }
    // The system's own items: on a Mac, text fields have no clipboard without them.
    if group.title == "Edit" && cfg!(not(target_os = "linux")) {
        submenu = submenu.separator().cut().copy().paste().select_all();
    }
    if group.title == "File" && cfg!(not(target_os = "macos")) {
        let quit = MenuItem::with_id(app, QUIT, "Quit", true, Some("CmdOrCtrl+Q"))?;
        submenu = submenu.separator().item(&quit);
    }
    submenu.build()
}

/// The first menu of a Mac, which belongs to the program itself.
fn app_menu<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Submenu<R>> {
    SubmenuBuilder::new(app, "Dragoman")
        .item(&PredefinedMenuItem::services(app, None)?)
        .separator()
        .item(&PredefinedMenuItem::hide(app, None)?)
        .item(&PredefinedMenuItem::hide_others(app, None)?)
        .item(&PredefinedMenuItem::show_all(app, None)?)
        .separator()
        .item(&MenuItem::with_id(
            app,
            QUIT,
            "Quit Dragoman",
            true,
            Some("CmdOrCtrl+Q"),
        )?)
        .build()
}

fn entry<R: Runtime>(app: &AppHandle<R>, id: &str, title: &str, keys: &Keys) -> tauri::Result<MenuItem<R>> {
    match keys {
        Keys::None => MenuItem::with_id(app, id, title, false, None::<&str>),
        // On Windows the page has the keyboard and acts on the keys itself; a menu that took them as
        // well would run the command twice.
        Keys::Menu(keys) if cfg!(not(windows)) => MenuItem::with_id(app, id, title, false, Some(*keys)),
        Keys::Menu(keys) | Keys::Page(keys) => {
            MenuItem::with_id(app, id, shown_keys(title, keys), false, None::<&str>)
        }
    }
}

/// The title with the keys behind it, where the menu must not take them. Windows puts what follows a tab
/// at the right edge.
fn shown_keys(title: &str, keys: &str) -> String {
    let mut keys = keys.replace("CmdOrCtrl", if cfg!(target_os = "macos") { "⌘" } else { "Ctrl" });
    for (name, sign) in [
        ("Plus", "+"),
        ("Minus", "-"),
        ("Comma", ","),
        ("Left", "←"),
        ("Right", "→"),
    ] {
        if let Some(start) = keys.strip_suffix(name) {
            keys = format!("{start}{sign}");
        }
    }
    let gap = if cfg!(windows) { "\t" } else { "\u{2003}" };
    format!("{title}{gap}{keys}")
}

/// Lets exactly these commands of the window be chosen.
pub fn offer<R: Runtime>(app: &AppHandle<R>, commands: &BTreeSet<String>) -> tauri::Result<()> {
    let Some(menu) = app.menu() else { return Ok(()) };
    for kind in menu.items()? {
        let MenuItemKind::Submenu(submenu) = kind else {
            continue;
        };
        for kind in submenu.items()? {
            if let MenuItemKind::MenuItem(item) = kind {
                let id = item.id().as_ref();
                if id != QUIT {
                    item.set_enabled(commands.contains(id))?;
                }
            }
        }
    }
    Ok(())
}

/// An item was chosen.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, id: &str) {
    let shell = app.state::<Shell>();
    if id == QUIT {
        shell.desk.quit();
    } else {
        shell
            .desk
            .tell(events::MENU, serde_json::json!({ "command": id }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_command_and_no_key_stands_in_the_menu_twice() {
        let mut seen = std::collections::HashSet::new();
        for item in GROUPS.iter().flat_map(|group| group.items) {
            if let Item::Command { id, keys, .. } = item {
                assert!(seen.insert(*id), "{id}");
                if let Keys::Menu(keys) | Keys::Page(keys) = keys {
                    assert!(seen.insert(*keys), "{keys}");
                }
            }
        }
    }

    /// The window's own table, as far as the two lists share commands.
    #[test]
    fn the_menu_shows_the_keys_that_the_window_has() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut tables = String::new();
        for entry in std::fs::read_dir(root.join("ui/src/keys/table")).unwrap() {
            let table = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            tables.extend(table.split_whitespace().flat_map(|word| [word, " "]));
        }
        let mut shared = 0;
        for item in GROUPS.iter().flat_map(|group| group.items) {
            let Item::Command { id, keys, .. } = item else {
                continue;
            };
            let Some((_, after)) = tables.split_once(&format!("id: '{id}'")) else {
                continue;
            };
            let listed = after.split_once("keys: [").unwrap().1.split_once(']').unwrap().0;
            let shown = match keys {
                Keys::None => String::new(),
                Keys::Menu(keys) | Keys::Page(keys) => keys
                    .replace("CmdOrCtrl", "Mod")
                    .replace("Comma", ",")
                    .replace("Plus", "+")
                    .replace("Minus", "-")
                    .replace("Left", "ArrowLeft")
                    .replace("Right", "ArrowRight"),
            };
            let agrees = if shown.is_empty() {
                listed.is_empty()
            } else {
                listed.contains(&format!("'{shown}'"))
            };
            assert!(agrees, "{id} has {listed}");
            shared += 1;
        }
        assert!(shared > 10, "only {shared} commands are shared");
    }

    #[test]
    fn keys_that_the_page_keeps_are_shown_behind_the_title() {
        let shown = shown_keys("Larger Text", "CmdOrCtrl+Plus");
        assert!(
            shown.starts_with("Larger Text") && shown.ends_with("++"),
            "{shown}"
        );
    }
}
