if (n := len("abc")) > 2: print("long", n)
while (line := ["a", "b", ""][n - 3]): print(line, end=" "); n += 1
print(n)
print([y := 1, y + 1, y ** 2], (z := 5) + z, f"{(w := 3)} {w}", {(k := "a"): k})
print([(a, b) for a in range(3) if (b := a * a) > 0], b, any((hit := v) > 2 for v in [1, 3, 5]),
      hit)
def f(x, y=(q := 10)): return x + y + q
print(f(p := 1), p, (lambda: (m := 4) + m)())
value = (first := 1, second := 2)
print(value, first, second)
def g():
    results = [total for i in range(4) if (total := i * 10) >= 10]
    return results, total
print(g())
data = [1, 2, 3, 4]
print((d := data)[-1], d is data, [s := sum(data), s / (c := len(data))], c)
assert (t := True) and t
print(x if (x := 0) else "falsy", not (u := 0), -(neg := 5), neg)
