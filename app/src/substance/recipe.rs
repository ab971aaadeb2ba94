//! How a solution is made: one tap from its item, a practical's line, the prep plan, or the chemical itself.

use axum::extract::Query;
use leptos::prelude::*;
use reference::substance::{Entry, entry, get};
use serde::Deserialize;
use shared::{
    account::right::CanLook,
    amount::Amount,
    concentration::Concentration,
    kind::{KindId, KindName},
    refusal::Refusal as NotHere,
    substance::{
        Mixture, Substance, SubstanceId,
        hazard::{Hazard, Unclassified},
        solution::{Recipe, Refusal, Source, Step, Wish, make, reagent},
    },
};

use super::words::{check, told};
use crate::{
    parts::{
        Badge, Button, Card, Crumb, Mark, Message, Notice, NoticeTone, PageHead, Stop, TextInput,
        Tone,
    },
    path::Path,
    practical::words::capital,
    web::{At, Enter, Frame, Shown},
};

/// What is to be made, and how much, from what.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    strength: String,
    volume: String,
    from: String,
}

/// Without another word, so much is made.
const USUAL: &str = "1 dm³";

/// The page that tells how a kind is made: a solution, or a reagent. None for what is bought as it is.
pub(crate) fn recipe_href(kind: &KindId, volume: Option<Amount>) -> Option<String> {
    match kind.name() {
        KindName::Solution {
            substance,
            concentration,
        } => solution_href(&substance, Some(concentration), volume),
        KindName::Reference(name) => {
            let id = SubstanceId::new(name);
            let is_reagent = matches!(entry(&id)?, Entry::Mixture(_));
            is_reagent.then(|| solution_href(&id, None, volume))?
        }
        KindName::Own(_) => None,
    }
}

/// The page that tells how solutions of a substance are made; none where there are none.
pub(super) fn solution_href(
    id: &SubstanceId,
    strength: Option<Concentration>,
    volume: Option<Amount>,
) -> Option<String> {
    let is_made = match entry(id)? {
        Entry::Substance(substance) => {
            substance.has_solutions() && substance.molar_mass().is_some()
        }
        Entry::Mixture(_) => true,
    };
    let strength = strength.map(Concentration::code).unwrap_or_default();
    let volume = volume.map(|volume| volume.to_string()).unwrap_or_default();
    let query = [("strength", strength), ("volume", volume)];
    let query = serde_html_form::to_string(query).unwrap_or_default();
    is_made.then(|| format!("{}/solution?{query}", Path::Substance(id.clone()).href()))
}

/// The page.
pub async fn page(
    frame: Frame,
    Enter(_): Enter<CanLook>,
    At(id): At<String>,
    Query(asked): Query<Asked>,
) -> Shown {
    let id = SubstanceId::new(id);
    let entry = entry(&id).ok_or(NotHere::NotFound)?;
    let title = format!("Make {}", entry.name());
    frame
        .show(Some(Stop::Stock), &title.clone(), move || {
            let way = vec![
                Crumb::new(Path::Substances.href(), "Chemicals"),
                Crumb::new(Path::Substance(id).href(), capital(entry.name())),
            ];
            let answer = match entry {
                Entry::Substance(substance) => of_substance(substance, &asked),
                Entry::Mixture(mixture) => of_mixture(mixture, &asked),
            };
            view! {
                <PageHead title way/>
                {wish(entry, &asked)}
                {answer}
            }
            .into_any()
        })
        .await
}

fn wish(entry: Entry, asked: &Asked) -> AnyView {
    let action = format!("{}/solution", Path::Substance(entry.id().clone()).href());
    let volume = or_usual(&asked.volume);
    let of_one = entry.substance().map(|_| {
        let (strength, from) = (asked.strength.clone(), asked.from.clone());
        view! {
            <TextInput name="strength" label="How strong" value=strength placeholder="0.5 mol/dm3"/>
            <TextInput name="from" label="From" optional=true value=from placeholder="solid, conc, 2 mol/dm3"/>
        }
    });
    view! {
        <form class="filters only-screen" method="get" action=action>
            {of_one}
            <TextInput name="volume" label="How much" value=volume placeholder="1 dm³, 250 cm³"/>
            <Button tone=Tone::Primary>"Work it out"</Button>
        </form>
    }
    .into_any()
}

fn or_usual(volume: &str) -> String {
    match volume.trim() {
        "" => USUAL.to_owned(),
        given => given.to_owned(),
    }
}

/// Why nothing can be worked out, in a sentence.
fn refused(words: &str) -> AnyView {
    let words = format!("{}.", capital(words.trim_end_matches('.')));
    view! { <Message notice=Notice::new(NoticeTone::Warn, words)/> }.into_any()
}

fn of_substance(substance: &'static Substance, asked: &Asked) -> AnyView {
    if asked.strength.trim().is_empty() {
        return view! { <p class="quiet">"Say how strong it is to be."</p> }.into_any();
    }
    let concentration = match Concentration::parse(&asked.strength) {
        Ok(concentration) => concentration,
        Err(error) => return refused(&error.to_string()),
    };
    let Ok(volume) = Amount::parse(&or_usual(&asked.volume)) else {
        return refused(&Refusal::NoVolume.to_string());
    };
    let source = match asked.from.trim() {
        "" => Source::usual(substance),
        "solid" => Source::Solid,
        stock => match Concentration::parse(stock) {
            Ok(stock) => Source::Liquid(stock),
            Err(error) => return refused(&error.to_string()),
        },
    };
    let wish = Wish {
        substance,
        concentration,
        volume,
    };
    match make(wish, source) {
        Ok(recipe) => told_how(&recipe, concentration, volume),
        Err(refusal) => refused(&format!("{}: {refusal}", substance.name)),
    }
}

fn told_how(recipe: &Recipe, concentration: Concentration, volume: Amount) -> AnyView {
    let steps = in_order(&recipe.steps);
    let from = match recipe.source {
        Source::Solid => "of the solid".to_owned(),
        Source::Liquid(Concentration::Neat) => "of the liquid".to_owned(),
        Source::Liquid(stock) => format!("of {stock}"),
    };
    let take = format!("{} {from}", recipe.take);
    let rounding = recipe.rounding();
    let remarks = recipe
        .remarks
        .iter()
        .map(|remark| view! { <p class="small">{remark.to_string()}</p> })
        .collect_view();
    let aside = format!("{volume}, {concentration}");
    view! {
        <div class="split">
            <Card title="How" aside>
                <p><b>"Take "{take}</b><br/><small class="quiet">{rounding}</small></p>
                {steps}
                {remarks}
            </Card>
            <div class="stack">
                {at_one_end("What it is made from", &recipe.before)}
                {at_one_end("What is made", &recipe.after)}
            </div>
        </div>
    }
    .into_any()
}

fn in_order(steps: &[Step]) -> AnyView {
    let steps = steps
        .iter()
        .map(|step| view! { <li>{step.to_string()}</li> })
        .collect_view();
    view! { <ol class="numbered">{steps}</ol> }.into_any()
}

fn at_one_end(title: &str, hazard: &Result<Hazard, Unclassified>) -> AnyView {
    let shown = match hazard {
        Ok(hazard) => told(hazard),
        Err(unknown) => view! {
            <p><Badge mark=Mark::Warn>"Unknown"</Badge></p>
            <p>{format!("Treat it as dangerous: {unknown}.")}</p>
            {check()}
        }
        .into_any(),
    };
    view! { <Card title=title.to_owned() class="risk">{shown}</Card> }.into_any()
}

fn of_mixture(mixture: &'static Mixture, asked: &Asked) -> AnyView {
    let Ok(volume) = Amount::parse(&or_usual(&asked.volume)) else {
        return refused(&Refusal::NoVolume.to_string());
    };
    let reagent = match reagent(mixture, volume, get) {
        Ok(reagent) => reagent,
        Err(refusal) => return refused(&format!("{}: {refusal}", mixture.name)),
    };
    let lines = reagent
        .portions
        .iter()
        .map(|portion| view! { <li>{portion.to_string()}</li> })
        .collect_view();
    let steps = in_order(&reagent.steps);
    let never = mixture.never_store.then(|| {
        view! { <p><Badge mark=Mark::Warn>"Never stored"</Badge>" Make it fresh and destroy it at once."</p> }
    });
    let keeps = mixture
        .keeps
        .clone()
        .map(|keeps| view! { <p class="small">"Keeps: "{keeps}</p> });
    let source = mixture.source.clone();
    let after = Entry::Mixture(mixture).hazard(Concentration::Neat);
    view! {
        <div class="split">
            <Card title="How" aside=volume.to_string()>
                {never}
                <ul class="bullets">{lines}</ul>
                {steps}
                {keeps}
                <p class="quiet small">{source}</p>
            </Card>
            <div class="stack">{at_one_end("What is made", &after)}</div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(kind: &str) -> Option<String> {
        recipe_href(&kind.parse().unwrap(), Amount::parse("250 cm3").ok())
    }

    #[test]
    fn what_is_made_has_a_recipe() {
        let acid = href("hydrochloric-acid@1mol/dm3").unwrap();
        assert!(
            acid.starts_with("/chemicals/hydrochloric-acid/solution?strength=1+mol"),
            "{acid}"
        );
        assert!(href("benedicts-solution").is_some());
        assert_eq!(href("copper-ii-sulfate-pentahydrate"), None);
        assert!(solution_href(&SubstanceId::new("sodium-chloride"), None, None).is_some());
        assert_eq!(solution_href(&SubstanceId::new("sodium"), None, None), None);
        assert_eq!(href("beaker-250-cm3"), None);
    }
}
