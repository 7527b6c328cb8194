//! Starting and stopping: the store is opened, the drill begun, the address taken; on SIGINT or
//! SIGTERM streams end, requests finish, the store is flushed.

use super::app::{App, AppParts};
use super::{events, router};
use crate::founding::{FoundingError, read_founded};
use crate::intake::{Intake, Opened};
use crate::live::Clock;
use crate::store::StoreError;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// Requests that are still running when the server stops get so long to finish.
const PATIENCE: Duration = Duration::from_secs(5);

/// How to serve.
#[derive(Clone, Debug)]
pub struct ServeSettings {
    /// The address; `127.0.0.1:8440` unless the user says otherwise.
    pub listen: SocketAddr,
    /// The data folder, founded before.
    pub data: PathBuf,
    /// Speed of a drill at its start; one that goes on keeps its own unless this is given.
    pub speed: Option<u32>,
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
pub fn serve(settings: &ServeSettings, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::System)?;
    let result = runtime.block_on(run(settings, ready));
    runtime.shutdown_timeout(Duration::from_secs(1));
    result
}

async fn run(settings: &ServeSettings, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    // The address first: whoever starts it twice should hear so at once.
    let listener = listen(settings.listen).await?;
    let address = listener.local_addr().map_err(ServeError::System)?;
    let founded = read_founded(&settings.data)?;
    let Opened { intake, thread, damaged, .. } = Intake::open(&settings.data, &founded.operation, &founded.plan)?;
    for damage in &damaged {
        tracing::error!(
            log = damage.log_id,
            seq = damage.seq,
            why = damage.why,
            "a stored entry is damaged; kept aside"
        );
    }
    let clock = Arc::new(Clock::live(founded.operation.start_unix_s));
    let app = App::new(AppParts {
        intake: intake.clone(),
        operation: Arc::clone(&founded.operation),
        plan: Arc::clone(&founded.plan),
        clock,
        damaged: damaged.len(),
    });
    let drawing = tokio::spawn(events::draw(app.clone()));
    ready(address);
    let stopping = app.clone();
    let stop = async move {
        told_to_stop().await;
        tracing::info!("stopping");
        stopping.stop();
    };
    let service = router(&app, settings.hosts.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let mut stopped = app.stopping();
    let serving = axum::serve(listener, service).with_graceful_shutdown(stop);
    let give_up = async {
        let _ = stopped.wait_for(|stop| *stop).await;
        tokio::time::sleep(PATIENCE).await;
    };
    let result = tokio::select! {
        result = async { serving.await } => result.map_err(ServeError::System),
        () = give_up => Ok(()),
    };
    app.stop();
    let _ = drawing.await;
    intake.stop().await;
    let _ = tokio::task::spawn_blocking(move || thread.join()).await;
    result
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
