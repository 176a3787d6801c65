import heapq
from collections import Counter
from itertools import count


def tree(text):
    ticket = count()
    heap = [(n, next(ticket), letter) for letter, n in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        (n, _, left), (m, _, right) = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (n + m, next(ticket), (left, right)))
    return heap[0][2]


def codes(node, prefix=""):
    if isinstance(node, str):
        yield node, prefix or "0"
    else:
        for bit, child in zip("01", node):
            yield from codes(child, prefix + bit)


def decode(bits, node):
    here = node
    for bit in bits:
        here = here[int(bit)]
        if isinstance(here, str):
            yield here
            here = node


text = "she sells sea shells by the sea shore"
root = tree(text)
table = dict(codes(root))
for letter, code in sorted(table.items(), key=lambda pair: (len(pair[1]), pair[1])):
    print(repr(letter), code)
bits = "".join(table[letter] for letter in text)
print(len(bits), len(text) * 8, "".join(decode(bits, root)) == text)
print(bytes(int(bits[i:i + 8].ljust(8, "0"), 2) for i in range(0, len(bits), 8)).hex())
