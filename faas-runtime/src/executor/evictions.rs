//! Evictions, counted by name.

use crate::FunctionName;

/// Names share so many counters: now and then something current is dropped with what is not.
const COUNTERS: usize = 64;

/// Counts evictions, so that what was taken or made before one is not kept after it.
pub(super) struct Evictions([u64; COUNTERS]);

impl Default for Evictions {
    fn default() -> Self {
        Self([0; COUNTERS])
    }
}

impl Evictions {
    /// A number that is another one after an eviction of this name.
    pub(super) fn of(&self, name: &FunctionName) -> u64 {
        self.0[place(name)]
    }

    pub(super) fn count(&mut self, name: &FunctionName) {
        self.0[place(name)] += 1;
    }
}

fn place(name: &FunctionName) -> usize {
    let sum = |sum: usize, byte: u8| sum.wrapping_mul(31).wrapping_add(usize::from(byte));
    name.as_str().bytes().fold(0, sum) % COUNTERS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_of_a_name_changes_with_its_evictions_and_not_with_those_of_others() {
        let [one, other] = ["one", "other"].map(|name| name.parse().expect("a name"));
        let mut evictions = Evictions::default();
        let before = [evictions.of(&one), evictions.of(&other)];
        evictions.count(&one);
        assert_ne!(evictions.of(&one), before[0]);
        assert_eq!(evictions.of(&other), before[1]);
    }
}
