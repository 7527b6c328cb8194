//! Embeds the built console. It never runs npm: `./corridor` builds `web/dist` first. Without it a
//! release build stops and says so, and a debug build embeds a page that says so.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let dist = folder("CARGO_MANIFEST_DIR")?.join("../../web/dist");
    let out = folder("OUT_DIR")?.join("webdist");
    println!("cargo:rerun-if-changed=build.rs");
    // Cargo takes a watched folder that is missing for changed, always; an empty one it can watch.
    let _ = fs::create_dir_all(&dist);
    println!("cargo:rerun-if-changed={}", dist.display());
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(&out)?;
    if dist.join("index.html").exists() {
        return copy(&dist, &out);
    }
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        let what =
            "web/dist is missing: build with ./corridor, or run `npm ci && npm run build` in web first";
        return Err(io::Error::new(io::ErrorKind::NotFound, what));
    }
    let page = "<!doctype html><title>Corridor</title><p>The console is not built. Run ./corridor, or \
        <code>npm ci && npm run build</code> in web, and build again.</p>";
    fs::write(out.join("index.html"), page)
}

fn folder(variable: &str) -> io::Result<PathBuf> {
    env::var_os(variable).map(PathBuf::from).ok_or_else(|| io::Error::other(format!("{variable} is not set")))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
