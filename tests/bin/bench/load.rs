//! Many requests at once, and what one of them took.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tests::support::http::Visitor;
use tokio::task::JoinSet;

use crate::figure::Figure;
use crate::process::Process;

/// How many ask at a time, each waiting for its answer.
pub const CONNECTIONS: usize = 16;

/// The same request many times, each with its own address.
pub struct Load {
    what: &'static str,
    wanted: &'static str,
    form: Option<&'static [(&'static str, &'static str)]>,
    address: Arc<dyn Fn(usize) -> String + Send + Sync>,
}

impl Load {
    /// Asks for pages.
    pub fn get(
        what: &'static str,
        address: impl Fn(usize) -> String + Send + Sync + 'static,
    ) -> Self {
        Self {
            what,
            wanted: "",
            form: None,
            address: Arc::new(address),
        }
    }

    /// Posts forms.
    pub fn post(
        what: &'static str,
        form: &'static [(&'static str, &'static str)],
        address: impl Fn(usize) -> String + Send + Sync + 'static,
    ) -> Self {
        Self {
            form: Some(form),
            ..Self::get(what, address)
        }
    }

    /// The same with what is wanted of it.
    #[must_use]
    pub fn wanted(self, wanted: &'static str) -> Self {
        Self { wanted, ..self }
    }

    /// Carries it out, after a few requests that count for nothing.
    pub async fn carry_out(&self, visitor: &Visitor, server: Process, requests: usize) -> Figure {
        if let Err(status) = self.ask(visitor, 0).await {
            return Figure::missing(self.what, format!("answered with {status}"));
        }
        self.volley(visitor, CONNECTIONS, 1).await;
        let before = server.cpu();
        let mut times = self.volley(visitor, requests, 1 + CONNECTIONS).await;
        let count = u32::try_from(times.len()).unwrap_or(1).max(1);
        let cpu = server.cpu().saturating_sub(before) / count;
        times.sort();
        let at = |share: usize| times.get(times.len() * share / 100).copied();
        Figure::of_requests(
            self.what,
            cpu,
            at(50).unwrap_or_default(),
            at(99).unwrap_or_default(),
        )
        .wanted(self.wanted)
    }

    /// So many requests, numbered from `first`, and how long each took.
    async fn volley(&self, visitor: &Visitor, requests: usize, first: usize) -> Vec<Duration> {
        let next = Arc::new(AtomicUsize::new(0));
        let mut askers = JoinSet::new();
        for _ in 0..CONNECTIONS {
            let (load, next, visitor) = (self.clone(), Arc::clone(&next), visitor.beside());
            askers.spawn(async move {
                let mut times = Vec::new();
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= requests {
                        return times;
                    }
                    let begun = Instant::now();
                    let answered = load.ask(&visitor, first + n).await;
                    times.push(begun.elapsed());
                    answered.expect("an answer like the first");
                }
            });
        }
        askers.join_all().await.into_iter().flatten().collect()
    }

    async fn ask(&self, visitor: &Visitor, n: usize) -> Result<(), http::StatusCode> {
        let address = (self.address)(n);
        let reply = match self.form {
            None => visitor.get(&address).await,
            Some(form) => visitor.post(&address, form).await,
        };
        // A form that was accepted leads on; a page is answered.
        let expected = if self.form.is_some() {
            reply.status.is_redirection()
        } else {
            reply.status.is_success()
        };
        expected.then_some(()).ok_or(reply.status)
    }
}

impl Clone for Load {
    fn clone(&self) -> Self {
        Self {
            what: self.what,
            wanted: self.wanted,
            form: self.form,
            address: Arc::clone(&self.address),
        }
    }
}
