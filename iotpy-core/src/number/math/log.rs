//! Logarithms to the bases e and 2, by the algorithm of Arm's Optimized Routines (math/log.c,
//! log2.c), fused as in glibc 2.36 (see `exp.rs`). Arguments are positive and finite; what to say
//! of others is decided above.

use super::tables;
use crate::number::ieee;
use libm::fma;

/// Where the binade starts that the tables divide, as bits: a little above 2/3.
const BINADE_START: u64 = 0x3fe6_0000_0000_0000;

const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fefa_3800);
const LN2_LOW: f64 = f64::from_bits(0x3d2e_f357_93c7_6730);

/// ln(1 + r) - r, from r^2 on, for the rest of an interval.
const LOG: [f64; 5] = [
    f64::from_bits(0xbfe0_0000_0000_0001),
    f64::from_bits(0x3fd5_5555_5551_305b),
    f64::from_bits(0xbfcf_ffff_ffeb_4590),
    f64::from_bits(0x3fc9_99b3_24f1_0111),
    f64::from_bits(0xbfc5_5575_e506_c89f),
];
/// ln(1 + r) - r, from r^2 on, for arguments near one.
const LOG_NEAR_ONE: [f64; 11] = [
    -0.5,
    f64::from_bits(0x3fd5_5555_5555_5577),
    f64::from_bits(0xbfcf_ffff_ffff_fdcb),
    f64::from_bits(0x3fc9_9999_9995_dd0c),
    f64::from_bits(0xbfc5_5555_5567_45a7),
    f64::from_bits(0x3fc2_4924_a344_de30),
    f64::from_bits(0xbfbf_ffff_a442_3d65),
    f64::from_bits(0x3fbc_7184_282a_d6ca),
    f64::from_bits(0xbfb9_99eb_43b0_68ff),
    f64::from_bits(0x3fb7_8182_f7af_d085),
    f64::from_bits(0xbfb5_5213_75d1_45cd),
];

const BY_LN2_HIGH: f64 = f64::from_bits(0x3ff7_1547_6520_0000);
const BY_LN2_LOW: f64 = f64::from_bits(0x3de7_05fc_2eef_a200);

/// log2(1 + r) - r/ln(2), from r^2 on, for the rest of an interval.
const LOG2: [f64; 6] = [
    f64::from_bits(0xbfe7_1547_652b_8339),
    f64::from_bits(0x3fde_c709_dc3a_04be),
    f64::from_bits(0xbfd7_1547_6470_2ffb),
    f64::from_bits(0x3fd2_776c_5003_4c48),
    f64::from_bits(0xbfce_c7b3_28ea_92bc),
    f64::from_bits(0x3fca_6225_e117_f92e),
];
/// log2(1 + r) - r/ln(2), from r^2 on, for arguments near one.
const LOG2_NEAR_ONE: [f64; 10] = [
    f64::from_bits(0xbfe7_1547_652b_82fe),
    f64::from_bits(0x3fde_c709_dc3a_03f7),
    f64::from_bits(0xbfd7_1547_652b_7c3f),
    f64::from_bits(0x3fd2_776c_50f0_5be4),
    f64::from_bits(0xbfce_c709_dd76_8fe5),
    f64::from_bits(0x3fca_6176_1ec4_e736),
    f64::from_bits(0xbfc7_153f_bc64_a79b),
    f64::from_bits(0x3fc4_84d1_54f0_1b4a),
    f64::from_bits(0xbfc2_89e4_a72c_383c),
    f64::from_bits(0x3fc0_b32f_285a_ee66),
];

/// A positive argument as `2^exponent * fraction`.
pub(super) struct Split {
    pub(super) exponent: f64,
    pub(super) fraction: f64,
    /// The number of the interval that the fraction lies in.
    pub(super) interval: usize,
}

impl Split {
    /// Splits so that the fraction is in `start..2*start`, whose intervals are numbered with so
    /// many bits.
    pub(super) fn new(x: f64, start: u64, interval_bits: u32) -> Self {
        const TWO_52: f64 = 4_503_599_627_370_496.0;
        let mut bits = x.to_bits();
        if bits >> 52 == 0 {
            // Subnormal: borrow an exponent below the field.
            bits = (x * TWO_52).to_bits().wrapping_sub(52 << 52);
        }
        let above = bits.wrapping_sub(start);
        Split {
            exponent: f64::from((above as i64 >> 52) as i32),
            fraction: f64::from_bits(bits.wrapping_sub(above & (0xfff << 52))),
            interval: (above >> (52 - interval_bits)) as usize & ((1 << interval_bits) - 1),
        }
    }
}

/// 1/c and the logarithm of c, for the middle c of an interval.
fn middle(table: &[u64], interval: usize) -> (f64, f64) {
    let entry = |at| f64::from_bits(table.get(at).copied().unwrap_or(0));
    (entry(2 * interval), entry(2 * interval + 1))
}

/// The natural logarithm of a positive finite number.
pub fn log(x: f64) -> f64 {
    if x.to_bits().wrapping_sub(0x3fee_0000_0000_0000) < 0x3_0900_0000_0000 {
        return log_near_one(x - 1.0);
    }
    let Split {
        exponent,
        fraction,
        interval,
    } = Split::new(x, BINADE_START, 7);
    let (inverse, log_c) = middle(&tables::LOG, interval);
    let r = fma(fraction, inverse, -1.0);
    let base = fma(exponent, LN2_HIGH, log_c);
    let high = base + r;
    let low = fma(exponent, LN2_LOW, (base - high) + r);
    let r2 = r * r;
    let tail = fma(fma(LOG[4], r, LOG[3]), r2, fma(LOG[2], r, LOG[1]));
    fma(r * r2, tail, fma(r2, LOG[0], low)) + high
}

fn log_near_one(r: f64) -> f64 {
    const TWO_27: f64 = 134_217_728.0;
    let c = &LOG_NEAR_ONE;
    let r2 = r * r;
    let r3 = r * r2;
    let first = fma(r2, c[3], fma(c[2], r, c[1]));
    let second = fma(r2, c[6], fma(c[5], r, c[4]));
    let third = fma(r3, c[10], fma(r2, c[9], fma(c[8], r, c[7])));
    let tail = fma(fma(third, r3, second), r3, first);
    // r - r^2/2 in two parts, by the upper half of r, whose square is exact.
    let upper = fma(-TWO_27, r, fma(r, TWO_27, r));
    let lower = r - upper;
    let square = upper * upper;
    let high = fma(square, c[0], r);
    let low = fma(square, c[0], r - high);
    let low = fma(c[0] * lower, r + upper, low);
    high + fma(tail, r3, low)
}

/// The logarithm to the base 2 of a positive finite number.
pub fn log2(x: f64) -> f64 {
    if x.to_bits().wrapping_sub(0x3fee_a4af_0000_0000) < 0x2_10aa_0000_0000 {
        return log2_near_one(x - 1.0);
    }
    let Split {
        exponent,
        fraction,
        interval,
    } = Split::new(x, BINADE_START, 6);
    let (inverse, log_c) = middle(&tables::LOG2, interval);
    let r = fma(fraction, inverse, -1.0);
    let base = exponent + log_c;
    let (product, product_low) = by_ln2(r);
    let high = product + base;
    let low = ((base - high) + product) + product_low;
    let r2 = r * r;
    let tail = fma(fma(LOG2[3], r, LOG2[2]), r2, fma(LOG2[1], r, LOG2[0]));
    let tail = fma(fma(r, LOG2[5], LOG2[4]), r2 * r2, tail);
    fma(r2, tail, low) + high
}

/// The logarithm to the base 10 of a positive finite number, by the method of fdlibm (Sun
/// Microsystems, 1993: e_log10.c), which is not fused.
pub fn log10(x: f64) -> f64 {
    const BY_LN10: f64 = f64::from_bits(0x3fdb_cb7b_1526_e50e);
    const LOG10_2_HIGH: f64 = f64::from_bits(0x3fd3_4413_509f_6000);
    const LOG10_2_LOW: f64 = f64::from_bits(0x3d59_fef3_11f1_2b36);
    let (fraction, exponent) = ieee::split(x);
    // The fraction in 1..2, or in 0.5..1 below one.
    let below = exponent < 1;
    let times = f64::from(if below { exponent } else { exponent - 1 });
    let fraction = if below { fraction } else { 2.0 * fraction };
    (times * LOG10_2_LOW + BY_LN10 * log(fraction)) + times * LOG10_2_HIGH
}

/// r / ln(2) in two parts.
fn by_ln2(r: f64) -> (f64, f64) {
    let high = BY_LN2_HIGH * r;
    (high, fma(r, BY_LN2_LOW, fma(BY_LN2_HIGH, r, -high)))
}

fn log2_near_one(r: f64) -> f64 {
    let c = &LOG2_NEAR_ONE;
    let (product, product_low) = by_ln2(r);
    let r2 = r * r;
    let r4 = r2 * r2;
    let first = fma(c[1], r, c[0]);
    let high = fma(first, r2, product);
    let low = fma(first, r2, product - high) + product_low;
    let second = fma(fma(c[5], r, c[4]), r2, fma(c[3], r, c[2]));
    let third = fma(fma(r, c[9], c[8]), r2, fma(c[7], r, c[6]));
    high + fma(fma(third, r4, second), r4, low)
}
