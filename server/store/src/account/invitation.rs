//! Invitations: a one-time link makes a person a member.

use shared::{
    account::{Grant, Role, right::CanKeepPeople},
    form::{Problem, Problems},
    id::PersonId,
    moment::Moment,
    refusal::Refusal,
};

use super::{NewPerson, mail, mail::Mail, member, session, write_down};
use crate::{
    Desk, Error, Result, Store, Token, Tx,
    event::{self, Noun},
    row, secret,
};

/// A link is good for so many days.
pub const DAYS: i64 = 14;

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

/// An invitation that nobody has accepted yet, as the people page shows it.
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
    /// Whether that is over.
    pub has_expired: bool,
}

/// Invites somebody: the mail is laid in the outbox, and the link's token is given back once. Earlier links for the
/// same address are worth nothing any more.
pub async fn invite(
    desk: &Desk<CanKeepPeople>,
    invite: Invite,
    link: impl Fn(&Token) -> String,
) -> Result<Token> {
    let token = Token::new()?;
    let mut tx = desk.begin().await?;
    if is_here(&mut tx, &invite.email).await? {
        return Err(Refusal::Invalid(Problems::one("email", Problem::Somebodys)).into());
    }
    write(desk, &mut tx, &invite, &token, &link(&token)).await?;
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

/// Sends a new link in place of the last one, for as long again.
pub async fn send_again(
    desk: &Desk<CanKeepPeople>,
    email: &str,
    link: impl Fn(&Token) -> String,
) -> Result<Token> {
    let token = Token::new()?;
    let mut tx = desk.begin().await?;
    let (name, role): (String, String) = sqlx::query_as(
        "SELECT name, role
         FROM invitation
         WHERE school_id = $1
           AND email = $2
           AND used_at IS NULL
         ORDER BY created_at DESC, token_hash
         LIMIT 1",
    )
    .bind(tx.school_key())
    .bind(email)
    .fetch_one(tx.run())
    .await?;
    let invite = Invite {
        email: email.to_owned(),
        name,
        role: row::named("invitation.role", &role, Role::from_code)?,
    };
    write(desk, &mut tx, &invite, &token, &link(&token)).await?;
    tx.note(Noun::Invitation, email, "sent again").await?;
    tx.commit().await?;
    Ok(token)
}

/// Takes an invitation back: its link is worth nothing any more.
pub async fn withdraw(desk: &Desk<CanKeepPeople>, email: &str) -> Result<()> {
    let mut tx = desk.begin().await?;
    if close(&mut tx, email).await? == 0 {
        return Err(Refusal::NotFound.into());
    }
    tx.note(Noun::Invitation, email, "withdrawn").await?;
    tx.commit().await
}

/// Writes an invitation down in place of earlier ones, and its mail.
async fn write(
    desk: &Desk<CanKeepPeople>,
    tx: &mut Tx,
    invite: &Invite,
    token: &Token,
    link: &str,
) -> Result<()> {
    close(tx, &invite.email).await?;
    let (school, at) = (tx.school_key(), tx.at);
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
        "{} invites you to {} on Trolley. Follow this link to join:\n\n{link}\n\nIt is good for {DAYS} days.\n",
        desk.who().name.full,
        desk.who().school_name,
    );
    let letter = Mail {
        id: tx.id(),
        at,
        address: &invite.email,
        subject: &format!("Join {} on Trolley", desk.who().school_name),
        body: &body,
    };
    mail::post(tx.run(), letter).await
}

/// Makes the links of an address to this school worth nothing, and tells how many there were.
pub(super) async fn close(tx: &mut Tx, email: &str) -> Result<u64> {
    let (school, at) = (tx.school_key(), tx.at.0);
    let closed = sqlx::query(
        "UPDATE invitation
         SET used_at = $3
         WHERE school_id = $1
           AND email = $2
           AND used_at IS NULL",
    )
    .bind(school)
    .bind(email)
    .bind(at)
    .execute(tx.run())
    .await?;
    Ok(closed.rows_affected())
}

/// Whether somebody of this address is in the school and can sign in.
async fn is_here(tx: &mut Tx, email: &str) -> Result<bool> {
    let school = tx.school_key();
    let count: i64 = sqlx::query_scalar(
        "SELECT count(*)
         FROM member
         JOIN person ON person.id = member.person_id
         WHERE member.school_id = $1
           AND member.deactivated_at IS NULL
           AND person.email = $2
           AND person.password IS NOT NULL",
    )
    .bind(school)
    .bind(email)
    .fetch_one(tx.run())
    .await?;
    Ok(count > 0)
}

/// The invitations of the school that nobody has accepted yet, by name.
pub async fn list<R: Grant>(desk: &Desk<R>) -> Result<Vec<Open>> {
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "SELECT email, name, role, expires_at
         FROM invitation
         WHERE school_id = $1
           AND used_at IS NULL
         ORDER BY name, token_hash",
    )
    .bind(desk.school_key())
    .fetch_all(desk.pool())
    .await?;
    let now = desk.now();
    rows.into_iter()
        .map(|(email, name, role, expires_at)| {
            let role = row::named("invitation.role", &role, Role::from_code)?;
            Ok(Open {
                email,
                name,
                role,
                expires_at: Moment(expires_at),
                has_expired: expires_at <= now.0,
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
    /// How they show that they are who was invited.
    pub proof: Proof,
}

/// How an invited person shows that they are who was invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Nobody else knows them: the link is enough, and they choose a password.
    Link,
    /// By the password that they have, from another school.
    Password,
    /// Another school knows them, but they have no password yet: they choose one by a mail to their own address first.
    Mailbox,
}

/// Looks at an invitation; one that was used or has expired is not found.
pub async fn look(store: &Store, token: &Token) -> Result<Invited> {
    let found = find(store, token).await?;
    Ok(Invited {
        proof: found.proof(),
        school: found.school_name,
        email: found.email,
        name: found.name,
    })
}

/// How an invited person answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What they want to be called, where nobody knows them yet.
    pub name: String,
    /// Their new password, or the one they have.
    pub password: String,
    /// Where the request comes from, for the throttle.
    pub address: String,
    /// The idempotency key of the form.
    pub key: Option<String>,
}

/// Refuses an answer that was given before: its link is used up by then.
pub async fn ensure_first(store: &Store, token: &Token, key: Option<&str>) -> Result<()> {
    let mut run = store.pool().acquire().await?;
    let school: Option<String> = sqlx::query_scalar(
        "SELECT school_id
         FROM invitation
         WHERE token_hash = $1",
    )
    .bind(token.hash())
    .fetch_optional(&mut *run)
    .await?;
    match row::parse_optional("invitation.school_id", school.as_deref())? {
        Some(school) => event::ensure_first(&mut run, school, key).await,
        None => Ok(()),
    }
}

/// What an answer has proven before it is written down.
enum Proven {
    /// Somebody new chose a password: its stored form.
    New(String),
    /// A person gave theirs.
    Known(session::Proven),
}

/// Accepts an invitation and signs in. Who has a password already must give it; a link never gives a password to
/// somebody whom another school knows.
pub async fn accept(store: &Store, token: &Token, answer: Answer) -> Result<Token> {
    let found = find(store, token).await?;
    let proven = match found.proof() {
        Proof::Link => Proven::New(secret::hash_password(answer.password).await?),
        Proof::Password => {
            let credentials = session::Credentials {
                email: found.email.clone(),
                password: answer.password,
                address: answer.address,
            };
            Proven::Known(session::prove(store, credentials).await?)
        }
        Proof::Mailbox => return Err(Refusal::Stale.into()),
    };
    let school = row::parse("invitation.school_id", &found.school_id)?;
    let role = row::named("invitation.role", &found.role, Role::from_code)?;
    let mut tx = Tx::begin(store, school, None, answer.key).await?;
    use_up(&mut tx, token).await?;
    close(&mut tx, &found.email).await?;
    // What was proven is decided here: the person may have been written down, or chosen a password, meanwhile.
    let person = match proven {
        Proven::New(stored) => {
            if let Some(person) = found.person()? {
                tx.wait_for(person).await?;
            }
            new_here(&mut tx, &found, answer.name, stored).await?
        }
        Proven::Known(proven) => session::still(tx.run(), proven).await?,
    };
    let person = person.ok_or(Refusal::Stale)?;
    member::admit(&mut tx, person, role).await?;
    tx.commit().await?;
    let signed_in = session::open(store, person).await?;
    session::switch(store, &signed_in, school).await?;
    Ok(signed_in)
}

/// Uses a link up, unless somebody was quicker.
async fn use_up(tx: &mut Tx, token: &Token) -> Result<()> {
    let at = tx.at.0;
    let used = sqlx::query(
        "UPDATE invitation
         SET used_at = $2
         WHERE token_hash = $1
           AND used_at IS NULL
           AND expires_at > $2",
    )
    .bind(token.hash())
    .bind(at)
    .execute(tx.run())
    .await?;
    if used.rows_affected() == 0 {
        return Err(Refusal::NotFound.into());
    }
    Ok(())
}

/// Writes an invited person down with their password, or gives it to one who was written down here alone and has none.
async fn new_here(
    tx: &mut Tx,
    found: &InvitationRow,
    name: String,
    stored: String,
) -> Result<Option<PersonId>> {
    let new = NewPerson {
        email: found.email.clone(),
        name,
        password: Some(stored.clone()),
    };
    if let Some(person) = write_down(tx, new).await? {
        return Ok(Some(person));
    }
    let chosen: Option<String> = sqlx::query_scalar(
        "UPDATE person
         SET password = $2
         WHERE email = $1
           AND password IS NULL
           AND NOT EXISTS (
               SELECT 1
               FROM member
               WHERE member.person_id = person.id
                 AND member.school_id <> $3
           )
         RETURNING id",
    )
    .bind(&found.email)
    .bind(stored)
    .bind(&found.school_id)
    .fetch_optional(tx.run())
    .await?;
    row::parse_optional("person.id", chosen.as_deref())
}

async fn find(store: &Store, token: &Token) -> Result<InvitationRow> {
    sqlx::query_as(
        "SELECT invitation.school_id, invitation.email, invitation.name, invitation.role,
                school.name AS school_name, person.id AS person_id, person.password, (
                    SELECT count(*)
                    FROM member
                    WHERE member.person_id = person.id
                      AND member.school_id <> invitation.school_id
                ) AS elsewhere
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

#[derive(sqlx::FromRow)]
struct InvitationRow {
    school_id: String,
    email: String,
    name: String,
    role: String,
    school_name: String,
    person_id: Option<String>,
    password: Option<String>,
    elsewhere: i64,
}

impl InvitationRow {
    /// Who has the address by now.
    fn person(&self) -> Result<Option<PersonId>> {
        row::parse_optional("person.id", self.person_id.as_deref())
    }

    fn proof(&self) -> Proof {
        match self.password {
            Some(_) => Proof::Password,
            None if self.elsewhere > 0 => Proof::Mailbox,
            None => Proof::Link,
        }
    }
}
