//! Buttons, links that look like them, and the form that changes something.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::{classes, given};
use crate::web::{ACTION, FROM, FormPage, KEY, SCHOOL};

/// How much a button asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// One of several things to do.
    #[default]
    Plain,
    /// The next step: at most one to a page.
    Primary,
    /// It destroys something.
    Danger,
    /// Beside a line, without a box.
    Quiet,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button primary",
            Self::Danger => "button danger",
            Self::Quiet => "button quiet-button",
        }
    }
}

/// Submits the form it stands in.
#[component]
pub fn Button(
    /// How much it asks for.
    #[prop(optional)]
    tone: Tone,
    /// A drawing before the words.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// With `value`, says which of several buttons was pressed.
    #[prop(optional, into)]
    name: String,
    /// See `name`.
    #[prop(optional, into)]
    value: String,
    /// Where to post instead of the form's own action.
    #[prop(optional, into)]
    formaction: String,
    /// Further classes: `wide`, `large`.
    #[prop(optional, into)]
    class: String,
    /// What is read aloud when the words alone would not do.
    #[prop(optional, into)]
    label: String,
    /// Cannot be pressed now.
    #[prop(optional)]
    disabled: bool,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let value = (!name.is_empty()).then_some(value);
    view! {
        <button type="submit" class=classes(tone.class(), &class) name=given(name) value=value
            formaction=given(formaction) aria-label=given(label) disabled=disabled>
            {glyph.map(|glyph| view! { <Icon glyph/> })}
            {children()}
        </button>
    }
    .into_any()
}

/// Leads to another page.
#[component]
pub fn LinkButton(
    /// Where to.
    #[prop(into)]
    href: String,
    /// How much it asks for.
    #[prop(optional)]
    tone: Tone,
    /// A drawing before the words.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// Further classes: `wide`, `large`.
    #[prop(optional, into)]
    class: String,
    /// What is read aloud when the words alone would not do.
    #[prop(optional, into)]
    label: String,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=classes(tone.class(), &class) href=href aria-label=given(label)>
            {glyph.map(|glyph| view! { <Icon glyph/> })}
            {children()}
        </a>
    }
    .into_any()
}

/// A form that changes something: it posts, and the answer is a redirect. It carries the page it
/// stands on, for coming back to, the school that the page is of, which of the page's forms it is, and a key that makes
/// a double tap apply once.
#[component]
pub fn PostForm(
    /// Where it posts to.
    #[prop(into)]
    action: String,
    /// Classes: `form` for fields, `inline` for a single button.
    #[prop(optional, into)]
    class: String,
    /// Its id, for buttons that stand elsewhere.
    #[prop(optional, into)]
    id: String,
    /// It carries a file.
    #[prop(optional)]
    upload: bool,
    /// Its fields and buttons.
    children: Children,
) -> impl IntoView {
    let page = use_context::<FormPage>();
    let own = page.map(|page| {
        let school = page.school();
        view! {
            <input type="hidden" name=KEY value=page.key()/>
            <input type="hidden" name=FROM value=page.from()/>
            <input type="hidden" name=ACTION value=action.clone()/>
            {school.map(|school| view! { <input type="hidden" name=SCHOOL value=school/> })}
        }
    });
    view! {
        <form method="post" action=action class=given(class) id=given(id)
            enctype=upload.then_some("multipart/form-data")>
            {own}
            {children()}
        </form>
    }
    .into_any()
}
