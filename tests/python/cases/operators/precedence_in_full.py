print(2 + 3 * 4 ** 2 // 5 - -1, -2 ** 2, (-2) ** 2, 2 ** -1, 2 ** 3 ** 2, not 1 == 2,
      not True in [False])
print(1 | 2 ^ 3 & 4 << 1 + 1, ~1 + 2, -1 % 3, 7 // -2, -7 // 2, 7 % -3, 1 - 1 - 1, 100 / 10 / 2)
print(1 if 0 else 2 if 0 else 3, (lambda: 1 or 2)(), 1 or 0 and 0, not 0 or 1, 3 == 3 and 4,
      5 and 0 or 6)
print(1 + 1 == 2 and "a" in "abc" or False, 2 * 3 % 4, 2 % 3 * 4, 1 << 2 >> 1, 6 & 3 == 3,
      (6 & 3) == 2)
print([x for x in range(3) if x if x > 1], *[1] + [2], -1 ** 0, 0x10 | 0b1, 1_000 + 1, not not 3)
print("a" "b" * 2, "%s" % "x" + "y", "a" + "b" in "cab", [1, 2][0] + 1, {1: 2}[1] ** 2,
      "abc"[1:][0])
y = x = 5; y -= x - 1; x *= 2 + 3
print(x, y, 1 < 2 == True, (1, 2) + (3,) == (1, 2, 3), await_ := 7,
      lambda_ if (lambda_ := 0) else 8)
