out = ""
for i in range(300):
    out += chr(97 + i % 26)
    if i % 50 == 49:
        out += "|"
print(out, len(out))
parts = []
for i in range(100):
    parts.append("<" + str(i * i) + ">")
text = "".join(parts)
print(text, len(text), text.count("<1"))
