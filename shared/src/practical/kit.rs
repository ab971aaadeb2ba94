//! The kit of a practical, and how it scales with a class.

use serde::{Deserialize, Serialize};

use crate::amount::{Amount, AmountError, Unit};
use crate::kind::{KindId, Sort};

/// Under which heading of a tray list a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// What comes back.
    Equipment,
    /// What is made in the prep room.
    Solutions,
    /// Substances as they are bought.
    Chemicals,
    /// What is used up and is no chemical.
    Consumables,
}

impl Section {
    /// Every section, in the order of a tray list.
    pub const ALL: [Self; 4] = [
        Self::Equipment,
        Self::Solutions,
        Self::Chemicals,
        Self::Consumables,
    ];

    /// The word the database, the wire and the page use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Equipment => "equipment",
            Self::Solutions => "solutions",
            Self::Chemicals => "chemicals",
            Self::Consumables => "consumables",
        }
    }

    /// The section of that [`Section::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.code() == code)
    }

    /// Where a kind of that sort stands, unless the kit says otherwise.
    pub const fn of(sort: Sort) -> Self {
        match sort {
            Sort::Equipment => Self::Equipment,
            Sort::Solution => Self::Solutions,
            Sort::Chemical => Self::Chemicals,
            Sort::Consumable => Self::Consumables,
        }
    }
}

/// One thing a practical needs. The three amounts are of one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KitLine {
    /// What.
    pub kind: KindId,
    /// How it is kept and used; decides how amounts are rounded.
    pub sort: Sort,
    /// What each group gets.
    pub per_group: Option<Amount>,
    /// What the class shares.
    pub per_class: Option<Amount>,
    /// What each pupil gets.
    pub per_pupil: Option<Amount>,
    /// Spares and spillage on top, in per cent.
    pub spare_percent: u16,
    /// Whether the lesson uses it up.
    pub used_up: bool,
    /// Where it stands on the tray list.
    pub section: Section,
    /// What the technician should know: "in a dropper bottle".
    pub note: Option<String>,
}

impl KitLine {
    /// What it is counted in; pieces where no amount is given.
    pub fn unit(&self) -> Unit {
        [self.per_group, self.per_class, self.per_pupil]
            .into_iter()
            .flatten()
            .next()
            .map_or(Unit::Piece, Amount::unit)
    }

    /// What so many groups and pupils need, spares included, rounded up to what a prep room
    /// would measure out: whole pieces, solutions to the next 10, 50 or 100 cm³.
    pub fn total(&self, groups: u32, pupils: u32) -> Result<Amount, AmountError> {
        let unit = self.unit();
        let shares = [
            (self.per_group, groups),
            (self.per_class, 1),
            (self.per_pupil, pupils),
        ];
        let mut asked = 0_i128;
        for (share, times) in shares {
            let Some(share) = share else { continue };
            if share.unit() != unit {
                return Err(AmountError::UnlikeUnits);
            }
            if share.is_negative() {
                return Err(AmountError::Negative);
            }
            asked += i128::from(share.micro()) * i128::from(times);
        }
        let with_spares = round_up(asked * (100 + i128::from(self.spare_percent)), 100) / 100;
        let rounded = round_up(with_spares, step(with_spares, unit, self.sort));
        let micro = i64::try_from(rounded).map_err(|_| AmountError::TooLarge)?;
        Ok(Amount::new(micro, unit))
    }
}

/// The next multiple of `step` that is not less.
fn round_up(micro: i128, step: i128) -> i128 {
    (micro + step - 1) / step * step
}

/// How finely such an amount is measured out. Each limit is a multiple of the steps on both its
/// sides, so that more asked never rounds to less.
fn step(micro: i128, unit: Unit, sort: Sort) -> i128 {
    const CM3: i128 = 1_000;
    const GRAM: i128 = 1_000_000;
    const CM: i128 = 10_000;
    match (unit, sort) {
        (Unit::Piece, _) => 1_000_000,
        (Unit::Litre, Sort::Chemical) if micro <= 100 * CM3 => CM3,
        (Unit::Litre, _) if micro <= 250 * CM3 => 10 * CM3,
        (Unit::Litre, _) if micro <= 1_000 * CM3 => 50 * CM3,
        (Unit::Litre, _) => 100 * CM3,
        (Unit::Gram, _) if micro <= 10 * GRAM => GRAM / 10,
        (Unit::Gram, _) if micro <= 100 * GRAM => GRAM,
        (Unit::Gram, _) => 5 * GRAM,
        (Unit::Metre, _) => 10 * CM,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(sort: Sort, per_group: &str, spare_percent: u16) -> KitLine {
        KitLine {
            kind: KindId::parse("test-kind").unwrap(),
            sort,
            per_group: Some(Amount::parse(per_group).unwrap()),
            per_class: None,
            per_pupil: None,
            spare_percent,
            used_up: sort.is_used_up(),
            section: Section::of(sort),
            note: None,
        }
    }

    #[test]
    fn a_kit_scales_as_a_technician_would() {
        for (sort, per_group, spare, groups, total) in [
            (Sort::Equipment, "1", 0, 15, "15"),
            (Sort::Equipment, "5", 10, 15, "83"),
            (Sort::Consumable, "1/4", 10, 15, "5"),
            (Sort::Solution, "10 cm3", 10, 15, "170 cm3"),
            (Sort::Solution, "50 cm3", 10, 15, "850 cm3"),
            (Sort::Solution, "100 cm3", 10, 15, "1.7 dm3"),
            (Sort::Chemical, "0.3 cm3", 20, 10, "4 cm3"),
            (Sort::Chemical, "2.5 g", 10, 15, "42 g"),
            (Sort::Consumable, "20 cm", 0, 15, "3 m"),
            (Sort::Solution, "50 cm3", 10, 0, "0 cm3"),
        ] {
            let made = line(sort, per_group, spare).total(groups, 30);
            assert_eq!(made, Amount::parse(total), "{per_group} for {groups}");
        }
    }

    #[test]
    fn what_the_class_shares_is_added_once() {
        let shared = KitLine {
            per_class: Some(Amount::pieces(2)),
            per_pupil: Some(Amount::pieces(1)),
            ..line(Sort::Equipment, "1", 0)
        };
        assert_eq!(shared.total(15, 30), Ok(Amount::pieces(47)));
    }

    #[test]
    fn unlike_units_are_refused() {
        let mixed = KitLine {
            per_class: Some(Amount::parse("1 g").unwrap()),
            ..line(Sort::Solution, "1 cm3", 0)
        };
        assert_eq!(mixed.total(1, 1), Err(AmountError::UnlikeUnits));
    }

    prop_compose! {
        fn any_line()(
            unit in prop::sample::select(Unit::ALL.to_vec()),
            sort in prop::sample::select(Sort::ALL.to_vec()),
            shares in [0..2_000_000_000i64, 0..2_000_000_000i64, 0..2_000_000_000i64],
            spare_percent in any::<u16>(),
        ) -> KitLine {
            let share = |micro| Some(Amount::new(micro, unit));
            let [per_group, per_class, per_pupil] = shares.map(share);
            KitLine { per_group, per_class, per_pupil, ..line(sort, "1", spare_percent) }
        }
    }

    proptest! {
        #[test]
        fn never_less_than_asked(line in any_line(), groups in 0..60u32, pupils in 0..60u32) {
            let total = line.total(groups, pupils).unwrap();
            let share = |share: Option<Amount>, times: u32| share.unwrap().micro() * i64::from(times);
            let asked = share(line.per_group, groups) + share(line.per_class, 1) + share(line.per_pupil, pupils);
            prop_assert!(total.micro() >= asked);
        }

        #[test]
        fn more_groups_or_pupils_never_need_less(line in any_line(), groups in 0..60u32, pupils in 0..60u32) {
            let total = line.total(groups, pupils).unwrap();
            prop_assert!(line.total(groups + 1, pupils).unwrap() >= total);
            prop_assert!(line.total(groups, pupils + 1).unwrap() >= total);
        }

        #[test]
        fn any_size_of_class_is_answered(line in any_line(), groups in any::<u32>(), pupils in any::<u32>()) {
            let _ = line.total(groups, pupils);
        }
    }
}
