//! Connections: so many at once, none that sends its request drop by drop, and an orderly end.
//!
//! Never here: what is answered.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Extensions, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulConnection, GracefulShutdown};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

/// Connections at once; more wait until one ends.
const CONNECTIONS_MAX: usize = 2048;
/// A request's head must be here by then; a connection without requests is closed after it.
const HEAD_TIMEOUT: Duration = Duration::from_secs(20);
/// Requests that are still running when the server stops get so long to finish.
const PATIENCE: Duration = Duration::from_secs(5);
/// When the system has no file handles left, it gets this long to find some.
const RECOVERY: Duration = Duration::from_millis(100);

/// Marks requests that came over an encrypted connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Encrypted;

/// Whether nobody between the browser and this machine can read along: encrypted, or from this machine itself.
pub(super) fn is_private(extensions: &Extensions) -> bool {
    let near = |ConnectInfo(peer): &ConnectInfo<SocketAddr>| peer.ip().is_loopback();
    extensions.get::<Encrypted>().is_some() || extensions.get().is_some_and(near)
}

/// Answers until `stop`, then lets running requests finish.
pub(super) async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    stop: impl Future<Output = ()>,
) {
    let running = GracefulShutdown::new();
    let seats = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = async {
            let seat = Arc::clone(&seats).acquire_owned().await;
            (seat, listener.accept().await)
        };
        let (seat, accepted) = tokio::select! {
            () = &mut stop => break,
            accepted = accepted => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                // Pictures are small and should not wait for more to come.
                let _ = stream.set_nodelay(true);
                let (watcher, router, tls) = (running.watcher(), router.clone(), tls.clone());
                tokio::spawn(async move {
                    // A client that goes away in the middle is its own affair.
                    match tls {
                        None => drop(watcher.watch(connection(stream, (peer, false), router)).await),
                        Some(tls) => {
                            if let Ok(Ok(stream)) = timeout(HEAD_TIMEOUT, tls.accept(stream)).await {
                                let _ = watcher.watch(connection(stream, (peer, true), router)).await;
                            }
                        }
                    }
                    drop(seat);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(RECOVERY).await;
            }
        }
    }
    drop(listener);
    let _ = timeout(PATIENCE, running.shutdown()).await;
}

fn connection(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    (peer, is_encrypted): (SocketAddr, bool),
    router: Router,
) -> impl GracefulConnection<Error = hyper::Error> + Send + 'static {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        if is_encrypted {
            request.extensions_mut().insert(Encrypted);
        }
        router.clone().oneshot(request.map(Body::new))
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service)
}
