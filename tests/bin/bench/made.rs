//! A school with more than any has: the demo trust's, with many times its stock and years of its orders. It is the same
//! each time, and kept for the next run.

use std::fs;
use std::path::{Path, PathBuf};

use shared::account::right::CanImportStock;
use shared::amount::{Amount, Unit};
use shared::code::Code;
use shared::id::{HoldingId, ItemId, RequisitionId};
use shared::kind::Sort;
use sqlx::AnyPool;
use store::account::member;
use store::holding::Particulars;
use store::import::{self, Line, Plan};
use store::{Connect, Desk, Store};
use tests::support::database::{Database, Engine};
use tests::support::told;
use trolley::demo;

use crate::Sizes;
use crate::orders;

/// The school of the demo trust that grows.
pub const SCHOOL: &str = "Northgate School";
/// Who may do everything that is measured: its head of science.
pub const EMAIL: &str = "jo.reid@northgate.example";
/// Who takes in, at another school, what was exported at the first.
pub const ELSEWHERE: &str = "fay.turner@southbrook.example";

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
/// Holdings on one shelf: 100,000 of them want 2,000 places.
const ON_ONE_SHELF: usize = 60;
/// Holdings of one list that is read in.
const OF_ONE_LIST: usize = 10_000;

/// What the figures are taken of.
#[derive(Clone, Debug)]
pub struct Seeded {
    /// Items from all over the inventory.
    pub items: Vec<ItemId>,
    /// Holdings from all over.
    pub holdings: Vec<HoldingId>,
    /// Their codes.
    pub codes: Vec<Code>,
    /// Orders of all years.
    pub orders: Vec<RequisitionId>,
    /// A place with shelves in it.
    pub room: String,
    /// The day with the most orders.
    pub day: String,
}

/// A database with the school. On SQLite an earlier run's is taken, unless it is to be made afresh or is of other tables.
pub async fn school(engine: Engine, sizes: Sizes, is_fresh: bool) -> (Database, Seeded) {
    let database = Database::new(engine);
    let kept = kept(sizes);
    if engine == Engine::Sqlite && !is_fresh && take(&kept, &database) {
        match Store::open(Connect::to(database.store_url())).await {
            Ok(store) => return finish(database, store).await,
            Err(error) => println!("the school of an earlier run can't be opened ({error:?})"),
        }
    }
    let database = Database::new(engine);
    println!("making the school: it takes a minute, and is kept for the next run on SQLite");
    demo::make(Connect::to(database.store_url()), |_| {})
        .await
        .expect("the demo trust");
    let store = Store::open(Connect::to(database.store_url()))
        .await
        .expect("the store opens");
    stock(&store, sizes).await;
    let pool = AnyPool::connect(&database.store_url())
        .await
        .expect("a connection");
    orders::multiply(&pool, store.clock(), sizes.orders).await;
    pool.close().await;
    let (database, seeded) = finish(database, store).await;
    if engine == Engine::Sqlite {
        fs::create_dir_all(kept.with_file_name("")).expect("a folder for the school");
        fs::copy(file(&database), &kept).expect("the school is kept");
    }
    (database, seeded)
}

/// Where a school of this size is kept.
fn kept(sizes: Sizes) -> PathBuf {
    told("TROLLEY_BENCH_KEPT").join(format!("school-of-{}.db", sizes.holdings))
}

fn file(database: &Database) -> PathBuf {
    database.folder().join("trolley.db")
}

fn take(kept: &Path, database: &Database) -> bool {
    kept.is_file() && fs::copy(kept, file(database)).is_ok()
}

async fn finish(database: Database, store: Store) -> (Database, Seeded) {
    store.close().await;
    let pool = AnyPool::connect(&database.store_url())
        .await
        .expect("a connection");
    let seeded = some_of(&pool).await;
    pool.close().await;
    (database, seeded)
}

/// Fills the school's shelves, list by list.
async fn stock(store: &Store, sizes: Sizes) {
    let desk = keeper(store).await;
    let mut done = 0;
    while done < sizes.holdings {
        let lines: Vec<Line> = (done..sizes.holdings).take(OF_ONE_LIST).map(line).collect();
        done += lines.len();
        let plan = Plan {
            file_name: format!("list-{done}.csv"),
            lines,
        };
        import::read_in(&desk, plan)
            .await
            .expect("a list is read in");
    }
}

async fn keeper(store: &Store) -> Desk<CanImportStock> {
    let desks = store::school::every_desk(store).await.expect("schools");
    let desk = desks.iter().find(|desk| desk.who().school_name == SCHOOL);
    let school = desk.expect("the demo trust's school").school();
    let who = member::of_address(store, school, EMAIL).await;
    Desk::enter(store.clone(), who.expect("its head of science")).expect("the right")
}

/// A few hundred of everything, from all over.
async fn some_of(pool: &AnyPool) -> Seeded {
    let items = spread(pool, "SELECT id FROM item WHERE school_id = $1 ORDER BY id").await;
    let holdings = spread(
        pool,
        "SELECT id FROM holding WHERE school_id = $1 AND gone_at IS NULL ORDER BY id",
    )
    .await;
    let codes = spread(
        pool,
        "SELECT code FROM holding WHERE school_id = $1 AND gone_at IS NULL ORDER BY id",
    )
    .await;
    let orders = spread(
        pool,
        "SELECT id FROM requisition WHERE school_id = $1 ORDER BY day, id",
    )
    .await;
    let rooms = spread(
        pool,
        "SELECT parent_id FROM location WHERE school_id = $1 AND parent_id IS NOT NULL ORDER BY id",
    )
    .await;
    let days = spread(
        pool,
        "SELECT day FROM requisition WHERE school_id = $1 GROUP BY day ORDER BY count(*) DESC, day",
    )
    .await;
    Seeded {
        items: parsed(&items),
        holdings: parsed(&holdings),
        codes: parsed(&codes),
        orders: parsed(&orders),
        room: rooms.last().expect("a place in a place").clone(),
        day: days.first().expect("a day with orders").clone(),
    }
}

/// At most 400 of what a statement gives for the school, from its beginning to its end.
async fn spread(pool: &AnyPool, statement: &'static str) -> Vec<String> {
    let school = orders::school(pool).await;
    let all: Vec<(String,)> = sqlx::query_as(statement)
        .bind(school)
        .fetch_all(pool)
        .await
        .expect(statement);
    let step = all.len().div_ceil(400).max(1);
    all.into_iter().step_by(step).map(|row| row.0).collect()
}

fn parsed<T: std::str::FromStr>(texts: &[String]) -> Vec<T> {
    texts.iter().filter_map(|text| text.parse().ok()).collect()
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
        is_matched: false,
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
