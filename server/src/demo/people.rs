//! The demo trust's schools and the people in them. All of them are invented.

use shared::{
    account::{
        Role,
        right::{CanKeepPeople, CanKeepSchool},
    },
    id::{SchoolId, TrustId},
};
use store::{
    Desk, Store,
    account::member::{self, NewMember},
    presence::{self, Hours},
    school::{self, Founding},
};

use super::{Person, School};

/// Every demo person's password.
pub const PASSWORD: &str = "bunsen burner";

/// A school to be made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// Its name.
    pub name: &'static str,
    /// The host of its people's addresses.
    pub host: &'static str,
    /// Its reference number; invented, like the school.
    pub urn: &'static str,
    /// How many labs it has.
    pub labs: usize,
    /// Who may keep stock, timetable and school.
    pub keeper: &'static str,
    /// Who keeps people.
    pub administrator: &'static str,
    /// Name, role, and for technicians the minutes of Monday to Friday.
    pub people: &'static [(&'static str, Role, [u16; 5])],
    /// Years taught, and classes in each.
    pub years: &'static [(u8, u8)],
    /// How many items it keeps.
    pub items: usize,
}

const NONE: [u16; 5] = [0; 5];

/// The secondary school with eight labs.
pub(crate) const NORTHGATE: Plan = Plan {
    name: "Northgate School",
    host: "northgate.example",
    urn: "999001",
    labs: 8,
    keeper: "Priya Nair",
    administrator: "Sam Whitlock",
    people: &[
        ("Jo Reid", Role::HeadOfScience, NONE),
        (
            "Priya Nair",
            Role::SeniorTechnician,
            [450, 450, 450, 450, 420],
        ),
        ("Marek Dudek", Role::Technician, [390, 390, 390, 390, 390]),
        ("Cathy Lowe", Role::Technician, [300, 0, 300, 0, 300]),
        ("Imran Sheikh", Role::Technician, [0, 240, 0, 240, 0]),
        ("Tola Okafor", Role::Teacher, NONE),
        ("Hannah Birch", Role::Teacher, NONE),
        ("Luis Martins", Role::Teacher, NONE),
        ("Jude Regan", Role::Teacher, NONE),
        ("Sana Adeel", Role::Teacher, NONE),
        ("Owen Pritchard", Role::Teacher, NONE),
        ("Beth Calder", Role::Teacher, NONE),
        ("Ravi Menon", Role::Teacher, NONE),
        ("Elin Vaughan", Role::Teacher, NONE),
        ("Tom Ashby", Role::Teacher, NONE),
        ("Grace Obi", Role::Teacher, NONE),
        ("Nia Hughes", Role::Teacher, NONE),
        ("Dan Frost", Role::Teacher, NONE),
    ],
    years: &[(7, 7), (8, 7), (9, 7), (10, 7), (11, 7), (12, 3), (13, 3)],
    items: 400,
};

/// The smaller secondary school.
pub(crate) const SOUTHBROOK: Plan = Plan {
    name: "Southbrook Academy",
    host: "southbrook.example",
    urn: "999002",
    labs: 3,
    keeper: "Fay Turner",
    administrator: "Ann Bose",
    people: &[
        ("Will Carter", Role::HeadOfScience, NONE),
        (
            "Fay Turner",
            Role::SeniorTechnician,
            [360, 360, 360, 360, 0],
        ),
        ("Kit Doyle", Role::Teacher, NONE),
        ("Maya Stein", Role::Teacher, NONE),
        ("Leo Grant", Role::Teacher, NONE),
        ("Zoe Marsh", Role::Teacher, NONE),
    ],
    years: &[(7, 3), (8, 3), (9, 3), (10, 3), (11, 3)],
    items: 180,
};

/// The primary school.
pub(crate) const LARKRISE: Plan = Plan {
    name: "Larkrise Primary",
    host: "larkrise.example",
    urn: "999003",
    labs: 1,
    keeper: "Moira Kerr",
    administrator: "Moira Kerr",
    people: &[
        ("Moira Kerr", Role::HeadOfScience, NONE),
        ("Alan Pike", Role::Teacher, NONE),
    ],
    years: &[(5, 1), (6, 1)],
    items: 40,
};

impl Plan {
    /// A person's address: `priya.nair@northgate.example`.
    pub(crate) fn address(&self, name: &str) -> String {
        format!("{}@{}", name.to_lowercase().replace(' ', "."), self.host)
    }

    /// Who answers for its science.
    pub(crate) fn head_of_science(&self) -> &'static str {
        let head = self
            .people
            .iter()
            .find(|(_, role, _)| *role == Role::HeadOfScience);
        head.map_or(self.keeper, |(name, ..)| name)
    }

    /// Its teachers' names; a head of science teaches too.
    pub(crate) fn teachers(&self) -> Vec<&'static str> {
        let teaches = |role: Role| matches!(role, Role::Teacher | Role::HeadOfScience);
        self.people
            .iter()
            .filter(|(_, role, _)| teaches(*role))
            .map(|(name, ..)| *name)
            .collect()
    }
}

/// Founds the school and writes its people down, technicians with their hours.
pub(super) async fn found(store: &Store, trust: TrustId, plan: &Plan) -> store::Result<SchoolId> {
    let founding = Founding {
        school: plan.name.to_owned(),
        trust: Some(trust),
        urn: Some(plan.urn.to_owned()),
        email: plan.address(plan.administrator),
        name: plan.administrator.to_owned(),
        password: Some(PASSWORD.to_owned()),
    };
    let administrator = school::found(store, founding).await?;
    let id = administrator.school;
    let people: Desk<CanKeepPeople> = Desk::enter(store.clone(), administrator)?;
    for (name, role, _) in plan.people {
        let email = plan.address(name);
        let password = Some(PASSWORD.to_owned());
        let new = NewMember {
            email,
            name: (*name).to_owned(),
            role: *role,
            password,
        };
        member::add(&people, new).await?;
    }
    let school = School {
        store,
        id,
        plan: *plan,
    };
    let keeper: Desk<CanKeepSchool> = school.keeper().await?;
    for (name, _, minutes) in plan.people.iter().filter(|(_, role, _)| role.prepares()) {
        let technician = member::of_address(store, id, &plan.address(name))
            .await?
            .member;
        let week: Vec<Hours> = (1..)
            .zip(*minutes)
            .filter(|(_, minutes)| *minutes > 0)
            .map(|(weekday, minutes)| Hours {
                weekday,
                minutes,
                // Deliveries, the dishwasher, checks: an hour of a long day is bound.
                fixed_minutes: if minutes >= 360 { 60 } else { 30 },
            })
            .collect();
        presence::set(&keeper, technician, &week, 0).await?;
    }
    Ok(id)
}

/// Those of a school whom a visitor would sign in as.
pub(super) fn to_try(plan: &Plan) -> Vec<Person> {
    let first_of = |role: Role| plan.people.iter().find(|(_, found, _)| *found == role);
    // In a small school somebody else keeps people besides.
    let known = plan
        .people
        .iter()
        .any(|(name, ..)| *name == plan.administrator);
    let administrator = (!known).then_some((plan.administrator, Role::Administrator));
    Role::ALL
        .into_iter()
        .filter_map(first_of)
        .map(|(name, role, _)| (*name, *role))
        .chain(administrator)
        .map(|(name, role)| Person {
            name,
            place: format!("{}, {}", role.title().to_lowercase(), plan.name),
            email: plan.address(name),
        })
        .collect()
}
