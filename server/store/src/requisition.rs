//! Orders: from a teacher's draft to what was used, broken and lost.
//!
//! A step reads the order inside its write, applies the pure transition of [`shared::requisition`], saves and
//! records its event; the second of two people is told what the order is by then.

mod begin;
mod board;
mod check_in;
mod comment;
mod concern;
mod draft;
mod find;
mod kit;
mod lesson;
mod line;
mod list;
mod name;
mod note;
mod prep;
mod promise;
mod send;
mod step;

pub use begin::{Choice, create, repeat};
pub use board::{board, some, with_drafts};
pub use check_in::{CheckedIn, check_in, undo};
pub use comment::{comments, messages, refusals, said, tell};
pub use concern::{Looked, beyond, concerns};
pub use draft::{Change, Seen, Then, change, choose, move_to, save};
pub use find::{changes_own, find, find_by_code};
pub use kit::{Kit, KitEntry};
pub use lesson::{Ordered, ordered};
pub use line::{NewLine, Same, Similar, similar, tick, tick_all};
pub use list::{Filter, Key, Page, list};
pub use name::name_line;
pub use note::read_note;
pub use prep::{Gathered, PrepPlan, Standing, Want, prep_plan, standing};
pub use promise::{Outlook, outlook};
pub(crate) use promise::{is_open, states};
pub use send::{Submission, submit};
pub use step::{
    Taken, accept, accept_all, answer, cancel, decline, deliver, prepare, query, take_back,
};

use find::find_in;
