//! Fields with something to choose: a list that opens, radios, a tick, a file.

use leptos::prelude::*;

use super::form::{Field, FieldError, Tied, field_class, under};
use super::given;

/// One of several values to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub words: String,
    /// A quieter line behind the words.
    pub note: String,
}

impl Choice {
    /// A choice without a note.
    pub fn new(value: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            words: words.into(),
            note: String::new(),
        }
    }

    /// The same with a note.
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        Self {
            note: note.into(),
            ..self
        }
    }
}

/// One of a list that opens.
#[component]
pub fn Select(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    options: Vec<Choice>,
    /// The value chosen now.
    #[prop(optional, into)]
    value: String,
    /// The words of a first, empty choice; none when empty.
    #[prop(optional, into)]
    blank: String,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: FieldError,
    /// Its id, when the name stands more than once on the page.
    #[prop(optional, into)]
    id: String,
    /// Must be answered.
    #[prop(optional)]
    required: bool,
    /// May be left empty: says so.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let Tied { id, about, wrong } = Tied::new(id, &name, &hint, &error);
    let options = options
        .into_iter()
        .map(|choice| {
            let chosen = choice.value == value;
            let words = if choice.note.is_empty() {
                choice.words
            } else {
                format!("{} · {}", choice.words, choice.note)
            };
            view! { <option value=choice.value selected=chosen>{words}</option> }
        })
        .collect_view();
    view! {
        <Field id=id.clone() label hint error optional>
            <select class="input" id=id name=name required=required autofocus=wrong.is_some() aria-invalid=wrong
                aria-describedby=about>
                {given(blank).map(|blank| view! { <option value="">{blank}</option> })}
                {options}
            </select>
        </Field>
    }
    .into_any()
}

/// One of a few, all in sight.
#[component]
pub fn RadioGroup(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    options: Vec<Choice>,
    /// The value chosen now.
    #[prop(optional, into)]
    value: String,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: FieldError,
    /// Side by side instead of one under the other.
    #[prop(optional)]
    across: bool,
) -> impl IntoView {
    let Tied { about, .. } = Tied::new(String::new(), &name, &hint, &error);
    let class = field_class(&error);
    let group = if across { "choices across" } else { "choices" };
    let options = options
        .into_iter()
        .map(|choice| {
            let chosen = choice.value == value;
            view! {
                <label class="choice">
                    <input type="radio" name=name.clone() value=choice.value checked=chosen/>
                    <span>
                        {choice.words}
                        {given(choice.note).map(|note| view! { <small class="quiet">" "{note}</small> })}
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class=class aria-describedby=about>
            <legend class="field-label">{label}</legend>
            {under(&name, hint, error)}
            <div class=group>{options}</div>
        </fieldset>
    }
    .into_any()
}

/// Yes when ticked; nothing is sent when not.
#[component]
pub fn Checkbox(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What a tick says.
    #[prop(into)]
    label: String,
    /// What is sent when ticked; `on` when empty.
    #[prop(optional, into)]
    value: String,
    /// Ticked now.
    #[prop(optional)]
    checked: bool,
    /// What follows from it.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: FieldError,
    /// Its id, when the name stands more than once on the page.
    #[prop(optional, into)]
    id: String,
    /// Must be ticked.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let Tied { id, about, wrong } = Tied::new(id, &name, &hint, &error);
    let class = field_class(&error);
    view! {
        <div class=class>
            <label class="choice">
                <input type="checkbox" id=id.clone() name=name value=given(value) checked=checked required=required
                    autofocus=wrong.is_some() aria-invalid=wrong aria-describedby=about/>
                <span>{label}</span>
            </label>
            {under(&id, hint, error)}
        </div>
    }
    .into_any()
}

/// A file from the person's own machine. Its form needs `upload=true`.
#[component]
pub fn FileInput(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// Endings and types the browser offers.
    #[prop(optional, into)]
    accept: String,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: FieldError,
) -> impl IntoView {
    let Tied { id, about, wrong } = Tied::new(String::new(), &name, &hint, &error);
    view! {
        <Field id=id.clone() label hint error>
            <input class="input" type="file" id=id name=name accept=given(accept) required=true
                autofocus=wrong.is_some() aria-invalid=wrong aria-describedby=about/>
        </Field>
    }
    .into_any()
}
