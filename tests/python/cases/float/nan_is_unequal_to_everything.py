nan = float("nan")
print(nan, repr(nan), nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan, not nan)
print(nan + 1, nan * 0, -nan, abs(nan), nan ** 0, 1 ** nan, nan ** 1)
items = [nan, 1.0]
print(nan in items, items == [nan, 1.0], items.index(nan), items.count(nan))
print(float("nan") in items, [float("nan")] == [float("nan")], (nan,) == (nan,))
print(max(nan, 1), max(1, nan), min(nan, 1), min(1, nan))
d = {nan: 1}
print(d[nan], float("nan") in d)
