texts = ["abc", "aé€", "\U0001F600z", ""]
names = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig", "U8")
for name in names:
    print(name, [text.encode(name).decode(name) == text for text in texts])
print(bytes(range(256)).decode("latin-1").encode("iso-8859-1") == bytes(range(256)))
