ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

def encode(data):
    out = []
    for i in range(0, len(data), 3):
        chunk = data[i:i + 3]
        n = int.from_bytes(chunk + b"\0" * (3 - len(chunk)), "big")
        text = "".join(ALPHABET[n >> shift & 63] for shift in (18, 12, 6, 0))
        out.append(text[:len(chunk) + 1] + "=" * (3 - len(chunk)))
    return "".join(out)

def decode(text):
    out = b""
    for i in range(0, len(text), 4):
        part = text[i:i + 4]
        n = 0
        for ch in part:
            n = n << 6 | (0 if ch == "=" else ALPHABET.index(ch))
        out += n.to_bytes(3, "big")[:3 - part.count("=")]
    return out

for data in (b"", b"f", b"fo", b"foo", b"foobar", bytes(range(250, 256)), "é日".encode()):
    print(encode(data), decode(encode(data)) == data)
