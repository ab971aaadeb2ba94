//! What happened, or what to do, in one sentence.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoticeTone {
    /// A note.
    #[default]
    Note,
    /// It worked.
    Good,
    /// Look here.
    Warn,
    /// It did not work.
    Bad,
}

/// A sentence that travels with a redirect.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notice {
    /// How it is meant.
    pub tone: NoticeTone,
    /// The sentence.
    pub words: String,
}

impl Notice {
    /// A sentence, and how it is meant.
    pub fn new(tone: NoticeTone, words: impl Into<String>) -> Self {
        Self {
            tone,
            words: words.into(),
        }
    }
}

impl Notice {
    /// The sentence, and the link at its end, when there is one to hand over.
    fn parts(self) -> (String, Option<String>) {
        let link = self.words.rsplit_once(' ').filter(|(_, last)| {
            let mut schemes = ["https://", "http://"].into_iter();
            schemes.any(|scheme| last.starts_with(scheme))
        });
        match link {
            Some((words, link)) => (words.to_owned(), Some(link.to_owned())),
            None => (self.words, None),
        }
    }
}

/// One sentence with its icon; a link at its end stands in a field, to be selected whole; children are the ways on from
/// it, as buttons.
#[component]
pub fn Message(
    /// What it says.
    notice: Notice,
    /// The ways on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, glyph, role) = match notice.tone {
        NoticeTone::Note => ("message", Glyph::Info, "status"),
        NoticeTone::Good => ("message message-good", Glyph::Check, "status"),
        NoticeTone::Warn => ("message message-warn", Glyph::Alert, "status"),
        NoticeTone::Bad => ("message message-bad", Glyph::Cross, "alert"),
    };
    let (words, link) = notice.parts();
    view! {
        <div class=class role=role>
            <Icon glyph/>
            <p class="message-words">{words}</p>
            {link.map(|link| {
                view! { <input class="input message-link" type="text" readonly value=link aria-label="The link"/> }
            })}
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </div>
    }
    .into_any()
}

/// What a page says of itself, with a link among its words: a note, or one that warns.
#[component]
pub fn Remark(
    /// Whether to look there first.
    #[prop(optional)]
    warns: bool,
    /// What stands behind the words: a button, a state.
    #[prop(optional_no_strip, into)]
    after: Option<AnyView>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let class = if warns {
        "message message-warn"
    } else {
        "message"
    };
    view! {
        <div class=class>
            <p class="message-words">{children()}</p>
            {after}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_at_the_end_stands_apart() {
        let parts = |words: &str| Notice::new(NoticeTone::Good, words).parts();
        let link = "https://trolley.example/join/4Hx";
        let (words, found) = parts(&format!("Ada is invited. The link: {link}"));
        assert_eq!(
            (words.as_str(), found.as_deref()),
            ("Ada is invited. The link:", Some(link))
        );
        assert_eq!(parts("Saved."), ("Saved.".to_owned(), None));
    }
}
