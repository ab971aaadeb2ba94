//! How a request becomes a page or a deed: who asks, what was sent, what is answered.

mod answer;
mod at;
mod caller;
mod dressed;
mod enter;
mod frame;
mod progress;
mod route;
mod sent;
mod site;
mod words;

pub(crate) use answer::local;
pub use answer::{Done, Elsewhere, Failed};
pub use at::At;
pub use caller::Caller;
pub use dressed::dressed;
pub use enter::{Enter, Guest, Signed};
pub(crate) use frame::FormPage;
pub use frame::{Frame, Kept, Shown};
pub(crate) use progress::grouped;
pub use progress::{Step, Work};
pub use route::Route;
pub(crate) use sent::{ACTION, FROM, KEY, SCHOOL, ensure_at};
pub use sent::{Idempotency, Sent};
pub use site::{Site, readable, secure_headers};
pub use words::sentence;
pub(crate) use words::who_may;
