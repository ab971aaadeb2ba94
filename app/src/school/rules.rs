//! The school's own rules.

use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::right::CanKeepSchool,
    form::{self, Problem, Problems},
    school::{Rules, School},
};
use store::school::{self, Change};

use crate::{
    parts::{Button, Card, Checkbox, NumberInput, PageHead, PostForm, Stop, TextInput, Tone},
    path::Path,
    web::{Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown},
};

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanKeepSchool>) -> Shown {
    let school = school::own(&desk).await?;
    let kept = frame.kept.clone();
    frame
        .show(Some(Stop::School), "The school", move || {
            view! { <RulesForm kept school/> }.into_any()
        })
        .await
}

#[component]
fn RulesForm(kept: Kept, school: School) -> impl IntoView {
    let rules = school.rules;
    let no_urn = kept
        .error("urn")
        .map(|_| "Please give its six digits, such as 123456.");
    let stop = kept.ticked("stop_without_risk_note", rules.stop_without_risk_note);
    view! {
        <PageHead title="The school" sub="What this school decides for itself"/>
        <Card>
            <PostForm action="/school" class="form">
                <input type="hidden" name="version" value=school.version.to_string()/>
                <TextInput name="name" label="Name" value=kept.value("name", school.name) error=kept.error("name")/>
                <TextInput name="urn" label="Unique reference number" optional=true inputmode="numeric"
                    hint="Six digits, as on Get Information about Schools."
                    value=kept.value("urn", school.urn.unwrap_or_default()) error=no_urn/>
                <NumberInput name="notice_days" label="Notice for orders" unit="school days"
                    hint="Orders that come later are marked late; they are not stopped."
                    value=kept.value("notice_days", rules.notice_days.to_string()) error=kept.error("notice_days")/>
                <NumberInput name="turnaround_minutes" label="Turnaround of equipment" unit="minutes"
                    hint="Equipment counts as in use this long before and after a lesson."
                    value=kept.value("turnaround_minutes", rules.turnaround_minutes.to_string())
                    error=kept.error("turnaround_minutes")/>
                <Checkbox name="stop_without_risk_note" label="Stop orders that have no approved risk note" value="yes"
                    checked=stop hint="Otherwise their teacher and the prep room are warned."/>
                <Button tone=Tone::Primary>"Save"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RulesSent {
    name: String,
    urn: String,
    notice_days: String,
    turnaround_minutes: String,
    stop_without_risk_note: String,
    version: String,
}

impl RulesSent {
    fn parse(&self) -> Result<Change, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", form::text(&self.name, 120));
        let urn = problems.take("urn", urn(&self.urn));
        let notice = problems.take("notice_days", form::number(&self.notice_days, 0, 20));
        let turnaround = problems.take(
            "turnaround_minutes",
            form::number(&self.turnaround_minutes, 0, 240),
        );
        let version = problems.take("version", form::number(&self.version, 1, i64::MAX));
        let rules = notice.zip(turnaround).and_then(|(notice, turnaround)| {
            Some(Rules {
                notice_days: u8::try_from(notice).ok()?,
                turnaround_minutes: u16::try_from(turnaround).ok()?,
                stop_without_risk_note: !self.stop_without_risk_note.is_empty(),
            })
        });
        match (name, urn, rules, version) {
            (Some(name), Some(urn), Some(rules), Some(version)) => Ok(Change {
                name,
                urn,
                rules,
                version,
            }),
            _ => Err(problems),
        }
    }
}

/// A unique reference number has six digits; a school outside England and Wales has none.
fn urn(typed: &str) -> Result<Option<String>, Problem> {
    let urn = form::optional_text(typed, 20)?;
    let is_one = |urn: &String| urn.len() == 6 && urn.bytes().all(|byte| byte.is_ascii_digit());
    match urn {
        Some(urn) if !is_one(&urn) => Err(Problem::NotANumber),
        urn => Ok(urn),
    }
}

/// Changes the school's name and rules.
pub async fn change_rules(
    Enter(desk): Enter<CanKeepSchool>,
    sent: Sent<RulesSent>,
) -> Result<Done, Failed> {
    let change = sent.valid(sent.form.parse()).await?;
    sent.accepted(school::change(&desk.once(&sent), change).await)
        .await?;
    Ok(Done::to(&Path::School).saying("Saved."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unique_reference_number_has_six_digits() {
        assert_eq!(urn(" 123456 "), Ok(Some("123456".to_owned())));
        assert_eq!(urn(""), Ok(None));
        for wrong in ["abc", "12345", "1234567", "12345a"] {
            assert_eq!(urn(wrong), Err(Problem::NotANumber), "{wrong}");
        }
    }
}
