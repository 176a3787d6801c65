//! The error function and its complement, by the method and with the coefficients of fdlibm (Sun
//! Microsystems, 1993: s_erf.c), in the order in which glibc 2.36 adds their terms.

use super::exp::exp;
use super::expm1::high_word;

/// erf(1) in 24 bits.
const ERF_1: f64 = 8.450_629_115_104_675e-1;
/// 2/sqrt(pi) - 1.
const SLOPE: f64 = 1.283_791_670_955_126e-1;

const SMALL_ABOVE: [f64; 5] = [
    1.283_791_670_955_125_6e-1,
    -3.250_421_072_470_015e-1,
    -2.848_174_957_559_851e-2,
    -5.770_270_296_489_442e-3,
    -2.376_301_665_665_016_3e-5,
];
const SMALL_BELOW: [f64; 6] = [
    1.0,
    3.979_172_239_591_553_5e-1,
    6.502_224_998_876_73e-2,
    5.081_306_281_875_766e-3,
    1.324_947_380_043_216_4e-4,
    -3.960_228_278_775_368e-6,
];
const MIDDLE_ABOVE: [f64; 7] = [
    -2.362_118_560_752_659_4e-3,
    4.148_561_186_837_483_3e-1,
    -3.722_078_760_357_013e-1,
    3.183_466_199_011_617_5e-1,
    -1.108_946_942_823_966_8e-1,
    3.547_830_432_561_823_6e-2,
    -2.166_375_594_868_791e-3,
];
const MIDDLE_BELOW: [f64; 7] = [
    1.0,
    1.064_208_804_008_442_3e-1,
    5.403_979_177_021_71e-1,
    7.182_865_441_419_627e-2,
    1.261_712_198_087_616_4e-1,
    1.363_708_391_202_905e-2,
    1.198_449_984_679_910_7e-2,
];
const LARGE_ABOVE: [f64; 8] = [
    -9.864_944_034_847_148e-3,
    -6.938_585_727_071_818e-1,
    -1.055_862_622_532_329_1e1,
    -6.237_533_245_032_600_6e1,
    -1.623_966_694_625_734_7e2,
    -1.846_050_929_067_110_4e2,
    -8.128_743_550_630_66e1,
    -9.814_329_344_169_145,
];
const LARGE_BELOW: [f64; 9] = [
    1.0,
    1.965_127_166_743_925_7e1,
    1.376_577_541_435_190_4e2,
    4.345_658_774_752_292_3e2,
    6.453_872_717_332_679e2,
    4.290_081_400_275_678_3e2,
    1.086_350_055_417_794_4e2,
    6.570_249_770_319_282,
    -6.042_441_521_485_81e-2,
];
const HUGE_ABOVE: [f64; 7] = [
    -9.864_942_924_700_1e-3,
    -7.992_832_376_805_23e-1,
    -1.775_795_491_775_475_2e1,
    -1.606_363_848_558_219_2e2,
    -6.375_664_433_683_896e2,
    -1.025_095_131_611_077_2e3,
    -4.835_191_916_086_514e2,
];
const HUGE_BELOW: [f64; 8] = [
    1.0,
    3.033_806_074_348_246e1,
    3.257_925_129_965_739e2,
    1.536_729_586_084_437e3,
    3.199_858_219_508_595_5e3,
    2.553_050_406_433_164_4e3,
    4.745_285_412_069_553_7e2,
    -2.244_095_244_658_582e1,
];

/// A polynomial whose terms are added in pairs: (a + bz) + z^2 (c + dz) + z^4 (e + fz) + …, where
/// an odd term at the end stands alone.
fn in_pairs(coefficients: &[f64], z: f64) -> f64 {
    let z2 = z * z;
    let z4 = z2 * z2;
    let powers = [1.0, z2, z4, z4 * z2, z4 * z4];
    let mut sum = 0.0;
    for (index, (pair, power)) in coefficients.chunks(2).zip(powers).enumerate() {
        let part = match *pair {
            [first, second] => first + z * second,
            [first] => first,
            _ => 0.0,
        };
        sum = if index == 0 { part } else { sum + power * part };
    }
    sum
}

fn ratio(above: &[f64], below: &[f64], z: f64) -> f64 {
    in_pairs(above, z) / in_pairs(below, z)
}

/// x erfc(x) e^(x^2) and the rest of the way to erfc, for a size from 1.25 on. `huge` picks the
/// coefficients for the far end.
fn tail(size: f64, huge: bool) -> f64 {
    let s = 1.0 / (size * size);
    let exponent = if huge {
        ratio(&HUGE_ABOVE, &HUGE_BELOW, s)
    } else {
        ratio(&LARGE_ABOVE, &LARGE_BELOW, s)
    };
    // The square of the upper half is exact.
    let upper = f64::from_bits(size.to_bits() & (u64::MAX << 32));
    exp(-upper * upper - 0.5625) * exp((upper - size) * (upper + size) + exponent)
}

pub(super) fn erf(x: f64) -> f64 {
    let word = high_word(x) & 0x7fff_ffff;
    let size = libm::fabs(x);
    if x.is_nan() {
        return x;
    }
    if word < 0x3feb_0000 {
        if word < 0x0080_0000 {
            return 0.0625 * (16.0 * x + (16.0 * SLOPE) * x);
        }
        if word < 0x3e30_0000 {
            return x + SLOPE * x;
        }
        return x + x * ratio(&SMALL_ABOVE, &SMALL_BELOW, x * x);
    }
    let result = if word < 0x3ff4_0000 {
        ERF_1 + ratio(&MIDDLE_ABOVE, &MIDDLE_BELOW, size - 1.0)
    } else if word >= 0x4018_0000 {
        1.0
    } else {
        1.0 - tail(size, word >= 0x4006_db6e) / size
    };
    libm::copysign(result, x)
}

pub(super) fn erfc(x: f64) -> f64 {
    let word = high_word(x) & 0x7fff_ffff;
    let size = libm::fabs(x);
    if x.is_nan() {
        return x;
    }
    if word < 0x3feb_0000 {
        return erfc_of_small(x, word);
    }
    if word < 0x3ff4_0000 {
        let rest = ratio(&MIDDLE_ABOVE, &MIDDLE_BELOW, size - 1.0);
        return if x < 0.0 {
            1.0 + (ERF_1 + rest)
        } else {
            (1.0 - ERF_1) - rest
        };
    }
    if word >= 0x403c_0000 || (x < 0.0 && word >= 0x4018_0000) {
        return if x < 0.0 { 2.0 } else { 0.0 };
    }
    let part = tail(size, word >= 0x4006_db6d) / size;
    if x < 0.0 { 2.0 - part } else { part }
}

fn erfc_of_small(x: f64, word: u32) -> f64 {
    if word < 0x3c70_0000 {
        return 1.0 - x;
    }
    let part = x * ratio(&SMALL_ABOVE, &SMALL_BELOW, x * x);
    if x < 0.25 {
        return 1.0 - (x + part);
    }
    0.5 - (part + (x - 0.5))
}
