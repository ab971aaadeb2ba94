//! The HTTP service: the table of routes, the site's files, and what stands around both.

mod files;

use std::{path::Path, time::Duration};

use app::web::{self, Route, Site};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::StatusCode,
    middleware,
    response::{IntoResponse as _, Response},
};
use store::Store;
use tower_http::{
    catch_panic::CatchPanicLayer, csrf::CsrfLayer, timeout::RequestBodyTimeoutLayer,
    trace::TraceLayer,
};

use crate::{assets, command::Stopped, config::Address};

/// Forms and uploads larger than this are refused. The largest stock list is 10 MB.
const LARGEST_BODY: usize = 12 * 1024 * 1024;

/// Whoever stops in the middle of sending is waited for so long.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What every request can reach. An empty database gets a one-time token for its first page.
pub async fn site(store: Store, address: &Address) -> Result<Site, Stopped> {
    let founding_token = if store::school::any(&store).await? {
        None
    } else {
        Some(store::Token::new()?.reveal().into())
    };
    Ok(Site {
        store,
        base_url: address.base_url().into(),
        founding_token,
        proxy: address.proxy,
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
pub fn router(site: Site, folder: &Path) -> Router {
    let routes = routes()
        .into_iter()
        .fold(Router::new(), |router, route| route.mount(router));
    let files = assets::Site::new(folder);
    // From within: what is refused on the way in is an answer like any other, with its page and its headers.
    routes
        .fallback(async move |request: Request| file(&files, &request))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(RequestBodyTimeoutLayer::new(LONGEST_PAUSE))
        .layer(middleware::from_fn(web::readable))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(site.clone(), web::dressed))
        .layer(middleware::from_fn_with_state(
            site.clone(),
            web::secure_headers,
        ))
        .layer(TraceLayer::new_for_http())
        .with_state(site)
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
