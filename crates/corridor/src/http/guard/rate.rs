//! How often one address may ask: a bucket of tokens for each, one for reading and one for writing.
//!
//! Generous for this machine itself: the console, a phone's proxy and a drill all come from there.

use crate::http::trouble::ApiError;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// Addresses remembered at most; beyond that the fullest buckets are forgotten, which costs nothing.
const ADDRESSES_MAX: usize = 10_000;

/// Tokens that a bucket holds, and that flow in each second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rate {
    /// So many requests at once.
    pub(crate) burst: f64,
    /// So many a second from then on.
    pub(crate) per_s: f64,
}

/// The rates, and who has how much left.
#[derive(Debug)]
pub(crate) struct Rates {
    pub(crate) read: Rate,
    pub(crate) write: Rate,
    /// How many times more this machine itself may ask.
    pub(crate) home: f64,
    buckets: Mutex<HashMap<(IpAddr, bool), Bucket>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Default for Rates {
    fn default() -> Rates {
        let (read, write) = (Rate { burst: 300.0, per_s: 60.0 }, Rate { burst: 120.0, per_s: 30.0 });
        Rates::new(read, write)
    }
}

impl Rates {
    pub(crate) fn new(read: Rate, write: Rate) -> Rates {
        Rates { read, write, home: 100.0, buckets: Mutex::default() }
    }

    /// Takes a token; on failure says after how many seconds there will be one.
    fn take(&self, address: IpAddr, writes: bool, now: Instant) -> Result<(), u32> {
        let rate = if writes { self.write } else { self.read };
        let more = if address.is_loopback() { self.home } else { 1.0 };
        let (burst, per_s) = (rate.burst * more, rate.per_s * more);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= ADDRESSES_MAX {
            buckets.retain(|_, bucket| {
                now.duration_since(bucket.at).as_secs_f64() * per_s + bucket.tokens < burst
            });
            if buckets.len() >= ADDRESSES_MAX {
                buckets.clear();
            }
        }
        let bucket = buckets.entry((network(address), writes)).or_insert(Bucket { tokens: burst, at: now });
        bucket.tokens = (bucket.tokens + now.duration_since(bucket.at).as_secs_f64() * per_s).min(burst);
        bucket.at = now;
        if bucket.tokens < 1.0 {
            let wait = (1.0 - bucket.tokens) / per_s;
            return Err(wait.ceil().clamp(1.0, 3600.0) as u32);
        }
        bucket.tokens -= 1.0;
        Ok(())
    }
}

/// One household or attacker has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) if !v6.is_loopback() => {
            let s = v6.segments();
            IpAddr::V6(Ipv6Addr::new(s[0], s[1], s[2], s[3], 0, 0, 0, 0))
        }
        other => other,
    }
}

/// Refuses whoever asks too often.
pub(crate) async fn limit_rate(State(rates): State<Arc<Rates>>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let address = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(peer)| peer.ip());
    let writes = !matches!(*request.method(), Method::GET | Method::HEAD);
    match rates.take(address, writes, Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let what = "too many requests came from this address";
            let remedy =
                "wait as long as Retry-After says; use /api/v1/events instead of asking again and again";
            ApiError::new(StatusCode::TOO_MANY_REQUESTS, "rate", what, remedy)
                .retry_after(wait)
                .into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let rates = Rates::new(Rate { burst: 2.0, per_s: 1.0 }, Rate { burst: 1.0, per_s: 0.1 });
        let (away, now) = (IpAddr::from([192, 0, 2, 1]), Instant::now());
        assert_eq!(rates.take(away, false, now), Ok(()));
        assert_eq!(rates.take(away, false, now), Ok(()));
        assert_eq!(rates.take(away, false, now), Err(1));
        assert_eq!(rates.take(away, true, now), Ok(()), "writing has a bucket of its own");
        assert_eq!(rates.take(away, true, now), Err(10));
        assert_eq!(rates.take(away, false, now + Duration::from_secs(1)), Ok(()));
        assert_eq!(rates.take(IpAddr::from([192, 0, 2, 2]), false, now), Ok(()), "others are not concerned");
    }

    #[test]
    fn a_flood_of_addresses_is_not_remembered_for_ever() {
        let rates = Rates::default();
        let now = Instant::now();
        for n in 0..30_000u32 {
            let _ = rates.take(IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + n)), false, now);
        }
        let kept = rates.buckets.lock().unwrap().len();
        assert!(kept <= ADDRESSES_MAX, "{kept}");
    }
}
