//! `corridor serve` and `corridor found`: an operation's data folder, and the server on it.

use super::{Failure, files, say};
use corridor::authority::ClientTrust;
use corridor::founding::found;
use corridor::http::{ServeSettings, serve};
use corridor::store::Mode;
use evacuation::check::check;
use evacuation::operation::read::format_of;
use ledger::LogId;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// Where the console is found unless said otherwise: this machine only.
pub(super) const LISTEN: &str = "127.0.0.1:8440";
/// Where encrypted pages are found unless said otherwise.
const HTTPS_PORT: u16 = 8443;

/// Founds an operation: its file and its adopted plan go into a data folder, once.
#[derive(clap::Args)]
pub(super) struct FoundArgs {
    /// The operation file.
    file: PathBuf,
    /// The plan that is adopted, JSON; `corridor plan FILE --json PLAN` writes one.
    plan: PathBuf,
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// A device that may enrol others from the start, by its key; may be repeated. The console is one
    /// always. With two or more, privileged roles take two of them.
    #[arg(long)]
    root: Vec<LogId>,
}

/// Serves the console and the interface of the operation that was founded in a data folder.
#[derive(clap::Args)]
pub(super) struct ServeArgs {
    /// The data folder; `corridor found` makes one.
    #[arg(long)]
    data: PathBuf,
    /// Address and port to listen on.
    #[arg(long, default_value = LISTEN)]
    listen: SocketAddr,
    /// Address and port of the encrypted pages, under an authority of this hub's own that devices come to
    /// trust by #/trust. Unless said, port 8443 of the same address where that is not this machine only.
    #[arg(long)]
    https: Option<SocketAddr>,
    /// No encrypted pages.
    #[arg(long, conflicts_with = "https")]
    no_https: bool,
    /// Another hub to keep the same statements as, such as http://10.0.0.5:8440. May be repeated.
    #[arg(long)]
    sync: Vec<String>,
    /// For hubs at https://: their authority's certificate, as their trust page hands it out. May be repeated.
    #[arg(long)]
    trust: Vec<PathBuf>,
    /// A witness to be asked for cosignatures, such as http://10.0.0.9:8441. May be repeated.
    #[arg(long)]
    witness: Vec<String>,
    /// Which witnesses must have cosigned, as a policy file.
    #[arg(long)]
    quorum: Option<PathBuf>,
    /// Names, besides addresses and localhost, by which people call this machine. May be repeated.
    #[arg(long)]
    host: Vec<String>,
}

pub(super) fn run_found(args: &FoundArgs) -> Result<ExitCode, Failure> {
    let (bytes, operation) = files::operation(&args.file)?;
    let plan = files::plan(&args.plan)?;
    let broken = check(&operation, &plan);
    if !broken.is_empty() {
        let (path, n) = (args.plan.display(), broken.len());
        return Err(Failure(format!(
            "{path} breaks {n} rules; `corridor judge` lists them, and no such plan is adopted"
        )));
    }
    let json = serde_json::to_vec(&plan).map_err(|error| Failure(error.to_string()))?;
    let format = format_of(&args.file.to_string_lossy(), &bytes);
    found(&args.data, &bytes, format, &json, Mode::Live, &args.root)
        .map_err(|error| Failure(error.to_string()))?;
    let data = args.data.display();
    say(&format!("{} is founded in {data}. Next: corridor serve --data {data}\n", operation.name));
    Ok(ExitCode::SUCCESS)
}

pub(super) fn run_serve(args: &ServeArgs) -> Result<ExitCode, Failure> {
    let policy = args.quorum.as_deref().map(super::verify::policy).transpose()?;
    let local = args.listen.ip().is_loopback();
    let https = args.https.or_else(|| (!local).then(|| SocketAddr::new(args.listen.ip(), HTTPS_PORT)));
    let settings = ServeSettings {
        https: https.filter(|_| !args.no_https),
        trust: ClientTrust::read(&args.trust).map_err(|error| Failure(error.to_string()))?,
        witnesses: args.witness.clone(),
        policy,
        listen: args.listen,
        data: args.data.clone(),
        speed: None,
        sync: args.sync.clone(),
        hosts: args.host.clone(),
    };
    serve_and_say(&settings, "console")
}

/// Serves until told to stop, and says where.
pub(super) fn serve_and_say(settings: &ServeSettings, what: &str) -> Result<ExitCode, Failure> {
    let ready = |address: SocketAddr, https: Option<SocketAddr>| {
        say(&format!("The {what} is at http://{address}/ (Ctrl-C stops it)\n"));
        if let Some(https) = https {
            let trust = format!("http://{address}/#/trust");
            say(&format!("Encrypted at https://{https}/ ; {trust} shows how devices come to trust it\n"));
        }
    };
    serve(settings, ready).map_err(|error| Failure(error.to_string()))?;
    say("Stopped; everything that was acknowledged is on disk.\n");
    Ok(ExitCode::SUCCESS)
}
