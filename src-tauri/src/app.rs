//! The Tauri app: the window, its door, its menu, and the plugins it stands on.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tauri::{AppHandle, Builder, Manager, RunEvent, Runtime};

use crate::desk::{Desk, TauriDesk};
use crate::launch::{self, StartNote, Wish};
use crate::shell::Shell;
use crate::{call, memory, menu, window};

/// Opens the window and runs until it is closed.
pub fn run(wish: Wish) -> ExitCode {
    let context = context();
    let last_start_failed = launch::configuration_before_start(&context.config().identifier)
        .is_some_and(|folder| StartNote::of(&folder).was_left());
    launch::choose_rendering(&wish, last_start_failed);
    let single = tauri_plugin_single_instance::init(|app, arguments, folder| {
        another_start(app, launch::forwarded_file(&arguments, &folder));
    });
    // Single instance comes first: a second start must end before it touches anything.
    let built = builder(Builder::default().plugin(single))
        .menu(menu::build)
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .setup(move |app| {
            let configuration = app.path().app_config_dir()?;
            Ok(set_up(
                app.handle(),
                desk(app.handle()),
                &configuration,
                &app.path().app_data_dir()?,
                wish.file,
            )?)
        })
        .build(context);
    match built {
        Ok(app) => {
            app.run(on_event);
            ExitCode::SUCCESS
        }
        Err(error) => {
            if matches!(&error, tauri::Error::PluginInitialization(plugin, _) if plugin == "single-instance")
            {
                launch::try_again_beside_an_ending_one();
            }
            tracing::error!(%error, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}

/// Configuration, pages and permissions, as compiled in.
pub fn context<R: Runtime>() -> tauri::Context<R> {
    tauri::generate_context!()
}

/// Everything about the app that needs no real desktop.
pub fn builder<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    use tauri_plugin_window_state::StateFlags;
    let window_state = tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build();
    builder
        .plugin(window_state)
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![call::call])
}

/// Opens the workspace named, or the one that was open last, and the window.
pub fn set_up<R: Runtime>(
    app: &AppHandle<R>,
    desk: Box<dyn Desk>,
    configuration: &Path,
    data: &Path,
    file: Option<PathBuf>,
) -> tauri::Result<()> {
    memory::make_folder(configuration)?;
    let shell = Shell::new(desk, configuration, data);
    shell.starting();
    let file = file.or_else(|| shell.memory.last());
    if let Some(file) = file
        && let Err(failure) = shell.open_workspace(&file)
    {
        shell.report(&failure);
    }
    app.manage(shell);
    window::open(app)?;
    let shell = app.state::<Shell>();
    let zoom = shell.memory.preferences().text_size.zoom();
    if zoom > 1.0 {
        shell.desk.zoom(zoom);
    }
    shell.changed();
    Ok(())
}

#[cfg(debug_assertions)]
fn desk<R: Runtime>(app: &AppHandle<R>) -> Box<dyn Desk> {
    use crate::desk::PreparedDialogs;
    let desk = TauriDesk(app.clone());
    match std::env::var_os("DRAGOMAN_TEST_DIALOGS") {
        Some(folder) => Box::new(PreparedDialogs::new(desk, PathBuf::from(folder))),
        None => Box::new(desk),
    }
}

#[cfg(not(debug_assertions))]
fn desk<R: Runtime>(app: &AppHandle<R>) -> Box<dyn Desk> {
    Box::new(TauriDesk(app.clone()))
}

/// The program was started once more: this window comes to the front, with the workspace asked for.
fn another_start<R: Runtime>(app: &AppHandle<R>, file: Option<PathBuf>) {
    if let Some(window) = app.get_webview_window(window::LABEL) {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
    if let Some(file) = file {
        open_later(app, file);
    }
}

fn open_later<R: Runtime>(app: &AppHandle<R>, file: PathBuf) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let shell = app.state::<Shell>();
        if let Err(failure) = shell.open_workspace(&file) {
            shell.report(&failure);
        }
    });
}

#[allow(clippy::needless_pass_by_value, reason = "as App::run calls it")]
fn on_event<R: Runtime>(app: &AppHandle<R>, event: RunEvent) {
    match event {
        RunEvent::Exit => {
            if let Some(shell) = app.try_state::<Shell>() {
                shell.end();
            }
        }
        // A workspace opened in the Finder.
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            if let Some(file) = urls.iter().find_map(|url| url.to_file_path().ok()) {
                open_later(app, file);
            }
        }
        _ => {}
    }
}
