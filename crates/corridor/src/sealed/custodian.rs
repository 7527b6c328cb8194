//! A custodian's or reader's key file, and what is done with it: passing a share on, reading.
//!
//! Never here: names (`private`), the statements that must stand first (the commands see to that).

use evacuation::account::unhex;
use ledger::OperationId;
use ledger::crypto::{OpenKey, derive};
use ledger::sealed::{Blob, SealError, commit};
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::path::Path;

/// What a key file begins with.
const HEAD: &str = "corridor custodian key 1\n";
/// What a passed share begins with.
const SHARE_HEAD: &str = "corridor share 1\n";

/// Someone who holds a key to sealed data: a custodian, or one whom custodians let read.
pub struct Custodian {
    open: OpenKey,
    /// From this seed grows the device that signs what the custodian says.
    sign_seed: [u8; 32],
}

/// A custodian's share, wrapped for one reader and one blob: worth nothing to anybody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharePassed(pub Vec<u8>);

/// Why a key file or share cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CustodyError {
    /// The file.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// Not what it should be.
    #[error("{0} is no {1}")]
    NoFile(String, &'static str),
    /// The blob or the shares.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {0}")]
    Random(String),
}

/// 32 random bytes.
pub fn random() -> Result<[u8; 32], CustodyError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| CustodyError::Random(error.to_string()))?;
    Ok(seed)
}

impl Custodian {
    /// Draws a key and writes it to a file that is not there yet and only its owner may read.
    pub fn create(path: &Path) -> Result<Custodian, CustodyError> {
        let fail = |error| CustodyError::File(path.display().to_string(), error);
        let seed = random()?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(fail)?;
        let hex: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
        file.write_all(format!("{HEAD}{hex}\n").as_bytes()).and_then(|()| file.sync_all()).map_err(fail)?;
        Ok(Custodian::from_seed(&seed))
    }

    /// Reads a key file.
    pub fn read(path: &Path) -> Result<Custodian, CustodyError> {
        let text = read(path)?;
        let seed = text.strip_prefix(HEAD).and_then(|hex| unhex(hex.trim()));
        let seed = seed.ok_or_else(|| CustodyError::NoFile(path.display().to_string(), "custodian's key"))?;
        Ok(Custodian::from_seed(&seed))
    }

    /// The custodian whose keys grow from this seed.
    pub fn from_seed(seed: &[u8; 32]) -> Custodian {
        let open = OpenKey::from_seed(&derive("custodian/open", seed, 0));
        Custodian { open, sign_seed: derive("custodian/sign", seed, 0) }
    }

    /// What others seal to.
    pub fn public(&self) -> [u8; 32] {
        self.open.public()
    }

    /// From this grows the key of the device that signs for the custodian.
    pub fn sign_seed(&self) -> &[u8; 32] {
        &self.sign_seed
    }

    /// Passes this custodian's share of a blob on to a reader.
    pub fn pass_on(
        &self,
        operation: &OperationId,
        blob: &[u8],
        reader: &[u8; 32],
    ) -> Result<SharePassed, CustodyError> {
        let share = Blob::read(blob)?.share(operation, &self.open)?;
        Ok(SharePassed(share.pass_on(operation, &commit(blob), reader, &random()?)?))
    }

    /// Reads what was sealed, with the shares that were passed on to this reader.
    pub fn open(
        &self,
        operation: &OperationId,
        blob: &[u8],
        shares: &[SharePassed],
    ) -> Result<Vec<u8>, CustodyError> {
        let shares: Vec<Vec<u8>> = shares.iter().map(|share| share.0.clone()).collect();
        Ok(Blob::read(blob)?.open(operation, &self.open, &shares)?)
    }
}

impl SharePassed {
    /// As text, for a file or a message.
    pub fn to_text(&self) -> String {
        let hex: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{SHARE_HEAD}{hex}\n")
    }

    /// Reads such a file.
    pub fn read(path: &Path) -> Result<SharePassed, CustodyError> {
        let text = read(path)?;
        let hex = text.strip_prefix(SHARE_HEAD).map(str::trim).filter(|hex| hex.is_ascii());
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        let bytes = hex.and_then(|hex| hex.as_bytes().chunks(2).map(byte).collect::<Option<Vec<u8>>>());
        bytes.map(SharePassed).ok_or_else(|| CustodyError::NoFile(path.display().to_string(), "share"))
    }
}

fn read(path: &Path) -> Result<String, CustodyError> {
    let fail = |error| CustodyError::File(path.display().to_string(), error);
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(fail)?;
    file.take(64 * 1024).read_to_string(&mut text).map_err(fail)?;
    Ok(text)
}
