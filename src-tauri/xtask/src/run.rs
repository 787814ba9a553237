//! Builds everything, makes the demonstration workspace from `seeds/`, and opens the window on it. Where there
//! is no display, the same job is done from the command line, up to the briefing.

use std::path::Path;

use crate::{Result, process, setup};

const WORKSPACE: &str = "demo.dragoman";
const BRIEFING: &str = "demo-briefing.md";
/// The briefing that the seeds' coding contains.
const BRIEFING_TITLE: &str = "Positions before the third Istanbul round";

/// How to run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Make the demonstration workspace anew.
    fresh: bool,
    /// No window, even if there is a display.
    headless: bool,
}

impl Wish {
    pub fn of(flags: &[&str]) -> Result<Self> {
        let mut wish = Wish::default();
        for flag in flags {
            match *flag {
                "--fresh" => wish.fresh = true,
                "--headless" => wish.headless = true,
                other => {
                    return Err(format!(
                        "run does not know {other}; it knows --fresh and --headless"
                    ));
                }
            }
        }
        Ok(wish)
    }
}

pub fn run(wish: Wish) -> Result {
    setup::for_building()?;
    process::run(&mut process::npm(&["run", "build"]))?;
    let build = ["build", "--package", "dragoman-app", "--package", "dragoman-cli"];
    process::run(&mut process::cargo(&build))?;
    demonstration(wish.fresh)?;
    if wish.headless || !has_display() {
        if !wish.headless {
            println!("\nThere is no display, so the job is done without the window.");
        }
        return headless();
    }
    println!(
        "\nThe window opens on {}.",
        process::root().join(WORKSPACE).display()
    );
    process::run(&mut process::command(
        process::built("dragoman-app")?,
        &[WORKSPACE],
    ))
}

/// Windows and macOS draw windows always.
fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// Work in a demonstration workspace that is there is somebody's work: it is kept.
fn demonstration(fresh: bool) -> Result {
    let root = process::root();
    let workspace = root.join(WORKSPACE);
    if workspace.exists() && !fresh {
        println!(
            "\n{} is there and is kept (--fresh makes it anew).",
            workspace.display()
        );
        return Ok(());
    }
    remove(&workspace)?;
    let made = dragoman(&["new", WORKSPACE])
        .and_then(|()| dragoman(&["apply", WORKSPACE, "seeds/coding.jsonl", "--atomic"]));
    if made.is_err() {
        let _ = remove(&workspace);
    }
    made
}

fn headless() -> Result {
    let root = process::root();
    let briefing = root.join(BRIEFING);
    if briefing.exists() {
        std::fs::remove_file(&briefing).map_err(|error| format!("{BRIEFING}: {error}"))?;
    }
    dragoman(&["statements", WORKSPACE])?;
    dragoman(&["export", WORKSPACE, "--briefing", BRIEFING_TITLE, "-o", BRIEFING])?;
    dragoman(&["verify", BRIEFING, "--sources", "seeds"])?;
    println!("\nThe workspace:  {}", root.join(WORKSPACE).display());
    println!("The briefing:   {}", briefing.display());
    println!("The articles:   {}", root.join("seeds").display());
    println!("The program:    {}", process::built("dragoman")?.display());
    Ok(())
}

fn dragoman(arguments: &[&str]) -> Result {
    process::run(&mut process::command(process::built("dragoman")?, arguments))
}

/// Removes a workspace with its log.
fn remove(workspace: &Path) -> Result {
    for ending in ["", "-wal", "-shm"] {
        let mut name = workspace.as_os_str().to_owned();
        name.push(ending);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(format!("{}: {error}", name.to_string_lossy()));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_flags_are_refused() {
        assert_eq!(
            Wish::of(&["--fresh"]),
            Ok(Wish {
                fresh: true,
                headless: false
            })
        );
        assert!(Wish::of(&["--frehs"]).is_err());
    }
}
