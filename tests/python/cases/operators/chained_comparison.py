def v(n):
    print(f"<{n}>", end="")
    return n
print(v(1) < v(2) < v(3), v(3) > v(1) < v(2), v(5) < v(1) < v(9), v(1) == v(1) != v(2))
print(1 < 2 > 1 <= 1 == 1, 1 in [1] == True, (1 in [1]) == True, 3 > 2 == 2)
print("a" < "b" < "c" in ["c"], not 1 < 2 < 3, 1 < 2 and 2 < 1, 0 <= 5 < 10 <= 10.0)
print([] < [1] < [1, 0] < [2], (1, 2) < (1, 3) <= (1, 3), {1} < {1, 2} <= {1, 2},
      True > False == 0)
class Odd:
    def __lt__(self, o): return []
    def __gt__(self, o): return "yes"
print(Odd() < 1 < 2, Odd() > 1 > 0, 2 < Odd() < 3)
