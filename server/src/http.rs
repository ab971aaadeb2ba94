//! The HTTP service: the table of routes, the site's files, and what stands around both.

mod files;

use std::{net::IpAddr, path::Path, sync::Arc, time::Duration};

use app::web::{self, Route, Site};
use axum::{
    Router,
    body::HttpBody,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{StatusCode, header},
    middleware,
    response::{IntoResponse as _, Response},
};
use store::Store;
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, Predicate},
    csrf::CsrfLayer,
    timeout::RequestBodyTimeoutLayer,
    trace::TraceLayer,
};
use tracing::Span;

use crate::{assets, command::Stopped};

/// What is sent may be no larger; forms and stock lists have limits of their own.
const LARGEST_BODY: usize = 1024 * 1024;

/// Whoever stops in the middle of sending is waited for so long.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What every request can reach: people come by `base_url`, perhaps through `proxy`. An empty database gets a
/// one-time token for its first page.
pub async fn site(store: Store, base_url: &str, proxy: Option<IpAddr>) -> Result<Site, Stopped> {
    let founding_token = if store::school::any(&store).await? {
        None
    } else {
        Some(store::Token::new()?.reveal().into())
    };
    Ok(Site {
        store,
        base_url: Arc::from(base_url),
        founding_token,
        proxy,
        widths: crate::paper::advance,
    })
}

/// Every route of the service: the pages', those of the files that only this crate can make, and those that
/// watch over the process.
pub fn routes() -> Vec<Route> {
    let mut all = app::routes::all();
    all.extend(files::routes());
    all.push(Route::get("/healthz", async || "ok"));
    all.push(Route::get("/readyz", ready));
    all
}

/// The whole service.
pub fn router(site: Site, folder: &Path) -> Result<Router, Stopped> {
    let routes = routes()
        .into_iter()
        .fold(Router::new(), |router, route| route.mount(router));
    let files = assets::Site::new(folder);
    // From within: what is refused on the way in is an answer like any other, with its page and its headers.
    let service = routes
        .fallback(async move |request: Request| file(&files, &request))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(RequestBodyTimeoutLayer::new(LONGEST_PAUSE))
        .layer(middleware::from_fn(web::readable))
        .layer(own_pages_only(&site.base_url)?)
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(site.clone(), web::dressed))
        .layer(middleware::from_fn_with_state(
            site.clone(),
            web::secure_headers,
        ))
        .layer(smaller_pages())
        .layer(TraceLayer::new_for_http().make_span_with(told))
        .with_state(site);
    Ok(service)
}

/// Refuses what another site's page posts. Behind a proxy that ends https, a browser's origin is the address that
/// people use, not the one that arrives here.
fn own_pages_only(base_url: &str) -> Result<CsrfLayer, Stopped> {
    CsrfLayer::new()
        .add_trusted_origin(base_url)
        .map_err(|error| format!("{base_url} is no address of a site: {error}").into())
}

/// Sends pages compressed, and quickly so. Files are compressed when they are built; a page that is sent while its
/// work goes on must not wait for a full block.
fn smaller_pages() -> CompressionLayer<WholePage> {
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(WholePage)
}

/// A page whose end is known when it is begun.
#[derive(Clone, Copy, Debug)]
struct WholePage;

impl Predicate for WholePage {
    fn should_compress<B: HttpBody>(&self, response: &axum::http::Response<B>) -> bool {
        let kind = response.headers().get(header::CONTENT_TYPE);
        let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        is_page && response.body().size_hint().exact().is_some()
    }
}

/// What the log tells of a request. Of an address it tells the route: what stands in it may be a one-time link.
fn told(request: &Request) -> Span {
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("none", MatchedPath::as_str);
    tracing::debug_span!("request", method = %request.method(), route)
}

async fn ready(State(site): State<Site>) -> StatusCode {
    if site.store.is_ready().await {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    }
}

fn file(files: &assets::Site, request: &Request) -> Response {
    files
        .response(request.uri().path(), request.headers())
        .unwrap_or_else(|| web::Failed::from(shared::refusal::Refusal::NotFound).into_response())
}
