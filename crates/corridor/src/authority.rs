//! The hub's own certificate authority: made once, kept beside the store for its owner alone, trusted by hand on
//! the devices of one operation, so that phones on a local hotspot have a secure page.
//!
//! It can vouch for nothing but private networks and the names that it was made with (RFC 5280 name constraints):
//! whoever steals its key can imitate this hub, not a bank. The certificate that the server shows lives for weeks,
//! is renewed by itself, and names every address that this machine has at that moment.
//!
//! Never here: a listener, or a web page.

mod show;
mod trust;

pub use show::{Certificates, acceptor};
pub use trust::{ClientTrust, TrustError};

use crate::store::make_folder;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ledger::crypto::sha256;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, SanType, date_time_ymd,
};
use std::collections::BTreeSet;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};

/// Days for which the authority stands. Apple takes no more than 825 for what is below it.
const AUTHORITY_DAYS: i64 = 730;
/// Days for which the shown certificate stands.
const SHOWN_DAYS: i64 = 60;
/// It is renewed when it has fewer days left than this.
const RENEWED_DAYS: i64 = 20;
const DAY_S: i64 = 86_400;
/// Names of local machines that every authority here may vouch for.
const LOCAL_NAMES: [&str; 5] = ["localhost", "local", "internal", "lan", "home.arpa"];

/// Why there is no authority.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    /// Its files.
    #[error("{path}: {why}", path = .0.display(), why = .1)]
    File(PathBuf, std::io::Error),
    /// What is in them.
    #[error("{path} is damaged; move the folder away to make another authority, which devices must then trust anew", path = .0.display())]
    Damaged(PathBuf),
    /// Making a certificate.
    #[error("a certificate could not be made: {0}")]
    Making(String),
}

/// The authority.
#[derive(Debug)]
pub struct Authority {
    /// Its certificate.
    pub der: Vec<u8>,
    key_pem: String,
    params: CertificateParams,
    made_unix_s: i64,
    /// Names that it may vouch for, besides those of local machines.
    names: Vec<String>,
}

/// A certificate to be shown, with its key.
#[derive(Debug)]
pub struct Shown {
    /// The certificate, and the authority's behind it.
    pub chain: Vec<Vec<u8>>,
    /// Its key (PKCS #8).
    pub key: Vec<u8>,
    /// Addresses and names in it.
    pub for_whom: BTreeSet<String>,
    /// Until when.
    pub until_unix_s: i64,
}

fn making(error: impl std::fmt::Display) -> AuthorityError {
    AuthorityError::Making(error.to_string())
}

impl Authority {
    /// Reads the authority of a data folder, or makes it. `names`: what people call this machine, besides addresses.
    pub fn open(
        data: &Path,
        operation: &str,
        names: &[String],
        now_unix_s: i64,
    ) -> Result<Authority, AuthorityError> {
        let folder = data.join("authority");
        let file = folder.join("authority.key");
        let failed = |error| AuthorityError::File(file.clone(), error);
        match std::fs::read_to_string(&file) {
            Ok(text) => Authority::read(&text, operation).ok_or(AuthorityError::Damaged(file)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                make_folder(&folder).map_err(failed)?;
                let made = Authority::make(operation, names, now_unix_s)?;
                let mut options = std::fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut kept = options.open(&file).map_err(failed)?;
                kept.write_all(made.text().as_bytes()).and_then(|()| kept.sync_all()).map_err(failed)?;
                std::fs::write(folder.join("authority.pem"), made.pem()).map_err(failed)?;
                Ok(made)
            }
            Err(error) => Err(failed(error)),
        }
    }

    fn make(operation: &str, names: &[String], now_unix_s: i64) -> Result<Authority, AuthorityError> {
        let key = KeyPair::generate().map_err(making)?;
        let params = params(operation, names, now_unix_s)?;
        let der = params.self_signed(&key).map_err(making)?.der().to_vec();
        let (key_pem, names) = (key.serialize_pem(), names.to_vec());
        Ok(Authority { der, key_pem, params, made_unix_s: now_unix_s, names })
    }

    /// What is kept: when it was made, for which names, the certificate and the key.
    fn text(&self) -> String {
        let names = self.names.join(" ");
        format!(
            "corridor authority 1\n{}\n{names}\n{}\n{}",
            self.made_unix_s,
            STANDARD.encode(&self.der),
            self.key_pem
        )
    }

    fn read(text: &str, operation: &str) -> Option<Authority> {
        let mut lines = text.splitn(5, '\n');
        if lines.next()? != "corridor authority 1" {
            return None;
        }
        let made_unix_s = lines.next()?.parse().ok()?;
        let names: Vec<String> = lines.next()?.split_whitespace().map(str::to_owned).collect();
        let der = STANDARD.decode(lines.next()?).ok()?;
        let key_pem = lines.next()?.to_owned();
        KeyPair::from_pem(&key_pem).ok()?;
        let params = params(operation, &names, made_unix_s).ok()?;
        Some(Authority { der, key_pem, params, made_unix_s, names })
    }

    /// The certificate as devices take it in.
    pub fn pem(&self) -> String {
        let text = STANDARD.encode(&self.der);
        let lines: Vec<&str> =
            text.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
        format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
    }

    /// SHA-256 of the certificate: what people compare.
    pub fn fingerprint(&self) -> [u8; 32] {
        sha256(&[&self.der])
    }

    /// Until when it stands.
    pub fn until_unix_s(&self) -> i64 {
        self.made_unix_s + AUTHORITY_DAYS * DAY_S
    }

    /// A certificate for all addresses of this machine and all names, as of now.
    pub fn show(&self, now_unix_s: i64) -> Result<Shown, AuthorityError> {
        let for_whom = for_whom(&self.names);
        let until_unix_s = (now_unix_s + SHOWN_DAYS * DAY_S).min(self.until_unix_s());
        let key = KeyPair::generate().map_err(making)?;
        let issuer = Issuer::new(self.params.clone(), KeyPair::from_pem(&self.key_pem).map_err(making)?);
        let mut params = CertificateParams::default();
        params.distinguished_name = named("Corridor hub");
        params.subject_alt_names = for_whom.iter().filter_map(|name| subject(name)).collect();
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        // A phone's clock may be a day behind.
        let (year, month, date) = day(now_unix_s - DAY_S)?;
        params.not_before = date_time_ymd(year, month, date);
        let (year, month, date) = day(until_unix_s + DAY_S)?;
        params.not_after = date_time_ymd(year, month, date);
        let certificate = params.signed_by(&key, &issuer).map_err(making)?;
        let chain = vec![certificate.der().to_vec(), self.der.clone()];
        Ok(Shown { chain, key: key.serialize_der(), for_whom, until_unix_s })
    }

    /// Whether a certificate must be made anew: it ends soon, or this machine has other addresses.
    pub fn is_stale(&self, shown: &Shown, now_unix_s: i64) -> bool {
        shown.until_unix_s - now_unix_s < RENEWED_DAYS * DAY_S || shown.for_whom != for_whom(&self.names)
    }
}

fn named(name: &str) -> DistinguishedName {
    let mut names = DistinguishedName::new();
    names.push(DnType::CommonName, name);
    names
}

fn params(operation: &str, names: &[String], made_unix_s: i64) -> Result<CertificateParams, AuthorityError> {
    let mut params = CertificateParams::default();
    let short: String = operation.chars().take(40).collect();
    params.distinguished_name = named(&format!("Corridor field authority, {short}"));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let (year, month, date) = day(made_unix_s - DAY_S)?;
    params.not_before = date_time_ymd(year, month, date);
    let (year, month, date) = day(made_unix_s + AUTHORITY_DAYS * DAY_S)?;
    params.not_after = date_time_ymd(year, month, date);
    let v4 = |a, b, prefix| CidrSubnet::from_addr_prefix(IpAddr::V4(Ipv4Addr::new(a, b, 0, 0)), prefix);
    let v6 = |first, prefix| {
        CidrSubnet::from_addr_prefix(IpAddr::V6(Ipv6Addr::new(first, 0, 0, 0, 0, 0, 0, 0)), prefix)
    };
    let loopback = CidrSubnet::from_addr_prefix(IpAddr::V6(Ipv6Addr::LOCALHOST), 128);
    let networks = [
        v4(10, 0, 8),
        v4(172, 16, 12),
        v4(192, 168, 16),
        v4(169, 254, 16),
        v4(127, 0, 8),
        v6(0xfc00, 7),
        v6(0xfe80, 10),
        loopback,
    ];
    let names = LOCAL_NAMES.iter().map(ToString::to_string).chain(names.iter().cloned());
    let permitted = names.map(GeneralSubtree::DnsName).chain(networks.map(GeneralSubtree::IpAddress));
    params.name_constraints =
        Some(NameConstraints { permitted_subtrees: permitted.collect(), excluded_subtrees: Vec::new() });
    Ok(params)
}

/// The addresses of this machine on private networks, and its names.
fn for_whom(names: &[String]) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = names.iter().cloned().collect();
    all.extend(["localhost", "corridor.local", "127.0.0.1", "::1"].map(str::to_owned));
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let private = interfaces.into_iter().map(|interface| interface.ip()).filter(is_private);
    all.extend(private.map(|address| address.to_string()));
    all
}

fn is_private(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_private() || v4.is_link_local() || v4.is_loopback(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

fn subject(name: &str) -> Option<SanType> {
    match name.parse::<IpAddr>() {
        Ok(address) => Some(SanType::IpAddress(address)),
        Err(_) => name.to_owned().try_into().ok().map(SanType::DnsName),
    }
}

/// The beginning of a day, by its moment.
fn day(unix_s: i64) -> Result<(i32, u8, u8), AuthorityError> {
    let date = jiff::Timestamp::from_second(unix_s).map_err(making)?.to_zoned(jiff::tz::TimeZone::UTC).date();
    let (month, day) = (u8::try_from(date.month()), u8::try_from(date.day()));
    let (Ok(month), Ok(day)) = (month, day) else { return Err(making("no such day")) };
    Ok((date.year().into(), month, day))
}

#[cfg(test)]
mod tests;
