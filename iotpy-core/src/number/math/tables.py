"""Makes tables.rs: python3 tables.py.

With --check: exits with 1 if tables.rs is not what would be made.

The tables are those of Arm's Optimized Routines (math/exp_data.c, log_data.c, log2_data.c and
pow_log_data.c), on which the exp, exp2, log, log2 and pow of glibc 2.28 and later rest. All of it
is worked out here from the rules that its comments state, except the points that its authors found
by a search: LOG and LOG2 are 1/c for a c near the middle of each interval, as bits.
"""

import pathlib
import struct
import sys
from decimal import ROUND_HALF_EVEN, Decimal, getcontext

getcontext().prec = 80

LOG = [
    0x3FF734F0C3E0DE9F,
    0x3FF713786A2CE91F,
    0x3FF6F26008FAB5A0,
    0x3FF6D1A61F138C7D,
    0x3FF6B1490BC5B4D1,
    0x3FF69147332F0CBA,
    0x3FF6719F18224223,
    0x3FF6524F99A51ED9,
    0x3FF63356AA8F24C4,
    0x3FF614B36B9DDC14,
    0x3FF5F66452C65C4C,
    0x3FF5D867B5912C4F,
    0x3FF5BABCCB5B90DE,
    0x3FF59D61F2D91A78,
    0x3FF5805612465687,
    0x3FF56397CEE76BD3,
    0x3FF54725E2A77F93,
    0x3FF52AFF42064583,
    0x3FF50F22DBB2BDDF,
    0x3FF4F38F4734DED7,
    0x3FF4D843CFDE2840,
    0x3FF4BD3EC078A3C8,
    0x3FF4A27FC3E0258A,
    0x3FF4880524D48434,
    0x3FF46DCE1B192D0B,
    0x3FF453D9D3391854,
    0x3FF43A2744B4845A,
    0x3FF420B54115F8FB,
    0x3FF40782DA3EF4B1,
    0x3FF3EE8F5D57FE8F,
    0x3FF3D5D9A00B4CE9,
    0x3FF3BD60C010C12B,
    0x3FF3A5242B75DAB8,
    0x3FF38D22CD9FD002,
    0x3FF3755BC5847A1C,
    0x3FF35DCE49AD36E2,
    0x3FF34679984DD440,
    0x3FF32F5CCEFFCB24,
    0x3FF3187775A10D49,
    0x3FF301C8373E3990,
    0x3FF2EB4EBB95F841,
    0x3FF2D50A0219A9D1,
    0x3FF2BEF9A8B7FD2A,
    0x3FF2A91C7A0C1BAB,
    0x3FF293726014B530,
    0x3FF27DFA5757A1F5,
    0x3FF268B39B1D3BBF,
    0x3FF2539D838FF5BD,
    0x3FF23EB7AAC9083B,
    0x3FF22A012BA940B6,
    0x3FF2157996CC4132,
    0x3FF201201DD2FC9B,
    0x3FF1ECF4494D480B,
    0x3FF1D8F5528F6569,
    0x3FF1C52311577E7C,
    0x3FF1B17C74CB26E9,
    0x3FF19E010C2C1AB6,
    0x3FF18AB07BB670BD,
    0x3FF1778A25EFBCB6,
    0x3FF1648D354C31DA,
    0x3FF151B990275FDD,
    0x3FF13F0EA432D24C,
    0x3FF12C8B7210F9DA,
    0x3FF11A3028ECB531,
    0x3FF107FBDA8434AF,
    0x3FF0F5EE0F4E6BB3,
    0x3FF0E4065D2A9FCE,
    0x3FF0D244632CA521,
    0x3FF0C0A77CE2981A,
    0x3FF0AF2F83C636D1,
    0x3FF09DDB98A01339,
    0x3FF08CABAF52E7DF,
    0x3FF07B9F2F4E28FB,
    0x3FF06AB58C358F19,
    0x3FF059EEA5ECF92C,
    0x3FF04949CDD12C90,
    0x3FF038C6C6F0ADA9,
    0x3FF02865137932A9,
    0x3FF0182427EA7348,
    0x3FF008040614B195,
    0x3FEFE01FF726FA1A,
    0x3FEFA11CC261EA74,
    0x3FEF6310B081992E,
    0x3FEF25F63CEEADCD,
    0x3FEEE9C8039113E7,
    0x3FEEAE8078CBB1AB,
    0x3FEE741AA29D0C9B,
    0x3FEE3A91830A99B5,
    0x3FEE01E009609A56,
    0x3FEDCA01E577BB98,
    0x3FED92F20B7C9103,
    0x3FED5CAC66FB5CCE,
    0x3FED272CAA5EDE9D,
    0x3FECF26E3E6B2CCD,
    0x3FECBE6DA2A77902,
    0x3FEC8B266D37086D,
    0x3FEC5894BD5D5804,
    0x3FEC26B533BB9F8C,
    0x3FEBF583EEECE73F,
    0x3FEBC4FD75DB96C1,
    0x3FEB951E0C864A28,
    0x3FEB65E2C5EF3E2C,
    0x3FEB374867C9888B,
    0x3FEB094B211D304A,
    0x3FEADBE885F2EF7E,
    0x3FEAAF1D31603DA2,
    0x3FEA82E63FD358A7,
    0x3FEA5740EF09738B,
    0x3FEA2C2A90AB4B27,
    0x3FEA01A01393F2D1,
    0x3FE9D79F24DB3C1B,
    0x3FE9AE2505C7B190,
    0x3FE9852EF297CE2F,
    0x3FE95CBAEEA44B75,
    0x3FE934C69DE74838,
    0x3FE90D4F2F6752E6,
    0x3FE8E6528EFFD79D,
    0x3FE8BFCE9FCC007C,
    0x3FE899C0DABEC30E,
    0x3FE87427AA2317FB,
    0x3FE84F00ACB39A08,
    0x3FE82A49E8653E55,
    0x3FE8060195F40260,
    0x3FE7E22563E0A329,
    0x3FE7BEB377DCB5AD,
    0x3FE79BAA679725C2,
    0x3FE77907F2170657,
    0x3FE756CADBD6130C,
]
LOG2 = [
    0x3FF724286BB1ACF8,
    0x3FF6E1F766D2CCA1,
    0x3FF6A13D0E30D48A,
    0x3FF661EC32D06C85,
    0x3FF623FA951198F8,
    0x3FF5E75BA4CF026C,
    0x3FF5AC055A214FB8,
    0x3FF571ED0F166E1E,
    0x3FF53909590BF835,
    0x3FF5014FED61ADDD,
    0x3FF4CAB88E487BD0,
    0x3FF49539B4334FEE,
    0x3FF460CBDFAFD569,
    0x3FF42D664EE4B953,
    0x3FF3FB01111DD8A6,
    0x3FF3C995B70C5836,
    0x3FF3991C4AB6FD4A,
    0x3FF3698E0CE099B5,
    0x3FF33AE48213E7B2,
    0x3FF30D191985BDB1,
    0x3FF2E025CAB271D7,
    0x3FF2B404CF13CD82,
    0x3FF288B02C7CCB50,
    0x3FF25E2263944DE5,
    0x3FF234563D8615B1,
    0x3FF20B46E33EAF38,
    0x3FF1E2EEFDCDA3DD,
    0x3FF1BB4A580B3930,
    0x3FF19453847F2200,
    0x3FF16E06C0D5D73C,
    0x3FF1485F47B7E4C2,
    0x3FF12358AD0085D1,
    0x3FF0FEF00F532227,
    0x3FF0DB2077D03A8F,
    0x3FF0B7E6D65980D9,
    0x3FF0953EFE7B408D,
    0x3FF07325CAC53B83,
    0x3FF05197E40D1B5C,
    0x3FF03091C1208EA2,
    0x3FF0101025B37E21,
    0x3FEFC07EF9CAA76B,
    0x3FEF4465D3F6F184,
    0x3FEECC079F84107F,
    0x3FEE573A99975AE8,
    0x3FEDE5D6F0BD3DE6,
    0x3FED77B681FF38B3,
    0x3FED0CB5724DE943,
    0x3FECA4B2DC0E7563,
    0x3FEC3F8EE8D6CB51,
    0x3FEBDD2B4F020C4C,
    0x3FEB7D6C006015CA,
    0x3FEB20366E2E338F,
    0x3FEAC57026295039,
    0x3FEA6D01BC2731DD,
    0x3FEA16D3BC3FF18B,
    0x3FE9C2D14967FEAD,
    0x3FE970E4F47C9902,
    0x3FE920FB3982BCF2,
    0x3FE8D30187F759F1,
    0x3FE886E5EBB9F66D,
    0x3FE83C97B658B994,
    0x3FE7F405FFC61022,
    0x3FE7AD22181415CA,
    0x3FE767DCF99EFF8C,
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
    rows = [
        "    " + ", ".join(texts[at : at + per_row]) + "," for at in range(0, len(texts), per_row)
    ]
    return "\n".join([f"pub(super) static {name}: [{kind}; {len(items)}] = [", *rows, "];"])


def source():
    parts = [
        "//! Made by tables.py; see there. Do not edit.\n",
        "// Rows of numbers are not for rustfmt.\n#![cfg_attr(rustfmt, rustfmt_skip)]\n",
        table("EXP", exp()),
        table("LOG", log()),
        table("LOG2", log2()),
        table("POW_INVERSES", (inverse - 128 for inverse in pow_inverses()), "u8"),
        table("POW_LOGS", pow_logs()),
    ]
    return "\n".join(parts) + "\n"


path = pathlib.Path(__file__).with_name("tables.rs")
if "--check" in sys.argv:
    sys.exit(path.read_text() != source())
path.write_text(source())
