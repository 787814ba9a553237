//! `dragoman import`.

use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dragoman_bulk::sources::{Collection, walk_files};
use dragoman_core::error::Refusal;
use dragoman_core::{Error, Result, Uid, import};
use serde_json::{Value, json};

use crate::arguments::Import;
use crate::bulk;
use crate::output::{DONE, IN_PART, Output, printable, text};
use crate::session::Session;

/// How many files go into one command: small enough that progress shows, large enough to be quick.
const BATCH: usize = 50;

/// With more files than this, or a collection among them, an import is a job of its own.
const MANY: usize = 200;

pub fn run(request: &Import, analyst: &str, output: &Output) -> Result<u8> {
    if request.resume || request.failed.is_some() || is_large(&request.paths) {
        return bulk::run(request, analyst, output);
    }
    let mut refused = Vec::new();
    let files = files(&request.paths, &mut refused)?;
    let mut session = Session::open(&request.workspace, analyst)?;
    let group = Uid::new();
    let outlet = match &request.outlet {
        Some(name) => Some(outlet(&mut session, name, group)?),
        None => None,
    };

    let mut imported = Vec::new();
    for (batch, paths) in files.chunks(BATCH).enumerate() {
        let articles: Vec<Value> = paths
            .iter()
            .map(|path| {
                let mut article = source(path);
                if let Some(lang) = &request.lang {
                    article["language"] = lang.as_str().into();
                }
                if let Some(outlet) = &outlet {
                    article["outlet"] = outlet.clone();
                }
                if let Some(published) = &request.published {
                    article["published"] = published.as_str().into();
                }
                article
            })
            .collect();
        let mut answer = session.call_grouped("import_articles", json!({ "articles": articles }), group)?;
        for (field, all) in [("imported", &mut imported), ("refused", &mut refused)] {
            if let Value::Array(rows) = answer["result"][field].take() {
                all.extend(rows.into_iter().map(|mut row| {
                    let index = row["index"]
                        .as_u64()
                        .and_then(|index| usize::try_from(index).ok())
                        .unwrap_or(0);
                    row["path"] = paths.get(index).map(|path| path.to_string_lossy()).into();
                    row
                }));
            }
        }
        output.progress(
            (batch * BATCH + paths.len()).min(files.len()),
            files.len(),
            "imported",
        );
    }
    session.close()?;

    for row in &refused {
        output.say(&format!(
            "not imported: {}: {}",
            text(row, "path"),
            text(row, "message")
        ));
    }
    let code = if refused.is_empty() { DONE } else { IN_PART };
    let value = json!({ "imported": imported, "refused": refused });
    output
        .result(&value, |value| {
            let rows = value["imported"]
                .as_array()
                .map(Vec::as_slice)
                .unwrap_or_default();
            rows.iter()
                .map(|row| format!("{}\t{}", text(row, "uid"), text(row, "title")))
                .collect()
        })
        .map_err(|error| stdout_failed(&error))?;
    Ok(code)
}

fn is_large(paths: &[PathBuf]) -> bool {
    let mut files = 0;
    let mut large = false;
    for path in paths {
        walk_files(path, &mut |file| {
            files += 1;
            large |= files > MANY || Collection::of(file).is_some();
            !large
        });
    }
    large
}

/// The files themselves and those in the folders, in order. What a folder holds that is no file is named.
fn files(paths: &[PathBuf], refused: &mut Vec<Value>) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let listing = import::source::list(path).map_err(|refusal| Error::Refused {
                name: path.display().to_string(),
                refusal,
            })?;
            files.extend(listing.files);
            refused.extend(
                listing
                    .unreadable
                    .iter()
                    .map(|(path, refusal)| refusal_row(path, refusal)),
            );
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn refusal_row(path: &Path, refusal: &Refusal) -> Value {
    json!({ "path": path.to_string_lossy(), "file_name": path.file_name().map(|name| printable(&name.to_string_lossy())),
            "refusal": refusal, "message": refusal.to_string() })
}

/// A file as the source of an article. A name that is not UTF-8 cannot be said in JSON: then its bytes go in its stead, under
/// the name as far as it can be written.
fn source(path: &Path) -> Value {
    if let Some(path) = path.to_str() {
        return json!({ "source": { "path": path } });
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match import::source::read_file(path) {
        Ok(bytes) => json!({ "source": { "base64": STANDARD.encode(bytes) }, "file_name": name }),
        // It is refused again, with the reason.
        Err(_) => json!({ "source": { "path": path.to_string_lossy() }, "file_name": name }),
    }
}

/// The outlet of this name, added when there is none.
pub fn outlet(session: &mut Session, name: &str, group: Uid) -> Result<Value> {
    let list = session.call("list_outlets", json!({}))?;
    let rows = list["outlets"].as_array().map(Vec::as_slice).unwrap_or_default();
    if let Some(found) = rows.iter().find(|row| row["name"].as_str() == Some(name.trim())) {
        return Ok(found["uid"].clone());
    }
    let answer = session.call_grouped("add_outlet", json!({ "name": name }), group)?;
    Ok(answer["result"]["uid"].clone())
}

/// Named as the path of an error when standard output is a pipe that nobody reads any more: the work is done, nobody
/// listens. Any other failure to print is one, as on a full disk.
pub const READER_GONE: &str = "a reader that has gone";

/// Standard output could not be written.
pub fn stdout_failed(error: &io::Error) -> Error {
    let gone = error.kind() == io::ErrorKind::BrokenPipe;
    Error::Io {
        path: if gone { READER_GONE } else { "standard output" }.to_owned(),
        detail: error.to_string(),
    }
}
