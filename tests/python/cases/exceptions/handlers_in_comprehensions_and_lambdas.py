def parse(text, default=None):
    try:
        return float(text)
    except ValueError:
        return default

print([parse(t) for t in ("1", "x", "2.5")], {t: parse(t, -1) for t in ("a", "3")},
    sum(parse(t, 0) for t in ("1", "q", "2")))
print(sorted(["3", "x", "1"], key=lambda t: parse(t, 0)), list(map(parse, ["7", "z"])),
    list(filter(parse, ["1", "n", "0"])))
