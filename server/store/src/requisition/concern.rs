//! What the prep room looks at before it takes an order on: told by the order, its risk note and the stock.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use shared::{
    account::Grant,
    amount::Unit,
    id::{PracticalId, RequisitionId},
    kind::{KindId, Sort},
    moment::Day,
    requisition::{Concern, Line, Requisition},
    timetable::Period,
};

use super::{Kit, Outlook, find::period, promise::outlook};
use crate::{Desk, Result, risk, row, statement::Statement};

/// An order that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// Which.
    pub id: RequisitionId,
    /// Which edit of it.
    pub version: i64,
    /// What it is called.
    pub title: String,
    /// What the prep room should look at.
    pub concerns: Vec<Concern>,
}

/// What there is to look at in some orders, in their order of time.
pub async fn concerns<R: Grant>(desk: &Desk<R>, ids: &[RequisitionId]) -> Result<Vec<Looked>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let orders = orders(desk, ids).await?;
    let lines = lines(desk, ids).await?;
    let practicals: BTreeSet<PracticalId> =
        orders.iter().filter_map(|order| order.practical).collect();
    let kinds: Vec<&KindId> = lines.iter().filter_map(|line| line.kind.as_ref()).collect();
    let chemicals: Vec<(&KindId, &str)> = lines
        .iter()
        .filter(|line| is_chemical(line.sort))
        .filter_map(|line| Some((line.kind.as_ref()?, line.name.as_str())))
        .collect();
    let known = Known {
        approved: approved(desk, &practicals).await?,
        covered: covered(desk, &practicals).await?,
        hazardous: risk::bearing(desk, &chemicals).await?,
        outlook: outlook(desk, &kinds, None).await?,
    };
    let mut of: HashMap<RequisitionId, Vec<&Asked>> = HashMap::new();
    for line in &lines {
        of.entry(line.order).or_default().push(line);
    }
    let look = |order: Order| {
        let lines = of.get(&order.id).map_or(&[][..], Vec::as_slice);
        Looked {
            concerns: known.concerns(&order, lines),
            id: order.id,
            version: order.version,
            title: order.title,
        }
    };
    Ok(orders.into_iter().map(look).collect())
}

/// Names of the hazardous things that an order asks for and its practical does not: no note of the practical's covers
/// them.
pub async fn beyond<R: Grant>(
    desk: &Desk<R>,
    order: &Requisition,
    kit: Option<&Kit>,
) -> Result<Vec<String>> {
    let kinds = kinds_beyond(desk, &order.lines, kit).await?;
    let is_beyond = |line: &&Line| line.kind.as_ref().is_some_and(|kind| kinds.contains(kind));
    let lines = order.lines.iter().filter(is_beyond);
    Ok(lines.map(|line| line.name.clone()).collect())
}

/// The hazardous kinds among some lines that a practical's kit does not ask for.
pub(super) async fn kinds_beyond<R: Grant>(
    desk: &Desk<R>,
    lines: &[Line],
    kit: Option<&Kit>,
) -> Result<Vec<KindId>> {
    let Some(kit) = kit else {
        return Ok(Vec::new());
    };
    let is_covered = |kind: &KindId| kit.lines.iter().any(|entry| entry.kit.kind == *kind);
    let added: Vec<(&KindId, &str)> = lines
        .iter()
        .filter(|line| is_chemical(line.sort))
        .filter_map(|line| Some((line.kind.as_ref()?, line.name.as_str())))
        .filter(|(kind, _)| !is_covered(kind))
        .collect();
    Ok(risk::bearing(desk, &added).await?.into_iter().collect())
}

fn is_chemical(sort: Sort) -> bool {
    matches!(sort, Sort::Chemical | Sort::Solution)
}

/// What concerns are told by.
struct Known {
    /// The approved version of each practical's risk note.
    approved: HashMap<PracticalId, u32>,
    /// What each practical's kit asks for.
    covered: BTreeMap<PracticalId, BTreeSet<KindId>>,
    /// Chemicals that bear hazards, or may.
    hazardous: BTreeSet<KindId>,
    outlook: Outlook,
}

impl Known {
    fn concerns(&self, order: &Order, lines: &[&Asked]) -> Vec<Concern> {
        let note = order.practical.and_then(|practical| {
            Concern::of_note(order.carried, self.approved.get(&practical).copied())
        });
        let beyond = names(lines, |line| self.is_beyond(order, line));
        let short = names(lines, |line| self.is_short(order, line));
        note.into_iter()
            .chain((!beyond.is_empty()).then_some(Concern::NotCovered(beyond)))
            .chain((!short.is_empty()).then_some(Concern::Short(short)))
            .collect()
    }

    fn is_beyond(&self, order: &Order, line: &Asked) -> bool {
        let covered = order.practical.and_then(|id| self.covered.get(&id));
        let is_covered = |kind: &KindId| covered.is_none_or(|covered| covered.contains(kind));
        let kind = line.kind.as_ref();
        kind.is_some_and(|kind| self.hazardous.contains(kind) && !is_covered(kind))
    }

    fn is_short(&self, order: &Order, line: &Asked) -> bool {
        let window = self.outlook.window(order.day, &order.period);
        let missing = |kind| self.outlook.book.missing(kind, line.unit, window);
        line.kind.as_ref().and_then(missing).is_some()
    }
}

/// The names of lines of which something holds, each once.
fn names(lines: &[&Asked], holds: impl Fn(&Asked) -> bool) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in lines.iter().filter(|line| holds(line)) {
        if !names.contains(&line.name) {
            names.push(line.name.clone());
        }
    }
    names
}

struct Order {
    id: RequisitionId,
    version: i64,
    title: String,
    practical: Option<PracticalId>,
    /// The version of the risk note that its teacher has read.
    carried: Option<u32>,
    day: Day,
    period: Period,
}

#[derive(sqlx::FromRow)]
struct OrderRow {
    id: String,
    version: i64,
    title: String,
    practical_id: Option<String>,
    risk_version: Option<i64>,
    day: String,
    period: i64,
    period_name: String,
    starts: i64,
    ends: i64,
}

impl TryFrom<OrderRow> for Order {
    type Error = crate::Error;

    fn try_from(found: OrderRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("requisition.id", &found.id)?,
            version: found.version,
            title: found.title,
            practical: row::parse_optional(
                "requisition.practical_id",
                found.practical_id.as_deref(),
            )?,
            carried: found
                .risk_version
                .map(|n| row::narrow("requisition.risk_version", n))
                .transpose()?,
            day: row::parse("requisition.day", &found.day)?,
            period: period(found.period, found.period_name, found.starts, found.ends)?,
        })
    }
}

async fn orders<R: Grant>(desk: &Desk<R>, ids: &[RequisitionId]) -> Result<Vec<Order>> {
    let mut statement = Statement::new(
        "SELECT id, version, title, practical_id, risk_version, day, period, period_name, starts, ends
FROM requisition",
    );
    let school = statement.mark(desk.school_key());
    let ids = statement.list(ids.iter().map(ToString::to_string));
    statement.push(&format!(
        "WHERE school_id = {school}
AND id IN {ids}
ORDER BY day, starts, id"
    ));
    let rows: Vec<OrderRow> = statement.rows(desk.pool()).await?;
    rows.into_iter().map(Order::try_from).collect()
}

/// A line of one of the orders.
struct Asked {
    order: RequisitionId,
    kind: Option<KindId>,
    name: String,
    sort: Sort,
    unit: Unit,
}

async fn lines<R: Grant>(desk: &Desk<R>, ids: &[RequisitionId]) -> Result<Vec<Asked>> {
    let mut statement = Statement::new(
        "SELECT requisition_id, kind_id, name, sort, unit
FROM requisition_line",
    );
    let school = statement.mark(desk.school_key());
    let ids = statement.list(ids.iter().map(ToString::to_string));
    statement.push(&format!(
        "WHERE school_id = {school}
AND requisition_id IN {ids}
ORDER BY requisition_id, n"
    ));
    let rows: Vec<(String, Option<String>, String, String, String)> =
        statement.rows(desk.pool()).await?;
    rows.into_iter()
        .map(|(order, kind, name, sort, unit)| {
            Ok(Asked {
                order: row::parse("requisition_line.requisition_id", &order)?,
                kind: row::parse_optional("requisition_line.kind_id", kind.as_deref())?,
                name,
                sort: row::named("requisition_line.sort", &sort, Sort::from_code)?,
                unit: row::named("requisition_line.unit", &unit, Unit::from_code)?,
            })
        })
        .collect()
}

/// The versions of risk notes that are approved now.
async fn approved<R: Grant>(
    desk: &Desk<R>,
    practicals: &BTreeSet<PracticalId>,
) -> Result<HashMap<PracticalId, u32>> {
    let mut statement = Statement::new("SELECT practical_id, n\nFROM risk_version");
    let school = statement.mark(desk.school_key());
    let list = statement.list(practicals.iter().map(ToString::to_string));
    statement.push(&format!(
        "WHERE school_id = {school}
AND practical_id IN {list}
AND state = 'approved'
ORDER BY practical_id, n"
    ));
    let rows: Vec<(String, i64)> = statement.rows(desk.pool()).await?;
    rows.into_iter()
        .map(|(practical, n)| {
            Ok((
                row::parse("risk_version.practical_id", &practical)?,
                row::narrow("risk_version.n", n)?,
            ))
        })
        .collect()
}

/// What the kits of practicals ask for; one that asks for nothing is there, too.
async fn covered<R: Grant>(
    desk: &Desk<R>,
    practicals: &BTreeSet<PracticalId>,
) -> Result<BTreeMap<PracticalId, BTreeSet<KindId>>> {
    let mut covered: BTreeMap<PracticalId, BTreeSet<KindId>> = practicals
        .iter()
        .map(|practical| (*practical, BTreeSet::new()))
        .collect();
    let mut statement = Statement::new("SELECT practical_id, kind_id\nFROM practical_line");
    let school = statement.mark(desk.school_key());
    let list = statement.list(practicals.iter().map(ToString::to_string));
    statement.push(&format!(
        "WHERE school_id = {school}
AND practical_id IN {list}
ORDER BY practical_id, n"
    ));
    let rows: Vec<(String, String)> = statement.rows(desk.pool()).await?;
    for (practical, kind) in rows {
        let practical = row::parse("practical_line.practical_id", &practical)?;
        let kind = row::parse("practical_line.kind_id", &kind)?;
        covered.entry(practical).or_default().insert(kind);
    }
    Ok(covered)
}
