//! Made by generate.py; see there. Do not edit.

// Unicode 14.0.0.
pub(in crate::text) const EXPECTED: &[(&str, u64)] = &[
    ("isalpha", 0x5c45f9427ed34439),
    ("isdecimal", 0x9c7179b1044d0205),
    ("isdigit", 0x9af34c7d89265cbd),
    ("isnumeric", 0xa45ae3e92aa06b78),
    ("isprintable", 0xc1ff3970b629db42),
    ("isidentifier", 0x3cdf189c68d032d2),
    ("isupper", 0xfe2cc235f6bcbc5a),
    ("islower", 0xc7510fd261fd7da3),
    ("istitle", 0xf983853e30c6d229),
    ("isspace", 0x7a7d75422006fb18),
    ("isalnum", 0x1c3a1447d13c5db7),
    ("upper", 0xbf5af842cbd5e7c),
    ("lower", 0xfa6f2fea5223db40),
    ("title", 0x794c544aa96d93d9),
    ("casefold", 0xdddc0ef605ed384c),
    ("swapcase", 0xda897262861e4271),
    ("capitalize", 0x794c544aa96d93d9),
    ("isidentifier after a letter", 0x71c967a43fcbe4),
    ("decimal", 0x59a6853918b8cb47),
];
