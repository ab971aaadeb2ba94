//! What was typed into a form with mistakes is kept for its next showing, and no longer.

use std::collections::BTreeMap;

use shared::form::{Problem, Problems};
use shared::id::FormStateId;
use store::form_state::{self, FormState};
use tests::on_both;
use tests::support::scene::{Scene, pass};

on_both! {
    async fn what_was_typed_is_kept_for_an_hour(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let typed = FormState {
            fields: BTreeMap::from([
                ("name".to_owned(), vec!["copper(II) sulfate, 0,5 mol/dm³".to_owned()]),
                ("place".to_owned(), vec!["a".to_owned(), "b".to_owned()]),
            ]),
            problems: Problems::one("amount", Problem::TooLong { most: 20 }),
        };
        let id = form_state::keep(&store, &typed).await.expect("kept");
        assert_eq!(form_state::find(&store, id).await.expect("found"), Some(typed.clone()));
        let other: FormStateId = store.clock().id();
        assert_eq!(form_state::find(&store, other).await.expect("an answer"), None);
        pass(&store, 3_600);
        assert_eq!(form_state::find(&store, id).await.expect("found"), Some(typed));
        pass(&store, 1);
        assert_eq!(form_state::find(&store, id).await.expect("an answer"), None);
    }
}
