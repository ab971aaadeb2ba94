//! Every link of a document leads somewhere: to a file of ours, and to a heading where it names one.

use super::{Finding, House, Page};

/// Links in documents that lead nowhere.
pub fn findings(house: &House) -> Vec<Finding> {
    let documents = house.pages.iter().filter(|page| page.is("md"));
    documents
        .flat_map(|document| document.lines().map(move |line| (document, line)))
        .flat_map(|(document, (at, line))| targets(line).map(move |target| (document, at, target)))
        .filter(|(document, _, target)| !leads(house, document, target))
        .map(|(document, at, target)| {
            document.finding(at, format!("the link to {target} leads nowhere"))
        })
        .collect()
}

/// What stands between `](` and `)`.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.trim())
}

fn leads(house: &House, document: &Page, target: &str) -> bool {
    if target.contains("://") || target.starts_with("mailto:") {
        return true;
    }
    let (path, heading) = target.split_once('#').unwrap_or((target, ""));
    let path = match path {
        "" => document.path.clone(),
        path => join(&document.path, path),
    };
    if heading.is_empty() {
        return house.root.join(&path).exists();
    }
    house.page(&path).is_some_and(|page| {
        page.text
            .lines()
            .any(|line| line.starts_with('#') && anchor(line) == heading)
    })
}

/// The path from the workspace, of a link in this document.
fn join(document: &str, link: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A heading's anchor, as forges make it: lower case, words joined by hyphens, no punctuation.
fn anchor(heading: &str) -> String {
    heading
        .trim_start_matches('#')
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            ' ' => Some('-'),
            '-' | '_' => Some(letter),
            letter => letter.is_alphanumeric().then_some(letter),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::house;
    use super::*;

    #[test]
    fn a_link_leads_to_its_heading() {
        let text =
            "# Two commands\n[up](#two-commands) [nowhere](#three) [out](https://example.org)";
        let said = findings(&house("README.md", text));
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].line, 2);
    }

    #[test]
    fn links_are_relative_to_their_document() {
        assert_eq!(join("docs/a.md", "../README.md"), "README.md");
        assert_eq!(join("docs/a.md", "./b.md"), "docs/b.md");
    }
}
