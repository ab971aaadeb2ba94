//! With the feature `embed`: a table of the site folder's files, for the binary to carry.

use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_EMBED").is_none() {
        return Ok(());
    }
    println!("cargo:rerun-if-env-changed=TROLLEY_SITE");
    let site = env::var_os("TROLLEY_SITE")
        .map(PathBuf::from)
        .ok_or("the feature `embed` wants the site folder in TROLLEY_SITE: `cargo xtask run --release` makes it")?;
    println!("cargo:rerun-if-changed={}", site.display());

    let mut files = Vec::new();
    list(&site, &site, &mut files)?;
    files.sort();
    let mut table = "&[\n".to_owned();
    for (path, file) in files {
        println!("cargo:rerun-if-changed={}", file.display());
        let file = file.to_string_lossy();
        writeln!(table, "    ({path:?}, include_bytes!({file:?})),")?;
    }
    table.push_str("]\n");
    let out = env::var_os("OUT_DIR").ok_or("cargo names no OUT_DIR")?;
    fs::write(Path::new(&out).join("site.rs"), table)?;
    Ok(())
}

fn list(
    site: &Path,
    folder: &Path,
    files: &mut Vec<(String, PathBuf)>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(site, &path, files)?;
        } else {
            let name = path
                .strip_prefix(site)?
                .to_string_lossy()
                .replace('\\', "/");
            files.push((name, path));
        }
    }
    Ok(())
}
