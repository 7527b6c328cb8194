//! Serves an operation file and a plan: `cargo run -p corridor --example serve -- FILE PLAN DATA [LISTEN]`.

use corridor::founding::found;
use corridor::http::{ServeSettings, serve};
use corridor::store::{Mode, Store};
use evacuation::operation::read::format_of;
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().init();
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [file, plan, data, rest @ ..] = args.as_slice() else { return Err("FILE PLAN DATA [LISTEN]".into()) };
    let data = PathBuf::from(data);
    if Store::peek(&data)?.is_none() {
        let bytes = std::fs::read(file)?;
        found(&data, &bytes, format_of(file, &bytes), &std::fs::read(plan)?, Mode::Drill { seed: 1 })?;
    }
    let listen = rest.first().map_or("127.0.0.1:8440", String::as_str).parse()?;
    let settings = ServeSettings { listen, data, speed: None, hosts: Vec::new() };
    serve(&settings, |address| println!("http://{address}/"))?;
    Ok(())
}
