//! Sentences for what was refused. Errors are variants everywhere else; only here do they become words.

use shared::{
    account::{Right, Role},
    form::Problem,
    refusal::Refusal,
};

use crate::{practical::words::capital, when};

/// What is wrong with a field, as a sentence beside it.
pub fn sentence(problem: &Problem) -> String {
    match problem {
        Problem::Missing => "Please fill this in.".to_owned(),
        Problem::TooLong { most } => format!("At most {most} characters fit here."),
        Problem::TooShort { least } => format!("Please use at least {least} characters."),
        Problem::NotANumber => "Please give a whole number.".to_owned(),
        Problem::OutOfRange { least, most } => {
            format!("Please give a number from {least} to {most}.")
        }
        Problem::NotADate => "Please give a date, such as 24/11/2026.".to_owned(),
        Problem::NotADay { line } => {
            format!(
                "“{line}” is no day: please write it as 24/11/2026, or 24/11/2026 to 27/11/2026."
            )
        }
        Problem::NotATime => "Please give a time, such as 8:45.".to_owned(),
        Problem::EndsBeforeItBegins { span } => format!("“{span}” ends before it begins."),
        Problem::Outside { day } => format!(
            "{} is not between the first day and the last.",
            when::day(*day)
        ),
        Problem::NotAhead => "Please give a day after today.".to_owned(),
        Problem::TooManyDays { most } => format!("At most {most} days fit here."),
        Problem::NotAnAddress => "This does not look like an e-mail address.".to_owned(),
        Problem::NotAnAmount => "Please give an amount, such as 250 cm³, 1.5 kg or 12.".to_owned(),
        Problem::OtherUnit => "This is measured in another unit here.".to_owned(),
        Problem::NotAConcentration => {
            "Please give a concentration, such as 1.0 mol/dm³.".to_owned()
        }
        Problem::NotAClassification => {
            "Please copy the classes with their codes, such as “Eye Irrit. 2 H319”.".to_owned()
        }
        Problem::NotAChoice => "Please choose one of these.".to_owned(),
        Problem::NotAPlace => {
            "No place here has that code, and no single one that name.".to_owned()
        }
        Problem::NotAKind => {
            "Nothing known goes by this name. Try another, or tick that it is a kind of your own."
                .to_owned()
        }
        Problem::Taken => "There is one of this name already.".to_owned(),
        Problem::Kept { name } => {
            format!("You have this: {name}. Receive more of it, or tick to keep it apart.")
        }
        Problem::Somebodys => "Somebody has this already.".to_owned(),
        Problem::Occupied => "Another class is there at that time.".to_owned(),
        Problem::TooEarly { first } => format!("Please give {} or a later day.", when::day(*first)),
        Problem::TooLate { last } => format!("Please give {} or an earlier day.", when::day(*last)),
        Problem::EndsTooSoon => "It must end after it begins.".to_owned(),
        Problem::UnderWay { what } => format!("“{what}” has not ended by then."),
        Problem::TooLarge { most } => format!("This is too large: {most} is the most."),
        Problem::MoreThanAll { all } => format!("This is a part of the whole, which is {all}."),
        Problem::Differs => "The two are not the same.".to_owned(),
        Problem::NotSignedIn => "That e-mail address and password don’t match.".to_owned(),
        Problem::NotYourPassword => "This is not your password.".to_owned(),
        Problem::NotTheToken => {
            "This is not the one on the console where Trolley was started.".to_owned()
        }
        Problem::TooManyTries => "Too many tries. Please wait a quarter of an hour.".to_owned(),
        Problem::MoreThanThere => "That is more than there is.".to_owned(),
        Problem::MoreThanWentOut => "That is more than went out.".to_owned(),
        Problem::NotConfirmed => "Please tick this to go on.".to_owned(),
        Problem::ChangedMeanwhile { now } if now.is_empty() => {
            "This was emptied meanwhile. Send yours again to keep it.".to_owned()
        }
        Problem::ChangedMeanwhile { now } => {
            format!("By now this is “{now}”. Send yours again to keep it.")
        }
    }
}

/// Who may do something, by role: "A senior technician, the head of science or an administrator".
pub(crate) fn who_may(right: Right) -> String {
    let roles: Vec<&str> = right.roles().iter().map(|role| one_of(*role)).collect();
    let words = match roles.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    };
    capital(&words)
}

const fn one_of(role: Role) -> &'static str {
    match role {
        Role::Teacher => "a teacher",
        Role::Technician => "a technician",
        Role::SeniorTechnician => "a senior technician",
        Role::HeadOfScience => "the head of science",
        Role::Administrator => "an administrator",
    }
}

/// What was refused, as a title and a sentence.
pub(super) fn refusal(refusal: &Refusal) -> (&'static str, String) {
    match refusal {
        Refusal::NotFound => ("Not found", "There is nothing here, or it is not this school’s.".to_owned()),
        Refusal::SignInFirst => ("Sign in first", "Please sign in to see this.".to_owned()),
        Refusal::NotAllowed => {
            ("Not allowed", "Your role here does not include this. An administrator can change that.".to_owned())
        }
        Refusal::Invalid(_) => ("Please look again", "Something in the form needs another look.".to_owned()),
        Refusal::WrongStep { is } => {
            ("Somebody got there first", format!("Nothing was done: it is “{is}” by now."))
        }
        Refusal::Stale => (
            "Changed meanwhile",
            "Somebody else changed this since you opened it. What you typed is still here: compare, and send it again."
                .to_owned(),
        ),
        Refusal::InUse(why) => ("Not possible", format!("Nothing was done: {why}.")),
        Refusal::Fault(ticket) => (
            "A fault of ours",
            format!("Nothing was changed. It is logged under {ticket}; give that number when you ask for help."),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_is_told_by_the_rights() {
        assert_eq!(
            who_may(Right::ImportStock),
            "A technician, a senior technician, the head of science or an administrator"
        );
        assert_eq!(
            who_may(Right::KeepPeople),
            "The head of science or an administrator"
        );
        assert_eq!(who_may(Right::ApproveRisk), "The head of science");
    }
}
