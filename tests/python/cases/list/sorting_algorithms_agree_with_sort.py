def bubble(items):
    items = items[:]
    for end in range(len(items) - 1, 0, -1):
        for i in range(end):
            if items[i] > items[i + 1]:
                items[i], items[i + 1] = items[i + 1], items[i]
    return items

def quick(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    return quick([x for x in items if x < pivot]) + [x for x in items if x == pivot] + quick([x
        for x in items if x > pivot])

def merge(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge(items[:middle]), merge(items[middle:])
    out = []
    while left and right:
        out.append((left if left[0] <= right[0] else right).pop(0))
    return out + left + right

def heap(items):
    h = []
    for x in items:
        h.append(x)
        i = len(h) - 1
        while i and h[(i - 1) // 2] > h[i]:
            h[i], h[(i - 1) // 2] = h[(i - 1) // 2], h[i]
            i = (i - 1) // 2
    out = []
    while h:
        out.append(h[0])
        last = h.pop()
        if h:
            h[0] = last
            i = 0
            while 2 * i + 1 < len(h):
                child = 2 * i + 1
                if child + 1 < len(h) and h[child + 1] < h[child]:
                    child += 1
                if h[i] <= h[child]:
                    break
                h[i], h[child] = h[child], h[i]
                i = child
    return out

seed = 7
data = []
for _ in range(60):
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    data.append(seed % 1000 - 500)
expected = sorted(data)
print(expected)
print(bubble(data) == expected, quick(data) == expected, merge(data) == expected,
    heap(data) == expected)
