//! Every part in every state, and mock pages of the main ones, with content a technician would believe.
//! Looked at in both themes, and tested for accessibility.

mod board;
mod figures;
mod holding;
mod import;
mod lessons;
mod order;
mod parts;
mod tray;

use leptos::prelude::*;
use shared::account::Role;

use crate::parts::{Nav, OtherSchool, PersonCard, Stop};

pub use board::board_mock;
pub use figures::oversight_mock;
pub use holding::holding_mock;
pub use import::import_mock;
pub use lessons::{lessons_mock, sign_mock};
pub use order::order_mock;
pub use parts::gallery_view;
pub use tray::tray_mock;

/// The technician of the pictures.
fn priya() -> PersonCard {
    PersonCard {
        name: "Priya Nair".into(),
        role: "Senior technician".into(),
        school: "Northgate School".into(),
        others: vec![OtherSchool {
            id: "eastfield".into(),
            name: "Eastfield School".into(),
        }],
    }
}

/// The technician's rail, with what waits.
fn technicians_nav(here: Stop) -> Nav {
    Nav::of_role(Role::SeniorTechnician)
        .at(here)
        .count(Stop::Orders, "23")
        .count(Stop::Stock, "4 low")
        .count(Stop::RiskNotes, "2 due")
        .count(Stop::Network, "3 new")
}

/// The pages by name, each within its frame.
pub fn pages() -> [(&'static str, AnyView); 9] {
    [
        ("parts", gallery_view().into_any()),
        ("today", board_mock().into_any()),
        ("order", order_mock().into_any()),
        ("oversight", oversight_mock().into_any()),
        ("holding", holding_mock().into_any()),
        ("import", import_mock().into_any()),
        ("tray", tray_mock().into_any()),
        ("lessons", lessons_mock().into_any()),
        ("sign", sign_mock().into_any()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::Document;
    use crate::style::stylesheet;

    /// Writes the pages to `TROLLEY_GALLERY` where it is set, to be looked at without a server.
    #[test]
    fn every_page_is_drawn_without_inline_styles() {
        let folder = std::env::var_os("TROLLEY_GALLERY").map(std::path::PathBuf::from);
        if let Some(folder) = &folder {
            std::fs::write(folder.join("trolley.css"), stylesheet()).unwrap();
        }
        for (name, page) in pages() {
            let html =
                view! { <Document title=name styles="trolley.css">{page}</Document> }.to_html();
            assert!(
                html.starts_with("<!DOCTYPE html>"),
                "{name} begins {}",
                &html[..40]
            );
            assert!(!html.contains(" style="), "{name} has an inline style");
            assert_eq!(
                html.matches("<h1").count(),
                1,
                "{name} has one first heading"
            );
            if let Some(folder) = &folder {
                std::fs::write(folder.join(format!("{name}.html")), html).unwrap();
            }
        }
    }
}
