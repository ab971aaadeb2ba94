//! The catalogue: equipment and consumables that school science uses.

mod describe;
mod making;
mod recognise;

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;
use shared::kind::{Kind, KindId, Sort};
use shared::name::fold;

use crate::substance::{self, Match};

pub use describe::describe;
pub use making::{made_of, reagent};
use recognise::Names;
pub use recognise::Recognised;

static KINDS: LazyLock<Result<Catalogue, KindDataError>> =
    LazyLock::new(|| Catalogue::read(include_str!("../data/kinds.toml")));

/// Equipment and consumables. The kinds of chemicals and solutions come from the substances.
#[derive(Debug)]
pub struct Catalogue {
    kinds: Vec<Kind>,
    by_id: HashMap<KindId, usize>,
    names: Names,
}

/// What is wrong with the file of kinds.
#[derive(Debug, thiserror::Error)]
pub enum KindDataError {
    /// It is not the TOML that is expected.
    #[error("the catalogue cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    /// An id stands twice.
    #[error("the kind {0} is given twice")]
    Twice(KindId),
    /// A name is said to be like that of no kind.
    #[error("no kind is called {0}")]
    Unknown(KindId),
    /// Two kinds go by one name.
    #[error("two kinds are called {0:?}")]
    Ambiguous(String),
    /// Chemicals and solutions belong to the substances.
    #[error("the kind {0} is neither equipment nor a consumable")]
    WrongSort(KindId),
}

/// The catalogue, read once.
pub fn kinds() -> Result<&'static Catalogue, &'static KindDataError> {
    KINDS.as_ref()
}

impl Catalogue {
    /// Every kind, in the order of the file.
    pub fn all(&self) -> &[Kind] {
        &self.kinds
    }

    /// The kind of that id.
    pub fn find(&self, id: &KindId) -> Option<&Kind> {
        self.by_id.get(id).and_then(|at| self.kinds.get(*at))
    }

    /// The kind that a name on a shelf list most likely means, with its confidence; none where
    /// nothing is alike, or where several sizes could be meant and none is written.
    pub fn recognise(&self, name: &str) -> Option<Recognised<'_>> {
        let (at, confidence) = self.names.find(name)?;
        let kind = self.kinds.get(at)?;
        (!is_stuff(kind, name)).then_some(Recognised { kind, confidence })
    }

    fn read(text: &str) -> Result<Self, KindDataError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            /// Names that say less than the kind's, or something a little else.
            #[serde(default)]
            alike: BTreeMap<String, KindId>,
            kind: Vec<Kind>,
        }
        let File { alike, kind: kinds } = toml::from_str(text)?;
        let mut by_id = HashMap::new();
        let mut names = Names::default();
        for (at, kind) in kinds.iter().enumerate() {
            if !matches!(kind.sort, Sort::Equipment | Sort::Consumable) {
                return Err(KindDataError::WrongSort(kind.id.clone()));
            }
            if by_id.insert(kind.id.clone(), at).is_some() {
                return Err(KindDataError::Twice(kind.id.clone()));
            }
            for name in std::iter::once(&kind.name).chain(&kind.other_names) {
                if names.add(name, at).is_some() {
                    return Err(KindDataError::Ambiguous(name.clone()));
                }
            }
        }
        for (name, id) in alike {
            let at = by_id.get(&id).copied();
            names.add_alike(&name, at.ok_or(KindDataError::Unknown(id))?);
        }
        Ok(Self {
            kinds,
            by_id,
            names,
        })
    }
}

/// "Marbles" are things, "marble" is what they are made of: a substance by one word that no name of the kind is.
fn is_stuff(kind: &Kind, name: &str) -> bool {
    let is_one_word = !name.trim().contains(' ');
    let is_name = |own: &String| fold(own) == fold(name);
    let mut names = std::iter::once(&kind.name).chain(&kind.other_names);
    is_one_word
        && !names.any(is_name)
        && substance::find(name).is_some_and(|found| found.matched == Match::Name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name in lower case, every run of other characters one hyphen.
    fn slug(name: &str) -> String {
        let mut spelt = String::new();
        for sign in name.chars() {
            match sign {
                '²' => spelt.push('2'),
                '³' => spelt.push('3'),
                'Ω' => spelt.push_str("ohm"),
                'µ' => spelt.push('u'),
                sign if sign.is_ascii_alphanumeric() => spelt.push(sign.to_ascii_lowercase()),
                _ => spelt.push(' '),
            }
        }
        spelt.split_whitespace().collect::<Vec<_>>().join("-")
    }

    #[test]
    fn the_catalogue_is_large_and_its_ids_follow_the_names() {
        let kinds = kinds().unwrap();
        assert!(kinds.all().len() >= 400);
        for kind in kinds.all() {
            assert_eq!(kind.id.as_str(), slug(&kind.name));
            assert_eq!(kinds.find(&kind.id), Some(kind));
        }
    }

    #[test]
    fn a_broken_row_is_refused() {
        let good = include_str!("../data/kinds.toml");
        let twice = good.replacen("beaker-100-cm3", "beaker-50-cm3", 1);
        assert!(matches!(
            Catalogue::read(&twice),
            Err(KindDataError::Twice(_))
        ));
        let chemical = good.replacen("\"equipment\"", "\"chemical\"", 1);
        assert!(matches!(
            Catalogue::read(&chemical),
            Err(KindDataError::WrongSort(_))
        ));
        let unknown = good.replacen("= \"masking-tape\"", "= \"no-tape\"", 1);
        assert!(matches!(
            Catalogue::read(&unknown),
            Err(KindDataError::Unknown(_))
        ));
        let misspelt = good.replacen("unit =", "units =", 1);
        assert!(matches!(
            Catalogue::read(&misspelt),
            Err(KindDataError::Unreadable(_))
        ));
    }
}
