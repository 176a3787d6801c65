print([chr(i) for i in (65, 97, 233, 0x65E5, 0x1F600)], [ord(c) for c in "Aaé日\U0001F600"],
    ord(chr(0x10FFFF)), ord(b"A"))
for f in (lambda: chr(-1), lambda: chr(0x110000), lambda: chr(1.5), lambda: ord("ab"),
    lambda: ord(""), lambda: ord(5), lambda: chr("a")):
    try:
        f()
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
print("".join(chr(ord("a") + i) for i in range(26)))
