//! Icons: line drawings beside words, never instead of them.

use leptos::prelude::*;

/// A drawing by what it stands for, so that one thing has one drawing everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// The product's own mark.
    Trolley,
    /// The day's board, or a teacher's lessons.
    Today,
    /// Orders.
    Order,
    /// Practicals.
    Practical,
    /// Stock.
    Stock,
    /// Scanning a label.
    Scan,
    /// Risk notes, and warnings.
    Risk,
    /// Other schools.
    Network,
    /// Figures for the head of science.
    Oversight,
    /// Locations.
    Place,
    /// The timetable.
    Timetable,
    /// Members.
    People,
    /// A stock list coming in.
    Import,
    /// What did not fit in the bar.
    More,
    /// Finding.
    Search,
    /// In order.
    Check,
    /// Look here.
    Alert,
    /// A note.
    Info,
    /// Something went wrong, or is not there.
    Cross,
    /// One more.
    Plus,
    /// One fewer.
    Minus,
    /// Printing.
    Print,
    /// Labels.
    Label,
    /// Changing.
    Edit,
    /// Destroying.
    Bin,
    /// Taking back.
    Undo,
    /// Leaving.
    SignOut,
    /// Another school.
    School,
    /// Sorted upwards.
    Up,
    /// Sorted downwards.
    Down,
    /// Into what lies below.
    Into,
    /// A draft.
    Draft,
    /// Sent to the prep room.
    Submitted,
    /// Waiting for an answer.
    Queried,
    /// Taken on.
    Accepted,
    /// On the trolley.
    Prepared,
    /// In the lab.
    Delivered,
    /// Back from the lab.
    Returned,
    /// Counted and put away.
    CheckedIn,
    /// Will not happen.
    Stopped,
}

impl Glyph {
    /// The inside of its SVG, drawn in a square of 24.
    fn drawing(self) -> &'static str {
        match self {
            Self::Trolley => {
                "<path d=\"M2 4h2v12h16V4h2M4 10h16M8 10V5h8v5\"/><circle cx=\"8\" cy=\"20\" r=\"1.6\"/><circle cx=\"16\" cy=\"20\" r=\"1.6\"/>"
            }
            Self::Today => icondata_lu::LuCalendar.data,
            Self::Order => icondata_lu::LuFileText.data,
            Self::Practical => icondata_lu::LuFlaskConical.data,
            Self::Stock => icondata_lu::LuBox.data,
            Self::Scan => icondata_lu::LuScanLine.data,
            Self::Risk => icondata_lu::LuTriangleAlert.data,
            Self::Network => icondata_lu::LuUsers.data,
            Self::Oversight => icondata_lu::LuChartColumn.data,
            Self::Place => icondata_lu::LuMapPin.data,
            Self::Timetable => icondata_lu::LuCalendarClock.data,
            Self::People => icondata_lu::LuUserRound.data,
            Self::Import => icondata_lu::LuUpload.data,
            Self::More => icondata_lu::LuEllipsis.data,
            Self::Search => icondata_lu::LuSearch.data,
            Self::Check => icondata_lu::LuCheck.data,
            Self::Alert => icondata_lu::LuCircleAlert.data,
            Self::Info => icondata_lu::LuInfo.data,
            Self::Cross => icondata_lu::LuCircleX.data,
            Self::Plus => icondata_lu::LuPlus.data,
            Self::Minus => icondata_lu::LuMinus.data,
            Self::Print => icondata_lu::LuPrinter.data,
            Self::Label => icondata_lu::LuTag.data,
            Self::Edit | Self::Draft => icondata_lu::LuPencil.data,
            Self::Bin => icondata_lu::LuTrash2.data,
            Self::Undo | Self::Returned => icondata_lu::LuUndo2.data,
            Self::SignOut => icondata_lu::LuLogOut.data,
            Self::School => icondata_lu::LuBuilding2.data,
            Self::Up => icondata_lu::LuArrowUp.data,
            Self::Down => icondata_lu::LuArrowDown.data,
            Self::Into => icondata_lu::LuChevronRight.data,
            Self::Submitted => icondata_lu::LuSend.data,
            Self::Queried => icondata_lu::LuMessageCircleQuestion.data,
            Self::Accepted => icondata_lu::LuClipboardCheck.data,
            Self::Prepared => icondata_lu::LuPackageCheck.data,
            Self::Delivered => icondata_lu::LuTruck.data,
            Self::CheckedIn => icondata_lu::LuArchive.data,
            Self::Stopped => icondata_lu::LuBan.data,
        }
    }
}

/// A drawing, not read aloud: the word stands beside it.
#[component]
pub fn Icon(
    /// What it stands for.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" stroke-width="2"
            stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"
            inner_html=glyph.drawing()></svg>
    }
    .into_any()
}
