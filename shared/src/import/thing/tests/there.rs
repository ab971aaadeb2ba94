//! How much of a thing is there: of those counted, of what a bottle held, of what is cut from a length.

use super::*;

#[test]
fn a_bottle_that_is_opened_is_one_of_those_counted() {
    assert_read(&[
        (
            "Ethanol 2.5L 3 (1 opened)",
            "Ethanol | chemical | 7.5 dm³ | in 3 | note 1 opened | About",
        ),
        (
            "Sodium chloride 500g (5) 2 opened",
            "Sodium chloride | chemical | 2.5 kg | in 5 | note 2 opened | About",
        ),
        (
            "Sodium chloride 500g 3 - 1 opened",
            "Sodium chloride | chemical | 1.5 kg | in 3 | note 1 opened | About",
        ),
        (
            "Sodium chloride 500g 2, 1 nearly empty",
            "Sodium chloride | chemical | 1 kg | in 2 | note 1 nearly empty | About",
        ),
        (
            "HCl 1M 2.5L 2 (1 part used)",
            "HCl | solution | 5 dm³ | in 2 | 1 mol/dm3 | note 1 part used | About",
        ),
        (
            "zinc 3 incl. 1 half full",
            "zinc | chemical | in 3 | note 1 half full | About",
        ),
        // One beside another is one more.
        (
            "zinc 500g 2 + 1 open",
            "zinc | chemical | 1.5 kg | in 3 | note 1 open | About",
        ),
        (
            "zinc 500g 2 new 1 open",
            "zinc | chemical | 1.5 kg | in 3 | note 2 new; 1 open | About",
        ),
        (
            "Buffer pH 7 1 opened",
            "Buffer pH 7 | chemical | in 1 | note 1 opened | About",
        ),
        (
            "Tripods 12 (2 new)",
            "Tripods | equipment | 12 | note 2 new",
        ),
        ("Tripods (2 new)", "Tripods | equipment | 2 | note new"),
    ]);
}

#[test]
fn what_is_left_is_what_there_is() {
    assert_read(&[
        (
            "zinc 500g 250g left",
            "zinc | chemical | 250 g | in 1 | note 500g 250g left",
        ),
        (
            "zinc 500g (250g left)",
            "zinc | chemical | 250 g | in 1 | note 500g (250g left)",
        ),
        (
            "zinc 400g of 500g",
            "zinc | chemical | 400 g | in 1 | note 400g of 500g",
        ),
        (
            "ethanol 1L left",
            "ethanol | chemical | 1 dm³ | in 1 | note 1L left",
        ),
    ]);
}

#[test]
fn what_is_sold_by_length_comes_by_it() {
    assert_read(&[
        (
            "Spirit burner wicks 1 m",
            "Spirit burner wicks | consumable | 1 m | in 1",
        ),
        ("Muslin 2 m", "Muslin | consumable | 2 m | in 1"),
        ("Velcro 3m", "Velcro | consumable | 3 m | in 1"),
        ("Netting 2m", "Netting | equipment | 2 m | in 1"),
        ("cling film 300m", "cling film | consumable | 300 m | in 1"),
        ("sandpaper 5m x 3", "sandpaper 5m | consumable | 3"),
        (
            "sheeting 2m",
            "sheeting 2m | equipment | AmountUnclear(\"2 m\")",
        ),
        ("tape measures 30m", "tape measures 30m | equipment"),
    ]);
}
