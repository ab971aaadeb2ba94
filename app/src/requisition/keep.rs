//! An order that keeps itself while it is written.

use leptos::prelude::*;

/// Sends what was changed of an order's form to the form's own deed, and shows the page that comes back: totals,
/// what is free, the ways out of a clash, and when it was kept. Only what was changed goes, so that two windows
/// lose nothing of each other's. What could not be kept stays as it was typed and is sent again. Without script the
/// form's buttons do it.
#[island]
pub(crate) fn KeepsItself(
    /// The id of the form.
    form: String,
    /// The id of the line that says when it was kept.
    said: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::keep(&form, said);
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, said);
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{
        cell::{Cell, RefCell},
        collections::BTreeMap,
        rc::Rc,
        time::Duration,
    };

    use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
    use wasm_bindgen::JsCast as _;
    use web_sys::{
        Document, Element, Event, HtmlButtonElement, HtmlFormElement, HtmlInputElement,
        HtmlTextAreaElement, UrlSearchParams,
    };

    use crate::{
        live::ask::{self, NoPage, Page},
        path::Path,
        requisition::was::{WAS, was},
    };

    /// Typing rests this long before it is kept.
    const REST: Duration = Duration::from_millis(450);
    /// A tap is kept sooner.
    const TAP: Duration = Duration::from_millis(120);
    /// What could not be kept is tried again after this long, then after twice as long, and so on.
    const AGAIN: Duration = Duration::from_secs(3);
    /// But at least this often.
    const AT_LEAST: Duration = Duration::from_mins(1);

    /// The values of each field, encoded as they are sent.
    type Fields = BTreeMap<String, Vec<String>>;

    struct Keeping {
        form: HtmlFormElement,
        said: String,
        /// The fields as the server has them.
        kept: RefCell<Fields>,
        /// What the server would not take: not sent again until it is changed.
        refused: RefCell<Fields>,
        waiting: Cell<Option<TimeoutHandle>>,
        is_asking: Cell<bool>,
        is_cut_off: Cell<bool>,
        /// How often in a row nothing could be kept.
        tries: Cell<u32>,
        is_leaving: Cell<bool>,
    }

    /// Listens to the form for as long as the page is open.
    pub(super) fn keep(form: &str, said: String) {
        let Some(form) = ask::find::<HtmlFormElement>(&document(), form) else {
            return;
        };
        form.class_list().add_1("is-live").ok();
        let keeping = Rc::new(Keeping {
            kept: RefCell::new(fields(&form)),
            form,
            said,
            refused: RefCell::default(),
            waiting: Cell::new(None),
            is_asking: Cell::new(false),
            is_cut_off: Cell::new(false),
            tries: Cell::new(0),
            is_leaving: Cell::new(false),
        });
        keeping.listen();
    }

    impl Keeping {
        fn listen(self: Rc<Self>) {
            let form = self.form.clone();
            let keeping = Rc::clone(&self);
            ask::on(&form, "input", move |_| keeping.soon(REST));
            let keeping = Rc::clone(&self);
            ask::on(&form, "click", move |event| {
                keeping.step(&event);
            });
            let keeping = Rc::clone(&self);
            ask::on(&form, "submit", move |_| keeping.is_leaving.set(true));
            let keeping = Rc::clone(&self);
            ask::on(&window(), "online", move |_| {
                keeping.tries.set(0);
                keeping.soon(TAP);
            });
            let keeping = Rc::clone(&self);
            ask::on(&window(), "beforeunload", move |event| {
                if keeping.would_lose() {
                    event.prevent_default();
                }
            });
            let keeping = Rc::clone(&self);
            ask::on(&window(), "pagehide", move |_| keeping.send_off());
            // Another window may have changed the order meanwhile.
            ask::on(&document(), "visibilitychange", move |_| {
                if !document().hidden() {
                    self.soon(TAP);
                }
            });
        }

        /// The buttons beside a number count by themselves.
        fn step(self: &Rc<Self>, event: &Event) -> Option<()> {
            let pressed: Element = event.target()?.dyn_into().ok()?;
            let button: HtmlButtonElement =
                pressed.closest(".stepper button").ok()??.dyn_into().ok()?;
            let number = button.parent_element()?.query_selector("input").ok()??;
            let number: HtmlInputElement = number.dyn_into().ok()?;
            let now: u16 = number.value().trim().parse().ok()?;
            let next = match button.value().as_str() {
                "more" => now + 1,
                "fewer" => now.saturating_sub(1).max(1),
                _ => return None,
            };
            event.prevent_default();
            number.set_value(&next.to_string());
            self.soon(TAP);
            Some(())
        }

        fn soon(self: &Rc<Self>, rest: Duration) {
            if let Some(before) = self.waiting.take() {
                before.clear();
            }
            let keeping = Rc::clone(self);
            let ask = move || spawn_local(async move { keeping.ask().await });
            self.waiting.set(set_timeout_with_handle(ask, rest).ok());
        }

        /// Tries again, each time after a longer rest.
        fn again(self: &Rc<Self>) {
            let tries = self.tries.get();
            self.tries.set(tries.saturating_add(1));
            let rest = AGAIN.saturating_mul(2_u32.saturating_pow(tries));
            self.soon(rest.min(AT_LEAST));
        }

        /// Sends what was changed, or just looks how the order stands.
        async fn ask(self: Rc<Self>) {
            if self.is_asking.replace(true) {
                return self.soon(REST);
            }
            let sent = fields(&self.form);
            let changed = self.changed(&sent);
            let action = self.form.get_attribute("action").unwrap_or_default();
            let answer = if changed.is_empty() {
                ask::get(&action).await
            } else {
                let body = self.body(&changed);
                ask::post(&action, &body).await
            };
            self.is_asking.set(false);
            self.is_cut_off.set(answer.is_err());
            match answer {
                Ok(page) => self.show(&page, &sent, &changed),
                Err(why) => {
                    self.say(match why {
                        NoPage::Unreachable => "Not kept: no connection",
                        NoPage::Fault => "Not kept: a fault of ours; it is tried again",
                    });
                    self.again();
                }
            }
        }

        fn show(self: &Rc<Self>, page: &Page, sent: &Fields, changed: &Fields) {
            let Some(theirs) =
                ask::find::<HtmlFormElement>(&page.document, self.form.id().as_str())
            else {
                let is_lost = !changed.is_empty() || self.would_lose();
                if !is_lost {
                    window().location().reload().ok();
                } else if is_sign_in(&page.address) {
                    self.is_cut_off.set(true);
                    self.say("Not kept: you are signed out. Sign in in another window, and it is kept then");
                    self.again();
                } else {
                    // Somebody has taken it on meanwhile.
                    self.say(&format!("Not kept: {}", why(&page.document)));
                }
                return;
            };
            self.tries.set(0);
            let is_refused = page.address.contains("form=");
            if is_refused {
                self.refuse(&theirs, changed);
                self.say("Not kept: please look at what is marked");
            } else {
                self.merge(&theirs, sent, changed);
            }
            self.mark_problems(&theirs);
            let stays = if is_refused { &*self.said } else { "" };
            ask::follow(&page.document, stays);
            let now = fields(&self.form);
            if !self.changed(&now).is_empty() {
                self.soon(REST);
            }
        }

        /// What differs from what the server has, but for what it would not take.
        fn changed(&self, now: &Fields) -> Fields {
            let (kept, refused) = (self.kept.borrow(), self.refused.borrow());
            now.iter()
                .filter(|(name, values)| {
                    kept.get(*name) != Some(*values) && refused.get(*name) != Some(*values)
                })
                .map(|(name, values)| (name.clone(), values.clone()))
                .collect()
        }

        /// The changed fields, what they were before, and where the form stands.
        fn body(&self, changed: &Fields) -> String {
            // All that the house itself asks of a form but the key: this form is sent more than once.
            let is_wanted = |pair: &&str| {
                let (name, _) = pair.split_once('=').unwrap_or((pair, ""));
                let changed_before = name
                    .strip_prefix(WAS)
                    .is_some_and(|of| changed.contains_key(of));
                changed_before || name.starts_with("form-") && name != "form-key"
            };
            let own = ask::fields(&self.form).unwrap_or_default();
            let own = own.split('&').filter(is_wanted);
            let pairs = changed.iter().flat_map(|(name, values)| {
                values.iter().map(move |value| format!("{name}={value}"))
            });
            let pairs: Vec<String> = own.map(str::to_owned).chain(pairs).collect();
            pairs.join("&")
        }

        /// Takes over what the server has now, but for what is being typed.
        fn merge(&self, theirs: &HtmlFormElement, sent: &Fields, changed: &Fields) {
            let now = fields(&self.form);
            let mut kept = fields(theirs);
            self.refused.borrow_mut().clear();
            for (name, values) in &now {
                let is_as_sent = sent.get(name) == Some(values);
                if is_as_sent && is_focused(name) {
                    // It is kept, though the server may write it in other words.
                    kept.insert(name.clone(), values.clone());
                } else if is_as_sent && kept.contains_key(name) {
                    copy_values(&self.form, theirs, name);
                }
                // Who is in a field still sees what it was before another window changed it.
                if changed.contains_key(name) || !is_focused(name) {
                    copy_values(&self.form, theirs, &was(name));
                }
            }
            *self.kept.borrow_mut() = kept;
        }

        fn refuse(&self, theirs: &HtmlFormElement, changed: &Fields) {
            let is_wrong = |name: &str| {
                controls(theirs, name)
                    .iter()
                    .any(|control| control.has_attribute("aria-invalid"))
            };
            let now = fields_before(theirs);
            for name in changed.keys() {
                copy_values(&self.form, theirs, &was(name));
                // Another window may have changed it: whoever types again what they had before sends that, too.
                // A tick is sent by two controls, and what it was is one word.
                if let Some(values) = now.get(name)
                    && controls(theirs, name).len() == 1
                {
                    self.kept.borrow_mut().insert(name.clone(), values.clone());
                }
            }
            let mut refused = self.refused.borrow_mut();
            let wrong: Vec<&String> = changed.keys().filter(|name| is_wrong(name)).collect();
            for (name, values) in changed {
                // When nobody says which it is, none of them is sent again as it is.
                if wrong.is_empty() || wrong.contains(&name) {
                    refused.insert(name.clone(), values.clone());
                }
            }
        }

        /// Marks the fields that the server found something wrong with, and no others.
        fn mark_problems(&self, theirs: &HtmlFormElement) {
            for name in fields(&self.form).into_keys() {
                let is_wrong = controls(theirs, &name)
                    .iter()
                    .any(|control| control.has_attribute("aria-invalid"))
                    || self.refused.borrow().contains_key(&name);
                for control in controls(&self.form, &name) {
                    if is_wrong {
                        control.set_attribute("aria-invalid", "true").ok();
                    } else {
                        control.remove_attribute("aria-invalid").ok();
                    }
                }
            }
        }

        fn say(&self, words: &str) {
            if let Some(line) = document().get_element_by_id(&self.said) {
                line.set_text_content(Some(words));
            }
        }

        /// Whether something typed would be gone with the page.
        fn would_lose(&self) -> bool {
            let is_typed = |name: &str| {
                controls(&self.form, name)
                    .iter()
                    .any(|control| !is_tick(control) && !value_of(control).trim().is_empty())
            };
            !self.is_leaving.get()
                && (self.is_cut_off.get() || SENT_BY_BUTTON.iter().any(|name| is_typed(name)))
        }

        /// The page is left: what was typed just now goes on its way.
        fn send_off(&self) {
            let changed = self.changed(&fields(&self.form));
            if changed.is_empty() || self.is_leaving.get() {
                return;
            }
            let action = self.form.get_attribute("action").unwrap_or_default();
            if let Ok(body) = UrlSearchParams::new_with_str(&self.body(&changed)) {
                window()
                    .navigator()
                    .send_beacon_with_opt_url_search_params(&action, Some(&body))
                    .ok();
            }
        }
    }

    /// What only a button sends: half a line is none.
    const SENT_BY_BUTTON: [&str; 4] = ["new-name", "new-amount", "answer", "as-well"];

    /// Every field as it would be sent: name and value.
    fn pairs(form: &HtmlFormElement) -> Vec<(String, String)> {
        let sent = ask::fields(form).unwrap_or_default();
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (name.to_owned(), value.to_owned())
        };
        sent.split('&').map(pair).collect()
    }

    /// The fields that are kept while they are typed.
    fn fields(form: &HtmlFormElement) -> Fields {
        let mut fields = Fields::new();
        for (name, value) in pairs(form) {
            if !name.starts_with("form-")
                && !name.starts_with(WAS)
                && !SENT_BY_BUTTON.contains(&name.as_str())
            {
                fields.entry(name).or_default().push(value);
            }
        }
        fields
    }

    /// What the fields were when their page was made, as far as it says so.
    fn fields_before(form: &HtmlFormElement) -> Fields {
        let before = pairs(form).into_iter().filter_map(|(name, value)| {
            let of = name.strip_prefix(WAS)?;
            Some((of.to_owned(), vec![value]))
        });
        before.collect()
    }

    /// The controls of a name.
    fn controls(form: &HtmlFormElement, name: &str) -> Vec<Element> {
        let controls = form.elements();
        (0..controls.length())
            .filter_map(|at| controls.item(at))
            .filter(|control| control.get_attribute("name").as_deref() == Some(name))
            .collect()
    }

    fn is_focused(name: &str) -> bool {
        let focused = document().active_element();
        focused.is_some_and(|focused| {
            focused.get_attribute("name").as_deref() == Some(name) && !is_tick(&focused)
        })
    }

    fn is_tick(control: &Element) -> bool {
        control.get_attribute("type").as_deref() == Some("checkbox")
    }

    fn value_of(control: &Element) -> String {
        if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
            return input.value();
        }
        control
            .dyn_ref::<HtmlTextAreaElement>()
            .map(HtmlTextAreaElement::value)
            .unwrap_or_default()
    }

    /// Gives a field the value that it has on the other page.
    fn copy_values(ours: &HtmlFormElement, theirs: &HtmlFormElement, name: &str) {
        for (own, other) in controls(ours, name).iter().zip(&controls(theirs, name)) {
            let value = value_of(other);
            if let (Some(own), Some(other)) = (
                own.dyn_ref::<HtmlInputElement>(),
                other.dyn_ref::<HtmlInputElement>(),
            ) {
                own.set_checked(other.checked());
                if own.value() != value {
                    own.set_value(&value);
                }
            } else if let Some(own) = own.dyn_ref::<HtmlTextAreaElement>()
                && own.value() != value
            {
                own.set_value(&value);
            }
        }
    }

    /// Whether an address is where people sign in: the session is over.
    fn is_sign_in(address: &str) -> bool {
        let path = address.splitn(4, '/').nth(3).unwrap_or_default();
        let path = path.split('?').next().unwrap_or_default();
        format!("/{path}") == Path::SignIn.href()
    }

    /// Why a page has no form to write in, by its own words.
    fn why(page: &Document) -> String {
        let words = |selector: &str| {
            let part = page.query_selector(selector).ok()??;
            part.text_content().map(|words| words.trim().to_owned())
        };
        words("main .message-words")
            .or_else(|| words("main h1"))
            .unwrap_or_else(|| "the page is gone".to_owned())
    }
}
