//! What was typed into a form with mistakes is kept for its next showing, for its sender alone, and no longer.

use std::collections::BTreeMap;

use shared::form::{Problem, Problems};
use shared::id::FormStateId;
use store::form_state::{self, FormState, Sender};
use store::{Store, Token};
use tests::on_both;
use tests::support::scene::{ADDRESS, Scene, pass};

fn typed(name: &str) -> FormState {
    FormState {
        action: "/stock".to_owned(),
        fields: BTreeMap::from([
            ("name".to_owned(), vec![name.to_owned()]),
            ("place".to_owned(), vec!["a".to_owned(), "b".to_owned()]),
        ]),
        problems: Problems::one("amount", Problem::TooLong { most: 20 }),
    }
}

fn somebody() -> (Token, Sender) {
    let token = Token::new().expect("a token");
    (token.clone(), Sender::Signed(token))
}

fn guest(address: &str) -> (Token, Sender) {
    let token = Token::new().expect("a token");
    let sender = Sender::Guest {
        token: token.clone(),
        address: address.to_owned(),
    };
    (token, sender)
}

async fn kept(store: &Store, sender: &Sender, form: &FormState) -> Option<FormStateId> {
    form_state::keep(store, sender, form)
        .await
        .expect("an answer")
}

async fn found(store: &Store, token: &Token, id: FormStateId) -> Option<FormState> {
    form_state::find(store, token, id).await.expect("an answer")
}

on_both! {
    async fn what_was_typed_is_kept_for_an_hour(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let typed = typed("copper(II) sulfate, 0,5 mol/dm³");
        let (token, sender) = somebody();
        let id = kept(&store, &sender, &typed).await.expect("kept");
        assert_eq!(found(&store, &token, id).await, Some(typed.clone()));
        let other: FormStateId = store.clock().id();
        assert_eq!(found(&store, &token, other).await, None);
        pass(&store, 3_600);
        assert_eq!(found(&store, &token, id).await, Some(typed));
        pass(&store, 1);
        assert_eq!(found(&store, &token, id).await, None);
    }

    async fn nobody_sees_what_another_typed(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let (ada, ben) = (somebody(), guest(ADDRESS));
        let ids = [kept(&store, &ada.1, &typed("Ada's")).await, kept(&store, &ben.1, &typed("Ben's")).await];
        let [hers, his] = ids.map(|id| id.expect("kept"));
        assert!(found(&store, &ada.0, hers).await.is_some() && found(&store, &ben.0, his).await.is_some());
        assert_eq!(found(&store, &ada.0, his).await, None);
        assert_eq!(found(&store, &ben.0, hers).await, None);
        assert_eq!(found(&store, &Token::presented(""), hers).await, None);
    }

    async fn no_more_is_kept_than_a_person_types(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let (token, sender) = somebody();
        assert_eq!(kept(&store, &sender, &typed(&"a".repeat(70_000))).await, None);
        assert!(kept(&store, &sender, &typed(&"a".repeat(60_000))).await.is_some());
        assert_eq!(kept(&store, &guest(ADDRESS).1, &typed(&"a".repeat(5_000))).await, None);
        let first = kept(&store, &sender, &typed("first")).await.expect("kept");
        for _ in 0..19 {
            assert!(kept(&store, &sender, &typed("again")).await.is_some());
        }
        assert!(found(&store, &token, first).await.is_some());
        kept(&store, &sender, &typed("once more")).await.expect("kept");
        assert_eq!(found(&store, &token, first).await, None, "the latest twenty are kept");
    }

    async fn strangers_do_not_fill_the_database(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        for _ in 0..200 {
            assert!(kept(&store, &guest(ADDRESS).1, &typed("nobody")).await.is_some());
        }
        assert_eq!(kept(&store, &guest(ADDRESS).1, &typed("nobody")).await, None);
        assert!(kept(&store, &guest("198.51.100.7").1, &typed("nobody")).await.is_some(), "others are not kept out");
        assert!(kept(&store, &somebody().1, &typed("somebody")).await.is_some());
        pass(&store, 900);
        assert!(kept(&store, &guest(ADDRESS).1, &typed("nobody")).await.is_some());
    }
}
