//! What stands in an address in place of its `{parts}`.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use serde::de::DeserializeOwned;
use shared::refusal::Refusal;

use super::Failed;

/// The id, or other part, of an address. One that can't be read is nobody's: not found, like any other stray id.
#[derive(Clone, Copy, Debug)]
pub struct At<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failed> {
        let Path(part) = Path::from_request_parts(parts, state)
            .await
            .map_err(|_| Refusal::NotFound)?;
        Ok(Self(part))
    }
}
