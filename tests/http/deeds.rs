//! Every deed of the site, posted as its page posts it, and then once more: it is written down who did it, it leads
//! to a page, and the second tap changes nothing.
//!
//! `deeds.txt` holds their forms. A new deed has its form there, or its reason here.

use http::{Method, StatusCode};
use shared::account::right::{CanLook, CanShare};
use shared::id::SchoolId;
use shared::practice::Audience;
use store::{ledger, practice};
use tests::on_both;
use tests::support::database::Database;
use tests::support::furnished::{Furnished, Ids};
use tests::support::house::House;
use tests::support::http::{Reply, Visitor};
use tests::support::scene::{Actor, Scene, today};
use tests::support::snapshot::{Snapshot, connection};

/// Deeds that rightly write no event of a school, and why.
const UNWRITTEN: [(&str, &str); 11] = [
    ("/sign-in", "a session is a person's, in all their schools"),
    ("/sign-out", "a session is a person's, in all their schools"),
    (
        "/me/elsewhere",
        "a session is a person's, in all their schools",
    ),
    ("/forgotten", "nobody has proven yet who asks"),
    (
        "/reset/{token}",
        "a password is a person's, in all their schools",
    ),
    ("/welcome", "once there is a school, it is not found"),
    ("/school/switch", "it only says where a session looks"),
    (
        "/import",
        "the list is looked at, and forgotten after a day",
    ),
    (
        "/import/uploads/{id}/discarding",
        "the list is only looked at",
    ),
    ("/import/uploads/{id}/layout", "the list is only looked at"),
    ("/import/uploads/{id}/names", "the list is only looked at"),
];

/// Deeds after which the page that they were done on is no more: a second tap goes on where the first one led.
const GONE: [&str; 4] = [
    "/import/uploads/{id}/import",
    "/join/{token}",
    "/places/{id}/retirement",
    "/timetable/classes/{id}/retirement",
];

/// People of a furnished school, in their order.
const PEOPLE: [&str; 5] = ["Ada", "Ben", "Priya", "Mary", "Hannah"];

/// The other Tuesday on which the class has its lesson.
const LATER: &str = "2026-12-08";

/// A deed as `deeds.txt` tells it.
#[derive(Clone, Debug, Default)]
struct Deed {
    /// What others call it.
    name: Option<&'static str>,
    by: &'static str,
    to: &'static str,
    /// The page that its form stands on.
    on: &'static str,
    fields: Vec<(&'static str, &'static str)>,
    /// What is done before.
    after: Vec<&'static str>,
}

impl Deed {
    /// Reads `Ben /orders/{id}/delivery on /orders/{id} after accepted prepared as delivered`.
    fn of(head: &'static str) -> Self {
        let mut words = head.split_whitespace();
        let mut deed = Self {
            by: words.next().expect("who"),
            to: words.next().expect("an address"),
            ..Self::default()
        };
        let mut what = "";
        for word in words {
            match (what, word) {
                (_, "on" | "after" | "as") => what = word,
                ("on", page) => deed.on = page,
                ("after", name) => deed.after.push(name),
                ("as", name) => deed.name = Some(name),
                _ => panic!("{head} is not told as the others are"),
            }
        }
        deed
    }

    /// In words, for what is wrong with it.
    fn told(&self) -> String {
        let act = self.fields.first();
        let act = act.map_or_else(String::new, |(name, value)| format!(" {name}={value}"));
        format!("{} {}{act}", self.by, self.to)
    }
}

fn deeds() -> Vec<Deed> {
    let mut deeds: Vec<Deed> = Vec::new();
    for line in include_str!("deeds.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match line.strip_prefix("    ") {
            None => deeds.push(Deed::of(line)),
            Some(field) => {
                let field = field.split_once(" = ").expect("a field and its value");
                deeds.last_mut().expect("a deed").fields.push(field);
            }
        }
    }
    deeds
}

/// A furnished school in which deeds are done.
struct Room<'a> {
    house: &'a House,
    database: &'a Database,
    furnished: Furnished,
    ids: Ids,
    taps: u32,
}

/// A form as it is sent.
type Fields = Vec<(String, String)>;

/// Who did what to what, and the key of the form.
type Event = (String, String, String, String);

impl Room<'_> {
    fn actor(&self, who: &str) -> Option<&Actor> {
        let at = PEOPLE.iter().position(|name| *name == who)?;
        Some(&self.furnished.people[at])
    }

    fn visitor(&self, who: &str) -> Visitor {
        match self.actor(who) {
            Some(actor) => self.house.visitor(&actor.token),
            None => self.house.stranger(),
        }
    }

    fn school(&self) -> SchoolId {
        self.furnished.people[0].who().school
    }

    /// What a deed needs besides what the school was furnished with.
    async fn brings(&mut self, deed: &Deed) {
        match deed.to {
            "/network/{id}/adoption" | "/network/{id}/trial" => {
                let school = &self.furnished.school;
                let name = format!("Eastfield beside {}", school.email);
                let eastfield = Furnished::found(school.store.clone(), &name).await;
                let desk = eastfield.people[1].desk::<CanShare>();
                let shared = practice::publish(&desk, eastfield.ids.practical, Audience::Everyone);
                self.ids.practice = shared.await.expect("shared");
            }
            "/import/uploads/{id}/import" => {
                let list = b"Name,Amount,Place\r\ntripod,12,Lab 7\r\nzinc,250 g,Store\r\n";
                let ben = self.visitor("Ben");
                let reply = ben.post_file("/import", "list.csv", list).await;
                self.goes_on(&reply);
            }
            "/postings/{id}/look" => {
                let desk = self.furnished.people[1].desk::<CanLook>();
                let all = ledger::to_look_at(&desk, 1).await.expect("corrections");
                self.ids.posting = all.first().expect("a correction").entry.posting;
            }
            _ => (),
        }
    }

    /// What was made is what the next deed is about.
    fn goes_on(&mut self, reply: &Reply) {
        let to = reply.location().unwrap_or_default();
        let path = to.split('?').next().unwrap_or_default();
        let Some((noun, id)) = path.rsplit_once('/') else {
            return;
        };
        let ids = &mut self.ids;
        match noun {
            "/holdings" => ids.holding = id.parse().unwrap_or(ids.holding),
            "/places" => ids.place = id.parse().unwrap_or(ids.place),
            "/orders" => ids.order = id.parse().unwrap_or(ids.order),
            "/import/uploads" => ids.upload = id.parse().unwrap_or(ids.upload),
            _ => (),
        }
    }

    /// The form with a key of its own.
    async fn form(&mut self, deed: &Deed) -> Fields {
        self.taps += 1;
        let from = self.filled(&self.ids.fill(deed.on)).await;
        let mut form = vec![
            ("form-key".to_owned(), format!("tap-{}", self.taps)),
            ("form-from".to_owned(), from),
        ];
        for (name, value) in &deed.fields {
            let value = match *value {
                "{shown}" => self.shown(deed, name).await,
                value => self.filled(value).await,
            };
            form.push(((*name).to_owned(), value));
        }
        form
    }

    /// What a field of the deed's form holds on its page.
    async fn shown(&self, deed: &Deed, name: &str) -> String {
        let page = self.visitor(deed.by).get(&self.ids.fill(deed.on)).await;
        let text = page.text();
        let value = || {
            let action = format!("action=\"{}\"", self.ids.fill(deed.to));
            let form = text.split("<form").find(|form| form.contains(&action))?;
            let fields = form.split("</form>").next()?.split('<');
            let field = fields
                .into_iter()
                .find(|field| field.contains(&format!("name=\"{name}\"")))?;
            let (_, value) = field.split_once("value=\"")?;
            value.split('"').next().map(ToOwned::to_owned)
        };
        value().unwrap_or_else(|| panic!("{} shows no {name} for {}", deed.on, deed.to))
    }

    /// A value with its `{parts}` filled in.
    async fn filled(&self, value: &str) -> String {
        let ids = &self.ids;
        let mut filled = value.to_owned();
        while let Some((before, rest)) = filled.split_once('{') {
            let (part, after) = rest.split_once('}').expect("a part ends");
            let is = match part {
                "place" => ids.place.to_string(),
                "lab" => ids.timetable.lab.to_string(),
                "class" => ids.timetable.class.to_string(),
                "slot" => ids.timetable.slot.to_string(),
                "holding" => ids.holding.to_string(),
                "practical" => ids.practical.to_string(),
                "teacher" => self.furnished.people[0].who().member.to_string(),
                "technician" => ids.member.to_string(),
                "today" => today().to_string(),
                "later" => LATER.to_owned(),
                part => self.read(part).await,
            };
            filled = format!("{before}{is}{after}");
        }
        filled
    }

    /// What only the database knows by now.
    async fn read(&self, part: &str) -> String {
        const VERSION: &str = "SELECT CAST(version AS TEXT) FROM";
        let ids = &self.ids;
        let (text, id) = match part {
            "version of holding" => (format!("{VERSION} holding WHERE id = $1"), ids.holding.to_string()),
            "version of item" => (format!("{VERSION} item WHERE id = $1"), ids.item.to_string()),
            "version of location" => (format!("{VERSION} location WHERE id = $1"), ids.place.to_string()),
            "version of member" => (format!("{VERSION} member WHERE id = $1"), ids.member.to_string()),
            "version of class" => (format!("{VERSION} class WHERE id = $1"), ids.timetable.class.to_string()),
            "version of practical" => (format!("{VERSION} practical WHERE id = $1"), ids.practical.to_string()),
            "version of school" => (format!("{VERSION} school WHERE id = $1"), self.school().to_string()),
            "note" => (
                "SELECT CAST(coalesce(max(n), 0) AS TEXT) FROM risk_version WHERE practical_id = $1".to_owned(),
                ids.practical.to_string(),
            ),
            "kind" => (
                "SELECT min(kind_id) FROM requisition_line WHERE requisition_id = $1".to_owned(),
                ids.order.to_string(),
            ),
            other => panic!("say in tests/http/deeds.rs what {{{other}}} stands for"),
        };
        sqlx::query_scalar(sqlx::AssertSqlSafe(text))
            .bind(id)
            .fetch_one(&mut connection(self.database).await)
            .await
            .expect("what a page would show")
    }

    /// The events of the school after so many.
    async fn events(&self, after: usize) -> Vec<Event> {
        sqlx::query_as(
            "SELECT coalesce(person_id, ''), noun, verb, coalesce(key, '')
             FROM event
             WHERE school_id = $1
               AND seq > $2
             ORDER BY seq",
        )
        .bind(self.school().to_string())
        .bind(i64::try_from(after).expect("a number"))
        .fetch_all(&mut connection(self.database).await)
        .await
        .expect("the events")
    }
}

async fn post(visitor: &Visitor, to: &str, form: &Fields) -> Reply {
    let fields: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    visitor.post(to, &fields).await
}

/// A deed leads on to a page, and not back to its form.
async fn leads_on(visitor: &Visitor, reply: &Reply) -> Result<(), String> {
    let said = reply.header("set-cookie").unwrap_or_default();
    let is_done = reply.status == StatusCode::SEE_OTHER;
    let Some(to) = reply.location().filter(|_| is_done) else {
        return Err(format!("it is answered {} {said}", reply.status));
    };
    if to.contains("form=") {
        return Err(format!("it leads back to its form: {to} {said}"));
    }
    let mut to = to.to_owned();
    for _ in 0..4 {
        let page = visitor.get(&to).await;
        match page.location() {
            Some(on) => on.clone_into(&mut to),
            None if page.status == StatusCode::OK => return Ok(()),
            None => {
                return Err(format!(
                    "it leads to {to}, which is answered {}",
                    page.status
                ));
            }
        }
    }
    Err(format!("it leads around: {to}"))
}

/// Does a deed twice in a school of its own, and tells all that is wrong with it.
async fn twice(room: &mut Room<'_>, all: &[Deed], deed: &Deed) -> Vec<String> {
    for name in &deed.after {
        let before = all
            .iter()
            .find(|deed| deed.name == Some(name))
            .expect("a named deed");
        room.brings(before).await;
        let form = room.form(before).await;
        let visitor = room.visitor(before.by);
        let reply = post(&visitor, &room.ids.fill(before.to), &form).await;
        if let Err(wrong) = leads_on(&visitor, &reply).await {
            return vec![format!("before it is {name}, {wrong}")];
        }
        room.goes_on(&reply);
    }
    room.brings(deed).await;
    let (to, form) = (room.ids.fill(deed.to), room.form(deed).await);
    let (visitor, known) = (room.visitor(deed.by), room.events(0).await.len());

    let first = post(&visitor, &to, &form).await;
    let lead = leads_on(&visitor, &first).await;
    let mut wrong: Vec<String> = lead.err().into_iter().collect();
    wrong.extend(badly_written(room, deed, &room.events(known).await));
    let before = Snapshot::of(room.database, room.school()).await;

    let second = post(&visitor, &to, &form).await;
    let lead = leads_on(&visitor, &second).await;
    wrong.extend(lead.err().map(|lead| format!("the second tap: {lead}")));
    if GONE.contains(&deed.to) && second.location() != first.location() {
        let to = second.location();
        wrong.push(format!(
            "the second tap leads elsewhere than the first: {to:?}"
        ));
    }
    let after = Snapshot::of(room.database, room.school()).await;
    let changed = before.changed(&after).into_iter();
    wrong.extend(changed.map(|row| format!("the second tap changes {row}")));
    let books = ledger::verify(&room.furnished.school.store).await;
    wrong.extend(books.expect("a proof"));
    wrong
}

/// What is wrong with the events of a deed.
fn badly_written(room: &Room<'_>, deed: &Deed, events: &[Event]) -> Vec<String> {
    if events.is_empty() {
        return vec!["it writes no event".to_owned()];
    }
    let person = room
        .actor(deed.by)
        .map(|actor| actor.who().person.to_string());
    // Who has no account yet is told by what was made for them.
    let is_by = |by: &String| person.as_ref().is_none_or(|person| person == by);
    let mut wrong = Vec::new();
    for (by, noun, verb, _) in events {
        if noun.is_empty() || verb.is_empty() {
            wrong.push(format!(
                "an event does not say what was done: {noun:?} {verb:?}"
            ));
        }
        if !is_by(by) {
            wrong.push(format!("{noun} {verb:?} is written down as done by {by:?}"));
        }
    }
    wrong
}

#[test]
fn every_deed_has_its_form_or_its_reason() {
    let routes = trolley::http::routes().into_iter();
    let posts: Vec<&str> = routes
        .filter(|route| route.method == Method::POST)
        .map(|route| route.path)
        .collect();
    let deeds = deeds();
    for path in &posts {
        let has_form = deeds.iter().any(|deed| deed.to == *path);
        let has_reason = UNWRITTEN.iter().any(|(unwritten, _)| unwritten == path);
        assert!(
            has_form || has_reason,
            "write into tests/http/deeds.txt what form is posted to {path}, and by whom"
        );
        assert!(
            !(has_form && has_reason),
            "{path} has a form, and a reason for none"
        );
    }
    let told = deeds.iter().map(|deed| deed.to);
    for path in told.chain(UNWRITTEN.map(|(path, _)| path)) {
        assert!(
            posts.contains(&path),
            "nothing is posted to {path} any more"
        );
    }
}

on_both! {
    async fn every_deed_is_written_down_and_done_once(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let house = House::on(&store).await;
        let deeds = deeds();
        let mut wrong = Vec::new();
        for (n, deed) in deeds.iter().enumerate() {
            let furnished = Furnished::found(store.clone(), &format!("School {n}")).await;
            let ids = furnished.ids.clone();
            let mut room = Room { house: &house, database: &database, furnished, ids, taps: 0 };
            let told = twice(&mut room, &deeds, deed).await;
            wrong.extend(told.into_iter().map(|told| format!("{}: {told}", deed.told())));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
