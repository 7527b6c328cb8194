//! The certificate that is shown to whoever connects, renewed while the server runs.
//!
//! Never here: who may connect.

use super::{Authority, AuthorityError, Shown};
use crate::wall_clock::unix_s;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

/// How often it is looked whether the certificate still fits.
const LOOK: Duration = Duration::from_secs(60);

/// The authority and what it shows now.
#[derive(Debug)]
pub struct Certificates {
    /// The authority.
    pub authority: Authority,
    now: RwLock<(Shown, Arc<CertifiedKey>)>,
}

impl Certificates {
    /// Makes the first certificate.
    pub fn new(authority: Authority) -> Result<Certificates, AuthorityError> {
        let shown = authority.show(unix_s())?;
        let key = certified(&shown)?;
        Ok(Certificates { authority, now: RwLock::new((shown, key)) })
    }

    /// Addresses and names in the certificate, and until when it stands.
    pub fn shown(&self) -> (Vec<String>, i64) {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        (now.0.for_whom.iter().cloned().collect(), now.0.until_unix_s)
    }

    /// Makes another certificate when this one no longer fits. `true` when it did.
    pub fn renew(&self, now_unix_s: i64) -> Result<bool, AuthorityError> {
        let stale = {
            let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
            self.authority.is_stale(&now.0, now_unix_s)
        };
        if stale {
            let shown = self.authority.show(now_unix_s)?;
            let key = certified(&shown)?;
            *self.now.write().unwrap_or_else(PoisonError::into_inner) = (shown, key);
        }
        Ok(stale)
    }

    /// Looks now and then whether the certificate still fits, until `stopping`.
    pub fn keep_renewing(self: &Arc<Self>, mut stopping: watch::Receiver<bool>) {
        let this = Arc::clone(self);
        tokio::spawn(async move {
            while !*stopping.borrow_and_update() {
                match this.renew(unix_s()) {
                    Ok(true) => tracing::info!("the certificate was renewed"),
                    Ok(false) => {}
                    Err(error) => tracing::error!(%error, "the certificate could not be renewed"),
                }
                tokio::select! {
                    () = tokio::time::sleep(LOOK) => {}
                    _ = stopping.changed() => {}
                }
            }
        });
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&now.1))
    }
}

fn certified(shown: &Shown) -> Result<Arc<CertifiedKey>, AuthorityError> {
    let making = |error: rustls::Error| AuthorityError::Making(error.to_string());
    let chain = shown.chain.iter().map(|der| CertificateDer::from(der.clone())).collect();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(shown.key.clone()));
    let key = ring::sign::any_supported_type(&key).map_err(making)?;
    Ok(Arc::new(CertifiedKey::new(chain, key)))
}

/// What turns connections into encrypted ones.
pub fn acceptor(certificates: &Arc<Certificates>) -> Result<TlsAcceptor, AuthorityError> {
    let making = |error: rustls::Error| AuthorityError::Making(error.to_string());
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().map_err(making)?;
    let resolver: Arc<dyn ResolvesServerCert> = Arc::<Certificates>::clone(certificates);
    let mut config = builder.with_no_client_auth().with_cert_resolver(resolver);
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
