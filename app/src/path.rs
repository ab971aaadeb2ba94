//! Every address of the site, as types: pages link with them, labels print them, a test opens them.

use shared::id::{
    ClassId, HoldingId, ImportId, ItemId, LocationId, MemberId, PracticalId, PracticeId,
    RequisitionId, SlotId, UploadId,
};
use shared::moment::Day;
use shared::substance::SubstanceId;

/// An address of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    /// Home, by role.
    Home,
    /// What a new school still lacks before its first order.
    Start,
    /// Signing in.
    SignIn,
    /// The prep room's day: the board and the prep list.
    Today(Option<Day>),
    /// The board of a week.
    Week(Option<Day>),
    /// The day's prep list for paper.
    PrepList(Day),
    /// A teacher's own lessons.
    Lessons,
    /// All orders.
    Orders,
    /// An order.
    Order(RequisitionId),
    /// Ordering for a lesson: what shall it be?
    NewOrder(SlotId, Day),
    /// Taking another practical for an order.
    OrderPractical(RequisitionId),
    /// An order's check-in.
    CheckIn(RequisitionId),
    /// The school's practicals.
    Practicals,
    /// A practical.
    Practical(PracticalId),
    /// Writing a new practical.
    NewPractical,
    /// Changing a practical.
    EditPractical(PracticalId),
    /// A practical's risk note.
    RiskNote(PracticalId),
    /// A version of a practical's risk note.
    RiskVersion(PracticalId, u32),
    /// A version of a practical's risk note for paper.
    RiskPaper(PracticalId, u32),
    /// All risk notes.
    RiskNotes,
    /// The inventory.
    Stock,
    /// Where the book was corrected, and nobody has looked yet.
    Corrections,
    /// An item.
    Item(ItemId),
    /// A holding.
    Holding(HoldingId),
    /// Looking a chemical up.
    Substances,
    /// A chemical, or what only this school has.
    Substance(SubstanceId),
    /// All places.
    Places,
    /// A place.
    Place(LocationId),
    /// Stock lists: reading one in, and those that were.
    Imports,
    /// A stock list on its way in.
    Upload(UploadId),
    /// A stock list that was read in.
    Import(ImportId),
    /// Choosing what to print labels for.
    Labels,
    /// Typing or scanning a code.
    Scan,
    /// What a code stands for.
    Code(shared::code::Code),
    /// What other schools share.
    Network,
    /// A shared practical.
    Practice(PracticeId),
    /// Demand against capacity.
    Oversight,
    /// The orders that a figure counts: its name, and the day or class where it has one.
    OversightOrders(String),
    /// The lessons in labs at a period, by its number.
    OversightLabs(u8),
    /// Technicians' hours and taught hours.
    OversightService,
    /// The figures as a table for a spreadsheet.
    OversightCsv,
    /// Classes, periods and lessons.
    Timetable,
    /// A class's regular lesson.
    Slot(SlotId),
    /// The school's classes.
    Classes,
    /// A class.
    Class(ClassId),
    /// School days and the periods of a day.
    Calendar,
    /// When technicians are there.
    Presence,
    /// One's own account.
    Me,
    /// Members and invitations.
    People,
    /// A member, for those who keep people.
    Member(MemberId),
    /// The school's own rules.
    School,
}

impl Path {
    /// The lessons of all teachers from a day on, for those who order for others.
    pub fn lessons_of_all(from: Day) -> String {
        format!("{}?whose=all&from={from}", Self::Lessons.href())
    }

    /// The address, from the root of the site.
    pub fn href(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Start => "/start".to_owned(),
            Self::SignIn => "/sign-in".to_owned(),
            Self::Today(None) => "/today".to_owned(),
            Self::Today(Some(day)) => format!("/today?day={day}"),
            Self::Week(None) => "/week".to_owned(),
            Self::Week(Some(day)) => format!("/week?day={day}"),
            Self::PrepList(day) => format!("/today/prep-list?day={day}"),
            Self::Lessons => "/lessons".to_owned(),
            Self::Orders => "/orders".to_owned(),
            Self::Order(id) => format!("/orders/{id}"),
            Self::NewOrder(slot, day) => format!("/orders/new?slot={slot}&day={day}"),
            Self::OrderPractical(id) => format!("/orders/{id}/practical"),
            Self::CheckIn(id) => format!("/orders/{id}/check-in"),
            Self::Practicals => "/practicals".to_owned(),
            Self::Practical(id) => format!("/practicals/{id}"),
            Self::NewPractical => "/practicals/new".to_owned(),
            Self::EditPractical(id) => format!("/practicals/{id}/edit"),
            Self::RiskNote(id) => format!("/risk-notes/{id}"),
            Self::RiskVersion(id, n) => format!("/risk-notes/{id}?version={n}"),
            Self::RiskPaper(id, n) => format!("/risk-notes/{id}/paper?version={n}"),
            Self::RiskNotes => "/risk-notes".to_owned(),
            Self::Stock => "/stock".to_owned(),
            Self::Corrections => "/stock/corrections".to_owned(),
            Self::Item(id) => format!("/stock/{id}"),
            Self::Holding(id) => format!("/holdings/{id}"),
            Self::Substances => "/chemicals".to_owned(),
            Self::Substance(id) => format!("/chemicals/{id}"),
            Self::Places => "/places".to_owned(),
            Self::Place(id) => format!("/places/{id}"),
            Self::Imports => "/import".to_owned(),
            Self::Upload(id) => format!("/import/uploads/{id}"),
            Self::Import(id) => format!("/import/{id}"),
            Self::Labels => "/labels".to_owned(),
            Self::Scan => "/scan".to_owned(),
            Self::Code(code) => format!("/C/{}", code.plain()),
            Self::Network => "/network".to_owned(),
            Self::Practice(id) => format!("/network/{id}"),
            Self::Oversight => "/oversight".to_owned(),
            Self::OversightOrders(of) => format!("/oversight/orders?{of}"),
            Self::OversightLabs(period) => format!("/oversight/labs?period={period}"),
            Self::OversightService => "/oversight/service".to_owned(),
            Self::OversightCsv => "/oversight.csv".to_owned(),
            Self::Timetable => "/timetable".to_owned(),
            Self::Slot(id) => format!("/timetable/lessons/{id}"),
            Self::Classes => "/timetable/classes".to_owned(),
            Self::Class(id) => format!("/timetable/classes/{id}"),
            Self::Calendar => "/timetable/calendar".to_owned(),
            Self::Presence => "/presence".to_owned(),
            Self::Me => "/me".to_owned(),
            Self::People => "/people".to_owned(),
            Self::Member(id) => format!("/people/{id}"),
            Self::School => "/school".to_owned(),
        }
    }
}
