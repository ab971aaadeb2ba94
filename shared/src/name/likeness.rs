//! How alike two names are.

/// From 0 (nothing alike) to 1 (equal): one less the share of letters that are [`slips`]. Compare folded names or keys.
#[expect(
    clippy::cast_precision_loss,
    reason = "names are shorter than 16 million letters"
)]
pub fn similarity(a: &str, b: &str) -> f32 {
    let longest = a.chars().count().max(b.chars().count());
    if longest == 0 {
        return 1.0;
    }
    1.0 - slips(a, b) as f32 / longest as f32
}

/// How many letters must be changed, added, dropped or swapped with their neighbour to make one text of the other: the
/// Damerau–Levenshtein distance in which no letter is touched twice, by three rows.
pub fn slips(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before_last: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = last.clone();
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let changed = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + changed);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_slip_of_the_fingers_stays_alike() {
        assert!((similarity("ethanol", "etahnol") - 6.0 / 7.0).abs() < 1e-6);
        assert!(similarity("naphthalene", "nathphthalene") > 0.8);
        assert!(similarity("zinc", "tin") < 0.6);
    }

    proptest! {
        #[test]
        fn likeness_is_mutual_and_full_only_for_equals(a in "[a-d]{0,6}", b in "[a-d]{0,6}") {
            let alike = similarity(&a, &b);
            prop_assert!((0.0..=1.0).contains(&alike));
            prop_assert!((alike - similarity(&b, &a)).abs() < 1e-6);
            prop_assert_eq!(alike >= 1.0, a == b);
        }
    }
}
