//! What pages are built from: small views that take plain or domain types. `app/style` has one file of CSS for each,
//! which begins with its class names.

pub mod amount;
pub mod button;
pub mod card;
pub mod chart;
pub mod choose;
pub mod empty;
pub mod form;
pub mod head;
pub mod history;
pub mod icon;
pub mod message;
pub mod meter;
pub mod nav;
pub mod shell;
pub mod state;
pub mod table;

pub use amount::{AmountText, CodeText, PictogramRow};
pub use button::{Button, LinkButton, PostForm, Tone};
pub use card::{Card, Fact, Facts, Stat};
pub use chart::{Axis, Column, ColumnChart};
pub use choose::{Checkbox, Choice, FileInput, RadioGroup, Select};
pub use empty::Empty;
pub(crate) use form::error_line;
pub use form::{
    CellInput, DateInput, Field, FieldError, FormEnd, NumberInput, TextArea, TextInput,
};
pub use head::{Crumb, PageHead, Tab, Tabs};
pub use history::{History, HistoryLine};
pub use icon::{Glyph, Icon};
pub use message::{Message, Notice, NoticeTone, Remark};
pub use meter::{Meter, MeterPart};
pub use nav::{Nav, Stop};
pub use shell::{Document, FIND, OtherSchool, PersonCard, SIGN_OUT, SWITCH, Shell, SignFrame};
pub use state::{Badge, Mark, StateChip, state_class, state_glyph, state_word};
pub use table::{DataTable, Head, Pager, Pick, PickHead, SortHead, Sorted, heads};

/// An attribute that is left out when there is nothing to say.
fn given(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// Class names with one more when there is one.
fn classes(always: &str, more: &str) -> String {
    if more.is_empty() {
        always.to_owned()
    } else {
        format!("{always} {more}")
    }
}
