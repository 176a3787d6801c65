a = [1]
b = a
print(a is b, a is not [1], a == [1], None is None, True is True, a in [[1]], [] in [[]])
nan = float("nan")
print(nan == nan, nan in [nan], [nan] == [nan], nan in (1.0, nan), {nan: 1}[nan], [nan].index(nan))
print("a" in "abc", "" in "", "abc" in "ab", b"a" in b"abc", 97 in b"abc", 1 in {1: 2},
      2 in {1: 2})
print(3 in range(0, 10, 3), 4 in range(0, 10, 3), 3.0 in range(5), "3" in range(5), True in [1],
      1 in (True,))
for test in [lambda: 1 in "abc", lambda: None in "a", lambda: "a" in b"a", lambda: 300 in b"a",
             lambda: 1 in 1, lambda: [] in {}, lambda: {} in {1}, lambda: "a" in None]:
    try:
        print(test())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
