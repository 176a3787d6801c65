print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (0).to_bytes(1, "big"))
print((-1).to_bytes(2, "big", signed=True), (-300).to_bytes(3, "little", signed=True))
print((2 ** 70).to_bytes(10, "big"))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\x04\x00", "little"))
print(int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes(b"", "big"))
print(int.from_bytes(b"\xff" * 12, "little"), int.from_bytes([1, 2, 3], "big"))
for call in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big")):
    try:
        call()
    except OverflowError as error:
        print(error)
