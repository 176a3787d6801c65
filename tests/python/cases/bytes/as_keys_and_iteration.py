d = {b"k": 1, "k": 2}
print(d[b"k"], d["k"], b"k" in d, {bytes([107]): "same"}[b"k"])
total = 0
for byte in b"\x01\x02\xff":
    total += byte
print(total, sum(b"abc"), list(enumerate(b"hi")), list(zip(b"ab", "ab")), tuple(b"\x00"),
    set(b"aa") == {97}, any(b"\0"), all(b"a"))
