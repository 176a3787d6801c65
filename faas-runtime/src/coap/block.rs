//! The value of the Block1 and Block2 options (RFC 7959 section 2.2).

use core::fmt;

use super::option::UintValue;

/// The size of a block: 16 to 1024 bytes, a power of two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockSize(u8);

impl BlockSize {
    /// 16 bytes, the smallest size.
    pub const MIN: BlockSize = BlockSize(0);
    /// 1024 bytes, the largest size.
    pub const MAX: BlockSize = BlockSize(6);

    /// The size with this exponent (0 is 16 bytes, 6 is 1024), or `None` above 6.
    pub const fn from_exponent(exponent: u8) -> Option<BlockSize> {
        if exponent > 6 {
            None
        } else {
            Some(BlockSize(exponent))
        }
    }

    /// The largest size of at most `bytes` bytes; never less than [`BlockSize::MIN`].
    pub const fn at_most(bytes: usize) -> BlockSize {
        let mut exponent = 6;
        while exponent > 0 && 16usize << exponent > bytes {
            exponent -= 1;
        }
        BlockSize(exponent)
    }

    /// The size exponent (SZX) as it stands in the option.
    pub const fn exponent(self) -> u8 {
        self.0
    }

    /// The size in bytes.
    pub const fn bytes(self) -> usize {
        16 << self.0
    }
}

impl fmt::Debug for BlockSize {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.bytes())
    }
}

/// Which block of a body a message carries or asks for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BlockValue {
    /// The number of the block, counted in blocks of `size`; at most [`BlockValue::NUMBER_MAX`].
    pub number: u32,
    /// Whether more blocks follow.
    pub more: bool,
    /// The size of the blocks; only the last one may be shorter.
    pub size: BlockSize,
}

/// Why a block option cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BlockError {
    /// The value has more than three bytes.
    #[error("a block option has at most 3 bytes")]
    TooLong,
    /// The size exponent is 7, which has no meaning over UDP.
    #[error("block size exponent 7 is reserved")]
    ReservedSize,
}

impl BlockValue {
    /// The highest block number: 20 bits.
    pub const NUMBER_MAX: u32 = (1 << 20) - 1;

    /// The block that begins at byte `offset`, or `None` if its number does not fit.
    /// `offset` is rounded down to the start of its block.
    pub fn at_offset(offset: usize, more: bool, size: BlockSize) -> Option<BlockValue> {
        let number = u32::try_from(offset / size.bytes()).ok()?;
        (number <= BlockValue::NUMBER_MAX).then_some(BlockValue { number, more, size })
    }

    /// Reads the value of an option.
    pub fn decode(value: &[u8]) -> Result<BlockValue, BlockError> {
        if value.len() > 3 {
            return Err(BlockError::TooLong);
        }
        let number = UintValue::decode(value).ok_or(BlockError::TooLong)?;
        let size = BlockSize::from_exponent((number & 7) as u8).ok_or(BlockError::ReservedSize)?;
        Ok(BlockValue {
            number: number >> 4,
            more: number & 8 != 0,
            size,
        })
    }

    /// The value to put into an option. A number over [`BlockValue::NUMBER_MAX`] is cut off.
    pub const fn encode(self) -> UintValue {
        let number = self.number & BlockValue::NUMBER_MAX;
        UintValue::new(number << 4 | (self.more as u32) << 3 | self.size.exponent() as u32)
    }

    /// The position of the block's first byte in the body.
    pub const fn offset(self) -> usize {
        self.number as usize * self.size.bytes()
    }
}

/// Prints as libcoap and the RFC's figures do: number, more, size.
impl fmt::Debug for BlockValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}/{}/{}",
            self.number,
            u8::from(self.more),
            self.size.bytes()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_as_the_rfc_lays_them_out() {
        let check = |bytes: &[u8], number, more, size| {
            let value = BlockValue {
                number,
                more,
                size: BlockSize::at_most(size),
            };
            assert_eq!(BlockValue::decode(bytes), Ok(value));
            assert_eq!(value.encode().as_bytes(), bytes);
        };
        check(b"", 0, false, 16);
        check(&[0x08], 0, true, 16);
        check(&[0x0e], 0, true, 1024);
        check(&[0x16], 1, false, 1024);
        check(&[0xff, 0xff, 0xfe], BlockValue::NUMBER_MAX, true, 1024);
    }

    #[test]
    fn the_reserved_size_and_long_values_are_refused() {
        assert_eq!(BlockValue::decode(&[7]), Err(BlockError::ReservedSize));
        assert_eq!(BlockValue::decode(&[0, 0, 0, 0]), Err(BlockError::TooLong));
    }

    #[test]
    fn a_size_is_the_largest_that_fits() {
        assert_eq!(BlockSize::at_most(0).bytes(), 16);
        assert_eq!(BlockSize::at_most(1023).bytes(), 512);
        assert_eq!(BlockSize::at_most(1024).bytes(), 1024);
        assert_eq!(BlockSize::at_most(usize::MAX).bytes(), 1024);
    }

    #[test]
    fn an_offset_past_the_last_number_has_no_block() {
        let last = BlockValue::NUMBER_MAX as usize * 16;
        assert!(BlockValue::at_offset(last, false, BlockSize::MIN).is_some());
        assert_eq!(
            BlockValue::at_offset(last + 16, false, BlockSize::MIN),
            None
        );
    }

    proptest! {
        #[test]
        fn every_value_is_read_back(
            number in 0..=BlockValue::NUMBER_MAX, more: bool, szx in 0..7u8
        ) {
            let size = BlockSize::from_exponent(szx).unwrap();
            let value = BlockValue { number, more, size };
            prop_assert_eq!(BlockValue::decode(value.encode().as_bytes()), Ok(value));
            prop_assert_eq!(BlockValue::at_offset(value.offset(), more, size), Some(value));
        }
    }
}
