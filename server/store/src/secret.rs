//! Random tokens and passwords.

use argon2::{
    Argon2, PasswordHash, PasswordHasher as _, PasswordVerifier as _,
    password_hash::{SaltString, rand_core::OsRng},
};
use sha2::{Digest as _, Sha256};

use crate::{Fault, Result};

/// A random token of 256 bits: what a session cookie or a one-time link carries.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    pub fn new() -> Result<Self> {
        Ok(Self(hex(&random::<32>()?)))
    }

    /// What came in from outside; it need not be one of ours.
    pub fn presented(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text that the browser or the link carries.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored in its place.
    pub(crate) fn hash(&self) -> String {
        digest(self.0.as_bytes())
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// By which bytes are known again: SHA-256.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A reference for a fault, short enough to be read out to whoever looks after the server.
pub fn ticket() -> String {
    // A fault is told even where there is no randomness; its log line stands under the same figures.
    let number = random().map_or(0, u32::from_be_bytes);
    format!("{:06}", number % 1_000_000)
}

/// Random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Fault::Other(format!("no randomness: {error}")))?;
    Ok(bytes)
}

/// The stored form of a password: argon2id. Takes tens of milliseconds by design, off the async threads.
pub(crate) async fn hash_password(password: String) -> Result<String> {
    blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes(), &SaltString::generate(&mut OsRng))
            .map(|hash| hash.to_string())
            .map_err(|error| Fault::Other(format!("hashing: {error}")).into())
    })
    .await
}

/// The stored form of a password that somebody may not have chosen yet.
pub(crate) async fn hash_if_any(password: Option<String>) -> Result<Option<String>> {
    match password {
        Some(password) => hash_password(password).await.map(Some),
        None => Ok(None),
    }
}

/// Whether a password fits its stored form. Without one, as long is spent, and the answer is no.
pub(crate) async fn password_fits(password: String, stored: Option<String>) -> Result<bool> {
    blocking(move || {
        let nobodys = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| nobodys.to_owned());
        let fits = PasswordHash::new(&stored)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        Ok(known && fits)
    })
    .await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Fault::Other(format!("a worker stopped: {error}")))?
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
