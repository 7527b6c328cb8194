//! How the values inside statements are written as CBOR.
//!
//! Never here: a second form of any value; what is read here is written again exactly so.

use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::{Category, Moment};
use minicbor::{Decode, Decoder, Encode, Encoder};

/// Whether a value is written as these bytes and no others; nothing is written for it.
pub(super) fn is_written_so(value: &impl Encode<()>, bytes: &[u8]) -> bool {
    let mut expected = Expected(bytes);
    minicbor::encode(value, &mut expected).is_ok() && expected.0.is_empty()
}

/// What is still to be written; anything else is refused.
struct Expected<'a>(&'a [u8]);

impl minicbor::encode::Write for Expected<'_> {
    type Error = ();
    fn write_all(&mut self, bytes: &[u8]) -> Result<(), ()> {
        self.0 = match (bytes, self.0) {
            // Most of what is written is one byte.
            ([byte], [expected, rest @ ..]) if byte == expected => rest,
            _ => self.0.strip_prefix(bytes).ok_or(())?,
        };
        Ok(())
    }
}

impl<C> Encode<C> for Moment {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.i64(self.0)?.ok()
    }
}
impl<'b, C> Decode<'b, C> for Moment {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        d.i64().map(Moment)
    }
}
impl<C> Encode<C> for Category {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.u8(match self {
            Category::Stretcher => 0,
            Category::Wounded => 1,
            Category::Other => 2,
        })?
        .ok()
    }
}
impl<'b, C> Decode<'b, C> for Category {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        let number = d.u8()?;
        Category::ALL
            .get(usize::from(number))
            .copied()
            .ok_or_else(|| minicbor::decode::Error::message(format!("{number} is no category")))
    }
}
impl<C> Encode<C> for Token {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.str(self.as_str())?.ok()
    }
}
impl<'b, C> Decode<'b, C> for Token {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        d.str()?.parse().map_err(|error| minicbor::decode::Error::message(format!("{error}")))
    }
}
impl<C> Encode<C> for TripId {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.str(&self.to_string())?.ok()
    }
}
impl<'b, C> Decode<'b, C> for TripId {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        d.str()?.parse().map_err(|error| minicbor::decode::Error::message(format!("{error}")))
    }
}
