//! The HTTP service: the table of routes, the site's files, and what stands around both.

mod files;

use std::path::Path;

use app::web::{self, Route, Site};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::StatusCode,
    middleware,
    response::{IntoResponse as _, Response},
    routing::get,
};
use store::Store;
use tower_http::{catch_panic::CatchPanicLayer, csrf::CsrfLayer, trace::TraceLayer};

use crate::{assets, command::Stopped, config::Address};

/// Forms and uploads larger than this are refused. The largest stock list is 10 MB.
const LARGEST_BODY: usize = 12 * 1024 * 1024;

/// What every request can reach. An empty database gets a one-time token for its first page.
pub async fn site(store: Store, address: &Address) -> Result<Site, Stopped> {
    let founding_token = if store::school::any(&store).await? {
        None
    } else {
        Some(store::Token::new()?.reveal().into())
    };
    Ok(Site {
        store,
        base_url: address.base_url()?.into(),
        founding_token,
    })
}

/// Every route of the site: the pages', and those of the files that only this crate can make.
pub fn routes() -> Vec<Route> {
    let mut all = app::routes::all();
    all.extend(files::routes());
    all
}

/// The whole service.
pub fn router(site: Site, folder: &Path) -> Router {
    let pages = routes()
        .into_iter()
        .fold(Router::new(), |router, route| route.mount(router));
    let files = assets::Site::new(folder);
    pages
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .fallback(move |request: Request| file(files.clone(), request))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(
            site.clone(),
            web::secure_headers,
        ))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
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

async fn file(files: assets::Site, request: Request) -> Response {
    files
        .response(request.uri().path(), request.headers())
        .unwrap_or_else(|| web::Failed::from(shared::refusal::Refusal::NotFound).into_response())
}
