//! Invitations: a one-time link makes a person a member.

use shared::{
    account::{Grant, Role, right::CanKeepPeople},
    form::{Problem, Problems},
    moment::Moment,
    refusal::Refusal,
};

use super::{NewPerson, member, person_of_address, session};
use crate::{Desk, Error, Result, Store, Token, Tx, event::Noun, row};

/// A link is good for so many days.
const DAYS: i64 = 14;

/// Whom to invite.
#[derive(Clone, Debug)]
pub struct Invite {
    /// Where the link goes.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// What they will be.
    pub role: Role,
}

/// An open invitation, as the people page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Where the link went.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// What they will be.
    pub role: Role,
    /// Until when the link is good.
    pub expires_at: Moment,
}

/// Invites somebody: the mail is laid in the outbox, and the link's token is given back once.
pub async fn invite(
    desk: &Desk<CanKeepPeople>,
    invite: Invite,
    link: impl Fn(&Token) -> String,
) -> Result<Token> {
    let token = Token::new()?;
    let mut tx = desk.begin().await?;
    let school = tx.school_key();
    let at = tx.at;
    sqlx::query(
        "INSERT INTO invitation (token_hash, school_id, email, name, role, invited_by, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(token.hash())
    .bind(school)
    .bind(&invite.email)
    .bind(&invite.name)
    .bind(invite.role.code())
    .bind(desk.who().person.to_string())
    .bind(at.0)
    .bind(at.plus_days(DAYS).0)
    .execute(tx.run())
    .await?;
    let body = format!(
        "{} invites you to {} on Trolley. Follow this link to choose a password:\n\n{}\n\nIt is good for {DAYS} days.\n",
        desk.who().name.full,
        desk.who().school_name,
        link(&token),
    );
    post(
        &mut tx,
        &invite.email,
        &format!("Join {} on Trolley", desk.who().school_name),
        &body,
    )
    .await?;
    tx.record::<(), _>(
        Noun::Invitation,
        &invite.email,
        "invited",
        None,
        Some(&invite.role.code()),
    )
    .await?;
    tx.commit().await?;
    Ok(token)
}

/// The invitations still open in the school, by name.
pub async fn list<R: Grant>(desk: &Desk<R>) -> Result<Vec<Open>> {
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "SELECT email, name, role, expires_at
         FROM invitation
         WHERE school_id = $1
           AND used_at IS NULL
           AND expires_at > $2
         ORDER BY name, token_hash",
    )
    .bind(desk.school_key())
    .bind(desk.now().0)
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter()
        .map(|(email, name, role, expires_at)| {
            let role = row::named("invitation.role", &role, Role::from_code)?;
            Ok(Open {
                email,
                name,
                role,
                expires_at: Moment(expires_at),
            })
        })
        .collect()
}

/// An invitation as the one who follows the link sees it.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The school's name.
    pub school: String,
    /// Their address.
    pub email: String,
    /// Their name, as it was given.
    pub name: String,
    /// Whether this person has a password already, from another school.
    pub is_known: bool,
}

/// Looks at an invitation; one that was used or has expired is not found.
pub async fn look(store: &Store, token: &Token) -> Result<Invited> {
    let found: InvitationRow = open_row(store, token).await?;
    Ok(Invited {
        school: found.school_name,
        email: found.email,
        name: found.name,
        is_known: found.password.is_some(),
    })
}

/// How an invited person answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What they want to be called.
    pub name: String,
    /// Their new password, or the one they have.
    pub password: String,
    /// Where the request comes from, for the throttle.
    pub address: String,
}

/// Accepts an invitation and signs in. Who has a password already must give it.
pub async fn accept(store: &Store, token: &Token, answer: Answer) -> Result<Token> {
    let found: InvitationRow = open_row(store, token).await?;
    if found.password.is_some() {
        let credentials = session::Credentials {
            email: found.email.clone(),
            password: answer.password.clone(),
            address: answer.address.clone(),
        };
        session::sign_in(store, credentials).await?;
    }
    let school = row::parse("invitation.school_id", &found.school_id)?;
    let mut tx = Tx::begin(store, school, None, None).await?;
    let at = tx.at.0;
    let used = sqlx::query(
        "UPDATE invitation
         SET used_at = $2
         WHERE token_hash = $1
           AND used_at IS NULL",
    )
    .bind(token.hash())
    .bind(at)
    .execute(tx.run())
    .await?;
    if used.rows_affected() == 0 {
        return Err(Refusal::NotFound.into());
    }
    let new = NewPerson {
        email: found.email,
        name: answer.name,
        password: Some(answer.password),
    };
    let person = person_of_address(&mut tx, new).await?;
    let role = row::named("invitation.role", &found.role, Role::from_code)?;
    member::admit(&mut tx, person, role).await?;
    tx.commit().await?;
    let signed_in = session::open(store, person).await?;
    session::switch(store, &signed_in, school).await?;
    Ok(signed_in)
}

/// Lays a mail in the outbox.
pub(crate) async fn post(tx: &mut Tx, address: &str, subject: &str, body: &str) -> Result<()> {
    let (id, at): (uuid::Uuid, i64) = (tx.id(), tx.at.0);
    sqlx::query(
        "INSERT INTO outbox (id, address, subject, body, created_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id.to_string())
    .bind(address)
    .bind(subject)
    .bind(body)
    .bind(at)
    .execute(tx.run())
    .await?;
    tracing::info!(to = address, subject, body, "mail in the outbox");
    Ok(())
}

async fn open_row(store: &Store, token: &Token) -> Result<InvitationRow> {
    sqlx::query_as(
        "SELECT invitation.school_id, invitation.email, invitation.name, invitation.role,
                school.name AS school_name, person.password
         FROM invitation
         JOIN school ON school.id = invitation.school_id
         LEFT JOIN person ON person.email = invitation.email
         WHERE invitation.token_hash = $1
           AND invitation.used_at IS NULL
           AND invitation.expires_at > $2",
    )
    .bind(token.hash())
    .bind(store.clock().now().0)
    .fetch_optional(store.pool())
    .await?
    .ok_or_else(|| Error::from(Refusal::NotFound))
}

/// Checks a new password: long enough, twice the same.
pub fn new_password(password: &str, again: &str) -> Result<String, Problems> {
    const LEAST: usize = 10;
    let mut problems = Problems::default();
    if password.chars().count() < LEAST {
        problems.add("password", Problem::TooShort { least: LEAST });
    }
    if password.len() > 200 {
        problems.add("password", Problem::TooLong { most: 200 });
    }
    if password != again {
        problems.add("again", Problem::Differs);
    }
    if problems.is_empty() {
        Ok(password.to_owned())
    } else {
        Err(problems)
    }
}

#[derive(sqlx::FromRow)]
struct InvitationRow {
    school_id: String,
    email: String,
    name: String,
    role: String,
    school_name: String,
    password: Option<String>,
}
