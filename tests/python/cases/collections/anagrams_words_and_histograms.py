from collections import Counter, OrderedDict, defaultdict, namedtuple

words = ["listen", "silent", "enlist", "google", "elgoog", "abc", "cab", "x"]
groups = defaultdict(list)
for word in words:
    groups[tuple(sorted(word))].append(word)
print([group for group in groups.values() if len(group) > 1])
print(Counter(map(len, words)).most_common(), Counter("".join(words)).most_common(4))
text = """It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness"""
counts = Counter(word.strip(",.").lower() for word in text.split())
for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:5]:
    print(f"{word:<6}{'*' * count} {count / sum(counts.values()):.1%}")
Row = namedtuple("Row", "name team score")
rows = [Row("ann", "x", 3), Row("bob", "y", 5), Row("cid", "x", 9), Row("dan", "y", 1)]
by_team = defaultdict(list)
for row in rows:
    by_team[row.team].append(row)
for team, members in sorted(by_team.items()):
    top = max(members, key=lambda row: row.score)
    print(team, top.name, sum(row.score for row in members), [row.name for row in members])
totals = OrderedDict()
for row in rows:
    totals[row.team] = totals.get(row.team, 0) + row.score
print(dict(totals), list(totals), [row._asdict() for row in rows[:1]])
bag = Counter(a=3, b=1) - Counter(a=1, b=2)
print(bag, bag["b"], Counter("abc") & Counter("bcd") == Counter("bc"))
first, second = Counter("aabbb"), Counter("abbbb")
print(sum((first & second).values()) / sum((first | second).values()))
inverted = defaultdict(list)
for letter, count in Counter("mississippi").items():
    inverted[count].append(letter)
print({count: sorted(letters) for count, letters in sorted(inverted.items())})
