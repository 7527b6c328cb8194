//! Which authority another hub's certificate must come from: the one whose certificate somebody gave, no other.
//!
//! Never here: the authorities that a system trusts.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio_rustls::TlsConnector;

/// Why nobody is trusted.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// The file.
    #[error("{path}: {why}", path = .0.display(), why = .1)]
    File(PathBuf, std::io::Error),
    /// What is in it.
    #[error("{path} holds no authority's certificate; take corridor-authority.crt from the other hub's trust page", path = .0.display())]
    Nothing(PathBuf),
}

/// The authorities that are trusted; none unless said.
#[derive(Clone, Default)]
pub struct ClientTrust(Option<TlsConnector>);

impl std::fmt::Debug for ClientTrust {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ClientTrust({})", if self.0.is_some() { "pinned" } else { "none" })
    }
}

impl ClientTrust {
    /// Trusts the authorities whose certificates (PEM or DER) are in these files.
    pub fn read(files: &[PathBuf]) -> Result<ClientTrust, TrustError> {
        if files.is_empty() {
            return Ok(ClientTrust::default());
        }
        let mut roots = RootCertStore::empty();
        for file in files {
            for der in certificates(file)? {
                roots.add(CertificateDer::from(der)).map_err(|_| TrustError::Nothing(file.clone()))?;
            }
        }
        let nothing = |_| TrustError::Nothing(files.first().cloned().unwrap_or_default());
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let builder = builder.with_safe_default_protocol_versions().map_err(nothing)?;
        let config = builder.with_root_certificates(roots).with_no_client_auth();
        Ok(ClientTrust(Some(TlsConnector::from(Arc::new(config)))))
    }

    /// What encrypts connections; `None` where no authority was given.
    pub(crate) fn connector(&self) -> Option<&TlsConnector> {
        self.0.as_ref()
    }
}

fn certificates(file: &Path) -> Result<Vec<Vec<u8>>, TrustError> {
    let bytes = std::fs::read(file).map_err(|error| TrustError::File(file.to_owned(), error))?;
    let nothing = || TrustError::Nothing(file.to_owned());
    let Ok(text) = std::str::from_utf8(&bytes) else { return Ok(vec![bytes]) };
    let parts = text.split("-----BEGIN CERTIFICATE-----").skip(1);
    let bodies = parts.filter_map(|part| Some(part.split_once("-----END CERTIFICATE-----")?.0));
    let read = bodies.map(|body| STANDARD.decode(body.split_whitespace().collect::<String>()));
    let all: Vec<Vec<u8>> = read.collect::<Result<_, _>>().map_err(|_| nothing())?;
    if all.is_empty() { Err(nothing()) } else { Ok(all) }
}
