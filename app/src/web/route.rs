//! The table of routes: the router is built from it, and tests walk it.

use axum::{
    Router,
    handler::Handler,
    http::Method,
    routing::{MethodRouter, get, post},
};

use super::Site;

/// One route of the site.
pub struct Route {
    /// How it is asked.
    pub method: Method,
    /// Where, with `{parts}` that vary.
    pub path: &'static str,
    answer: MethodRouter<Site>,
}

impl Route {
    /// A page, or another answer that changes nothing.
    pub fn get<H: Handler<T, Site>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self {
            method: Method::GET,
            path,
            answer: get(handler),
        }
    }

    /// A deed: what a form posts to.
    pub fn post<H: Handler<T, Site>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self {
            method: Method::POST,
            path,
            answer: post(handler),
        }
    }

    /// Adds this route to a router.
    pub fn mount(self, router: Router<Site>) -> Router<Site> {
        router.route(self.path, self.answer)
    }
}
