//! The demo trust's people, as a server that makes it introduces them.

/// Somebody of the demo trust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPerson {
    /// What they are called.
    pub name: String,
    /// Their role, such as `head of science`.
    pub role: String,
    /// Their school.
    pub school: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
}

/// Those whom a server's log introduces.
///
/// # Panics
///
/// When nobody is introduced.
pub fn people(log: &str) -> Vec<DemoPerson> {
    let mut lines = log
        .lines()
        .skip_while(|line| !line.starts_with("Demo people"));
    let password = lines.next().and_then(password).expect("the demo people");
    lines
        .map_while(|line| line.strip_prefix("  "))
        .filter_map(|line| person(line, password))
        .collect()
}

/// What stands between the quotation marks.
fn password(line: &str) -> Option<&str> {
    let (_, after) = line.split_once('“')?;
    Some(after.split_once('”')?.0)
}

/// `priya.nair@northgate.example   Priya Nair, senior technician, Northgate School`.
fn person(line: &str, password: &str) -> Option<DemoPerson> {
    let (email, about) = line.split_once(' ')?;
    let mut about = about.trim().splitn(3, ", ").map(str::to_owned);
    Some(DemoPerson {
        name: about.next()?,
        role: about.next()?,
        school: about.next()?,
        email: email.to_owned(),
        password: password.to_owned(),
    })
}
