//! Python's `round(float, ndigits)`.

use super::decimal::Decimal;
use super::parse::nearest_decimal;

/// Beyond so many places every float is its own rounding; before so few, every one rounds to zero.
const PLACES_MAX: i64 = 323;
const PLACES_MIN: i64 = -308;

/// The float nearest to `float` rounded to `places` decimal places (ties to even, by the exact
/// binary value); infinite if that is beyond the largest float (Python: `OverflowError`, "rounded
/// value too large to represent").
#[must_use]
pub fn round_digits(float: f64, places: i64) -> f64 {
    if !float.is_finite() || float == 0.0 || places > PLACES_MAX {
        return float;
    }
    let mut decimal = Decimal::zero();
    let short = u32::try_from(places)
        .ok()
        .and_then(|few| decimal.set_to_places(float, few));
    if places >= PLACES_MIN && short.is_none() {
        decimal.set_exact(float);
        decimal.round(places.saturating_add(decimal.point.into()));
    }
    libm::copysign(nearest_decimal(&decimal), float)
}
