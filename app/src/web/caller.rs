//! Where a request comes from, for counting tries.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv6Addr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};

use super::Site;

/// The network address that a request comes from; nothing where it is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller(pub String);

impl FromRequestParts<Site> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let caller = peer.map(|peer| caller(peer.ip(), &parts.headers, site.proxy));
        Ok(Self(caller.unwrap_or_default()))
    }
}

/// Who is at the other end, or whom our own proxy names: it puts its caller last in its line.
fn caller(peer: IpAddr, headers: &HeaderMap, proxy: Option<IpAddr>) -> String {
    let named = headers
        .get_all("x-forwarded-for")
        .iter()
        .next_back()
        .and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    let trusted = proxy.is_some_and(|proxy| proxy.to_canonical() == peer.to_canonical());
    let address = named.filter(|_| trusted).unwrap_or(peer);
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        // One household or school has a whole network of these.
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_proxy_is_believed() {
        let (proxy, other) = ("10.0.0.1".parse().unwrap(), "203.0.113.9".parse().unwrap());
        let mut headers = HeaderMap::new();
        assert_eq!(caller(proxy, &headers, Some(proxy)), "10.0.0.1");
        headers.insert("x-forwarded-for", "1.2.3.4, 198.51.100.7".parse().unwrap());
        assert_eq!(caller(proxy, &headers, Some(proxy)), "198.51.100.7");
        assert_eq!(caller(other, &headers, Some(proxy)), "203.0.113.9");
        assert_eq!(caller(other, &headers, None), "203.0.113.9");
    }

    #[test]
    fn a_network_of_the_new_kind_is_one_caller() {
        let headers = HeaderMap::new();
        let one = caller("2001:db8:1:2:3::4".parse().unwrap(), &headers, None);
        assert_eq!(
            one,
            caller("2001:db8:1:2::9".parse().unwrap(), &headers, None)
        );
        assert_eq!(
            caller("::ffff:10.0.0.1".parse().unwrap(), &headers, None),
            "10.0.0.1"
        );
    }
}
