import json
import re
from collections import Counter, OrderedDict, deque

text = "Ärger, über-all 3 Wörter; 12 words and 7 more: été déjà vu. " * 3
print(Counter(re.findall(r"[^\W\d_]+", text.lower())).most_common(4))
print(re.sub(r"(\d+)", lambda match: str(int(match[1]) * 2), text)[:70])
data = {"list": [1, 2.5, None, True, "é\u2028"], "deep": {"a": [{}, [], [[1]]]}}
written = json.dumps(data, sort_keys=True, indent=1)
print(written, json.loads(written) == data)
window = deque(maxlen=5)
for n, word in enumerate(text.split()):
    window.append(word.strip(",.;:"))
    if n % 9 == 0:
        print(n, list(window))
order = OrderedDict((word, len(word)) for word in text.split())
order.move_to_end("Wörter;")
print(list(order)[-1], "{:>8}|{:<6}|{!r}".format(*list(order)[:3]))
print(bytes(range(60, 70)).hex(), "ß".upper(), "İ".lower().encode())
