def encode(text):
    out = ""
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out += str(j - i) + text[i]
        i = j
    return out

def decode(text):
    out, count = "", ""
    for ch in text:
        if ch.isdigit():
            count += ch
        else:
            out += ch * int(count)
            count = ""
    return out

for text in ("", "a", "aaabbc", "wwwwwwwwwwwwb", "ééé日日"):
    print(repr(text), encode(text), decode(encode(text)) == text)
