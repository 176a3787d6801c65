class Number:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


one, five = Number(1), Number(5)
data = bytearray(b"abc")
data.append(Number(100))
data.insert(one, Number(33))
data[Number(0)] = Number(65)
print(data, data.pop(one), data[one])
print(bytes(five), bytes([one, five]), bytearray([five]), b"abc"[one], one in b"\x01", b"%c" % Number(65))
print([1, 2][one], "abc"[one:], (1, 2)[-1:], range(five), chr(Number(65)), hex(five), bin(five))
print(slice(one, five).indices(Number(3)), memoryview(b"ab")[one], (5).to_bytes(Number(2), "big"))
print("a,b,c".split(",", one), "aaa".replace("a", "b", one), "x".center(five) + "|", "ab" * Number(2))
print(round(1.25, one), int("11", Number(2)), list(enumerate("a", five)), int(five), float(five))
for work in (lambda: pow(one, 2), lambda: 5 << one, lambda: bytes([Number(300)]), lambda: data[five]):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)
