//! The starter library of practicals.

mod row;

use std::collections::HashMap;
use std::sync::LazyLock;

use shared::practical::Practical;

pub use row::KitError;

/// The files, in the order the library shows them.
const FILES: [(&str, &str); 10] = [
    (
        "ks2-general",
        include_str!("../data/practicals/ks2-general.toml"),
    ),
    (
        "ks3-biology",
        include_str!("../data/practicals/ks3-biology.toml"),
    ),
    (
        "ks3-chemistry",
        include_str!("../data/practicals/ks3-chemistry.toml"),
    ),
    (
        "ks3-physics",
        include_str!("../data/practicals/ks3-physics.toml"),
    ),
    (
        "gcse-biology",
        include_str!("../data/practicals/gcse-biology.toml"),
    ),
    (
        "gcse-chemistry",
        include_str!("../data/practicals/gcse-chemistry.toml"),
    ),
    (
        "gcse-physics",
        include_str!("../data/practicals/gcse-physics.toml"),
    ),
    (
        "a-level-biology",
        include_str!("../data/practicals/a-level-biology.toml"),
    ),
    (
        "a-level-chemistry",
        include_str!("../data/practicals/a-level-chemistry.toml"),
    ),
    (
        "a-level-physics",
        include_str!("../data/practicals/a-level-physics.toml"),
    ),
];

static PRACTICALS: LazyLock<Result<Library, PracticalDataError>> =
    LazyLock::new(|| Library::read(&FILES));

/// The practicals every school starts with.
#[derive(Debug)]
pub struct Library {
    practicals: Vec<Practical>,
    by_id: HashMap<String, usize>,
}

/// What is wrong with the files of practicals.
#[derive(Debug, thiserror::Error)]
pub enum PracticalDataError {
    /// One is not the TOML that is expected.
    #[error("the practicals of {file} cannot be read: {error}")]
    Unreadable {
        /// Which file.
        file: &'static str,
        /// What is wrong.
        error: toml::de::Error,
    },
    /// A line of a kit is wrong.
    #[error("{practical} asks for {asked}: {error}")]
    Kit {
        /// The practical's id.
        practical: String,
        /// The kind or substance, as it is written.
        asked: String,
        /// What is wrong.
        error: KitError,
    },
    /// An id stands twice.
    #[error("the practical {0} is given twice")]
    Twice(String),
}

/// The starter library, read once.
pub fn practicals() -> Result<&'static Library, &'static PracticalDataError> {
    PRACTICALS.as_ref()
}

impl Library {
    /// Every practical, youngest stage first.
    pub fn all(&self) -> &[Practical] {
        &self.practicals
    }

    /// The practical of that id: "food-tests".
    pub fn find(&self, id: &str) -> Option<&Practical> {
        self.by_id.get(id).and_then(|at| self.practicals.get(*at))
    }

    fn read(files: &[(&'static str, &str)]) -> Result<Self, PracticalDataError> {
        let mut practicals = Vec::new();
        let mut by_id = HashMap::new();
        for (file, text) in files {
            let file: row::File = toml::from_str(text)
                .map_err(|error| PracticalDataError::Unreadable { file, error })?;
            for row in file.practical {
                let practical = row.into_practical()?;
                let id = practical.id.clone();
                if by_id.insert(id.clone(), practicals.len()).is_some() {
                    return Err(PracticalDataError::Twice(id));
                }
                practicals.push(practical);
            }
        }
        Ok(Self { practicals, by_id })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use shared::practical::Stage;

    use super::*;

    fn library() -> &'static Library {
        practicals().unwrap()
    }

    #[test]
    fn every_stage_has_its_practicals() {
        let count = |stage| {
            let of_stage = |practical: &&Practical| practical.stage == stage;
            library().all().iter().filter(of_stage).count()
        };
        assert!(library().all().len() >= 70);
        assert!(count(Stage::Ks3) >= 20);
        assert!(count(Stage::Ks5) >= 12);
    }

    #[test]
    fn all_28_required_practicals_of_the_gcse_are_there() {
        let wanted: BTreeSet<String> = [('B', 10), ('C', 8), ('P', 10)]
            .into_iter()
            .flat_map(|(subject, last)| (1..=last).map(move |n| format!("{subject}{n}")))
            .collect();
        let required = |practical: &&Practical| practical.scheme == "AQA GCSE required practical";
        let found: BTreeSet<String> = library()
            .all()
            .iter()
            .filter(required)
            .filter_map(|practical| practical.scheme_number.as_deref()?.split(' ').next())
            .map(str::to_owned)
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn every_practical_has_kit_notes_and_risks() {
        for practical in library().all() {
            let risk = &practical.risk;
            let lists = [
                &risk.hazards,
                &risk.controls,
                &risk.emergency,
                &risk.disposal,
                &risk.references,
            ];
            let id = &practical.id;
            assert!(lists.iter().all(|list| !list.is_empty()), "{id}");
            assert!(!practical.kit.is_empty(), "{id}");
            assert!(!practical.technician_notes.trim().is_empty(), "{id}");
            assert!(practical.group_size > 0, "{id}");
            assert!(practical.prep_minutes.total() > 0, "{id}");
            for line in &practical.kit {
                assert!(line.total(15, 30).is_ok(), "{id} {}", line.kind);
            }
        }
    }

    #[test]
    fn nothing_stands_twice_in_a_kit() {
        for practical in library().all() {
            let kinds: BTreeSet<_> = practical.kit.iter().map(|line| &line.kind).collect();
            assert_eq!(kinds.len(), practical.kit.len(), "{}", practical.id);
        }
    }

    #[test]
    fn a_broken_row_is_refused() {
        let read = |from: &str, to: &str| {
            let broken = FILES[0].1.replacen(from, to, 1);
            Library::read(&[("broken", &broken)])
        };
        assert!(matches!(
            read("battery-1-5-v", "batery"),
            Err(PracticalDataError::Kit {
                error: KitError::UnknownKind,
                ..
            })
        ));
        assert!(matches!(
            read("per_group = \"2\"", "per_group = \"2 g\""),
            Err(PracticalDataError::Kit {
                error: KitError::WrongUnit,
                ..
            })
        ));
        assert!(matches!(
            read("stage = \"KS2\"", "stage = \"KS9\""),
            Err(PracticalDataError::Unreadable { .. })
        ));
    }
}
