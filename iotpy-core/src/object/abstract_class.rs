//! Classes with abstract methods, which have no instances.

use crate::error::{Piece, Res, need};
use crate::heap::Kind;
use crate::object::class::class_field;
use crate::symbol;
use crate::value::Value;
use crate::vm::Vm;

impl Vm<'_, '_> {
    /// Refuses to make an instance of a class whose `__abstractmethods__` are not empty. Only a
    /// class with a metaclass of the program has any.
    pub(crate) fn refuse_abstract(&mut self, class: Value) -> Res<()> {
        need!(self, Class);
        if !self.heap.get(class.cell(), class_field::META).is_object() {
            return Ok(());
        }
        let key = self.symbol_key(symbol::D_ABSTRACTMETHODS);
        let own = self.heap.get(class.cell(), class_field::DICT);
        let names = match self.dict_lookup(own, key)? {
            Some(names) if self.heap.is(names, Kind::FrozenSet) => names,
            _ => return Ok(()),
        };
        let sorted = self.to_list(names)?;
        let (_, count) = self.elements(sorted);
        if count == 0 {
            return Ok(());
        }
        self.sort_list(sorted, false)?;
        let comma = self.new_str(b", ")?;
        let cell = self.heap.push(sorted)?;
        let listed = self.join(comma, cell)?;
        self.heap.sp = cell + 1;
        let plural = if count == 1 { "" } else { "s" };
        Err(self.type_error(&[
            Piece::Text("Can't instantiate abstract class "),
            Piece::ClassName(class),
            Piece::Text(" with abstract method"),
            Piece::Text(plural),
            Piece::Text(" "),
            Piece::Str(listed),
        ]))
    }
}
