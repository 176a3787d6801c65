import re
import string
from collections import Counter, defaultdict
from itertools import groupby

TEXT = """It was the best of times, it was the worst of times; it was the age of
wisdom... it was the age of foolishness -- it was the epoch of belief."""

words = re.findall(r"[a-z']+", TEXT.lower())
counts = Counter(words)
print(counts.most_common(4), len(words), len(counts))
print(sorted(counts.elements())[:5], counts.total())
by_length = defaultdict(set)
for word in words:
    by_length[len(word)].add(word)
print({n: sorted(group) for n, group in sorted(by_length.items())})
table = str.maketrans("", "", string.punctuation)
print(Counter(TEXT.translate(table).split())["it"], TEXT.count("it"), TEXT.casefold().count("it was"))
for first, group in groupby(sorted(set(words)), key=lambda word: word[0]):
    print(first, *group)
pairs = Counter(zip(words, words[1:]))
print([pair for pair, n in pairs.items() if n > 2], (counts - Counter(of=2, was=4))["of"])
