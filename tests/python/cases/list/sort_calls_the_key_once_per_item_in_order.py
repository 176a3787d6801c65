calls = []

def key(item):
    calls.append(item)
    return -item

print(sorted([3, 1, 2, 5, 4], key=key), calls)
