//! Sharing a practical of the school: with whom it is shared, and doing so. It stands with the practical, and with what
//! others see of it.

use leptos::prelude::*;
use shared::{
    account::{Grant, Right},
    id::PracticalId,
    practice::Audience,
};
use store::{Desk, practice::Published, school};

use crate::{
    parts::{Button, Card, Choice, Glyph, LinkButton, PostForm, Select, Tone},
    path::Path,
    practical::words,
    when,
};

/// What somebody may do about sharing, and with whom the school can share.
#[derive(Clone, Copy, Debug)]
pub struct Sharer {
    may_share: bool,
    is_in_trust: bool,
    zone: shared::moment::Zone,
}

impl Sharer {
    /// Who asks.
    pub async fn at<R: Grant>(desk: &Desk<R>) -> store::Result<Self> {
        Ok(Self {
            may_share: desk.who().role.may(Right::Share),
            is_in_trust: school::own(desk).await?.trust.is_some(),
            zone: desk.who().zone,
        })
    }
}

/// The card; nothing for who may not share what is not shared.
pub fn sharing(id: PracticalId, published: Option<Published>, sharer: Sharer) -> Option<AnyView> {
    match published {
        Some(published) => Some(shared_now(id, published, sharer)),
        None => sharer.may_share.then(|| offer(id, sharer)),
    }
}

/// The card of a retired practical: what others still see of it, and the way to stop that.
pub fn still_shared(published: Option<Published>, sharer: Sharer) -> Option<AnyView> {
    let published = published?;
    let words = format!("Still shared with {}.", published.audience.title());
    let there = Path::Practice(published.id).href();
    let stop = sharer.may_share.then(|| {
        let action = format!("{there}/withdrawal");
        view! {
            <PostForm action class="inline"><Button tone=Tone::Danger>"Stop sharing"</Button></PostForm>
        }
    });
    let card = view! {
        <Card title="Sharing">
            <p>{words}</p>
            <div class="row">{stop}<LinkButton href=there>"How it went elsewhere"</LinkButton></div>
        </Card>
    };
    Some(card.into_any())
}

fn shared_now(id: PracticalId, published: Published, sharer: Sharer) -> AnyView {
    let since = when::day(sharer.zone.day(published.at));
    let words = format!(
        "Shared with {}, as it was on {since}.",
        published.audience.title()
    );
    let there = Path::Practice(published.id).href();
    let again = sharer.may_share.then(|| {
        view! {
            <PostForm action=format!("/practicals/{id}/sharing") class="inline">
                <input type="hidden" name="audience" value=published.audience.code()/>
                <Button>"Share it as it is now"</Button>
            </PostForm>
        }
    });
    view! {
        <Card title="Sharing">
            <p>{words}</p>
            <div class="row">{again}<LinkButton href=there>"How it went elsewhere"</LinkButton></div>
        </Card>
    }
    .into_any()
}

fn offer(id: PracticalId, sharer: Sharer) -> AnyView {
    let choices = Audience::ALL
        .into_iter()
        .filter(|audience| sharer.is_in_trust || *audience == Audience::Everyone)
        .map(|audience| Choice::new(audience.code(), words::capital(audience.title())))
        .collect();
    view! {
        <Card title="Share it">
            <p class="small quiet">
                "A copy with its kit, notes and the text of its risk note. Nothing else of your school is seen."
            </p>
            <PostForm action=format!("/practicals/{id}/sharing") class="form">
                <Select name="audience" label="With" options=choices/>
                <Button glyph=Glyph::Network>"Share"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}
