def ackermann(m, n): return n + 1 if m == 0 else ackermann(m - 1,
      1 if n == 0 else ackermann(m, n - 1))
def flatten(x): return [z for y in x for z in (flatten(y) if isinstance(y, list) else [y])]
def power_set(s): return [[]] if not s else (lambda r: r + [[s[0]] + t for t in r])(power_set(s[1:]))
def gray(n): return [""] if n == 0 else ["0" + c for c in gray(n - 1)] + ["1" + c for c in gray(n - 1)[::-1]]
def quicksort(x): return [] if not x else (quicksort([y for y in x[1:] if y < x[0]]) + [x[0]] +
                                           quicksort([y for y in x[1:] if y >= x[0]]))
def gcd(a, b): return a if b == 0 else gcd(b, a % b)
def hanoi(n): return 0 if n == 0 else 2 * hanoi(n - 1) + 1
def is_even(n): return n == 0 or is_odd(n - 1)
def is_odd(n): return n != 0 and is_even(n - 1)
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)
print(ackermann(2, 3), flatten([1, [2, [3, [4]], []]]), len(power_set([1, 2, 3, 4])), gray(3))
print(quicksort([3, 6, 1, 8, 2, 9, 2]), gcd(1071, 462), hanoi(20), is_even(100), is_odd(77),
      depth(900))
def forever(n=0):
    try:
        return forever(n + 1)
    except RecursionError:
        return "caught"
print(forever())
