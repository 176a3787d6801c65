"""Makes tables.rs: python3 tables.py. With --check: exits with 1 if tables.rs is not what would be made.

The tables are those of Arm's Optimized Routines (math/exp_data.c, log_data.c, log2_data.c and
pow_log_data.c), on which the exp, exp2, log, log2 and pow of glibc 2.28 and later rest. All of it is
worked out here from the rules that its comments state, except the points that its authors found by a
search: LOG and LOG2 are 1/c for a c near the middle of each interval, as bits.
"""

import pathlib
import struct
import sys
from decimal import ROUND_HALF_EVEN, Decimal, getcontext

getcontext().prec = 80

LOG = [
    0x3ff734f0c3e0de9f, 0x3ff713786a2ce91f, 0x3ff6f26008fab5a0, 0x3ff6d1a61f138c7d, 0x3ff6b1490bc5b4d1,
    0x3ff69147332f0cba, 0x3ff6719f18224223, 0x3ff6524f99a51ed9, 0x3ff63356aa8f24c4, 0x3ff614b36b9ddc14,
    0x3ff5f66452c65c4c, 0x3ff5d867b5912c4f, 0x3ff5babccb5b90de, 0x3ff59d61f2d91a78, 0x3ff5805612465687,
    0x3ff56397cee76bd3, 0x3ff54725e2a77f93, 0x3ff52aff42064583, 0x3ff50f22dbb2bddf, 0x3ff4f38f4734ded7,
    0x3ff4d843cfde2840, 0x3ff4bd3ec078a3c8, 0x3ff4a27fc3e0258a, 0x3ff4880524d48434, 0x3ff46dce1b192d0b,
    0x3ff453d9d3391854, 0x3ff43a2744b4845a, 0x3ff420b54115f8fb, 0x3ff40782da3ef4b1, 0x3ff3ee8f5d57fe8f,
    0x3ff3d5d9a00b4ce9, 0x3ff3bd60c010c12b, 0x3ff3a5242b75dab8, 0x3ff38d22cd9fd002, 0x3ff3755bc5847a1c,
    0x3ff35dce49ad36e2, 0x3ff34679984dd440, 0x3ff32f5cceffcb24, 0x3ff3187775a10d49, 0x3ff301c8373e3990,
    0x3ff2eb4ebb95f841, 0x3ff2d50a0219a9d1, 0x3ff2bef9a8b7fd2a, 0x3ff2a91c7a0c1bab, 0x3ff293726014b530,
    0x3ff27dfa5757a1f5, 0x3ff268b39b1d3bbf, 0x3ff2539d838ff5bd, 0x3ff23eb7aac9083b, 0x3ff22a012ba940b6,
    0x3ff2157996cc4132, 0x3ff201201dd2fc9b, 0x3ff1ecf4494d480b, 0x3ff1d8f5528f6569, 0x3ff1c52311577e7c,
    0x3ff1b17c74cb26e9, 0x3ff19e010c2c1ab6, 0x3ff18ab07bb670bd, 0x3ff1778a25efbcb6, 0x3ff1648d354c31da,
    0x3ff151b990275fdd, 0x3ff13f0ea432d24c, 0x3ff12c8b7210f9da, 0x3ff11a3028ecb531, 0x3ff107fbda8434af,
    0x3ff0f5ee0f4e6bb3, 0x3ff0e4065d2a9fce, 0x3ff0d244632ca521, 0x3ff0c0a77ce2981a, 0x3ff0af2f83c636d1,
    0x3ff09ddb98a01339, 0x3ff08cabaf52e7df, 0x3ff07b9f2f4e28fb, 0x3ff06ab58c358f19, 0x3ff059eea5ecf92c,
    0x3ff04949cdd12c90, 0x3ff038c6c6f0ada9, 0x3ff02865137932a9, 0x3ff0182427ea7348, 0x3ff008040614b195,
    0x3fefe01ff726fa1a, 0x3fefa11cc261ea74, 0x3fef6310b081992e, 0x3fef25f63ceeadcd, 0x3feee9c8039113e7,
    0x3feeae8078cbb1ab, 0x3fee741aa29d0c9b, 0x3fee3a91830a99b5, 0x3fee01e009609a56, 0x3fedca01e577bb98,
    0x3fed92f20b7c9103, 0x3fed5cac66fb5cce, 0x3fed272caa5ede9d, 0x3fecf26e3e6b2ccd, 0x3fecbe6da2a77902,
    0x3fec8b266d37086d, 0x3fec5894bd5d5804, 0x3fec26b533bb9f8c, 0x3febf583eeece73f, 0x3febc4fd75db96c1,
    0x3feb951e0c864a28, 0x3feb65e2c5ef3e2c, 0x3feb374867c9888b, 0x3feb094b211d304a, 0x3feadbe885f2ef7e,
    0x3feaaf1d31603da2, 0x3fea82e63fd358a7, 0x3fea5740ef09738b, 0x3fea2c2a90ab4b27, 0x3fea01a01393f2d1,
    0x3fe9d79f24db3c1b, 0x3fe9ae2505c7b190, 0x3fe9852ef297ce2f, 0x3fe95cbaeea44b75, 0x3fe934c69de74838,
    0x3fe90d4f2f6752e6, 0x3fe8e6528effd79d, 0x3fe8bfce9fcc007c, 0x3fe899c0dabec30e, 0x3fe87427aa2317fb,
    0x3fe84f00acb39a08, 0x3fe82a49e8653e55, 0x3fe8060195f40260, 0x3fe7e22563e0a329, 0x3fe7beb377dcb5ad,
    0x3fe79baa679725c2, 0x3fe77907f2170657, 0x3fe756cadbd6130c,
]
LOG2 = [
    0x3ff724286bb1acf8, 0x3ff6e1f766d2cca1, 0x3ff6a13d0e30d48a, 0x3ff661ec32d06c85, 0x3ff623fa951198f8,
    0x3ff5e75ba4cf026c, 0x3ff5ac055a214fb8, 0x3ff571ed0f166e1e, 0x3ff53909590bf835, 0x3ff5014fed61addd,
    0x3ff4cab88e487bd0, 0x3ff49539b4334fee, 0x3ff460cbdfafd569, 0x3ff42d664ee4b953, 0x3ff3fb01111dd8a6,
    0x3ff3c995b70c5836, 0x3ff3991c4ab6fd4a, 0x3ff3698e0ce099b5, 0x3ff33ae48213e7b2, 0x3ff30d191985bdb1,
    0x3ff2e025cab271d7, 0x3ff2b404cf13cd82, 0x3ff288b02c7ccb50, 0x3ff25e2263944de5, 0x3ff234563d8615b1,
    0x3ff20b46e33eaf38, 0x3ff1e2eefdcda3dd, 0x3ff1bb4a580b3930, 0x3ff19453847f2200, 0x3ff16e06c0d5d73c,
    0x3ff1485f47b7e4c2, 0x3ff12358ad0085d1, 0x3ff0fef00f532227, 0x3ff0db2077d03a8f, 0x3ff0b7e6d65980d9,
    0x3ff0953efe7b408d, 0x3ff07325cac53b83, 0x3ff05197e40d1b5c, 0x3ff03091c1208ea2, 0x3ff0101025b37e21,
    0x3fefc07ef9caa76b, 0x3fef4465d3f6f184, 0x3feecc079f84107f, 0x3fee573a99975ae8, 0x3fede5d6f0bd3de6,
    0x3fed77b681ff38b3, 0x3fed0cb5724de943, 0x3feca4b2dc0e7563, 0x3fec3f8ee8d6cb51, 0x3febdd2b4f020c4c,
    0x3feb7d6c006015ca, 0x3feb20366e2e338f, 0x3feac57026295039, 0x3fea6d01bc2731dd, 0x3fea16d3bc3ff18b,
    0x3fe9c2d14967fead, 0x3fe970e4f47c9902, 0x3fe920fb3982bcf2, 0x3fe8d30187f759f1, 0x3fe886e5ebb9f66d,
    0x3fe83c97b658b994, 0x3fe7f405ffc61022, 0x3fe7ad22181415ca, 0x3fe767dcf99eff8c,
]


def bits(value):
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def value(raw):
    return struct.unpack("<d", struct.pack("<Q", raw))[0]


def nearest(exact):
    """The float nearest to a Decimal."""
    return float(exact)


def fixed(exact, places):
    """A Decimal rounded to a multiple of 2^-places."""
    scaled = (exact * 2**places).to_integral_value(ROUND_HALF_EVEN)
    return float(scaled / 2**places)


def exp():
    """2^(i/128) as (relative error of the float, float without its exponent's share)."""
    for index in range(128):
        exact = Decimal(2) ** (Decimal(index) / 128)
        scale = nearest(exact)
        yield bits(nearest((exact - Decimal(scale)) / Decimal(scale)))
        yield bits(scale) - (index << 45)


def log():
    for inverse in LOG:
        yield inverse
        yield bits(fixed(-Decimal(value(inverse)).ln(), 43))


def log2():
    for inverse in LOG2:
        exact = -Decimal(value(inverse)).ln() / Decimal(2).ln()
        yield inverse
        yield bits(fixed(exact, 42))


def pow_inverses():
    """256/c for c in the middle of each interval: a multiple of 2 where c is below 1."""
    for index in range(128):
        middle = value(0x3FE6955500000000 + (index << 45) + (1 << 44))
        yield 2 * round(128 / middle) if middle < 1 else round(256 / middle)


def pow_logs():
    """log(c) in two parts."""
    for inverse in pow_inverses():
        exact = -(Decimal(inverse) / 256).ln()
        high = fixed(exact, 43)
        yield bits(high)
        yield bits(nearest(exact - Decimal(high)))


def table(name, items, kind="u64"):
    items = list(items)
    texts = [f"{item:#018x}" if kind == "u64" else str(item) for item in items]
    per_row = 4 if kind == "u64" else 18
    rows = ["    " + ", ".join(texts[at : at + per_row]) + "," for at in range(0, len(texts), per_row)]
    return "\n".join([f"pub(super) static {name}: [{kind}; {len(items)}] = [", *rows, "];"])


def source():
    parts = [
        "//! Made by tables.py; see there. Do not edit.\n\n// Rows of numbers are not for rustfmt.\n#![cfg_attr(rustfmt, rustfmt_skip)]\n",
        table("EXP", exp()), table("LOG", log()), table("LOG2", log2()),
        table("POW_INVERSES", (inverse - 128 for inverse in pow_inverses()), "u8"),
        table("POW_LOGS", pow_logs()),
    ]
    return "\n".join(parts) + "\n"


path = pathlib.Path(__file__).with_name("tables.rs")
if "--check" in sys.argv:
    sys.exit(path.read_text() != source())
path.write_text(source())
