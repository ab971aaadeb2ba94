//! Fields: a label, what was typed, and beside it what is wrong with it. Those with choices are in `choose`.

use leptos::prelude::*;

use super::button::{Button, LinkButton, Tone};
use super::given;
use super::icon::{Glyph, Icon};

/// What is wrong with an answer, if anything is: given as words, or as what a form's errors say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldError {
    words: Option<String>,
    follows: bool,
}

impl FieldError {
    /// With a place of its own even while nothing is wrong, for a form that shows what comes back without another page.
    #[must_use]
    pub fn following(words: Option<String>) -> Self {
        Self {
            words,
            follows: true,
        }
    }

    /// Whether a control names the error's place.
    fn is_named(&self) -> bool {
        self.follows || self.words.is_some()
    }
}

impl From<&str> for FieldError {
    fn from(words: &str) -> Self {
        Self::from(words.to_owned())
    }
}

impl From<String> for FieldError {
    fn from(words: String) -> Self {
        Self::from(Some(words))
    }
}

impl<Words: Into<String>> From<Option<Words>> for FieldError {
    fn from(words: Option<Words>) -> Self {
        Self {
            words: words.map(Into::into),
            follows: false,
        }
    }
}

/// The class of a field, by whether something is wrong with it.
pub(super) fn field_class(error: &FieldError) -> &'static str {
    if error.words.is_some() {
        "field has-error"
    } else {
        "field"
    }
}

/// How a control is tied to what stands around it: its id, and for `aria-describedby` and `aria-invalid`.
pub(super) struct Tied {
    /// Its own id, or its name where that stands once on the page.
    pub id: String,
    /// The ids of the hint and the error.
    pub about: Option<String>,
    /// Whether something is wrong: then the page opens at it.
    pub wrong: Option<&'static str>,
}

impl Tied {
    pub(super) fn new(id: String, name: &str, hint: &str, error: &FieldError) -> Self {
        let id = if id.is_empty() { name.to_owned() } else { id };
        let hint = (!hint.is_empty()).then(|| format!("{id}-hint"));
        let named = error.is_named().then(|| format!("{id}-error"));
        let both: Vec<String> = named.into_iter().chain(hint).collect();
        Self {
            id,
            about: given(both.join(" ")),
            wrong: error.words.as_ref().map(|_| "true"),
        }
    }
}

/// A label, a hint and an error around any control. The control's id is `id`, and it names
/// `{id}-hint` and `{id}-error` in its `aria-describedby`.
#[component]
pub fn Field(
    /// The control's id.
    #[prop(into)]
    id: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: FieldError,
    /// May be left empty: says so.
    #[prop(optional)]
    optional: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let class = field_class(&error);
    view! {
        <div class=class>
            <label class="field-label" for=id.clone()>
                {label}
                {optional.then(|| view! { <span class="quiet">" (optional)"</span> })}
            </label>
            {under(&id, hint, error)}
            {children()}
        </div>
    }
    .into_any()
}

/// The end of a form on a page of its own: the button that sends it, and the way back without.
#[component]
pub fn FormEnd(
    /// What the button says.
    words: &'static str,
    /// Where the way back leads.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    view! {
        <div class="form-acts">
            <Button tone=Tone::Primary>{words}</Button>
            <LinkButton href=back>"Back"</LinkButton>
        </div>
    }
    .into_any()
}

/// The hint and the error, where `Tied` says they are.
pub(super) fn under(id: &str, hint: String, error: FieldError) -> AnyView {
    let place = format!("{id}-error");
    let is_named = error.is_named();
    let inside = error
        .words
        .map(|words| view! { <p class="field-error"><Icon glyph=Glyph::Alert/>{words}</p> });
    view! {
        {given(hint).map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
        {is_named.then(|| view! { <div id=place data-follows=error.follows>{inside}</div> })}
    }
    .into_any()
}

/// What is wrong with a control that no [`Field`] stands around, under the id that its `aria-describedby` names.
pub(crate) fn error_line(id: &str, words: Option<String>) -> AnyView {
    under(id, String::new(), words.into())
}

/// One line of text: also e-mail, password, search.
#[component]
pub fn TextInput(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What was typed, or what is there now.
    #[prop(optional, into)]
    value: String,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: FieldError,
    /// The input's type; text when empty.
    #[prop(optional, into)]
    kind: String,
    /// Its id, when the name stands more than once on the page.
    #[prop(optional, into)]
    id: String,
    /// An example, shown while it is empty.
    #[prop(optional, into)]
    placeholder: String,
    /// What the browser may fill in.
    #[prop(optional, into)]
    autocomplete: String,
    /// Which keys a phone shows.
    #[prop(optional, into)]
    inputmode: String,
    /// Must be answered.
    #[prop(optional)]
    required: bool,
    /// May be left empty: says so.
    #[prop(optional)]
    optional: bool,
    /// Takes the focus when the page opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let Tied { id, about, wrong } = Tied::new(id, &name, &hint, &error);
    let kind = if kind.is_empty() {
        "text".to_owned()
    } else {
        kind
    };
    view! {
        <Field id=id.clone() label hint error optional>
            <input class="input" type=kind id=id name=name value=value placeholder=given(placeholder)
                autocomplete=given(autocomplete) inputmode=given(inputmode) required=required autofocus={autofocus || wrong.is_some()}
                aria-invalid=wrong aria-describedby=about/>
        </Field>
    }
    .into_any()
}

/// A field in a cell of a table, whose row and column name it: its label is for who does not see them.
#[component]
pub fn CellInput(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What was typed, or what is there now.
    #[prop(into)]
    value: String,
    /// What is wrong with the answer.
    #[prop(into)]
    error: FieldError,
    /// Its id, when the name stands more than once on the page.
    #[prop(optional, into)]
    id: String,
    /// An example, shown while it is empty.
    #[prop(optional, into)]
    placeholder: String,
    /// The most of a whole number; of other text nothing.
    #[prop(optional, into)]
    most: String,
) -> impl IntoView {
    let Tied { id, about, wrong } = Tied::new(id, &name, "", &error);
    let class = field_class(&error);
    let (kind, input, least) = if most.is_empty() {
        ("text", "input", None)
    } else {
        ("number", "input short", Some("0"))
    };
    view! {
        <div class=class>
            <input class=input type=kind id=id.clone() name=name value=value placeholder=given(placeholder) min=least
                max=given(most) autocomplete="off" aria-label=label autofocus=wrong.is_some() aria-invalid=wrong
                aria-describedby=about/>
            {under(&id, String::new(), error)}
        </div>
    }
    .into_any()
}

/// A number, as text so that what was typed is kept, with its unit behind it.
#[component]
pub fn NumberInput(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What was typed, or what is there now.
    #[prop(optional, into)]
    value: String,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: FieldError,
    /// Its id, when the name stands more than once on the page.
    #[prop(optional, into)]
    id: String,
    /// What is counted.
    #[prop(optional, into)]
    unit: String,
    /// The least a browser accepts.
    #[prop(optional, into)]
    min: String,
    /// The most a browser accepts.
    #[prop(optional, into)]
    max: String,
    /// Must be answered.
    #[prop(optional)]
    required: bool,
    /// May be left empty: says so.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let Tied { id, about, wrong } = Tied::new(id, &name, &hint, &error);
    view! {
        <Field id=id.clone() label hint error optional>
            <span class="with-unit">
                <input class="input" type="number" id=id name=name value=value min=given(min) max=given(max)
                    required=required autofocus=wrong.is_some() aria-invalid=wrong aria-describedby=about/>
                {given(unit).map(|unit| view! { <span class="quiet">{unit}</span> })}
            </span>
        </Field>
    }
    .into_any()
}

/// A day, by the browser's own calendar.
#[component]
pub fn DateInput(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// The day as 2026-11-26, or what was typed.
    #[prop(optional, into)]
    value: String,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: FieldError,
    /// Its id, when the name stands more than once on the page.
    #[prop(optional, into)]
    id: String,
    /// The first day to choose.
    #[prop(optional, into)]
    min: String,
    /// The last day to choose.
    #[prop(optional, into)]
    max: String,
    /// Must be answered.
    #[prop(optional)]
    required: bool,
    /// May be left empty: says so.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let Tied { id, about, wrong } = Tied::new(id, &name, &hint, &error);
    view! {
        <Field id=id.clone() label hint error optional>
            <input class="input" type="date" id=id name=name value=value min=given(min) max=given(max)
                required=required autofocus=wrong.is_some() aria-invalid=wrong aria-describedby=about/>
        </Field>
    }
    .into_any()
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What was typed, or what is there now.
    #[prop(optional, into)]
    value: String,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: FieldError,
    /// Its id, when the name stands more than once on the page.
    #[prop(optional, into)]
    id: String,
    /// Lines shown at first.
    #[prop(default = 4)]
    rows: u8,
    /// Must be answered.
    #[prop(optional)]
    required: bool,
    /// May be left empty: says so.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let Tied { id, about, wrong } = Tied::new(id, &name, &hint, &error);
    // A browser drops the first line break inside a textarea: give it one to drop.
    let value = format!("\n{value}");
    view! {
        <Field id=id.clone() label hint error optional>
            <textarea class="input" id=id name=name rows=rows required=required autofocus=wrong.is_some() aria-invalid=wrong
                aria-describedby=about>{value}</textarea>
        </Field>
    }
    .into_any()
}
