//! What the browser loads: the islands of `app`, brought to life.

// Nothing here names an island: without this line the linker would leave them all out.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's own script once the bundle has arrived.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
