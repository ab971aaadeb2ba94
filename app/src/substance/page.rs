//! A chemical: its hazards at a strength, what the reference says, and beside it what this school says.

use axum::extract::Query;
use leptos::prelude::*;
use reference::substance::{Entry, entry, regulated};
use serde::Deserialize;
use shared::{
    account::{Right, right::CanLook},
    concentration::Concentration,
    id::ItemId,
    substance::{
        Basis, Formula, Mixture, Said, Substance, SubstanceId,
        hazard::{Hazard, Unclassified},
        regulated::{Standing, standing},
    },
};
use store::substance::{self, Saying};

use super::{
    recipe::solution_href,
    words::{check, group, told},
};
use crate::{
    parts::{
        Badge, Button, Card, Crumb, DataTable, Fact, Facts, Glyph, LinkButton, Mark, PageHead,
        Stop, TextInput,
    },
    path::Path,
    practical::words::capital,
    web::{At, Enter, Frame, Shown},
    when,
};

/// At which strength its hazards are told.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    strength: String,
}

struct Seen {
    id: SubstanceId,
    name: String,
    entry: Option<Entry>,
    saying: Saying,
    stock: Vec<(ItemId, String)>,
    strength: String,
    may_keep: bool,
}

/// The page.
pub async fn page(
    frame: Frame,
    Enter(desk): Enter<CanLook>,
    At(id): At<String>,
    Query(asked): Query<Asked>,
) -> Shown {
    let id = SubstanceId::new(id);
    let seen = Seen {
        name: substance::name(&desk, &id).await?,
        entry: entry(&id),
        saying: substance::saying(&desk, &id).await?,
        stock: substance::in_stock(&desk, &id).await?,
        strength: asked.strength.trim().to_owned(),
        may_keep: desk.who().role.may(Right::KeepStock),
        id,
    };
    let title = capital(&seen.name);
    frame
        .show(Some(Stop::Stock), &title, move || whole(&seen))
        .await
}

fn whole(seen: &Seen) -> AnyView {
    let substance = seen.entry.and_then(Entry::substance);
    let sub = substance.map(identity).unwrap_or_default();
    let edit = format!("{}/edit", Path::Substance(seen.id.clone()).href());
    let way = vec![
        Crumb::new(Path::Stock.href(), "Stock"),
        Crumb::new(Path::Substances.href(), "Chemicals"),
    ];
    let make = solution_href(&seen.id, strength(seen), None);
    let title = capital(&seen.name);
    let make = make.map(
        |href| view! { <LinkButton href glyph=Glyph::Practical>"Make a solution"</LinkButton> },
    );
    let say = seen
        .may_keep
        .then(|| view! { <LinkButton href=edit glyph=Glyph::Edit>"Change our notes"</LinkButton> });
    view! {
        <PageHead title sub way>{make}{say}</PageHead>
        <div class="split">
            <div class="stack">{hazards(seen)}{beside(seen)}</div>
            <div class="stack">
                {substance.map(about)}
                {match seen.entry { Some(Entry::Mixture(mixture)) => Some(parts(mixture)), _ => None }}
                {substance.and_then(|substance| law(substance, strength(seen)))}
                {stock(&seen.stock)}
            </div>
        </div>
    }
    .into_any()
}

/// Formula, molar mass and number.
fn identity(substance: &Substance) -> String {
    let mass = substance
        .molar_mass()
        .map(|mass| format!("{mass:.2} g/mol"));
    let cas = substance.cas.as_ref().map(|cas| format!("CAS {cas}"));
    let formula = substance.formula.as_ref().map(Formula::typeset);
    let parts: Vec<String> = [formula, mass, cas, substance.form.clone()]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" · ")
}

/// The strength that was asked for, where it is one.
fn strength(seen: &Seen) -> Option<Concentration> {
    Concentration::parse(&seen.strength).ok()
}

/// At the strength asked for, or as it is bought.
fn hazard(seen: &Seen) -> Option<Result<Hazard, Unclassified>> {
    let strength = strength(seen);
    let reference = seen.entry.and_then(Entry::substance);
    let by_supplier = seen.saying.said.hazard(reference, &seen.name, strength);
    by_supplier.or_else(|| Some(seen.entry?.hazard_in_stock(strength)))
}

fn hazards(seen: &Seen) -> AnyView {
    let is_reference = seen.entry.is_some();
    let wrong = (!seen.strength.is_empty())
        .then(|| Concentration::parse(&seen.strength).err())
        .flatten()
        .map(|error| format!("{}.", capital(&error.to_string())));
    let shown = match hazard(seen) {
        None => view! {
            <p><Badge mark=Mark::Warn>"Unknown"</Badge></p>
            <p>"Nobody here has written down what its supplier says. Not taken for harmless."</p>
            {check()}
        }
        .into_any(),
        Some(Ok(hazard)) => told(&hazard),
        Some(Err(why)) => {
            view! { <p><Badge mark=Mark::Warn>"Unknown"</Badge></p><p>{capital(&format!("{why}."))}</p>{check()} }.into_any()
        }
    };
    let at = strength(seen).map_or_else(|| "as bought".to_owned(), |strength| strength.to_string());
    let ask = is_reference.then(|| {
        view! {
            <form class="filters" method="get" action=Path::Substance(seen.id.clone()).href()>
                <TextInput name="strength" label="At another strength" value=seen.strength.clone() error=wrong
                    placeholder="1 mol/dm³, 10 % w/w, 20 vol"/>
                <Button>"Show"</Button>
            </form>
        }
    });
    view! { <Card title="Hazards" aside=at class="risk">{shown}{ask}</Card> }.into_any()
}

/// What the reference says, and this school beside it.
fn beside(seen: &Seen) -> AnyView {
    let said = &seen.saying.said;
    let known = seen.entry.and_then(Entry::substance);
    let card = |of: fn(&Substance) -> Option<String>| known.and_then(of);
    let keeps = match seen.entry {
        Some(Entry::Mixture(mixture)) => mixture.keeps.clone(),
        _ => card(|known| known.ageing.clone()),
    };
    let rows = [
        (
            "Hazcard",
            card(|known| Some(format!("{} (unverified)", known.hazcard.as_ref()?))),
            said.hazcard.clone(),
        ),
        (
            "Student safety sheet",
            card(|known| known.student_safety_sheet.map(|sheet| sheet.to_string())),
            None,
        ),
        ("SSERC, or another guide", None, said.sserc.clone()),
        ("Data sheet", None, said.data_sheet.clone()),
        (
            "Stored with",
            card(|known| known.storage.as_deref().map(group)),
            said.storage.as_deref().map(group),
        ),
        ("Keeping", keeps, said.keeping.clone()),
        (
            "Disposal",
            card(|known| known.disposal.clone()),
            said.disposal.clone(),
        ),
        ("Note", card(|known| known.note.clone()), said.note.clone()),
        ("On the label", None, said.label.clone()),
        (
            "Classified by",
            card(|known| Some(known.source.clone())),
            supplier(said),
        ),
    ]
    .into_iter()
    .filter(|(_, reference, school)| reference.is_some() || school.is_some())
    .map(|(what, reference, school)| {
        view! {
            <tr>
                <th scope="row">{what}</th>
                <td data-label="The reference">{reference}</td>
                <td data-label="This school says">{school}</td>
            </tr>
        }
    })
    .collect_view();
    view! {
        <Card title="The reference and this school" class="flush">
            <DataTable label="What the reference and this school say" class="stacked">
                <thead>
                    <tr>
                        <th scope="col">"What"</th>
                        <th scope="col">"The reference"</th>
                        <th scope="col">"This school says"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </Card>
    }
    .into_any()
}

fn supplier(said: &Said) -> Option<String> {
    let supplied = said.supplied.as_ref()?;
    let classes = supplied.as_written().replace('\n', ", ");
    let classes = if classes.is_empty() {
        "not classified".to_owned()
    } else {
        classes
    };
    let day = when::day(supplied.checked);
    Some(format!("{}: {classes} (read {day})", supplied.source))
}

fn about(substance: &Substance) -> AnyView {
    let basis = match substance.basis {
        Basis::Harmonised => "the law’s list",
        Basis::SelfClassified => "what suppliers usually declare",
        Basis::NotLookedUp => "not looked up",
    };
    let others = unlike(&substance.other_names).join(", ");
    let density = substance.density.map(|density| format!("{density} g/cm³"));
    let held = substance
        .solubility
        .map(|held| format!("{held} g in a dm³ of water at 20 °C"));
    let banned = substance.not_to_be_kept.clone();
    let checked = format!("read {}", when::day(substance.checked));
    view! {
        <Card title="About it">
            {banned.map(|why| view! { <p><Badge mark=Mark::Warn>"Not to be kept"</Badge>" "{why}</p> })}
            <Facts>
                <Fact term="Classification">{basis}<br/><small class="quiet">{checked}</small></Fact>
                {(!others.is_empty()).then(|| view! { <Fact term="Also called"><span class="plain">{others}</span></Fact> })}
                {density.map(|density| view! { <Fact term="Density">{density}</Fact> })}
                {held.map(|held| view! { <Fact term="Dissolves">{held}</Fact> })}
            </Facts>
        </Card>
    }
    .into_any()
}

/// The names without those that differ by case or a plural alone: "spirit of salt", "spirits of salts".
fn unlike(names: &[String]) -> Vec<&str> {
    let folded = |name: &str| {
        let name = shared::name::fold(name);
        let singular = |word: &str| word.trim_end_matches('s').to_owned();
        name.split(' ').map(singular).collect::<Vec<_>>()
    };
    let mut seen = Vec::new();
    let mut unlike = Vec::new();
    for name in names {
        let key = folded(name);
        if !seen.contains(&key) {
            seen.push(key);
            unlike.push(name.as_str());
        }
    }
    unlike
}

fn parts(mixture: &Mixture) -> AnyView {
    let name = |id: &SubstanceId| {
        entry(id).map_or_else(|| id.to_string(), |entry| entry.name().to_owned())
    };
    let lines = mixture
        .parts
        .iter()
        .map(|part| {
            let words = format!("{} g in 100 cm³", part.percent_wv);
            let href = Path::Substance(part.substance.clone()).href();
            view! { <li><span class="line-words"><a class="link" href=href>{capital(&name(&part.substance))}</a><small class="quiet">{words}</small></span></li> }
        })
        .collect_view();
    let solvent = format!("in {}", name(&mixture.solvent));
    let never = mixture.never_store.then(|| {
        view! { <p><Badge mark=Mark::Warn>"Never stored"</Badge>" Made fresh and destroyed at once."</p> }
    });
    view! { <Card title="Made of" aside=solvent>{never}<ul class="lines">{lines}</ul></Card> }
        .into_any()
}

fn law(substance: &Substance, strength: Option<Concentration>) -> Option<AnyView> {
    let (standing, rows) = standing(
        regulated(),
        substance,
        strength.unwrap_or(Concentration::Neat),
    );
    if standing == Standing::Neither {
        return None;
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            let above = row
                .threshold_percent
                .map(|percent| format!(", above {percent} % w/w"))
                .unwrap_or_default();
            view! { <li>{format!("{}: {}{above}", row.list.name(), row.name)}</li> }
        })
        .collect_view();
    let meaning = standing.meaning();
    Some(
        view! { <Card title="Precursors and poisons"><p>{meaning}</p><ul class="bullets small">{rows}</ul></Card> }
            .into_any(),
    )
}

fn stock(stock: &[(ItemId, String)]) -> Option<AnyView> {
    let lines = stock
        .iter()
        .map(|(id, name)| view! { <li><a class="link" href=Path::Item(*id).href()>{name.clone()}</a></li> })
        .collect_view();
    (!stock.is_empty())
        .then(|| view! { <Card title="In stock"><ul class="lines">{lines}</ul></Card> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_the_same_but_for_a_plural_is_told_once() {
        let names = ["spirit of salt", "Spirits of salts", "muriatic acid"].map(str::to_owned);
        assert_eq!(unlike(&names), ["spirit of salt", "muriatic acid"]);
    }
}
