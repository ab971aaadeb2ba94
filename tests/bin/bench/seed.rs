//! A school with more than any has: the same each time.

use std::time::Instant;

use shared::account::Role;
use shared::account::right::{CanImportStock, CanLook};
use shared::amount::{Amount, Unit};
use shared::id::{HoldingId, ItemId};
use shared::kind::Sort;
use store::holding::Particulars;
use store::import::{self, Line, Plan};
use store::item::{self, ListQuery};
use store::{Desk, holding};
use tests::support::database::Database;
use tests::support::school::School;

use crate::Sizes;
use crate::figure::Figure;
use crate::process::Process;

/// What is typed into the search.
pub const SEARCHES: [&str; 4] = ["bea", "copper+spat", "glass+fun", "wooden"];

const MADE_OF: [&str; 10] = [
    "glass", "plastic", "steel", "copper", "brass", "wooden", "rubber", "ceramic", "nickel",
    "acrylic",
];
const THINGS: [&str; 20] = [
    "beaker",
    "flask",
    "funnel",
    "spatula",
    "tongs",
    "clamp",
    "stand",
    "tile",
    "trough",
    "rod",
    "weight",
    "spring",
    "pulley",
    "prism",
    "lens",
    "mirror",
    "magnet",
    "lamp",
    "meter",
    "electrode",
];

/// Holdings of one item.
const OF_ONE_ITEM: usize = 5;
/// Holdings on one shelf.
const ON_ONE_SHELF: usize = 160;

/// What the figures are taken of.
#[derive(Clone, Debug)]
pub struct Seeded {
    /// Who may do everything that is measured.
    pub email: String,
    /// Some items.
    pub items: Vec<ItemId>,
    /// Some holdings.
    pub holdings: Vec<HoldingId>,
    /// Codes for labels.
    pub codes: Vec<String>,
}

/// Fills a school through the store, list by list; the last of them is a figure.
pub async fn fill(database: &Database, sizes: Sizes) -> (Seeded, Vec<Figure>) {
    let school = School::in_database(database).await;
    let email = "jo.reid@northgate.example".to_owned();
    school.enrol(Role::HeadOfScience, &email).await;
    let keeper: Desk<CanImportStock> = school.prep_room();

    let this = Process(std::process::id());
    let mut figures = Vec::new();
    let mut done = 0;
    while done < sizes.holdings {
        let lines: Vec<Line> = (done..sizes.holdings).take(sizes.rows).map(line).collect();
        done += lines.len();
        let rows = lines.len();
        let (cpu, begun) = (this.cpu(), Instant::now());
        let plan = Plan {
            file_name: format!("list-{done}.csv"),
            lines,
        };
        import::read_in(&keeper, plan)
            .await
            .expect("a list is read in");
        let what = format!("writing an import of {rows} rows");
        figures = vec![Figure::work(
            what,
            this.cpu().saturating_sub(cpu),
            begun.elapsed(),
        )];
    }
    let seeded = some_of(&school.prep_room(), email, sizes.labels).await;
    school.store.close().await;
    (seeded, figures)
}

/// Items from all over the inventory, and what there is of them.
async fn some_of(desk: &Desk<CanLook>, email: String, labels: usize) -> Seeded {
    let mut items: Vec<ItemId> = Vec::new();
    for thing in THINGS {
        let query = ListQuery {
            q: thing.to_owned(),
            ..ListQuery::default()
        };
        let page = item::list(desk, &query).await.expect("a page");
        items.extend(page.rows.into_iter().take(20).map(|row| row.item.id));
    }
    let holdings = holding::of_items(desk, &items).await.expect("holdings");
    Seeded {
        email,
        items,
        codes: holdings
            .iter()
            .take(labels)
            .map(|holding| holding.code.to_string())
            .collect(),
        holdings: holdings.into_iter().map(|holding| holding.id).collect(),
    }
}

/// The holding of that number.
fn line(n: usize) -> Line {
    let shelf = n / ON_ONE_SHELF;
    let (room, cupboard) = (shelf / 24, shelf / 6 % 4);
    Line {
        place: vec![
            format!("Room {}", room + 1),
            format!("Cupboard {}", cupboard + 1),
            format!("Shelf {}", shelf % 6 + 1),
        ],
        kind: None,
        sort: Sort::Equipment,
        name: name(n / OF_ONE_ITEM),
        amount: Amount::new(30_000_000, Unit::Piece),
        containers: 1,
        code: None,
        minimum: None,
        item_note: None,
        particulars: Particulars::default(),
    }
}

/// What the item of that number is called.
pub fn name(n: usize) -> String {
    let (thing, of) = (
        THINGS[n % THINGS.len()],
        MADE_OF[n / THINGS.len() % MADE_OF.len()],
    );
    format!("{thing}, {of}, size {}", n / THINGS.len() / MADE_OF.len())
}
