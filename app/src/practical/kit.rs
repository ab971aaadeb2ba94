//! A line of a kit as it is typed, and which kind its words mean. Where that is not sure it is offered, never taken.

mod amount;

use reference::{
    kind::kinds,
    substance::{self, Entry as Known},
};
use shared::{
    account::Grant,
    amount::{Amount, Unit},
    concentration::Concentration,
    form::{self, Problem, Problems},
    kind::{Kind, KindId, KindName, Sort},
    practical::{KitLine, Section},
};
use store::{Desk, kind, practical::Found};

use self::amount::amount;
use crate::parts::Choice;

/// The answer that keeps the typed name as a kind of the school's own.
pub const OWN: &str = "own";

/// A line as the form holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The thing's name, as typed.
    pub kind: String,
    /// How strong, for a solution.
    pub strength: String,
    /// The kind that it was when the page was shown.
    pub kind_id: String,
    /// Name and strength when the page was shown: unchanged, they still mean that kind.
    pub was: String,
    /// What was chosen of what was offered.
    pub pick: String,
    /// What each group gets.
    pub per_group: String,
    /// What each pupil gets.
    pub per_pupil: String,
    /// What the class shares.
    pub per_class: String,
    /// Spares in per cent.
    pub spare: String,
    /// `yes`, `no`, or as usual.
    pub used_up: String,
    /// Under which heading it stood; as usual when empty.
    pub section: String,
    /// What the technician should know.
    pub note: String,
}

/// What a typed line means: a kind that is known, or one that the school makes up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This kind.
    Known {
        /// Which.
        id: KindId,
        /// How it is kept.
        sort: Sort,
        /// What it is counted in.
        unit: Unit,
    },
    /// A kind of the school's own, to be made up.
    New {
        /// What it is called.
        name: String,
        /// How it is kept.
        sort: Sort,
        /// What it is counted in.
        unit: Unit,
    },
}

/// A line that can be written once its kind is made up, where it has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it asks for.
    pub meant: Meant,
    amounts: [Option<Amount>; 3],
    spare_percent: u16,
    used_up: Option<bool>,
    section: Option<Section>,
    note: Option<String>,
}

impl Row {
    /// A line of the kit as the form shows it.
    pub fn of(line: &KitLine, found: &Found) -> Self {
        let (kind, strength) = match line.kind.name() {
            KindName::Solution {
                substance: dissolved,
                concentration,
            } => (dissolved_name(&dissolved), concentration.to_string()),
            KindName::Reference(_) | KindName::Own(_) => {
                (found.name_of(&line.kind).to_owned(), String::new())
            }
        };
        let amount = |share: Option<Amount>| share.map(|one| one.to_string()).unwrap_or_default();
        Self {
            was: was(&kind, &strength),
            kind,
            strength,
            kind_id: line.kind.to_string(),
            pick: String::new(),
            per_group: amount(line.per_group),
            per_pupil: amount(line.per_pupil),
            per_class: amount(line.per_class),
            spare: match line.spare_percent {
                0 => String::new(),
                percent => percent.to_string(),
            },
            used_up: match (line.used_up, line.sort.is_used_up()) {
                (true, false) => "yes".to_owned(),
                (false, true) => "no".to_owned(),
                _ => String::new(),
            },
            section: line.section.code().to_owned(),
            note: line.note.clone().unwrap_or_default(),
        }
    }

    /// Its fields, by their names in the form.
    fn fields(&mut self) -> [(&'static str, &mut String); 12] {
        [
            ("kind", &mut self.kind),
            ("strength", &mut self.strength),
            ("kind_id", &mut self.kind_id),
            ("was", &mut self.was),
            ("pick", &mut self.pick),
            ("per_group", &mut self.per_group),
            ("per_pupil", &mut self.per_pupil),
            ("per_class", &mut self.per_class),
            ("spare", &mut self.spare),
            ("used_up", &mut self.used_up),
            ("section", &mut self.section),
            ("note", &mut self.note),
        ]
    }

    /// The lines of a form, in which each field comes once for each line: `all` gives them by name.
    pub fn typed(all: impl Fn(&str) -> Vec<String>) -> Vec<Self> {
        let mut rows = vec![Self::default(); all("kind").len()];
        let names = Self::default().fields().map(|(name, _)| name);
        for (place, name) in names.into_iter().enumerate() {
            for (row, typed) in rows.iter_mut().zip(all(name)) {
                *row.fields()[place].1 = typed;
            }
        }
        rows
    }

    /// Whether nothing was typed into it.
    pub fn is_blank(&self) -> bool {
        self.kind.trim().is_empty()
    }

    /// Reads the line; problems are named by its place, such as `kind-3`.
    pub async fn parse<R: Grant>(
        &self,
        desk: &Desk<R>,
        place: usize,
        problems: &mut Problems,
    ) -> store::Result<Option<Draft>> {
        let field = |name: &str| format!("{name}-{place}");
        let amounts = [
            ("per_group", &self.per_group),
            ("per_pupil", &self.per_pupil),
            ("per_class", &self.per_class),
        ]
        .map(|(name, typed)| problems.take(&field(name), amount(typed)).flatten());
        let unit = amounts.iter().flatten().next().map(|amount| amount.unit());
        if unit.is_none() {
            problems.add(field("per_group"), Problem::Missing);
        }
        let spare = match self.spare.trim() {
            "" => Some(0),
            typed => problems.take(&field("spare"), form::number(typed, 0, 500)),
        };
        let note = problems.take(&field("note"), form::optional_text(&self.note, 200));
        let meant = match self.meant(desk, unit.unwrap_or(Unit::Piece)).await? {
            Ok(meant) => Some(meant),
            Err((name, problem)) => {
                problems.add(field(name), problem);
                None
            }
        };
        let (Some(meant), Some(spare), Some(note)) = (meant, spare, note) else {
            return Ok(None);
        };
        for (name, given) in ["per_group", "per_pupil", "per_class"]
            .into_iter()
            .zip(amounts)
        {
            let wrong = given.and_then(|given| unlike(given, &meant));
            if let Some(wrong) = wrong {
                problems.add(field(name), wrong);
            }
        }
        Ok(Some(Draft {
            meant,
            amounts,
            spare_percent: u16::try_from(spare).unwrap_or(0),
            used_up: match self.used_up.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            section: Section::from_code(&self.section),
            note,
        }))
    }

    /// Which kind is meant, or in which field something is wrong.
    async fn meant<R: Grant>(
        &self,
        desk: &Desk<R>,
        unit: Unit,
    ) -> store::Result<Result<Meant, (&'static str, Problem)>> {
        if let Err(problem) = form::text(&self.kind, 120) {
            return Ok(Err(("kind", problem)));
        }
        let Ok(strength) = self.concentration() else {
            return Ok(Err(("strength", Problem::NotAConcentration)));
        };
        if self.pick == OWN {
            return Ok(Ok(self.own(strength, unit)));
        }
        let unchanged = self.was == was(&self.kind, &self.strength);
        let chosen = if self.pick.is_empty() {
            unchanged.then_some(self.kind_id.as_str())
        } else {
            Some(self.pick.as_str())
        };
        if let Some(id) = chosen.and_then(|id| KindId::parse(id).ok())
            && let Some(known) = known(desk, &id).await?
        {
            return Ok(Ok(known));
        }
        let sure = match strength {
            Some(strength) => surely_solution(&self.kind, strength),
            None => self.surely_named(desk).await?,
        };
        Ok(sure.ok_or(("kind", Problem::NotAChoice)))
    }

    fn concentration(&self) -> Result<Option<Concentration>, ()> {
        match self.strength.trim() {
            "" => Ok(None),
            typed => Concentration::parse(typed).map(Some).map_err(|_| ()),
        }
    }

    fn own(&self, strength: Option<Concentration>, unit: Unit) -> Meant {
        let typed = self.kind.trim();
        let (name, sort) = match (strength, unit) {
            (Some(strength), _) => (format!("{typed}, {strength}"), Sort::Solution),
            (None, Unit::Piece) => (typed.to_owned(), Sort::Equipment),
            (None, Unit::Metre) => (typed.to_owned(), Sort::Consumable),
            (None, Unit::Gram | Unit::Litre) => (typed.to_owned(), Sort::Chemical),
        };
        Meant::New { name, sort, unit }
    }

    /// The one kind that goes by exactly this name, whatever its spelling.
    async fn surely_named<R: Grant>(&self, desk: &Desk<R>) -> store::Result<Option<Meant>> {
        let named = kind::named(desk, &self.kind).await?;
        if let [only] = named.as_slice() {
            return Ok(Some(Meant::Known {
                id: only.id.clone(),
                sort: only.sort,
                unit: only.unit,
            }));
        }
        let catalogue = kinds().ok();
        let alike = catalogue.and_then(|catalogue| catalogue.recognise(&self.kind));
        let of_catalogue = alike
            .filter(|found| found.confidence >= 1.0)
            .map(|found| of_kind(found.kind));
        Ok(of_catalogue.or_else(|| {
            let found = substance::find(&self.kind)?;
            let is_sure = found.confidence >= 1.0 && found.others.is_empty();
            if !is_sure || found.strength.is_some() {
                return None;
            }
            kind::describe(&id_of(found.entry, None)).map(|kind| of_kind(&kind))
        }))
    }

    /// What the typed words could mean: to choose from where they are not sure.
    pub fn offers(&self) -> Vec<Choice> {
        let strength = self.concentration().ok().flatten();
        let mut offered: Vec<KindId> = Vec::new();
        if strength.is_none()
            && let Some(found) = kinds().ok().and_then(|all| all.recognise(&self.kind))
        {
            offered.push(found.kind.id.clone());
        }
        let found = match strength {
            Some(strength) => substance::find_at(&self.kind, strength),
            None => substance::find(&self.kind),
        };
        if let Some(found) = found {
            let strength = strength.or(found.strength);
            let entries = std::iter::once(found.entry).chain(found.others);
            offered.extend(entries.take(5).map(|entry| id_of(entry, strength)));
        }
        let mut choices: Vec<Choice> = offered
            .iter()
            .filter_map(kind::describe)
            .map(|kind| Choice::new(kind.id.as_str(), kind.name))
            .collect();
        choices.push(Choice::new(
            OWN,
            format!("“{}”, a thing of our own", self.kind.trim()),
        ));
        choices
    }
}

impl Meant {
    /// What it is counted in.
    pub const fn unit(&self) -> Unit {
        match self {
            Self::Known { unit, .. } | Self::New { unit, .. } => *unit,
        }
    }

    const fn sort(&self) -> Sort {
        match self {
            Self::Known { sort, .. } | Self::New { sort, .. } => *sort,
        }
    }
}

impl Draft {
    /// The line, of this kind.
    pub fn of_kind(self, kind: KindId) -> KitLine {
        let sort = self.meant.sort();
        let [per_group, per_pupil, per_class] = self.amounts;
        KitLine {
            kind,
            sort,
            per_group,
            per_class,
            per_pupil,
            spare_percent: self.spare_percent,
            used_up: self.used_up.unwrap_or(sort.is_used_up()),
            section: self.section.unwrap_or(Section::of(sort)),
            note: self.note,
        }
    }
}

/// Name and strength as one text, to see whether they were changed.
fn was(kind: &str, strength: &str) -> String {
    format!("{kind}|{strength}")
}

fn dissolved_name(id: &shared::substance::SubstanceId) -> String {
    substance::get(id)
        .map(|substance| substance.name.clone())
        .or_else(|| substance::mixture(id).map(|mixture| mixture.name.clone()))
        .unwrap_or_else(|| id.to_string())
}

/// What is wrong with an amount of that. Equipment comes whole; half a potato does not.
fn unlike(given: Amount, meant: &Meant) -> Option<Problem> {
    if given.unit() != meant.unit() {
        return Some(Problem::OtherUnit);
    }
    (meant.sort() == Sort::Equipment && !given.is_whole()).then_some(Problem::NotANumber)
}

fn id_of(entry: Known, strength: Option<Concentration>) -> KindId {
    KindId::of_substance(entry.id(), strength.as_ref())
}

fn of_kind(kind: &Kind) -> Meant {
    Meant::Known {
        id: kind.id.clone(),
        sort: kind.sort,
        unit: kind.unit,
    }
}

fn surely_solution(name: &str, strength: Concentration) -> Option<Meant> {
    let found = substance::find_at(name, strength)?;
    if found.confidence < 1.0 {
        return None;
    }
    kind::describe(&id_of(found.entry, Some(strength))).map(|kind| of_kind(&kind))
}

async fn known<R: Grant>(desk: &Desk<R>, id: &KindId) -> store::Result<Option<Meant>> {
    if let Some(kind) = kind::describe(id) {
        return Ok(Some(of_kind(&kind)));
    }
    let found = kind::find(desk, std::slice::from_ref(id)).await?;
    Ok(found.get(id).map(|kind| Meant::Known {
        id: kind.id.clone(),
        sort: kind.sort,
        unit: kind.unit,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(kind: &str, strength: &str) -> Row {
        Row {
            kind: kind.to_owned(),
            strength: strength.to_owned(),
            ..Row::default()
        }
    }

    #[test]
    fn a_misspelt_acid_is_offered_and_so_is_a_thing_of_ones_own() {
        let offers = row("hydrocloric acid", "0.5 mol/dm3").offers();
        let values: Vec<&str> = offers.iter().map(|offer| offer.value.as_str()).collect();
        assert!(
            values.contains(&"hydrochloric-acid@0.5mol/dm3"),
            "{values:?}"
        );
        assert_eq!(values.last(), Some(&OWN));
    }

    #[test]
    fn the_fields_of_a_form_make_its_lines() {
        let all = |name: &str| match name {
            "kind" => vec!["beaker".to_owned(), String::new()],
            "per_group" => vec!["2".to_owned()],
            "note" => vec![String::new(), "spare".to_owned(), "too many".to_owned()],
            _ => Vec::new(),
        };
        let rows = Row::typed(all);
        assert_eq!(rows.len(), 2);
        assert_eq!(
            (rows[0].kind.as_str(), rows[0].per_group.as_str()),
            ("beaker", "2")
        );
        assert_eq!(
            (rows[1].per_group.as_str(), rows[1].note.as_str()),
            ("", "spare")
        );
    }

    #[test]
    fn an_own_thing_is_of_the_sort_its_amount_says() {
        let made = row("ramp with rail", "").own(None, Unit::Piece);
        assert_eq!(made.unit(), Unit::Piece);
        assert_eq!(made.sort(), Sort::Equipment);
        assert_eq!(
            row("our dye", "").own(None, Unit::Litre).sort(),
            Sort::Chemical
        );
    }

    #[test]
    fn equipment_comes_whole() {
        let meant = |sort, unit| Meant::New {
            name: "a thing".to_owned(),
            sort,
            unit,
        };
        let half = Amount::parse("1/2").unwrap();
        let equipment = meant(Sort::Equipment, Unit::Piece);
        assert_eq!(unlike(half, &equipment), Some(Problem::NotANumber));
        assert_eq!(unlike(Amount::pieces(2), &equipment), None);
        assert_eq!(unlike(half, &meant(Sort::Consumable, Unit::Piece)), None);
        let volume = meant(Sort::Solution, Unit::Litre);
        assert_eq!(unlike(half, &volume), Some(Problem::OtherUnit));
    }
}
