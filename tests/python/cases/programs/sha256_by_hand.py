def primes(count):
    found, n = [], 2
    while len(found) < count:
        if all(n % p for p in found):
            found.append(n)
        n += 1
    return found

def fraction(root, n):
    low, high = 0, n << 40
    while low < high:
        middle = (low + high + 1) // 2
        if middle ** root <= n << 32 * root:
            low = middle
        else:
            high = middle - 1
    return low & 0xFFFFFFFF

K = [fraction(3, p) for p in primes(64)]
H = [fraction(2, p) for p in primes(8)]
MASK = 0xFFFFFFFF

def rotate(x, n):
    return (x >> n | x << 32 - n) & MASK

def sha256(data):
    message = data + b"\x80" + b"\0" * ((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    h = H[:]
    for start in range(0, len(message), 64):
        w = [int.from_bytes(message[i:i + 4], "big") for i in range(start, start + 64, 4)]
        for i in range(16, 64):
            s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3
            s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10
            w.append((w[i - 16] + s0 + w[i - 7] + s1) & MASK)
        a, b, c, d, e, f, g, hh = h
        for i in range(64):
            t1 = hh + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e,
                25)) + (e & f ^ ~e & g) + K[i] + w[i]
            t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + (a & b ^ a & c ^ b & c)
            a, b, c, d, e, f, g, hh = (t1 + t2) & MASK, a, b, c, (d + t1) & MASK, e, f, g
        h = [(x + y) & MASK for x, y in zip(h, (a, b, c, d, e, f, g, hh))]
    return "".join("%08x" % x for x in h)

print(sha256(b""), sha256(b"abc"), sha256(b"a" * 200), sep="\n")
