//! The founding of an operation as it stands in a bundle: CBOR, an array of its parts, so that a
//! machine that knows nothing yet can begin with a bundle, and anybody can see that the operation's
//! id rests on these very parts.
//!
//! Never here: whether the operation or its plan make sense (`founding`).

use crate::store::{Founding, Mode};
use minicbor::{Decoder, Encoder};

/// The version of this form.
const VERSION: u8 = 1;
const PARTS: u64 = 9;

/// Its bytes.
pub(super) fn write(founding: &Founding) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing into memory cannot fail; if it did, the empty result would be refused by every reader.
    if encode(founding, &mut bytes).is_none() {
        bytes.clear();
    }
    bytes
}

fn encode(founding: &Founding, bytes: &mut Vec<u8>) -> Option<()> {
    let mut e = Encoder::new(bytes);
    e.array(PARTS).ok()?.u8(VERSION).ok()?.str(&founding.name).ok()?.i64(founding.start_unix_s).ok()?;
    e.bytes(&founding.operation_file).ok()?.bool(founding.operation_is_json).ok()?;
    e.bytes(&founding.plan_json).ok()?.bytes(&founding.random).ok()?;
    match founding.mode {
        Mode::Live => e.null().ok()?,
        Mode::Drill { seed } => e.u64(seed).ok()?,
    };
    e.array(founding.roots.len() as u64).ok()?;
    founding.roots.iter().try_for_each(|root| e.bytes(root).ok().map(drop))
}

/// Reads bytes that anybody may have made; `None` for anything but the one form.
pub fn read(bytes: &[u8]) -> Option<Founding> {
    let mut d = Decoder::new(bytes);
    if d.array().ok()? != Some(PARTS) || d.u8().ok()? != VERSION {
        return None;
    }
    let founding = Founding {
        name: d.str().ok()?.to_owned(),
        start_unix_s: d.i64().ok()?,
        operation_file: d.bytes().ok()?.to_vec(),
        operation_is_json: d.bool().ok()?,
        plan_json: d.bytes().ok()?.to_vec(),
        random: d.bytes().ok()?.try_into().ok()?,
        mode: match d.datatype().ok()? {
            minicbor::data::Type::Null => d.null().ok().map(|()| Mode::Live)?,
            _ => Mode::Drill { seed: d.u64().ok()? },
        },
        roots: {
            let length = d.array().ok()??;
            (0..length).map(|_| d.bytes().ok()?.try_into().ok()).collect::<Option<Vec<[u8; 32]>>>()?
        },
    };
    (write(&founding) == bytes).then_some(founding)
}
