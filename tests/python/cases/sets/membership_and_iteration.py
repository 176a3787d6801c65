s = {10, 20, 30}
print(10 in s, 10.0 in s, 15 not in s, sorted(x + 1 for x in s), sum(s), min(s), max(s), len(s),
    bool(set()), bool({0}), any({0}), sorted(s, reverse=True))
total = 0
for x in s:
    total += x
print(total, sorted(list(s)), sorted(enumerate(sorted(s))))
try:
    [] in s
except TypeError as error:
    print(error)
