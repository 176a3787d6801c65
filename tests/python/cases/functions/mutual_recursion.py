def even(n):
    return True if n == 0 else odd(n - 1)

def odd(n):
    return False if n == 0 else even(n - 1)

print([even(i) for i in range(6)], odd(99))

def flatten(x):
    return [y for item in x for y in flatten(item)] if isinstance(x, list) else [x]

print(flatten([1, [2, [3, [4, []]], 5], [[]]]))
