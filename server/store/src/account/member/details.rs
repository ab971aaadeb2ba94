//! How a member is called and reached.

use serde::{Deserialize, Serialize};
use shared::{
    account::right::CanKeepPeople,
    form::{Problem, Problems},
    id::MemberId,
    refusal::Refusal,
};

use super::{
    super::{invitation, mail, mail::Mail, reset},
    MemberRow, initials, row_of,
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

/// Changes how a member is called and reached. Name and address of somebody whom another school knows too stay.
pub async fn describe(
    desk: &Desk<CanKeepPeople>,
    id: MemberId,
    details: Details,
    version: i64,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let before = row_of(tx.run(), desk.school(), id).await?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    let described = Described {
        initials: details.initials.clone(),
        name: details.name != before.name,
        email: details.email != before.email,
    };
    if before.elsewhere > 0 && (described.name || described.email) {
        let why = "another school knows them too, so their name and address stay";
        return Err(Refusal::InUse(why.to_owned()).into());
    }
    is_nobody_elses(&mut tx, &before, &details).await?;
    sqlx::query(
        "UPDATE member
         SET initials = $3, version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(tx.school_key())
    .bind(id.to_string())
    .bind(&details.initials)
    .execute(tx.run())
    .await?;
    sqlx::query(
        "UPDATE person
         SET name = $2, email = $3
         WHERE id = $1",
    )
    .bind(&before.person_id)
    .bind(&details.name)
    .bind(&details.email)
    .execute(tx.run())
    .await?;
    if described.email {
        readdress(desk, &mut tx, &before, &details.email).await?;
    }
    let was = Described {
        initials: before.initials,
        name: false,
        email: false,
    };
    tx.record(Noun::Member, id, "described", Some(&was), Some(&described))
        .await?;
    tx.commit().await
}

/// What went to the old address is worth nothing any more, and whoever reads it is told.
async fn readdress(
    desk: &Desk<CanKeepPeople>,
    tx: &mut Tx,
    before: &MemberRow,
    email: &str,
) -> Result<()> {
    let at = tx.at;
    reset::close(
        tx.run(),
        row::parse("member.person_id", &before.person_id)?,
        at,
    )
    .await?;
    invitation::close(tx, &before.email).await?;
    invitation::close(tx, email).await?;
    let who = desk.who();
    let body = format!(
        "{} of {} changed the address that you sign in to Trolley with: it is {email} from now on. If you did not \
         expect this, ask at your school.\n",
        who.name.full, who.school_name,
    );
    let letter = Mail {
        id: tx.id(),
        at,
        address: &before.email,
        subject: "Your address on Trolley",
        body: &body,
    };
    mail::post(tx.run(), letter).await
}

/// Initials are one member's in the school, an address one person's anywhere.
async fn is_nobody_elses(tx: &mut Tx, before: &MemberRow, details: &Details) -> Result<()> {
    let mut problems = Problems::default();
    if details.initials != before.initials && initials(tx).await?.contains(&details.initials) {
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
