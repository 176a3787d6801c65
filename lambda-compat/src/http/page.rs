//! Lists in pages: `Marker`, `MaxItems` and `NextMarker`.

use serde_json::{Value, json};

use super::request::Call;
use crate::error::LambdaError;
use crate::settings::bounded;

/// AWS's page size for most lists.
pub(super) const PAGE_ITEMS: usize = 50;

/// Cuts `items`, pairs of a rising marker and what it stands for, to the page that the request asks
/// for, and renders only that. The marker of a page is that of the last item before it, so items
/// that come and go do not disturb a client that pages.
pub(super) fn page<T>(
    call: &Call,
    member: &str,
    items: impl IntoIterator<Item = (String, T)>,
    render: impl Fn(T) -> Value,
) -> Result<Value, LambdaError> {
    let items_max = match call.parameter("MaxItems") {
        None => PAGE_ITEMS,
        Some(text) => {
            let number = text.parse::<i64>().map_err(|_| {
                LambdaError::constraint(text, "maxItems", "Member must be an integer")
            })?;
            (bounded("maxItems", number, 1, 10_000)? as usize).min(PAGE_ITEMS)
        }
    };
    let marker = call.parameter("Marker");
    let behind = |(key, _): &(String, T)| marker.is_none_or(|marker| key.as_str() > marker);
    let mut rest = items.into_iter().filter(behind);
    let page: Vec<(String, T)> = rest.by_ref().take(items_max).collect();
    let next = rest
        .next()
        .and_then(|_| page.last().map(|(key, _)| key.clone()));
    let values: Vec<Value> = page.into_iter().map(|(_, item)| render(item)).collect();
    let mut shown = json!({ member: values });
    if let Some(next) = next {
        shown["NextMarker"] = json!(next);
    }
    Ok(shown)
}
