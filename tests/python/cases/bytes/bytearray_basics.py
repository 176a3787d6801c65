a = bytearray(b"abc")
print(a, len(a), a[0], a[1:], bytes(a), a == b"abc", bytearray(3), bytearray([1, 2]), a.decode())
a[0] = 65
a.append(100)
a.extend(b"ef")
a += b"!"
a[1:3] = b"--"
del a[-1]
print(a, a.pop(), a.hex(), a.upper(), a.find(b"-"), list(a), a + b"x", a * 2)
for f in (lambda: a.append(256), lambda: a.append("x"), lambda: bytearray("a")):
    try:
        f()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
