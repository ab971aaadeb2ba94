//! Figures: units after a thin gap, × for counts, codes readable aloud; and the hazard diamonds.

use leptos::prelude::*;
use shared::amount::Amount;
use shared::code::Code;
use shared::label::pictogram::Pictogram;

/// A figure and its unit, never broken over two lines.
#[component]
pub fn AmountText(
    /// How much.
    amount: Amount,
) -> impl IntoView {
    view! { <span class="amount">{amount.to_string()}</span> }.into_any()
}

/// A printed code, as it stands on the label.
#[component]
pub fn CodeText(
    /// The code.
    code: Code,
) -> impl IntoView {
    view! { <span class="code">{code.to_string()}</span> }.into_any()
}

/// Hazard pictograms side by side, each read aloud as what it means.
#[component]
pub fn PictogramRow(
    /// Which.
    pictograms: Vec<Pictogram>,
    /// As large as a risk note wants them.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let class = if large {
        "pictograms large-pictogram"
    } else {
        "pictograms"
    };
    let drawings: String = pictograms.into_iter().map(Pictogram::svg).collect();
    view! { <span class=class inner_html=drawings></span> }.into_any()
}
