//! How a solution is made: one tap from its item, a practical's line, the prep plan, or the chemical itself.

use axum::extract::Query;
use leptos::prelude::*;
use reference::substance::{Entry, entry, get};
use serde::Deserialize;
use shared::{
    account::right::CanLook,
    amount::{Amount, AmountError},
    concentration::Concentration,
    kind::{KindId, KindName},
    refusal::Refusal as NotHere,
    substance::{
        Mixture, Substance, SubstanceId,
        hazard::{Hazard, Unclassified},
        solution::{Recipe, Refusal, Source, Step, Wish, make, reagent, wished},
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
            let form = wish(entry, &asked, answer.as_ref().err());
            view! {
                <PageHead title way/>
                {form}
                {answer.unwrap_or_else(Wrong::apart)}
            }
            .into_any()
        })
        .await
}

/// Why nothing can be worked out.
struct Wrong {
    /// The field that it stands beside; none where the substance itself is not made into this.
    field: Option<&'static str>,
    words: String,
}

impl Wrong {
    fn beside(field: &'static str, words: &str) -> Self {
        Self {
            field: Some(field),
            words: a_sentence(words),
        }
    }

    fn of(name: &str, refusal: &Refusal) -> Self {
        match field_of(refusal) {
            Some(field) => Self::beside(field, &refusal.to_string()),
            None => Self {
                field: None,
                words: a_sentence(&format!("{name}: {refusal}")),
            },
        }
    }

    /// What stands below the form: nothing, where it stands beside a field.
    fn apart(self) -> AnyView {
        let apart = self.field.is_none().then_some(self.words);
        apart
            .map(|words| view! { <Message notice=Notice::new(NoticeTone::Warn, words)/> })
            .into_any()
    }
}

/// Which field another answer is wanted in.
const fn field_of(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::NoVolume | Refusal::TooLittle | Refusal::TooMuch => Some("volume"),
        Refusal::NoStrength
        | Refusal::NotASolution
        | Refusal::Unconvertible(_)
        | Refusal::AboveSolubility { .. } => Some("strength"),
        Refusal::AboveStock { .. }
        | Refusal::NotSolid
        | Refusal::StockUnknown
        | Refusal::StockDensityUnknown => Some("from"),
        Refusal::IsGas
        | Refusal::ReactsWithWater
        | Refusal::Insoluble
        | Refusal::UnknownPart(_) => None,
    }
}

fn a_sentence(words: &str) -> String {
    format!("{}.", capital(words.trim_end_matches('.')))
}

fn wish(entry: Entry, asked: &Asked, wrong: Option<&Wrong>) -> AnyView {
    let error = |field: &str| {
        wrong
            .filter(|wrong| wrong.field == Some(field))
            .map(|wrong| wrong.words.clone())
    };
    let action = format!("{}/solution", Path::Substance(entry.id().clone()).href());
    let volume = or_usual(&asked.volume);
    let of_one = entry.substance().map(|_| {
        let (strength, from) = (as_written(&asked.strength), as_written(&asked.from));
        view! {
            <TextInput name="strength" label="How strong" value=strength placeholder="0.5 mol/dm³"
                error=error("strength")/>
            <TextInput name="from" label="From" optional=true value=from placeholder="solid, conc, 2 mol/dm³"
                error=error("from")/>
        }
    });
    view! {
        <form class="filters only-screen" method="get" action=action>
            {of_one}
            <TextInput name="volume" label="How much" value=volume placeholder="1 dm³, 250 cm³"
                error=error("volume")/>
            <Button tone=Tone::Primary>"Work it out"</Button>
        </form>
    }
    .into_any()
}

/// What was typed, with its units as all pages write them. Words such as "solid" stay: they say what it is made from.
fn as_written(typed: &str) -> String {
    typed.replace("dm3", "dm³").replace("cm3", "cm³")
}

fn or_usual(volume: &str) -> String {
    match volume.trim() {
        "" => USUAL.to_owned(),
        given => given.to_owned(),
    }
}

/// How much to make, as it was asked for.
fn volume(asked: &Asked) -> Result<Amount, Wrong> {
    let volume = match Amount::parse(&or_usual(&asked.volume)) {
        Ok(volume) => wished(volume),
        Err(AmountError::TooLarge) => Err(Refusal::TooMuch),
        Err(_) => Err(Refusal::NoVolume),
    };
    volume.map_err(|refusal| Wrong::beside("volume", &refusal.to_string()))
}

fn strength(field: &'static str, typed: &str) -> Result<Concentration, Wrong> {
    let strength = Concentration::parse(typed);
    strength.map_err(|error| Wrong::beside(field, &error.to_string()))
}

fn of_substance(substance: &'static Substance, asked: &Asked) -> Result<AnyView, Wrong> {
    if asked.strength.trim().is_empty() {
        return Ok(view! { <p class="quiet">"Say how strong it is to be."</p> }.into_any());
    }
    let concentration = strength("strength", &asked.strength)?;
    let volume = volume(asked)?;
    let source = match asked.from.trim() {
        "" => Source::usual(substance),
        "solid" => Source::Solid,
        stock => Source::Liquid(strength("from", stock)?),
    };
    let wish = Wish {
        substance,
        concentration,
        volume,
    };
    match make(wish, source) {
        Ok(recipe) => Ok(told_how(&recipe, concentration, volume)),
        Err(refusal) => Err(Wrong::of(&substance.name, &refusal)),
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

fn of_mixture(mixture: &'static Mixture, asked: &Asked) -> Result<AnyView, Wrong> {
    let volume = volume(asked)?;
    let reagent =
        reagent(mixture, volume, get).map_err(|refusal| Wrong::of(&mixture.name, &refusal))?;
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
    let shown = view! {
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
    };
    Ok(shown.into_any())
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

    #[test]
    fn a_strength_stands_in_its_field_as_everywhere() {
        assert_eq!(as_written("2 mol/dm3"), "2 mol/dm³");
        assert_eq!(as_written("solid"), "solid");
        let again = Concentration::parse(&as_written("0.5 mol/dm3"));
        assert_eq!(again, Concentration::parse("0.5 mol/dm3"));
    }

    #[test]
    fn what_is_wrong_stands_beside_its_field() {
        let asked = |strength: &str, volume: &str, from: &str| Asked {
            strength: strength.to_owned(),
            volume: volume.to_owned(),
            from: from.to_owned(),
        };
        let salt = get(&SubstanceId::new("sodium-chloride")).unwrap();
        for (asked, field) in [
            (asked("1 M", "999999999 dm3", ""), "volume"),
            (asked("1 M", "999999999999999 dm3", ""), "volume"),
            (asked("1 M", "1 kg", ""), "volume"),
            (asked("strong", "", ""), "strength"),
            (asked("100 M", "", ""), "strength"),
            (asked("1 M", "", "the bottle"), "from"),
        ] {
            let wrong = of_substance(salt, &asked).err();
            assert_eq!(
                wrong.and_then(|wrong| wrong.field),
                Some(field),
                "{asked:?}"
            );
        }
        assert!(of_substance(salt, &asked("1 M", "100 dm3", "")).is_ok());
    }
}
