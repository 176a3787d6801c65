//! Where padding and separators go in a formatted number: common to `format` and `%`.

use super::sink::{Full, Sink};
use super::wtf8;

/// Where a value stands in a field that is wider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// `<`.
    Left,
    /// `>`.
    Right,
    /// `^`: the odd space goes to the right.
    Center,
    /// `=`: padding between the sign and the digits.
    AfterSign,
}

/// The field that a value is written in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    /// The code point of the padding.
    pub(super) fill: u32,
    pub(super) align: Align,
    /// The least count of characters.
    pub(super) width: usize,
    /// The separator and how many digits it sets apart.
    pub(super) grouping: Option<(u8, usize)>,
}

impl Field {
    /// Writes text of so many characters, padded.
    pub(super) fn write_text(
        &self,
        text: &[u8],
        characters: usize,
        sink: &mut impl Sink,
    ) -> Result<(), Full> {
        let (before, after) = self.around(self.width.saturating_sub(characters));
        self.pad(before, sink)?;
        sink.push(text)?;
        self.pad(after, sink)
    }

    /// The padding before and after a value.
    fn around(&self, padding: usize) -> (usize, usize) {
        match self.align {
            Align::Left => (0, padding),
            Align::Right | Align::AfterSign => (padding, 0),
            Align::Center => (padding / 2, padding - padding / 2),
        }
    }

    fn pad(&self, count: usize, sink: &mut impl Sink) -> Result<(), Full> {
        if let Ok(byte @ ..0x80) = u8::try_from(self.fill) {
            return sink.fill(byte, count);
        }
        let (bytes, len) = wtf8::encode(self.fill);
        (0..count).try_for_each(|_| sink.push(bytes.get(..len).unwrap_or(&bytes)))
    }
}

/// A number in parts.
pub(super) struct Number<'a> {
    pub(super) sign: Option<u8>,
    /// `0x` and its like.
    pub(super) prefix: &'a [u8],
    /// The digits before the point.
    pub(super) digits: &'a [u8],
    /// Zeros after these digits that still stand before the point.
    pub(super) zeros: usize,
    /// The count of characters that follow.
    pub(super) rest_len: usize,
}

impl Number<'_> {
    /// Writes the number into a field; `rest` writes what follows the digits.
    pub(super) fn write<S: Sink>(
        &self,
        field: &Field,
        sink: &mut S,
        rest: impl FnOnce(&mut S) -> Result<(), Full>,
    ) -> Result<(), Full> {
        let fixed = usize::from(self.sign.is_some()) + self.prefix.len();
        let fixed = fixed.saturating_add(self.rest_len);
        let zero_filled = field.fill == u32::from(b'0') && field.align == Align::AfterSign;
        let digits_min = if zero_filled {
            field.width.saturating_sub(fixed)
        } else {
            0
        };
        let given = self.digits.len().saturating_add(self.zeros);
        let total = digits_in_groups(given, digits_min, field.grouping);
        let separators = separators_in(total, field.grouping);
        let taken = fixed.saturating_add(total).saturating_add(separators);
        let padding = field.width.saturating_sub(taken);
        let (before, after) = match field.align {
            Align::AfterSign => (0, 0),
            _ => field.around(padding),
        };
        field.pad(before, sink)?;
        if let Some(sign) = self.sign {
            sink.push(&[sign])?;
        }
        sink.push(self.prefix)?;
        if field.align == Align::AfterSign {
            field.pad(padding, sink)?;
        }
        self.write_digits(total, field.grouping, sink)?;
        rest(sink)?;
        field.pad(after, sink)
    }

    fn write_digits(
        &self,
        total: usize,
        grouping: Option<(u8, usize)>,
        sink: &mut impl Sink,
    ) -> Result<(), Full> {
        let leading = total.saturating_sub(self.digits.len().saturating_add(self.zeros));
        let Some((separator, size)) = grouping else {
            sink.fill(b'0', leading)?;
            sink.push(self.digits)?;
            return sink.fill(b'0', self.zeros);
        };
        for place in (0..total).rev() {
            let index = (total - 1 - place).checked_sub(leading);
            let digit = index
                .and_then(|index| self.digits.get(index))
                .copied()
                .unwrap_or(b'0');
            sink.push(&[digit])?;
            if place > 0 && place.is_multiple_of(size) {
                sink.push(&[separator])?;
            }
        }
        Ok(())
    }
}

/// The count of digits with leading zeros, so that with their separators they take `width` at
/// least. What has no digits at all (`inf`, a character) stays so. A separator never comes first:
/// one more zero does.
fn digits_in_groups(given: usize, width: usize, grouping: Option<(u8, usize)>) -> usize {
    if given == 0 {
        return 0;
    }
    let Some((_, size)) = grouping else {
        return given.max(width);
    };
    // A group and its separator take `size + 1`; if that fills the width exactly, one zero more.
    let groups = width / size.saturating_add(1);
    let partial = width % size.saturating_add(1);
    let first = if partial == 0 { groups.min(1) } else { partial };
    given.max(groups.saturating_mul(size).saturating_add(first))
}

fn separators_in(digits: usize, grouping: Option<(u8, usize)>) -> usize {
    grouping.map_or(0, |(_, size)| {
        digits.saturating_sub(1).checked_div(size).unwrap_or(0)
    })
}
