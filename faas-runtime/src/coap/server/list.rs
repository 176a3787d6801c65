//! Tables with free places, and lists threaded through them, which an entry leaves in constant
//! time.

use std::vec::Vec;

/// The neighbours of an entry in one list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Links {
    previous: Option<Place>,
    next: Option<Place>,
}

/// A position in the table, plus one: `Option<Place>` takes four bytes.
type Place = core::num::NonZeroU32;

/// A list of entries of a table. Each list of a table uses links of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    first: Option<Place>,
    last: Option<Place>,
    length: u32,
}

impl List {
    pub const fn new() -> List {
        List {
            first: None,
            last: None,
            length: 0,
        }
    }

    /// Entries in the list.
    pub const fn len(&self) -> u32 {
        self.length
    }

    /// The position of the first entry.
    pub fn first(&self) -> Option<u32> {
        self.first.map(|place| place.get() - 1)
    }

    /// Adds an entry that is not in the list at its end. `links` shows the links of this list.
    pub fn push_back<T>(
        &mut self,
        position: u32,
        table: &mut [T],
        links: impl Fn(&mut T) -> &mut Links,
    ) {
        let place = Place::MIN.saturating_add(position);
        let Some(entry) = table.get_mut(position as usize) else {
            return;
        };
        *links(entry) = Links {
            previous: self.last,
            next: None,
        };
        match self
            .last
            .and_then(|last| table.get_mut(last.get() as usize - 1))
        {
            Some(last) => links(last).next = Some(place),
            None => self.first = Some(place),
        }
        self.last = Some(place);
        self.length += 1;
    }

    /// Removes an entry that is in the list.
    pub fn remove<T>(
        &mut self,
        position: u32,
        table: &mut [T],
        links: impl Fn(&mut T) -> &mut Links,
    ) {
        let Some(entry) = table.get_mut(position as usize) else {
            return;
        };
        let Links { previous, next } = core::mem::take(links(entry));
        match previous.and_then(|place| table.get_mut(place.get() as usize - 1)) {
            Some(entry) => links(entry).next = next,
            None => self.first = next,
        }
        match next.and_then(|place| table.get_mut(place.get() as usize - 1)) {
            Some(entry) => links(entry).previous = previous,
            None => self.last = previous,
        }
        self.length -= 1;
    }
}

/// Puts a value into a free place of a table, or at its end.
pub(super) fn place<T>(table: &mut Vec<T>, free: &mut Vec<u32>, value: T) -> u32 {
    match free.pop() {
        Some(slot) => {
            if let Some(entry) = table.get_mut(slot as usize) {
                *entry = value;
            }
            slot
        }
        None => {
            table.push(value);
            (table.len() - 1) as u32
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn positions(list: &List, table: &[Links]) -> Vec<u32> {
        let next = |position: &u32| table[*position as usize].next.map(|place| place.get() - 1);
        core::iter::successors(list.first(), next).collect()
    }

    proptest! {
        #[test]
        fn a_list_holds_what_was_added_and_not_removed_in_order(
            steps in proptest::collection::vec(0..12u32, 0..100)
        ) {
            let mut table = [Links::default(); 12];
            let mut list = List::new();
            let mut model: Vec<u32> = Vec::new();
            for position in steps {
                // Each step toggles an entry.
                if let Some(index) = model.iter().position(|other| *other == position) {
                    model.remove(index);
                    list.remove(position, &mut table, |links| links);
                } else {
                    model.push(position);
                    list.push_back(position, &mut table, |links| links);
                }
                prop_assert_eq!(positions(&list, &table), model.clone());
                prop_assert_eq!(list.len() as usize, model.len());
            }
        }
    }
}
