//! How a member is called and reached.

use serde::{Deserialize, Serialize};
use shared::{
    account::{Grant, right::CanKeepPeople},
    form::{Problem, Problems},
    id::{MemberId, PersonId},
    refusal::Refusal,
};

use super::{
    super::{invitation, mail, mail::Mail, reset},
    ListedRow, MemberRow, edited, initials,
};
use crate::{Desk, Result, Tx, event::Noun, row};

/// How a member is called and reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// What they are called.
    pub name: String,
    /// As on a timetable: nobody else's in the school.
    pub initials: String,
    /// Where mail reaches them, and what they sign in as.
    pub email: String,
}

/// What an event tells of changed details. A name and an address are the person's own, and can be erased: only that
/// they were changed is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// The initials.
    pub initials: String,
    /// Whether the name was changed.
    #[serde(default)]
    pub name: bool,
    /// Whether the address was changed.
    #[serde(default)]
    pub email: bool,
}

impl Described {
    fn change(before: &ListedRow, details: &Details) -> Self {
        Self {
            initials: details.initials.clone(),
            name: details.name != before.name,
            email: details.email != before.email,
        }
    }

    /// Whether anything of the person's own is changed.
    const fn is_of_person(&self) -> bool {
        self.name || self.email
    }
}

/// Changes how a member is called and reached. Name and address of somebody whom another school knows too stay; one's
/// own are changed as one's own, with a password.
pub async fn describe(
    desk: &Desk<CanKeepPeople>,
    id: MemberId,
    details: Details,
    version: i64,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let person = edited(&mut tx, desk.school(), id, version).await?.person_id;
    // No link may go to an address while it is changed.
    tx.wait_for(row::parse::<PersonId>("member.person_id", &person)?)
        .await?;
    let before = edited(&mut tx, desk.school(), id, version).await?;
    if Described::change(&before.listed, &details).is_of_person() {
        ensure_of_school(desk, id, &before)?;
    }
    save(desk, &mut tx, &before, details).await?;
    tx.commit().await
}

/// An account is its person's: the school changes it only while nobody else can.
pub(super) fn ensure_of_school(
    desk: &Desk<CanKeepPeople>,
    id: MemberId,
    before: &MemberRow,
) -> Result<()> {
    let why = if before.elsewhere > 0 {
        "another school knows them too, so their name, address and password are theirs alone"
    } else if id == desk.who().member {
        "your own name, address and password are changed under Your account"
    } else {
        return Ok(());
    };
    Err(Refusal::InUse(why.to_owned()).into())
}

/// Writes down how a member is called and reached from now on, and records it.
pub(super) async fn save<R: Grant>(
    desk: &Desk<R>,
    tx: &mut Tx,
    before: &MemberRow,
    details: Details,
) -> Result<()> {
    let was = &before.listed;
    let described = Described::change(was, &details);
    ensure_nobody_elses(tx, before, &details).await?;
    sqlx::query(
        "UPDATE member
         SET initials = $3, version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(tx.school_key())
    .bind(&was.id)
    .bind(&details.initials)
    .execute(tx.run())
    .await?;
    if described.name {
        sqlx::query(
            "UPDATE person
             SET name = $2
             WHERE id = $1",
        )
        .bind(&before.person_id)
        .bind(&details.name)
        .execute(tx.run())
        .await?;
    }
    if described.email {
        sqlx::query(
            "UPDATE person
             SET email = $2
             WHERE id = $1",
        )
        .bind(&before.person_id)
        .bind(&details.email)
        .execute(tx.run())
        .await?;
        readdress(desk, tx, before, &details.email).await?;
    }
    let known = Described {
        initials: was.initials.clone(),
        name: false,
        email: false,
    };
    tx.record(
        Noun::Member,
        &was.id,
        "described",
        Some(&known),
        Some(&described),
    )
    .await
}

/// What went to the old address is worth nothing any more, and whoever reads it is told.
async fn readdress<R: Grant>(
    desk: &Desk<R>,
    tx: &mut Tx,
    before: &MemberRow,
    email: &str,
) -> Result<()> {
    let at = tx.at;
    let person: PersonId = row::parse("member.person_id", &before.person_id)?;
    reset::close(tx.run(), person, at).await?;
    invitation::close(tx, &before.listed.email).await?;
    invitation::close(tx, email).await?;
    let who = desk.who();
    let by = if who.person == person {
        "You".to_owned()
    } else {
        format!("{} of {}", who.name.full, who.school_name)
    };
    let body = format!(
        "{by} changed the address that you sign in to Trolley with: it is {email} from now on. If you did not \
         expect this, ask at your school.\n"
    );
    let letter = Mail {
        id: tx.id(),
        at,
        address: &before.listed.email,
        subject: "Your address on Trolley",
        body: &body,
    };
    mail::post(tx.run(), letter).await
}

/// Initials are one member's in the school, an address one person's anywhere.
async fn ensure_nobody_elses(tx: &mut Tx, before: &MemberRow, details: &Details) -> Result<()> {
    let mut problems = Problems::default();
    let is_new = details.initials != before.listed.initials;
    if is_new && initials(tx).await?.contains(&details.initials) {
        problems.add("initials", Problem::Somebodys);
    }
    let others: i64 = sqlx::query_scalar(
        "SELECT count(*)
         FROM person
         WHERE email = $1
           AND id <> $2",
    )
    .bind(&details.email)
    .bind(&before.person_id)
    .fetch_one(tx.run())
    .await?;
    if others > 0 {
        problems.add("email", Problem::Somebodys);
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(problems).into())
    }
}
