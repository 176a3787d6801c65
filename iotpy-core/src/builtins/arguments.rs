//! What natives ask of their arguments.

use crate::error::{Piece, Res};
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    /// TypeError unless the method gets from `least` to `most` positional arguments and no
    /// keywords.
    pub(crate) fn expect_count(
        &mut self,
        name: Value,
        arguments: &Arguments,
        least: usize,
        most: usize,
    ) -> Res<()> {
        self.count_error(Piece::Str(name), arguments, least, most)
    }

    /// As [`Vm::expect_count`] for a function.
    pub(crate) fn expect_args(
        &mut self,
        name: &str,
        arguments: &Arguments,
        least: usize,
        most: usize,
    ) -> Res<()> {
        self.count_error(Piece::Text(name), arguments, least, most)
    }

    fn count_error(
        &mut self,
        name: Piece<'_>,
        arguments: &Arguments,
        least: usize,
        most: usize,
    ) -> Res<()> {
        if self.keyword_count(arguments) > 0 {
            let text = Piece::Text("() takes no keyword arguments");
            return Err(self.type_error(&[name, text]));
        }
        let given = arguments.count;
        if (least..=most).contains(&given) {
            return Ok(());
        }
        let number = Piece::Number(given as i64);
        if most == 0 {
            let rest = [name, Piece::Text("() takes no arguments ("), number];
            return Err(self.type_error(&[rest[0], rest[1], rest[2], Piece::Text(" given)")]));
        }
        if least == 1 && most == 1 {
            return Err(self.type_error(&[
                name,
                Piece::Text("() takes exactly one argument ("),
                number,
                Piece::Text(" given)"),
            ]));
        }
        let (bound, text) = if least == most {
            (least, " expected ")
        } else if given < least {
            (least, " expected at least ")
        } else {
            (most, " expected at most ")
        };
        let noun = if bound == 1 {
            " argument, got "
        } else {
            " arguments, got "
        };
        Err(self.type_error(&[
            name,
            Piece::Text(text),
            Piece::Number(bound as i64),
            Piece::Text(noun),
            number,
        ]))
    }

    /// Sorts positional and keyword arguments into the slots that `names` gives; missing ones stay
    /// unbound.
    pub(crate) fn slots<const N: usize>(
        &mut self,
        function: &str,
        arguments: &Arguments,
        positional_max: usize,
        names: [&str; N],
    ) -> Res<[Value; N]> {
        let mut slots = [Value::UNBOUND; N];
        let total = arguments.count + self.keyword_count(arguments);
        if arguments.count > positional_max || total > N {
            let most = if arguments.count > positional_max {
                positional_max
            } else {
                N
            };
            return Err(self.type_error(&[
                Piece::Text(function),
                Piece::Text("() takes at most "),
                Piece::Number(most as i64),
                Piece::Text(if most == 1 {
                    " argument ("
                } else {
                    " arguments ("
                }),
                Piece::Number(total as i64),
                Piece::Text(" given)"),
            ]));
        }
        for (n, slot) in slots.iter_mut().enumerate().take(arguments.count) {
            *slot = self.argument(arguments, n);
        }
        for n in 0..self.keyword_count(arguments) {
            let name = self.keyword_name(arguments, n);
            let Some(slot) = names
                .iter()
                .position(|known| self.str_is(name, known.as_bytes()))
            else {
                return Err(self.type_error(&[
                    Piece::Text("'"),
                    Piece::Str(name),
                    Piece::Text("' is an invalid keyword argument for "),
                    Piece::Text(function),
                    Piece::Text("()"),
                ]));
            };
            if slots[slot] != Value::UNBOUND {
                return Err(self.type_error(&[
                    Piece::Text("argument for "),
                    Piece::Text(function),
                    Piece::Text("() given by name ('"),
                    Piece::Text(names[slot]),
                    Piece::Text("') and position ("),
                    Piece::Number(slot as i64 + 1),
                    Piece::Text(")"),
                ]));
            }
            slots[slot] = self.keyword_value(arguments, n);
        }
        Ok(slots)
    }

    /// An int argument as 64 bits.
    pub(crate) fn int_argument(&mut self, value: Value) -> Res<i64> {
        let value = self.index_value(value)?;
        self.check_index(value)?;
        match self.as_i64(value) {
            Some(number) => Ok(number),
            None => {
                let message = [Piece::Text("Python int too large to convert to C ssize_t")];
                Err(self.raise(crate::catalog::Exception::OverflowError, &message))
            }
        }
    }

    /// A number argument as a float.
    pub(crate) fn float_argument(&mut self, value: Value) -> Res<f64> {
        let value = self.float_source(value)?;
        if value.is_float() {
            return Ok(value.as_float());
        }
        if self.is_int_like(value) {
            return self.int_to_float(value);
        }
        Err(self.type_error(&[
            Piece::Text("must be real number, not "),
            Piece::TypeOf(value),
        ]))
    }
}
