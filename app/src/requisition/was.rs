//! What a field was when its page was made: so that only what is changed here is saved, and whoever changed the same
//! meanwhile is not overwritten.

#[cfg(feature = "ssr")]
use leptos::prelude::*;

/// Before the name of a field: the field beside it that says what it was.
pub(super) const WAS: &str = "was-";

/// The name of the field that says what another was.
pub(super) fn was(name: &str) -> String {
    format!("{WAS}{name}")
}

/// The field itself, beside the one that it is about.
#[cfg(feature = "ssr")]
pub(super) fn was_shown(name: &str, shown: impl ToString) -> AnyView {
    view! { <input type="hidden" name=was(name) value=shown.to_string()/> }.into_any()
}
