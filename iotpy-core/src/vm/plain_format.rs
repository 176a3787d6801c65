//! Formatting of small ints, floats and short texts, for `vm::quick`: f-strings and `%`. What it
//! costs is as in `object::format` and `object::repr`.

use super::plain_text::written;
use super::room::Room;
use super::text::ADDED_MAX;
use crate::catalog::Feature;
use crate::heap::Kind;
use crate::number::float_text;
use crate::object::dict_look::text_of;
use crate::package::Package;
use crate::text::format_spec::{FormatSpec, IntForm};
use crate::text::percent::{Amount, Conversion, Piece, Pieces};
use crate::text::sink::{BufferSink, Sink};
use crate::value::Value;

/// The decimal digits of an int without its sign.
struct Digits {
    bytes: [u8; 10],
    first: usize,
}

impl Digits {
    fn of(int: i32) -> Digits {
        let (mut bytes, mut first) = ([b'0'; 10], 10);
        let mut rest = int.unsigned_abs();
        loop {
            first -= 1;
            bytes[first] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                return Digits { bytes, first };
            }
        }
    }

    fn get(&self) -> &[u8] {
        &self.bytes[self.first..]
    }
}

/// What `str()` writes of a value that is no str, and what that costs.
fn write_plain(value: Value, sink: &mut impl Sink) -> Option<i64> {
    if value.is_int() {
        if value.as_int() < 0 {
            sink.push(b"-").ok()?;
        }
        sink.push(Digits::of(value.as_int()).get()).ok()?;
        return Some(1);
    }
    if value.is_float() {
        let mut shown = [0; 32];
        let mut own = BufferSink::new(&mut shown);
        float_text::repr(value.as_float(), &mut own).ok()?;
        sink.push(own.written()).ok()?;
        return Some(1 + (own.len() / 8) as i64);
    }
    let name: &[u8] = match value {
        Value::TRUE => b"True",
        Value::FALSE => b"False",
        Value::NONE => b"None",
        _ => return None,
    };
    sink.push(name).ok()?;
    Some(1)
}

/// `str()` of a value, and what that costs.
pub(super) fn shown(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    value: Value,
) -> Option<(Value, i64)> {
    if text_of(cells, package, value).is_some() {
        return Some((value, 0));
    }
    let mut cost = 0;
    let (text, _) = written(cells, room, |_, out| {
        let mut sink = BufferSink::new(out);
        cost = write_plain(value, &mut sink)?;
        Some(sink.len())
    })?;
    Some((text, cost))
}

/// `Format`: a value by a specification, and what that costs.
pub(super) fn formatted(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    value: Value,
    spec: Value,
) -> Option<(Value, i64)> {
    let form = text_of(cells, package, spec)?;
    if form.is_empty() {
        return shown(cells, room, package, value);
    }
    let number = value.is_int() || value.is_float();
    if !Feature::Format.is_enabled() || !form.is_ascii() {
        return None;
    }
    let parsed = FormatSpec::parse(form, number).ok()?;
    let (text, len) = written(cells, room, |below, out| {
        let mut sink = BufferSink::new(out);
        if value.is_float() {
            parsed.format_float(value.as_float(), &mut sink).ok()?;
        } else if value.is_int() {
            let form = parsed
                .int_form()
                .ok()
                .filter(|form| *form == IntForm::Decimal)?;
            let digits = Digits::of(value.as_int());
            let negative = value.as_int() < 0;
            parsed
                .format_int(negative, digits.get(), form, &mut sink)
                .ok()?;
        } else {
            let text = text_of(below, package, value)?;
            parsed.format_str(text, &mut sink).ok()?;
        }
        Some(sink.len())
    })?;
    Some((text, (len / 8) as i64))
}

/// What a list of the parts of a text costs, as it grows.
#[derive(Default)]
struct Parts {
    count: usize,
    room: usize,
}

impl Parts {
    fn push(&mut self) -> i64 {
        let count = self.count;
        self.count += 1;
        if count < self.room {
            return 0;
        }
        self.room = (count + 1).max(count + count / 2).max(4);
        (count / 4) as i64
    }
}

/// `template % values`, and what that costs.
pub(super) fn percent(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    template: Value,
    values: Value,
) -> Option<(Value, i64)> {
    let plain = text_of(cells, package, template)?.len() <= ADDED_MAX;
    if !plain || !Feature::Format.is_enabled() {
        return None;
    }
    let mut cost = 0;
    let (text, len) = written(cells, room, |below, out| {
        let template = text_of(below, package, template)?;
        let (single, tuple) = ([values.0], values.is_object().then(|| values.cell()));
        let values = match tuple {
            Some(at) if below[at] as u8 == Kind::Tuple as u8 => {
                let size = (below[at] >> 8 & 0xFF_FFFF) as usize;
                below.get(at + 1..at + size)?
            }
            _ => &single[..],
        };
        let mut sink = BufferSink::new(out);
        cost = write_percent(below, package, template, values, &mut sink)?;
        Some(sink.len())
    })?;
    Some((text, cost + (len / 8) as i64))
}

/// Writes the pieces of a template; what that costs.
fn write_percent(
    cells: &[u64],
    package: &Package<'_>,
    template: &[u8],
    values: &[u64],
    sink: &mut BufferSink<'_>,
) -> Option<i64> {
    let mut pieces = Pieces::new(false);
    let (mut parts, mut cost) = (Parts::default(), 2);
    let mut values = values.iter();
    while let Some(piece) = pieces.next(template).ok()? {
        match piece {
            Piece::Literal(range) => sink.push(template.get(range)?).ok()?,
            Piece::Value(conversion) => {
                let value = Value(*values.next()?);
                cost += write_conversion(cells, package, &conversion, value, sink)?;
            }
        }
        cost += 2 + parts.push();
    }
    // Values that are left are an error, or a mapping.
    values.next().is_none().then_some(cost)
}

fn write_conversion(
    cells: &[u64],
    package: &Package<'_>,
    conversion: &Conversion,
    value: Value,
    sink: &mut BufferSink<'_>,
) -> Option<i64> {
    let from_values = [conversion.width, conversion.precision].contains(&Amount::Next);
    if conversion.key.is_some() || from_values {
        return None;
    }
    let before = sink.len();
    let mut cost = 0;
    match conversion.letter {
        b'd' | b'i' if value.is_int() => {
            let digits = Digits::of(value.as_int());
            let negative = value.as_int() < 0;
            conversion.write_int(negative, digits.get(), sink).ok()?;
        }
        b'f' | b'e' | b'g' if value.is_float() => {
            conversion.write_float(value.as_float(), sink).ok()?;
        }
        b's' => match text_of(cells, package, value) {
            Some(text) => conversion.write_str(text, false, sink).ok()?,
            None => {
                let mut shown = [0; 32];
                let mut own = BufferSink::new(&mut shown);
                cost = write_plain(value, &mut own)?;
                conversion.write_str(own.written(), false, sink).ok()?;
            }
        },
        _ => return None,
    }
    Some(cost + ((sink.len() - before) / 8) as i64)
}
