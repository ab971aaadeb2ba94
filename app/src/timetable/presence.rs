//! When technicians are there, by weekday, what of it is bound by fixed duties, and days away.

use std::collections::HashMap;

use chrono::{Datelike as _, Days};
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{
        Right,
        right::{CanKeepSchool, CanLook},
    },
    form::{self, Problem, Problems},
    id::MemberId,
    moment::Day,
};
use store::{
    Desk,
    account::member::{self, Listed},
    presence::{self, Hours, Presence, Stay},
};

use super::{WEEKDAYS, tabs};
use crate::{
    parts::{
        Button, Card, CellInput, DataTable, DateInput, Empty, Glyph, LinkButton, PageHead,
        PostForm, Stop, Tone,
    },
    path::Path,
    web::{At, Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown},
    when::{self, cell_minutes, minutes},
};

/// Days away are shown this far ahead.
const AHEAD: u64 = 180;
/// The longest absence that one form writes.
const LONGEST: i64 = 400;
/// The most minutes of a day.
const MOST: u16 = 900;

struct Seen {
    kept: Kept,
    technicians: Vec<Listed>,
    presence: HashMap<(MemberId, u8), Presence>,
    versions: HashMap<MemberId, i64>,
    absences: Vec<(Day, MemberId)>,
    today: Day,
    may_change: bool,
    may_invite: bool,
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>) -> Shown {
    let today = desk.today();
    let technicians = technicians(&desk).await?;
    let ids: Vec<MemberId> = technicians.iter().map(|one| one.id).collect();
    let versions = presence::versions(&desk, ids).await?;
    let presence = presence::list(&desk).await?;
    let absences = presence::absences(&desk, today, today + Days::new(AHEAD)).await?;
    let mut absences: Vec<(Day, MemberId)> = absences
        .into_iter()
        .flat_map(|(day, members)| members.into_iter().map(move |member| (day, member)))
        .collect();
    absences.sort_unstable();
    let seen = Seen {
        kept: frame.kept.clone(),
        technicians,
        presence: presence
            .into_iter()
            .map(|presence| ((presence.member, presence.weekday), presence))
            .collect(),
        versions,
        absences,
        today,
        may_change: desk.who().role.may(Right::KeepSchool),
        may_invite: desk.who().role.may(Right::KeepPeople),
    };
    frame
        .show(Some(Stop::Timetable), "Technicians’ hours", move || {
            whole(&seen)
        })
        .await
}

async fn technicians<R: shared::account::Grant>(desk: &Desk<R>) -> store::Result<Vec<Listed>> {
    let mut members = member::list(desk).await?;
    members.retain(|member| member.deactivated_at.is_none() && member.role.prepares());
    Ok(members)
}

fn whole(seen: &Seen) -> AnyView {
    let head = view! {
        <PageHead title="Technicians’ hours" sub="Capacity is what is left after fixed duties">{tabs(&Path::Presence)}</PageHead>
    };
    if seen.technicians.is_empty() {
        let invite = seen.may_invite.then(|| {
            view! { <LinkButton href=Path::People.href() tone=Tone::Primary>"Invite somebody"</LinkButton> }
        });
        return view! {
            {head}
            <Empty glyph=Glyph::People title="No technicians yet" words="Invite them under People; then say when they are there.">
                {invite}
            </Empty>
        }
        .into_any();
    }
    let cards = seen
        .technicians
        .iter()
        .map(|technician| card(seen, technician))
        .collect_view();
    view! {
        {head}
        {cards}
    }
    .into_any()
}

fn card(seen: &Seen, technician: &Listed) -> AnyView {
    let id = technician.id;
    let of_day = |n: u8| seen.presence.get(&(id, n)).copied();
    let total: u32 = WEEKDAYS
        .iter()
        .filter_map(|(n, _)| of_day(*n))
        .map(|day| u32::from(day.minutes))
        .sum();
    let fixed: u32 = WEEKDAYS
        .iter()
        .filter_map(|(n, _)| of_day(*n))
        .map(|day| u32::from(day.fixed_minutes))
        .sum();
    let aside = format!(
        "{} a week, {} of it fixed duties",
        minutes(total),
        minutes(fixed)
    );
    let heads = WEEKDAYS
        .map(|(_, name)| view! { <th scope="col"><abbr title=name>{&name[..3]}</abbr></th> })
        .collect_view();
    let may_change = seen.may_change;
    let action = format!("/presence/{id}");
    let kept = seen.kept.of(&action);
    let cells = |what: &'static str, field: &'static str, value: fn(Presence) -> u16| {
        WEEKDAYS
            .into_iter()
            .enumerate()
            .map(|(place, (n, name))| {
                let now = of_day(n).map_or(0, value);
                if !may_change {
                    return view! { <td data-label=name>{cell_minutes(u32::from(now))}</td> }
                        .into_any();
                }
                let typed = kept.all(field).get(place).cloned();
                let error = kept.error(&format!("{field}-{place}"));
                let own = format!("{field}-{place}-{id}");
                let value = typed.unwrap_or_else(|| now.to_string());
                let label = format!("{}, {name}, {what}", technician.name.full);
                view! {
                    <td data-label=name>
                        <CellInput name=field id=own label value error most=MOST.to_string()/>
                    </td>
                }
                .into_any()
            })
            .collect_view()
    };
    let unit = if may_change { ", minutes" } else { "" };
    let there = cells("minutes there", "minutes", |day| day.minutes);
    let bound = cells("fixed duties", "fixed", |day| day.fixed_minutes);
    // Two people may have one name.
    let (name, initials) = (&technician.name.full, &technician.name.initials);
    let label = format!("Hours of {name} ({initials}) by weekday");
    let table = view! {
        <DataTable label class="stacked presence">
            <thead><tr><th scope="col"><span class="hidden">"What"</span></th>{heads}</tr></thead>
            <tbody>
                <tr><th scope="row">"Present"{unit}</th>{there}</tr>
                <tr><th scope="row">"Fixed duties"{unit}</th>{bound}</tr>
            </tbody>
        </DataTable>
    };
    let save = format!("Save the hours of {}", technician.name.full);
    let version = seen.versions.get(&id).copied().unwrap_or(0).to_string();
    let hours = if may_change {
        view! {
            <PostForm action=action class="form full">
                <input type="hidden" name="version" value=version/>
                {table}
                <div class="form-acts"><Button label=save>"Save"</Button></div>
            </PostForm>
        }
        .into_any()
    } else {
        table.into_any()
    };
    let away = away(seen, id);
    let title = technician.name.full.clone();
    view! { <Card title aside>{hours}{away}</Card> }.into_any()
}

fn away(seen: &Seen, id: MemberId) -> AnyView {
    let may_change = seen.may_change;
    let days = seen
        .absences
        .iter()
        .filter(|(_, member)| *member == id)
        .map(|(day, _)| {
            let (day, words) = (*day, when::near_day(*day));
            let label = format!("Not away on {words}");
            let back = may_change.then(|| {
                view! {
                    <PostForm action=format!("/presence/{id}/return") class="inline">
                        <input type="hidden" name="first" value=day.to_string()/>
                        <Button tone=Tone::Quiet label>"Not away"</Button>
                    </PostForm>
                }
            });
            view! { <li><span>{words}</span>{back}</li> }
        })
        .collect::<Vec<_>>();
    let list = (!days.is_empty()).then(|| view! { <h3>"Away"</h3><ul class="lines">{days}</ul> });
    let form = may_change.then(|| {
        let action = format!("/presence/{id}/absence");
        let kept = seen.kept.of(&action);
        let first = kept.value("first", seen.today.to_string());
        let last = kept.value("last", "");
        let (first_error, last_error) = (kept.error("first"), kept.error("last"));
        view! {
            <PostForm action=action class="row away-form">
                <DateInput id=format!("first-{id}") name="first" label="Away from" value=first error=first_error/>
                <DateInput id=format!("last-{id}") name="last" label="Until" value=last error=last_error optional=true/>
                <Button>"Add absence"</Button>
            </PostForm>
        }
    });
    view! { {list}{form} }.into_any()
}

/// What the forms send: minutes once for each weekday; the first and last day away.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PresenceSent {
    minutes: Vec<String>,
    fixed: Vec<String>,
    version: String,
    first: String,
    last: String,
}

impl PresenceSent {
    fn week(&self) -> Result<Vec<Hours>, Problems> {
        let mut problems = Problems::default();
        let mut read = |field: &str, typed: &[String], place: usize, all: u16| {
            let typed = typed.get(place).map_or("", String::as_str);
            let typed = if typed.trim().is_empty() { "0" } else { typed };
            let number = form::number(typed, 0, i64::from(MOST)).and_then(|number| {
                let all = i64::from(all);
                let is_part = (number <= all).then_some(number);
                is_part.ok_or(Problem::MoreThanAll { all })
            });
            let number = problems.take(&format!("{field}-{place}"), number)?;
            u16::try_from(number).ok()
        };
        let mut week = Vec::new();
        for (place, (weekday, _)) in WEEKDAYS.into_iter().enumerate() {
            let minutes = read("minutes", &self.minutes, place, MOST);
            // What is bound is a part of what is there.
            let fixed_minutes = read("fixed", &self.fixed, place, minutes.unwrap_or(MOST));
            week.extend(
                minutes
                    .zip(fixed_minutes)
                    .map(|(minutes, fixed_minutes)| Hours {
                        weekday,
                        minutes,
                        fixed_minutes,
                    }),
            );
        }
        if problems.is_empty() {
            Ok(week)
        } else {
            Err(problems)
        }
    }

    /// The weekdays from the first to the last day.
    fn days(&self) -> Result<Vec<Day>, Problems> {
        let mut problems = Problems::default();
        let first = problems.take("first", form::day(&self.first));
        let last = problems.take("last", form::optional_day(&self.last));
        let (Some(first), Some(last)) = (first, last) else {
            return Err(problems);
        };
        let last = last.unwrap_or(first);
        form::span(first, last, LONGEST).map_err(|problem| Problems::one("last", problem))?;
        Ok(first
            .iter_days()
            .take_while(|day| *day <= last)
            .filter(|day| day.weekday().number_from_monday() <= 5)
            .collect())
    }
}

/// Sets a technician's week.
pub async fn change_presence(
    Enter(desk): Enter<CanKeepSchool>,
    At(id): At<MemberId>,
    sent: Sent<PresenceSent>,
) -> Result<Done, Failed> {
    presence::ensure_technician(&desk, id).await?;
    let week = sent.valid(sent.form.week()).await?;
    let version = sent.form.version.parse().unwrap_or(0);
    sent.accepted(presence::set(&desk.once(&sent), id, &week, version).await)
        .await?;
    Ok(Done::to(&Path::Presence).saying("Saved."))
}

/// Says that a technician is away, from one weekday to another.
pub async fn create_absence(
    Enter(desk): Enter<CanKeepSchool>,
    At(id): At<MemberId>,
    sent: Sent<PresenceSent>,
) -> Result<Done, Failed> {
    stays(desk, id, sent, Stay::Away).await
}

/// Says that a technician is there after all.
pub async fn create_return(
    Enter(desk): Enter<CanKeepSchool>,
    At(id): At<MemberId>,
    sent: Sent<PresenceSent>,
) -> Result<Done, Failed> {
    stays(desk, id, sent, Stay::There).await
}

async fn stays(
    desk: Desk<CanKeepSchool>,
    id: MemberId,
    sent: Sent<PresenceSent>,
    stay: Stay,
) -> Result<Done, Failed> {
    presence::ensure_technician(&desk, id).await?;
    let days = sent.valid(sent.form.days()).await?;
    sent.accepted(presence::set_absence(&desk.once(&sent), id, &days, stay).await)
        .await?;
    Ok(Done::to(&Path::Presence).saying("Saved."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_bound_is_a_part_of_what_is_there() {
        let typed = |all: [&str; 5]| all.map(str::to_owned).to_vec();
        let sent = PresenceSent {
            minutes: typed(["400", "", "901", "60", "60"]),
            fixed: typed(["60", "5", "60", "60", "x"]),
            ..PresenceSent::default()
        };
        let problems = sent.week().unwrap_err();
        let of = |field: &str| problems.of(field).is_some();
        assert!(of("fixed-1") && of("minutes-2") && of("fixed-4"));
        assert!(!of("minutes-0") && !of("fixed-0") && !of("fixed-3"));
    }

    #[test]
    fn days_away_are_weekdays() {
        let away = |first: &str, last: &str| {
            let sent = PresenceSent {
                first: first.to_owned(),
                last: last.to_owned(),
                ..PresenceSent::default()
            };
            sent.days().map(|days| days.len())
        };
        // A Thursday to the Tuesday after.
        assert_eq!(away("26/11/2026", "01/12/2026"), Ok(4));
        assert_eq!(away("26/11/2026", ""), Ok(1));
        assert!(away("26/11/2026", "25/11/2026").is_err());
    }
}
