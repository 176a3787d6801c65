//! The formats of `struct`: which bytes hold which values.

/// The order and the sizes that a format asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The sizes and the alignment of x86-64.
    pub native: bool,
    /// The most significant byte comes first.
    pub big: bool,
}

/// An item of a format: the same value so many times, or one text of so many bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The letter.
    pub code: u8,
    /// The number before it.
    pub count: usize,
    /// Bytes of one value.
    pub size: usize,
    /// Where it starts.
    pub at: usize,
}

impl Item {
    /// The values that the item stands for.
    #[must_use]
    pub fn values(&self) -> usize {
        match self.code {
            b'x' => 0,
            b's' | b'p' => 1,
            _ => self.count,
        }
    }
}

/// A place in a format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The character that comes next.
    at: usize,
    /// The order of all items.
    pub order: Order,
    /// The bytes up to here.
    pub size: usize,
}

impl Format {
    /// The start of a format; its first character may be that of an order.
    #[must_use]
    pub fn new(text: &[u8]) -> Format {
        let (native, big) = match text.first() {
            Some(b'<' | b'=') => (false, false),
            Some(b'>' | b'!') => (false, true),
            _ => (true, false),
        };
        let marked = matches!(text.first(), Some(b'<' | b'=' | b'>' | b'!' | b'@'));
        Format {
            at: usize::from(marked),
            order: Order { native, big },
            size: 0,
        }
    }

    /// The next item of the format, which is given again each time.
    ///
    /// # Errors
    /// The message of `struct.error`.
    pub fn next_item(&mut self, text: &[u8]) -> Result<Option<Item>, &'static str> {
        const TOO_LONG: &str = "total struct size too long";
        while let Some(b' ' | 9..=13) = text.get(self.at) {
            self.at += 1;
        }
        let mut count = None;
        while let Some(digit @ b'0'..=b'9') = text.get(self.at) {
            let tens = count.unwrap_or(0_usize).checked_mul(10);
            let more = tens.and_then(|tens| tens.checked_add(usize::from(digit - b'0')));
            count = Some(more.ok_or(TOO_LONG)?);
            self.at += 1;
        }
        let Some(code) = text.get(self.at) else {
            return match count {
                Some(_) => Err("repeat count given without format specifier"),
                None => Ok(None),
            };
        };
        self.at += 1;
        let size = self.size_of(*code).ok_or("bad char in struct format")?;
        let count = count.unwrap_or(1);
        let aligned = self.order.native && !matches!(code, b'x' | b's' | b'p');
        let at = if aligned {
            self.size.checked_next_multiple_of(size).ok_or(TOO_LONG)?
        } else {
            self.size
        };
        let end = count
            .checked_mul(size)
            .and_then(|bytes| bytes.checked_add(at))
            .filter(|end| *end <= isize::MAX as usize);
        self.size = end.ok_or(TOO_LONG)?;
        Ok(Some(Item {
            code: *code,
            count,
            size,
            at,
        }))
    }

    fn size_of(&self, code: u8) -> Option<usize> {
        Some(match code {
            b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
            b'h' | b'H' | b'e' => 2,
            b'i' | b'I' | b'f' => 4,
            b'l' | b'L' if !self.order.native => 4,
            b'q' | b'Q' | b'd' | b'l' | b'L' => 8,
            b'n' | b'N' | b'P' if self.order.native => 8,
            _ => return None,
        })
    }
}

/// Why a number does not fit.
fn int_message(item: &Item, order: Order, wide: bool) -> &'static str {
    let too_large = "int too large to convert";
    let out_of_range = "argument out of range";
    match (item.code, item.size) {
        (b'P', _) => too_large,
        (b'q' | b'Q', _) if order.big => too_large,
        (_, 8) => out_of_range,
        _ if wide => out_of_range,
        (b'b', _) => "byte format requires -128 <= number <= 127",
        (b'B', _) => "ubyte format requires 0 <= number <= 255",
        (b'h', _) if order.big => "'h' format requires -32768 <= number <= 32767",
        (b'H', _) if order.big => "'H' format requires 0 <= number <= 65535",
        (b'h', _) => "short format requires -32768 <= number <= 32767",
        (b'H', _) => "ushort format requires 0 <= number <= 65535",
        (b'i', _) => "'i' format requires -2147483648 <= number <= 2147483647",
        (b'l', _) => "'l' format requires -2147483648 <= number <= 2147483647",
        (b'I', _) => "'I' format requires 0 <= number <= 4294967295",
        _ => "'L' format requires 0 <= number <= 4294967295",
    }
}

/// Puts the low bytes of a number in order.
#[must_use]
pub fn in_order(number: u64, size: usize, big: bool) -> [u8; 8] {
    if big {
        (number << (8 * (8 - size))).to_be_bytes()
    } else {
        number.to_le_bytes()
    }
}

/// The bytes of an integer; those behind the item's size are void. Nothing stands for a number of
/// more than 65 bits.
///
/// # Errors
/// The message of `struct.error`.
pub fn int_bytes(number: Option<i128>, item: &Item, order: Order) -> Result<[u8; 8], &'static str> {
    let bits = 8 * item.size as u32;
    let signed = item.code.is_ascii_lowercase() || item.code == b'P';
    let (low, high) = match item.code {
        b'P' => (i128::from(i64::MIN), i128::from(u64::MAX)),
        _ if signed => (-(1 << (bits - 1)), (1 << (bits - 1)) - 1),
        _ => (0, (1 << bits) - 1),
    };
    match number {
        Some(number) if (low..=high).contains(&number) => {
            Ok(in_order(number as u64, item.size, order.big))
        }
        _ => {
            // CPython looks whether the number fits a machine word of the same sign first. Its
            // native short forms of unsigned numbers go by a signed one.
            let by_long = signed || item.code == b'B' || item.code == b'H' && !order.big;
            let word = if by_long {
                i128::from(i64::MIN)..=i128::from(i64::MAX)
            } else {
                0..=i128::from(u64::MAX)
            };
            let wide = !number.is_some_and(|number| word.contains(&number));
            Err(int_message(item, order, wide))
        }
    }
}

/// The bytes of a float, as for [`int_bytes`].
///
/// # Errors
/// The message of an `OverflowError`.
pub fn float_bytes(number: f64, item: &Item, order: Order) -> Result<[u8; 8], &'static str> {
    let bits = match item.code {
        b'd' => number.to_bits(),
        b'f' => {
            let short = number as f32;
            if short.is_infinite() && number.is_finite() && !order.native {
                return Err("float too large to pack with f format");
            }
            u64::from(short.to_bits())
        }
        _ => u64::from(half_bits(number).ok_or("float too large to pack with e format")?),
    };
    Ok(in_order(bits, item.size, order.big))
}

/// The bits of an IEEE binary16, ties to even.
fn half_bits(number: f64) -> Option<u16> {
    let sign = ((number.to_bits() >> 63) as u16) << 15;
    let size = f64::from_bits(number.to_bits() & !(1 << 63));
    if size.is_nan() {
        return Some(sign | 0x7E00);
    }
    if size.is_infinite() {
        return Some(sign | 0x7C00);
    }
    if size >= 65_520.0 {
        return None;
    }
    let exponent = ((size.to_bits() >> 52) as i32 - 1023).max(-14);
    let scaled = libm::rint(libm::ldexp(size, 10 - exponent)) as u16;
    // A scaled number of 1024 or more has its leading bit in the exponent.
    Some(sign | ((((exponent + 14) as u16) << 10) + scaled))
}

/// The integer in bytes that are as many as the item's size.
#[must_use]
pub fn int_of(bytes: &[u8], item: &Item, order: Order) -> i128 {
    let mut word = 0_u64;
    for n in 0..bytes.len() {
        let byte = if order.big {
            bytes[n]
        } else {
            bytes[bytes.len() - 1 - n]
        };
        word = word << 8 | u64::from(byte);
    }
    if item.code.is_ascii_lowercase() {
        let unused = 64 - 8 * item.size as u32;
        return i128::from((word << unused) as i64 >> unused);
    }
    i128::from(word)
}

/// The float in bytes that are as many as the item's size.
#[must_use]
pub fn float_of(bytes: &[u8], item: &Item, order: Order) -> f64 {
    let unsigned = Item {
        code: b'Q',
        ..*item
    };
    let bits = int_of(bytes, &unsigned, order) as u64;
    match item.code {
        b'd' => f64::from_bits(bits),
        b'f' => f64::from(f32::from_bits(bits as u32)),
        _ => {
            let sign = if bits >> 15 & 1 == 1 { -1.0 } else { 1.0 };
            let (exponent, fraction) = ((bits >> 10 & 31) as i32, (bits & 1023) as f64);
            sign * match exponent {
                0 => libm::ldexp(fraction, -24),
                31 if fraction == 0.0 => f64::INFINITY,
                31 => f64::NAN,
                _ => libm::ldexp(fraction + 1024.0, exponent - 25),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_there_and_back() {
        let item = Item {
            code: b'e',
            count: 1,
            size: 2,
            at: 0,
        };
        let order = Order {
            native: false,
            big: true,
        };
        for bits in (0..0x7C00_u16).chain(0x8000..0xFC00) {
            let number = float_of(&bits.to_be_bytes(), &item, order);
            let bytes = float_bytes(number, &item, order).unwrap();
            assert_eq!(bytes[..2], bits.to_be_bytes());
        }
        assert_eq!(half_bits(65_519.9), Some(0x7BFF));
        assert_eq!(half_bits(1e-8), Some(0));
    }
}
