//! Turns the compiled wasm into what a page loads: the module, its bindings and, for use, their compressed siblings.
//!
//! `bundle WASM OUT NAME [--compress]`

use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let (Some(wasm), Some(out), Some(name)) = (words.next(), words.next(), words.next()) else {
        return Err("usage: bundle WASM OUT NAME [--compress]".into());
    };
    let out = PathBuf::from(out);
    fs::create_dir_all(&out)?;
    bind(Path::new(&wasm), &out, &name)?;
    if words.next().as_deref() == Some("--compress") {
        for file in fs::read_dir(&out)? {
            compress(&file?.path())?;
        }
    }
    Ok(())
}

/// Writes `NAME.js` and `NAME.wasm`, unless they are newer than the module they come from.
fn bind(wasm: &Path, out: &Path, name: &str) -> Result<(), Box<dyn Error>> {
    let module = out.join(format!("{name}.wasm"));
    if is_newer(&module, wasm) && out.join(format!("{name}.js")).exists() {
        return Ok(());
    }
    Bindgen::new()
        .input_path(wasm)
        .out_name(name)
        .web(true)?
        .typescript(false)
        .generate(out)?;
    // The page asks for `NAME.wasm`, as leptos does when its output name is set.
    fs::rename(out.join(format!("{name}_bg.wasm")), module)?;
    Ok(())
}

fn is_newer(file: &Path, source: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|about| about.modified()).ok();
    match (changed(file), changed(source)) {
        (Some(file), Some(source)) => file > source,
        _ => false,
    }
}

/// Writes `FILE.br` and `FILE.gz` beside a file that shrinks.
fn compress(file: &Path) -> Result<(), Box<dyn Error>> {
    let kind = file.extension().and_then(|kind| kind.to_str());
    if !matches!(kind, Some("js" | "wasm" | "css" | "svg")) {
        return Ok(());
    }
    let mut bytes = Vec::new();
    fs::File::open(file)?.read_to_end(&mut bytes)?;

    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut br = Vec::new();
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut br, &settings)?;
    fs::write(with_ending(file, "br"), br)?;

    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(&bytes)?;
    fs::write(with_ending(file, "gz"), gz.finish()?)?;
    Ok(())
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}
