//! Keccak-f[1600] and its sponge (FIPS 202).

use super::tables::ROUNDS;

fn permute(lanes: &mut [u64; 25]) {
    for round in ROUNDS {
        let columns = [0, 1, 2, 3, 4].map(|x: usize| {
            lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20]
        });
        for (n, lane) in lanes.iter_mut().enumerate() {
            let x = n % 5;
            *lane ^= columns[(x + 4) % 5] ^ columns[(x + 1) % 5].rotate_left(1);
        }
        let (mut x, mut y, mut carried) = (1, 0, lanes[1]);
        for step in 0..24_u32 {
            (x, y) = (y, (2 * x + 3 * y) % 5);
            let turned = carried.rotate_left((step + 1) * (step + 2) / 2 % 64);
            carried = core::mem::replace(&mut lanes[x + 5 * y], turned);
        }
        for row in lanes.as_chunks_mut::<5>().0 {
            let before = *row;
            for x in 0..5 {
                row[x] = before[x] ^ !before[(x + 1) % 5] & before[(x + 2) % 5];
            }
        }
        lanes[0] ^= round;
    }
}

fn mix(lanes: &mut [u64; 25], place: usize, byte: u8) {
    lanes[place / 8] ^= u64::from(byte) << (8 * (place % 8));
}

/// Takes bytes in; the place in the block behind them.
pub(super) fn absorb(lanes: &mut [u64; 25], rate: usize, place: usize, bytes: &[u8]) -> usize {
    let mut place = place;
    for byte in bytes {
        mix(lanes, place, *byte);
        place += 1;
        if place == rate {
            permute(lanes);
            place = 0;
        }
    }
    place
}

/// Ends the input and gives bytes out.
pub(super) fn squeeze(lanes: &mut [u64; 25], rate: usize, place: usize, pad: u8, out: &mut [u8]) {
    mix(lanes, place, pad);
    mix(lanes, rate - 1, 0x80);
    for block in out.chunks_mut(rate) {
        permute(lanes);
        for (n, byte) in block.iter_mut().enumerate() {
            *byte = (lanes[n / 8] >> (8 * (n % 8))) as u8;
        }
    }
}
