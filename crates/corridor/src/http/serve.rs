//! Starting and stopping: the store is opened, the drill begun, the address taken; on SIGINT or
//! SIGTERM streams end, requests finish, the store is flushed.

use super::app::{App, AppParts};
use super::{connections, events, router};
use crate::authority::{Authority, AuthorityError, Certificates, ClientTrust, acceptor};
use crate::carry;
use crate::founding::{FoundingError, read_founded};
use crate::intake::Intake;
use crate::live::{Clock, Drill, DrillError, DrillSettings, Running, Script};
use crate::store::{Mode, StoreError};
use crate::wall_clock::unix_s;
use ledger::quorum::Policy;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;

/// How to serve.
#[derive(Clone, Debug)]
pub struct ServeSettings {
    /// The address; `127.0.0.1:8440` unless the user says otherwise.
    pub listen: SocketAddr,
    /// The data folder, founded before.
    pub data: PathBuf,
    /// Speed of a drill at its start; one that goes on keeps its own unless this is given.
    pub speed: Option<u32>,
    /// Other hubs to talk with, such as `http://10.0.0.5:8440`.
    pub sync: Vec<String>,
    /// Witnesses to be asked for cosignatures.
    pub witnesses: Vec<String>,
    /// Which of them must have cosigned.
    pub policy: Option<Policy>,
    /// Where encrypted connections are taken, under the hub's own authority; nowhere if `None`.
    pub https: Option<SocketAddr>,
    /// Whose certificates are taken for other hubs'.
    pub trust: ClientTrust,
    /// Host names, besides addresses and `localhost`, by which people call this server.
    pub hosts: Vec<String>,
}

/// Why the server could not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The store.
    #[error("{0}; {remedy}", remedy = .0.remedy())]
    Store(#[from] StoreError),
    /// What the store holds.
    #[error(transparent)]
    Founding(#[from] FoundingError),
    /// The drill.
    #[error(transparent)]
    Drill(#[from] DrillError),
    /// The authority.
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    /// The address is in use.
    #[error(
        "{0} is in use by another program; name another address with --listen, such as --listen 127.0.0.1:0"
    )]
    AddressTaken(SocketAddr),
    /// The address cannot be listened on.
    #[error("cannot listen on {0}: {1}; name another address with --listen")]
    Address(SocketAddr, std::io::Error),
    /// The system gives no threads or signals.
    #[error("the server could not start: {0}")]
    System(std::io::Error),
}

/// Serves until it is told to stop. `ready` is called once with the address, when pages can be opened.
pub fn serve(
    settings: &ServeSettings,
    ready: impl FnOnce(SocketAddr, Option<SocketAddr>),
) -> Result<(), ServeError> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::System)?;
    let result = runtime.block_on(run(settings, ready));
    runtime.shutdown_timeout(Duration::from_secs(1));
    result
}

async fn run(
    settings: &ServeSettings,
    ready: impl FnOnce(SocketAddr, Option<SocketAddr>),
) -> Result<(), ServeError> {
    // The addresses first: whoever starts it twice should hear so at once.
    let listener = listen(settings.listen).await?;
    let address = listener.local_addr().map_err(ServeError::System)?;
    let secure = match settings.https {
        Some(https) => Some(listen(https).await?),
        None => None,
    };
    let https = secure.as_ref().map(TcpListener::local_addr).transpose().map_err(ServeError::System)?;
    let mut for_opening = settings.clone();
    for_opening.https = https;
    let open = tokio::task::spawn_blocking(move || open(&for_opening));
    let Open { app, intake, thread, drill } =
        open.await.map_err(|error| ServeError::System(error.into()))??;
    let drawing = tokio::spawn(events::draw(app.clone()));
    app.sealer().clone().keep_sealing(app.stopping());
    for url in &settings.sync {
        carry::keep_in_touch(intake.clone(), settings.trust.clone(), url.clone(), app.stopping());
    }
    let router = router(&app, settings.hosts.clone());
    let encrypted = encrypted(&app, secure, router.clone())?;
    ready(address, https);
    let stopping = app.clone();
    let stop = async move {
        told_to_stop().await;
        tracing::info!("stopping");
        // Streams end now, requests finish.
        stopping.stop();
    };
    connections::serve(listener, None, router, stop).await;
    if let Some(encrypted) = encrypted {
        let _ = encrypted.await;
    }
    let _ = drawing.await;
    let _ = tokio::task::spawn_blocking(move || drill.map(Running::stop)).await;
    intake.stop().await;
    let _ = tokio::task::spawn_blocking(move || thread.join()).await;
    Ok(())
}

/// Answers encrypted connections as well, until the server stops.
fn encrypted(
    app: &App,
    listener: Option<TcpListener>,
    router: axum::Router,
) -> Result<Option<tokio::task::JoinHandle<()>>, ServeError> {
    let (Some(listener), Some((certificates, _))) = (listener, app.secure()) else { return Ok(None) };
    let tls = acceptor(certificates)?;
    certificates.keep_renewing(app.stopping());
    let mut stopping = app.stopping();
    let stop = async move { drop(stopping.wait_for(|stop| *stop).await) };
    Ok(Some(tokio::spawn(connections::serve(listener, Some(tls), router, stop))))
}

/// Everything behind the routes.
struct Open {
    app: App,
    intake: Intake,
    thread: JoinHandle<()>,
    drill: Option<Running>,
}

/// Reads the store and starts the clock; a drill has then said everything up to where it was.
fn open(settings: &ServeSettings) -> Result<Open, ServeError> {
    let founded = read_founded(&settings.data)?;
    let opened = Intake::open(&settings.data, &founded.operation, &founded.plan)?;
    for damage in &opened.damaged {
        let (log, seq, why) = (&damage.log_id, damage.seq, &damage.why);
        tracing::error!(log, seq, why, "a stored entry is damaged; it is kept aside and can be sent again");
    }
    let start_unix_s = founded.operation.start_unix_s;
    let (clock, drill) = match founded.founding.mode {
        Mode::Live => (Arc::new(Clock::live(start_unix_s)), None),
        Mode::Drill { seed } => {
            let drill_settings = DrillSettings { seed, speed: settings.speed, start_unix_s };
            let plans = opened.intake.read(|book| book.plans_since().to_vec());
            let script = Script::simulate(&founded, seed, &plans);
            let (frontier, heads) = (&opened.frontier, &opened.heads);
            let mut drill = Drill::prepare(opened.intake.clone(), script, drill_settings, frontier, heads)?;
            drill.follow(founded.clone(), seed, plans.len());
            (drill.clock(), Some(drill.run().map_err(ServeError::System)?))
        }
    };
    let secure = match settings.https {
        Some(https) => {
            let name = founded.operation.name.as_str();
            let authority = Authority::open(&settings.data, name, &settings.hosts, unix_s())?;
            Some((Arc::new(Certificates::new(authority)?), https.port()))
        }
        None => None,
    };
    let app = App::new(AppParts {
        secure,
        intake: opened.intake.clone(),
        founding: Arc::new(founded.founding),
        operation: founded.operation,
        heads: opened.heads,
        clock,
        damaged: opened.damaged.len(),
        witnesses: settings.witnesses.clone(),
        policy: settings.policy.clone(),
    });
    Ok(Open { app, intake: opened.intake, thread: opened.thread, drill })
}

async fn listen(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => ServeError::AddressTaken(address),
        _ => ServeError::Address(address, error),
    })
}

/// SIGINT (Ctrl-C) or SIGTERM.
async fn told_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
