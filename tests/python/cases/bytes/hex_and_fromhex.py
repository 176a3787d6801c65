print(b"\x00\xffabc".hex(), b"".hex(), b"\x01\x02\x03\x04".hex(":"),
    b"\x01\x02\x03\x04\x05".hex("-", 2), bytes.fromhex("00ff 61"), bytes.fromhex(""),
    bytes.fromhex("DEADbeef"), bytes.fromhex(" 0 1".replace(" ", "")))
for bad in ("0", "zz", "0 1", "001"):
    try:
        bytes.fromhex(bad)
    except ValueError as error:
        print(error)
