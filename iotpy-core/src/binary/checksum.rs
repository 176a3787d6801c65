//! CRC-32 (ISO 3309), Adler-32 (RFC 1950) and the CRC of BinHex, as `zlib` and `binascii` have
//! them.

/// `zlib.crc32`, going on from the checksum of what came before.
#[must_use]
pub fn crc32(before: u32, bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!before, |crc, byte| {
        let crc = crc ^ u32::from(*byte);
        let crc = crc >> 4 ^ NIBBLES[(crc & 15) as usize];
        crc >> 4 ^ NIBBLES[(crc & 15) as usize]
    })
}

/// The CRC-32 of four bits.
const NIBBLES: [u32; 16] = {
    let mut table = [0; 16];
    let mut n = 0;
    while n < 16 {
        let (mut crc, mut bit) = (n as u32, 0);
        while bit < 4 {
            crc = crc >> 1 ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 };
            bit += 1;
        }
        table[n] = crc;
        n += 1;
    }
    table
};

/// `zlib.adler32`, going on from the checksum of what came before; 1 starts anew.
#[must_use]
pub fn adler32(before: u32, bytes: &[u8]) -> u32 {
    const MODULUS: u32 = 65_521;
    let (mut low, mut high) = (before & 0xFFFF, before >> 16);
    // So many bytes cannot overflow 32 bits.
    for part in bytes.chunks(5_552) {
        for byte in part {
            low += u32::from(*byte);
            high += low;
        }
        low %= MODULUS;
        high %= MODULUS;
    }
    high << 16 | low
}

/// `binascii.crc_hqx`
#[must_use]
pub fn crc_hqx(before: u16, bytes: &[u8]) -> u16 {
    bytes.iter().fold(before, |crc, byte| {
        (0..8).fold(crc ^ u16::from(*byte) << 8, |crc, _| {
            crc << 1 ^ if crc >> 15 == 1 { 0x1021 } else { 0 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_cpython() {
        assert_eq!(crc32(0, b"hello"), 907_060_870);
        assert_eq!(crc32(crc32(0, b"he"), b"llo"), 907_060_870);
        assert_eq!(adler32(1, b"hello"), 103_547_413);
        assert_eq!(crc_hqx(0, b"hello"), 50_018);
    }
}
