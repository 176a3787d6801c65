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

/// A table of 64 bytes, which takes a byte in two steps: flash is dearer on a microcontroller than
/// the time, which is little beside that of programming flash. Servers use the processor's own
/// instruction instead, with the same result.
#[cfg(any(test, not(feature = "std")))]
mod table {
    const POLYNOMIAL_REFLECTED: u32 = 0x82F6_3B78;

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
    fn a_checksum_can_be_continued() {
        assert_eq!(crc32c(crc32c(0, b"1234"), b"56789"), 0xE306_9283);
        assert_eq!(
            table::crc32c(table::crc32c(0, b"1234"), b"56789"),
            0xE306_9283
        );
    }
}
