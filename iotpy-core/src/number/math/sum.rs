//! `math.fsum`: the float nearest to the exact sum, by Shewchuk's method ("Adaptive precision
//! floating-point arithmetic and fast robust geometric predicates", 1997) as CPython has it.

/// Why there is no sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SumError {
    /// Python: `OverflowError`, "intermediate overflow in fsum".
    Overflow,
    /// Python: `ValueError`, "-inf + inf in fsum".
    Infinities,
    /// The partial sums need more room.
    Full,
}

/// A running sum, exact in partial sums that do not overlap. Few are needed as a rule; numbers far
/// apart of few bits each need many.
#[derive(Debug)]
pub struct Sum<'a> {
    partials: &'a mut [f64],
    used: usize,
    /// The sums of what is not finite.
    infinite: f64,
    special: f64,
}

impl<'a> Sum<'a> {
    /// A sum of nothing, with room for so many partial sums.
    pub fn new(partials: &'a mut [f64]) -> Self {
        Sum {
            partials,
            used: 0,
            infinite: 0.0,
            special: 0.0,
        }
    }

    /// Adds a number.
    ///
    /// # Errors
    /// [`SumError::Overflow`], [`SumError::Full`].
    pub fn add(&mut self, value: f64) -> Result<(), SumError> {
        let mut sum = value;
        let mut kept = 0;
        for index in 0..self.used {
            let Some(&partial) = self.partials.get(index) else {
                break;
            };
            let (large, small) = if libm::fabs(sum) < libm::fabs(partial) {
                (partial, sum)
            } else {
                (sum, partial)
            };
            let high = large + small;
            let low = small - (high - large);
            if low != 0.0
                && let Some(target) = self.partials.get_mut(kept)
            {
                *target = low;
                kept += 1;
            }
            sum = high;
        }
        self.used = kept;
        if sum == 0.0 {
            return Ok(());
        }
        if sum.is_finite() {
            *self.partials.get_mut(kept).ok_or(SumError::Full)? = sum;
            self.used = kept + 1;
            return Ok(());
        }
        if value.is_finite() {
            return Err(SumError::Overflow);
        }
        if value.is_infinite() {
            self.infinite += value;
        }
        self.special += value;
        self.used = 0;
        Ok(())
    }

    /// The float nearest to the sum.
    ///
    /// # Errors
    /// [`SumError::Infinities`].
    pub fn total(&self) -> Result<f64, SumError> {
        if self.special != 0.0 {
            return if self.infinite.is_nan() {
                Err(SumError::Infinities)
            } else {
                Ok(self.special)
            };
        }
        let mut partials = self
            .partials
            .get(..self.used)
            .unwrap_or_default()
            .iter()
            .rev();
        let mut high = partials.next().copied().unwrap_or(0.0);
        let mut low = 0.0;
        for &partial in &mut partials {
            let sum = high + partial;
            low = partial - (sum - high);
            high = sum;
            if low != 0.0 {
                break;
            }
        }
        // What is below decides a tie.
        if let Some(&below) = partials.next()
            && ((low < 0.0 && below < 0.0) || (low > 0.0 && below > 0.0))
        {
            let doubled = low * 2.0;
            let rounded = high + doubled;
            if doubled == rounded - high {
                high = rounded;
            }
        }
        Ok(high)
    }
}
