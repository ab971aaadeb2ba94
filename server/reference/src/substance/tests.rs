use super::*;

#[test]
fn every_row_can_be_used() {
    assert_eq!(broken(), []);
}
