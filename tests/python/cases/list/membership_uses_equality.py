print(1 in [1, 2], 1.0 in [1, 2], "1" in [1], None in [None], [1] in [[1], 2], (1,) in [[1]],
    True in [1], 3 not in [1, 2], [] in [])
print("a" in ["abc"], 2 ** 64 in [2.0 ** 64], float("inf") in [1e400])
