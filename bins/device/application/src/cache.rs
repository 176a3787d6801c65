//! Warm interpreters in one piece of memory.

use heapless::Vec;

use crate::config::FUNCTIONS_MAX;

/// Bytes of a cell.
pub const CELL_BYTES: usize = 8;

/// The package of a function and the state of its machine.
#[derive(Clone, Copy, Debug)]
struct Instance {
    function: usize,
    generation: u32,
    /// Where it begins, in cells.
    start: usize,
    package_bytes: usize,
    package_cells: usize,
    arena_cells: usize,
}

impl Instance {
    const fn cells(&self) -> usize {
        self.package_cells + self.arena_cells
    }
}

/// Interpreters that are kept for the next call: the paper's interpreter cache.
///
/// A machine's state holds no addresses, so instances are moved together when one of them goes, and
/// the room that is left is always in one piece.
#[derive(Debug)]
pub struct Cache<'m> {
    space: &'m mut [u64],
    /// In the order of their places.
    instances: Vec<Instance, FUNCTIONS_MAX>,
    /// Functions, the longest unused first.
    used: Vec<usize, FUNCTIONS_MAX>,
    /// An instance went for another one.
    has_evicted: bool,
}

/// An instance at hand.
pub struct Loaded<'c> {
    /// The package.
    pub package: &'c [u8],
    /// The machine's state.
    pub arena: &'c mut [u64],
}

impl<'m> Cache<'m> {
    /// A cache without instances.
    pub fn new(space: &'m mut [u64]) -> Cache<'m> {
        Cache {
            space,
            instances: Vec::new(),
            used: Vec::new(),
            has_evicted: false,
        }
    }

    /// Bytes of the whole cache.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.space.len() * CELL_BYTES
    }

    /// Bytes that no instance takes.
    #[must_use]
    pub fn free_bytes(&self) -> usize {
        (self.space.len() - self.end()) * CELL_BYTES
    }

    fn end(&self) -> usize {
        let last = self.instances.last();
        last.map_or(0, |instance| instance.start + instance.cells())
    }

    /// The instance of a function, if it is here and runs this generation of its package.
    pub fn get(&mut self, function: usize, generation: u32) -> Option<Loaded<'_>> {
        let mut found = self.instances.iter();
        let instance = *found.find(|one| one.function == function)?;
        if instance.generation != generation {
            return None;
        }
        self.touch(function);
        self.loaded(&instance)
    }

    fn loaded(&mut self, instance: &Instance) -> Option<Loaded<'_>> {
        let cells = self.space.get_mut(instance.start..)?;
        let (package, rest) = cells.split_at_mut_checked(instance.package_cells)?;
        let package: &[u8] = bytemuck::cast_slice(package);
        Some(Loaded {
            package: package.get(..instance.package_bytes)?,
            arena: rest.get_mut(..instance.arena_cells)?,
        })
    }

    /// Makes room for an instance, at the cost of those that have been unused for longest. Gives
    /// the place for the package and tells [`get`](Self::get) of it, or nothing if it is larger
    /// than the cache.
    pub fn reserve(
        &mut self,
        function: usize,
        generation: u32,
        package_bytes: usize,
        arena_bytes: usize,
    ) -> Option<&mut [u8]> {
        let package_cells = package_bytes.div_ceil(CELL_BYTES);
        let arena_cells = arena_bytes / CELL_BYTES;
        if package_cells + arena_cells > self.space.len() {
            return None;
        }
        self.remove(function);
        while self.space.len() - self.end() < package_cells + arena_cells {
            let oldest = *self.used.first()?;
            self.remove(oldest);
            self.has_evicted = true;
        }
        let instance = Instance {
            function,
            generation,
            start: self.end(),
            package_bytes,
            package_cells,
            arena_cells,
        };
        self.instances.push(instance).ok()?;
        self.touch(function);
        let place = self.space.get_mut(instance.start..)?;
        let place: &mut [u8] = bytemuck::cast_slice_mut(place.get_mut(..package_cells)?);
        place.get_mut(..package_bytes)
    }

    /// Whether an instance has gone for another one since this was asked.
    pub const fn take_evicted(&mut self) -> bool {
        core::mem::replace(&mut self.has_evicted, false)
    }

    /// Drops the instance of a function.
    pub fn remove(&mut self, function: usize) {
        self.used.retain(|one| *one != function);
        let mut end = 0;
        self.instances.retain_mut(|instance| {
            if instance.function == function {
                return false;
            }
            let cells = instance.start..instance.start + instance.cells();
            self.space.copy_within(cells, end);
            instance.start = end;
            end += instance.cells();
            true
        });
    }

    fn touch(&mut self, function: usize) {
        self.used.retain(|one| *one != function);
        // There are no more functions than places.
        let _ = self.used.push(function);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_here(cache: &mut Cache<'_>, function: usize) -> Option<(u8, u64)> {
        let loaded = cache.get(function, 1)?;
        Some((loaded.package[0], loaded.arena[0]))
    }

    fn put(cache: &mut Cache<'_>, function: usize, bytes: usize) {
        let package = cache.reserve(function, 1, bytes, 80).expect("room");
        package.fill(function as u8 + 7);
        cache.get(function, 1).expect("it is here").arena[0] = function as u64 + 70;
    }

    #[test]
    fn the_longest_unused_goes_and_the_others_move_together() {
        let mut space = [0; 30];
        let mut cache = Cache::new(&mut space);
        put(&mut cache, 0, 30);
        put(&mut cache, 1, 17);
        assert_eq!(is_here(&mut cache, 0), Some((7, 70)));
        // There is no room for a larger one beside the other.
        put(&mut cache, 0, 130);
        assert_eq!(is_here(&mut cache, 1), None);
        assert_eq!(is_here(&mut cache, 0), Some((7, 70)));
        put(&mut cache, 1, 8);
        assert_eq!(is_here(&mut cache, 0), None);
        assert_eq!(is_here(&mut cache, 1), Some((8, 71)));
        put(&mut cache, 0, 8);
        cache.remove(1);
        assert_eq!(is_here(&mut cache, 0), Some((7, 70)));
        assert_eq!(cache.free_bytes(), 19 * 8);
        assert!(cache.get(0, 2).is_none());
        assert!(cache.reserve(0, 1, 200, 80).is_none());
    }
}
