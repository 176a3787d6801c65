//! CRC-32C (Castagnoli), RFC 3720 appendix B.4, in pieces.

/// Continues the checksum `crc` over `data`; start with 0.
#[cfg(feature = "std")]
pub(crate) fn crc32c(crc: u32, data: &[u8]) -> u32 {
    crc32c::crc32c_append(crc, data)
}

/// Continues the checksum `crc` over `data`; start with 0.
#[cfg(not(feature = "std"))]
pub(crate) fn crc32c(crc: u32, data: &[u8]) -> u32 {
    table::crc32c(crc, data)
}

/// The checksum of the twelve bytes that a record's own begin with: its number, and four that
/// describe it. It remembers what the last number came to: within 256 numbers only the first byte
/// differs, and checksums are sums of what each byte adds.
#[cfg(feature = "std")]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beginning {
    seed: u32,
    described: [u8; 4],
    /// The number without its lowest byte, and one added: 0 for none.
    upper: u64,
    /// The checksum where that byte is 0.
    crc: u32,
}

#[cfg(feature = "std")]
impl Beginning {
    #[inline]
    pub(crate) fn checksum(&mut self, seed: u32, number: u64, described: [u8; 4]) -> u32 {
        let upper = (number >> 8) + 1;
        if (self.seed, self.described, self.upper) != (seed, described, upper) {
            self.remember(seed, number, described);
        }
        self.crc ^ FIRST_OF_TWELVE[number as usize & 0xFF]
    }

    fn remember(&mut self, seed: u32, number: u64, described: [u8; 4]) {
        let mut bytes = [0; 12];
        bytes[..8].copy_from_slice(&(number & !0xFF).to_le_bytes());
        bytes[8..].copy_from_slice(&described);
        *self = Self {
            seed,
            described,
            upper: (number >> 8) + 1,
            crc: crc32c(seed, &bytes),
        };
    }
}

/// What the first of twelve bytes adds to their checksum.
#[cfg(feature = "std")]
static FIRST_OF_TWELVE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut value = byte as u32;
        let mut bit = 0;
        while bit < 12 * 8 {
            value = match value & 1 {
                1 => value >> 1 ^ POLYNOMIAL_REFLECTED,
                _ => value >> 1,
            };
            bit += 1;
        }
        table[byte] = value;
        byte += 1;
    }
    table
};

const POLYNOMIAL_REFLECTED: u32 = 0x82F6_3B78;

/// A table of 64 bytes, which takes a byte in two steps: flash is dearer on a microcontroller than
/// the time, which is little beside that of programming flash. Servers use the processor's own
/// instruction instead, with the same result.
#[cfg(any(test, not(feature = "std")))]
mod table {
    use super::POLYNOMIAL_REFLECTED;

    const TABLE: [u32; 16] = {
        let mut table = [0; 16];
        let mut nibble = 0;
        while nibble < 16 {
            let mut value = nibble as u32;
            let mut bit = 0;
            while bit < 4 {
                value = if value & 1 == 1 {
                    value >> 1 ^ POLYNOMIAL_REFLECTED
                } else {
                    value >> 1
                };
                bit += 1;
            }
            table[nibble] = value;
            nibble += 1;
        }
        table
    };

    pub(super) fn crc32c(crc: u32, data: &[u8]) -> u32 {
        !data.iter().fold(!crc, |crc, byte| {
            let crc = crc ^ u32::from(*byte);
            let crc = crc >> 4 ^ TABLE[crc as usize & 15];
            crc >> 4 ^ TABLE[crc as usize & 15]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(data: &[u8], expected: u32) {
        assert_eq!(table::crc32c(0, data), expected);
        assert_eq!(crc32c(0, data), expected);
    }

    #[test]
    fn both_ways_of_counting_agree_with_the_rfc() {
        check(b"", 0);
        check(b"123456789", 0xE306_9283);
        check(&[0; 32], 0x8A91_36AA);
        check(&[0xFF; 32], 0x62A8_AB43);
        check(&core::array::from_fn::<u8, 32, _>(|i| i as u8), 0x46DD_794E);
    }

    #[test]
    fn what_is_remembered_of_a_number_gives_the_checksum_of_the_next() {
        let mut beginning = Beginning::default();
        let numbers = (0..600).chain([u64::MAX >> 2, 5, 1 << 40, (1 << 40) + 1]);
        for number in numbers {
            for (seed, described) in [(7, [1, 2, 3, 4]), (8, [1, 2, 3, 4]), (8, [0, 0, 0, 1])] {
                let mut bytes = number.to_le_bytes().to_vec();
                bytes.extend_from_slice(&described);
                let remembered = beginning.checksum(seed, number, described);
                assert_eq!(remembered, crc32c(seed, &bytes), "{number}");
            }
        }
    }

    #[test]
    fn a_checksum_can_be_continued() {
        assert_eq!(crc32c(crc32c(0, b"1234"), b"56789"), 0xE306_9283);
        assert_eq!(
            table::crc32c(table::crc32c(0, b"1234"), b"56789"),
            0xE306_9283
        );
    }
}
