//! Builtins that are called all the time, for `vm::quick`: what they answer, and what that costs
//! beside the call. As everything there, they answer nothing where more is needed.

use super::exec::Compare;
use super::glance::{is, len};
use super::number::{abs, extreme};
use super::plain_dict::method_of_dict;
use super::plain_format::shown;
use super::plain_list::{append, extend, insert, pop};
use super::plain_text::method_of_text;
use super::room::Room;
use super::text::int_of;
use crate::catalog::{Function, Type};
use crate::heap::Kind;
use crate::object::lookup::Lookups;
use crate::package::Package;
use crate::symbol;
use crate::value::Value;

/// What `int()` of a short text costs: the room for its result.
const INT_FUEL: i64 = 6;
/// What `min` and `max` of two cost: a tuple of them and a comparison.
const EXTREME_FUEL: i64 = 3;

/// Calls a method of a builtin collection or a text.
#[inline]
pub(super) fn method_of(
    cells: &mut [u64],
    room: &mut Room,
    known: (&Package<'_>, &Lookups, u64),
    subject: Value,
    method: u16,
    arguments: &[u64],
) -> Option<(Value, i64)> {
    let nothing = |cost: i64| Some((Value::NONE, cost));
    if is(cells, subject, Kind::List) {
        return match (method, arguments) {
            (symbol::APPEND, [value]) => nothing(append(cells, room, subject, Value(*value))?),
            (symbol::EXTEND, [source]) => nothing(extend(cells, room, subject, Value(*source))?),
            (symbol::INSERT, [place, value]) => {
                nothing(insert(cells, room, subject, Value(*place), Value(*value))?)
            }
            (symbol::POP, []) => pop(cells, subject, None),
            (symbol::POP, [place]) => pop(cells, subject, Some(Value(*place))),
            _ => None,
        };
    }
    if is(cells, subject, Kind::Dict) {
        return method_of_dict(cells, room, known, subject, method, arguments);
    }
    method_of_text(cells, room, known.0, subject, method, arguments)
}

/// Calls a builtin function or type.
#[inline]
pub(super) fn function_of(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    id: u16,
    arguments: &[u64],
) -> Option<(Value, i64)> {
    match *arguments {
        [x] if id == Function::Len as u16 => Some((len(cells, Value(x))?, 0)),
        [x] if id == Function::Abs as u16 => Some((abs(Value(x))?, 0)),
        [x] if id == Type::Int as u16 && Value(x).is_int() => Some((Value(x), 0)),
        [x] if id == Type::Str as u16 => shown(cells, room, package, Value(x)),
        [x] if id == Type::Int as u16 => Some((int_of(cells, package, Value(x))?, INT_FUEL)),
        [x, y] if id == Function::Min as u16 => {
            Some((extreme(Compare::Lt, Value(x), Value(y))?, EXTREME_FUEL))
        }
        [x, y] if id == Function::Max as u16 => {
            Some((extreme(Compare::Gt, Value(x), Value(y))?, EXTREME_FUEL))
        }
        _ => None,
    }
}
