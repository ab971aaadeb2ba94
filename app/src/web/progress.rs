//! A page that tells how far a long piece of work has come while it is done.
//!
//! It needs no script: the page is sent piece by piece in order, and its last piece leads on. Nothing is kept
//! about the work but the work itself, which goes on when its reader leaves.

use std::convert::Infallible;

use axum::{
    body::{Body, to_bytes},
    http::{HeaderValue, header},
    response::Response,
};
use futures_util::stream;
use leptos::prelude::*;
use tokio::{
    sync::mpsc::UnboundedReceiver,
    task::{JoinError, JoinHandle},
};

use super::{Done, Failed, Frame, words};
use crate::parts::{PageHead, Stop};

/// Stands in the page where its pieces come.
const HERE: &str = "@@steps@@";

/// How much of how many is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done by now.
    pub done: usize,
    /// Of about so many.
    pub of: usize,
}

/// A piece of work under way, and what it tells of itself.
pub struct Work {
    /// The work: it is not ended by ending to listen.
    pub task: JoinHandle<Result<Done, Failed>>,
    /// How far it has come; closed when it ends.
    pub told: UnboundedReceiver<Step>,
    /// What is counted, in words: `rows written`.
    pub unit: &'static str,
}

impl Frame {
    /// Answers with a page that tells how the work goes, and what it came to.
    pub async fn follow(
        self,
        here: Option<Stop>,
        title: &str,
        work: Work,
    ) -> Result<Response, Failed> {
        let heading = title.to_owned();
        let page = self
            .show(here, title, move || {
                view! {
                    <PageHead title=heading/>
                    <div class="steps" role="status">{HERE}</div>
                }
                .into_any()
            })
            .await?;
        let (mut head, body) = page.into_parts();
        let page = to_bytes(body, usize::MAX).await.unwrap_or_default();
        let page = String::from_utf8_lossy(&page).into_owned();
        let (before, after) = page.split_once(HERE).unwrap_or((&page, ""));
        let pages = Pages {
            before: Some(before.to_owned()),
            after: after.to_owned(),
            unit: work.unit,
            told: work.told,
            task: Some(work.task),
        };
        let body = Body::from_stream(stream::unfold(pages, Pages::next));
        // A proxy that gathers the page would show it all at its end.
        let at_once = HeaderValue::from_static("no");
        head.headers.insert("x-accel-buffering", at_once);
        head.headers.remove(header::CONTENT_LENGTH);
        Ok(Response::from_parts(head, body))
    }
}

/// The pieces of a page that are still to be sent.
struct Pages {
    before: Option<String>,
    after: String,
    unit: &'static str,
    told: UnboundedReceiver<Step>,
    task: Option<JoinHandle<Result<Done, Failed>>>,
}

impl Pages {
    async fn next(mut self) -> Option<(Result<String, Infallible>, Self)> {
        if let Some(before) = self.before.take() {
            return Some((Ok(before), self));
        }
        self.task.as_ref()?;
        if let Some(step) = self.told.recv().await {
            let piece = step_said(step, self.unit);
            return Some((Ok(piece), self));
        }
        let ended = self.task.take()?.await;
        let last = format!("{}{}", end_said(came_to(ended)), self.after);
        Some((Ok(last), self))
    }
}

fn came_to(ended: Result<Result<Done, Failed>, JoinError>) -> Result<Done, Failed> {
    ended.unwrap_or_else(|error| {
        Err(Failed::fault(format_args!(
            "a piece of work ended early: {error}"
        )))
    })
}

/// `3,000 of 10,000 rows written`: the page shows the latest only.
fn step_said(step: Step, unit: &'static str) -> String {
    let words = format!("{} of {} {unit}", grouped(step.done), grouped(step.of));
    piece(move || {
        view! {
            <p><progress value=step.done max=step.of aria-label=unit></progress>" "{words}</p>
        }
        .into_any()
    })
}

/// What it came to, and the way on, which the browser takes by itself.
fn end_said(end: Result<Done, Failed>) -> String {
    let (href, sentence, word, leads) = match end {
        Ok(done) => (done.to, done.said.unwrap_or_default(), "Go on", true),
        Err(failed) => {
            let (href, sentence) = failed_said(failed);
            (href, sentence, "Back", false)
        }
    };
    let refresh = leads.then(|| {
        let content = format!("1;url={href}");
        view! { <meta http-equiv="refresh" content=content/> }
    });
    let href = href.clone();
    piece(move || view! { <p>{sentence}" "<a href=href>{word}</a></p>{refresh} }.into_any())
}

fn failed_said(failed: Failed) -> (String, String) {
    let home = || "/".to_owned();
    match failed {
        Failed::BackTo { href, sentence, .. } => {
            let sentence = sentence.unwrap_or_else(|| "That can't be done as it is.".to_owned());
            (href, sentence)
        }
        Failed::Refused(refusal) => (home(), words::refusal(&refusal).1),
        Failed::SignInFirst { next } => (next, "Sign in first.".to_owned()),
        Failed::Repeated(done) => (done.to, done.said.unwrap_or_default()),
        Failed::NoSchool | Failed::OtherSchool(_) | Failed::Unread(_) => {
            (home(), "Nothing was done.".to_owned())
        }
    }
}

fn piece(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| view().to_html())
}

/// `10,000`
pub(crate) fn grouped(number: usize) -> String {
    let figures = number.to_string();
    let mut grouped = String::new();
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(figure);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_plain_pages() {
        assert_eq!(grouped(10_000), "10,000");
        assert_eq!(grouped(999), "999");
        let step = step_said(
            Step {
                done: 3_000,
                of: 10_000,
            },
            "rows written",
        );
        assert!(step.contains("3,000 of 10,000 rows written"), "{step}");
        let end = end_said(Err(Failed::repeated(Done::to_href("/import"))));
        assert!(
            end.contains("once is enough") && !end.contains("refresh"),
            "{end}"
        );
    }
}
