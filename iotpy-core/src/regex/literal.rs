//! Characters and references to groups.

use super::code::op;
use super::fault::Res;
use super::flag;
use super::fold::{self, mode};
use super::parser::{Parser, item};

impl Parser<'_, '_> {
    /// How characters are compared here.
    pub(super) fn fold_mode(&self) -> u32 {
        if self.level.flags & flag::IGNORECASE == 0 {
            mode::EXACT
        } else if self.is_ascii() {
            mode::ASCII
        } else {
            mode::UNICODE
        }
    }

    pub(super) fn character(&mut self, code: u32) -> Res<()> {
        let mut folding = self.fold_mode();
        let small = fold::lower(code, folding);
        // What is the same as nothing else needs no folding.
        if folding != mode::EXACT && !fold::any(code, folding, |other| other != code) {
            folding = mode::EXACT;
        }
        self.unit(&[op::CHAR | folding << 8, small])
    }

    pub(super) fn reference(&mut self, group: u32) -> Res<()> {
        let (low, high) = self.group_width(group as usize).unwrap_or((0, 0));
        self.begin_item(item::OTHER, low, high);
        let folding = self.fold_mode();
        self.writer.push(&[op::GROUP | folding << 8, group])
    }
}
