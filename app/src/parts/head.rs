//! The head of a page, the way to it, and its tabs.

use leptos::prelude::*;

use super::given;

/// One step of the way to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub words: String,
}

impl Crumb {
    /// A step of the way.
    pub fn new(href: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            words: words.into(),
        }
    }
}

/// The first heading: the page's one question, or its answer. Children are the actions at its end.
#[component]
pub fn PageHead(
    /// The first heading.
    #[prop(into)]
    title: String,
    /// What stands quietly beside it.
    #[prop(optional, into)]
    sub: String,
    /// The way here, outermost first.
    #[prop(optional)]
    way: Vec<Crumb>,
    /// Tabs, buttons and links at the end.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let way = (!way.is_empty()).then(|| {
        let steps = way
            .into_iter()
            .map(|step| view! { <li><a href=step.href>{step.words}</a></li> })
            .collect_view();
        view! {
            <nav aria-label="The way here" class="crumbs">
                <ol class="crumbs">{steps}</ol>
            </nav>
        }
    });
    view! {
        <header class="head">
            {way}
            <div class="head-words">
                <h1>{title}</h1>
                {given(sub).map(|sub| view! { <p class="head-sub">{sub}</p> })}
            </div>
            {children.map(|children| view! { <div class="head-acts">{children()}</div> })}
        </header>
    }
    .into_any()
}

/// One of several views of the same thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Where it leads.
    pub href: String,
    /// Its word.
    pub word: String,
    /// A count behind the word.
    pub count: Option<String>,
    /// This is the one shown.
    pub here: bool,
}

impl Tab {
    /// A tab without a count.
    pub fn new(href: impl Into<String>, word: impl Into<String>, here: bool) -> Self {
        Self {
            href: href.into(),
            word: word.into(),
            count: None,
            here,
        }
    }

    /// The same with a count.
    #[must_use]
    pub fn count(self, count: impl ToString) -> Self {
        Self {
            count: Some(count.to_string()),
            ..self
        }
    }
}

/// Links between several views of the same thing.
#[component]
pub fn Tabs(
    /// What they choose between, read aloud.
    #[prop(into)]
    label: String,
    /// The views.
    tabs: Vec<Tab>,
) -> impl IntoView {
    let tabs = tabs
        .into_iter()
        .map(|tab| {
            view! {
                <a href=tab.href aria-current=tab.here.then_some("page")>
                    {tab.word}
                    {tab.count.map(|count| view! { <small class="quiet">{count}</small> })}
                </a>
            }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=label>{tabs}</nav> }.into_any()
}
