kept, checksum = [], 0
for i in range(20000):
    item = {"i": i, "text": "x" * (i % 17), "list": [i, i + 1]}
    if i % 100 == 0:
        kept.append(item)
    if len(kept) > 50:
        kept = kept[25:]
    checksum = (checksum * 31 + len(item["text"]) + item["list"][1]) % 1000003
print(len(kept), kept[0]["i"], kept[-1], checksum)
words = []
for i in range(3000):
    words.append(str(i) + "-" + str(i * i))
    if len(words) > 100:
        words = [w.upper() for w in words[50:]]
print(len(words), words[0], words[-1])
