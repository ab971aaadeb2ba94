//! The one stylesheet a page loads, put together from `app/style`.
//!
//! A file of its own, without dependencies: the build (`xtask`) and a development server both read it.

use std::fs;
use std::io;
use std::path::Path;

/// Where the stylesheet's parts lie, in the workspace.
pub const FOLDER: &str = "app/style";

/// The parts joined: those that `order.txt` names first, as it names them, then the others by name.
pub fn sheet(folder: &Path) -> io::Result<String> {
    let mut sheet = String::new();
    for part in parts(folder)? {
        let text = fs::read_to_string(folder.join(&part))
            .map_err(|error| io::Error::other(format!("{FOLDER}/{part}: {error}")))?;
        sheet.push_str(&text);
        sheet.push('\n');
    }
    Ok(sheet)
}

fn parts(folder: &Path) -> io::Result<Vec<String>> {
    let order = match fs::read_to_string(folder.join("order.txt")) {
        Ok(order) => order,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let mut parts: Vec<String> = order
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let mut others = Vec::new();
    for part in fs::read_dir(folder)? {
        let part = part?.path();
        let name = part.file_name().unwrap_or_default().to_string_lossy();
        if part.extension().is_some_and(|kind| kind == "css")
            && !parts.iter().any(|part| *part == name)
        {
            others.push(name.into_owned());
        }
    }
    others.sort();
    parts.extend(others);
    Ok(parts)
}
