def huffman(text):
    counts = {}
    for ch in text:
        counts[ch] = counts.get(ch, 0) + 1
    nodes = [(count, ch, None, None) for ch, count in sorted(counts.items())]
    while len(nodes) > 1:
        nodes.sort(key=lambda n: (n[0], n[1]))
        left, right = nodes.pop(0), nodes.pop(0)
        nodes.append((left[0] + right[0], left[1] + right[1], left, right))
    codes = {}
    def walk(node, prefix):
        _, ch, left, right = node
        if left is None:
            codes[ch] = prefix or "0"
        else:
            walk(left, prefix + "0")
            walk(right, prefix + "1")
    walk(nodes[0], "")
    return codes

text = "the essence of an embedded edge"
codes = huffman(text)
bits = "".join(codes[ch] for ch in text)
print(sorted(codes.items()), len(bits), bits)
back, buffer, reverse = "", "", {code: ch for ch, code in codes.items()}
for bit in bits:
    buffer += bit
    if buffer in reverse:
        back += reverse[buffer]
        buffer = ""
print(back == text)
