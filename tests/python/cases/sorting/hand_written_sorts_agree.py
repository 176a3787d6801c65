def quick(items):
    if len(items) < 2:
        return items
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])

def merge(items):
    if len(items) < 2:
        return list(items)
    middle = len(items) // 2
    left, right, out = merge(items[:middle]), merge(items[middle:]), []
    while left and right:
        out.append((left if left[0] <= right[0] else right).pop(0))
    return out + left + right

def heap(items):
    items = list(items)
    def sift(start, end):
        while (child := 2 * start + 1) < end:
            if child + 1 < end and items[child] < items[child + 1]:
                child += 1
            if items[start] >= items[child]:
                return
            items[start], items[child] = items[child], items[start]
            start = child
    for start in reversed(range(len(items) // 2)):
        sift(start, len(items))
    for end in range(len(items) - 1, 0, -1):
        items[0], items[end] = items[end], items[0]
        sift(0, end)
    return items

def insertion(items):
    out = []
    for x in items:
        at = len(out)
        while at and out[at - 1] > x:
            at -= 1
        out.insert(at, x)
    return out

seed = 12345
def numbers(count):
    global seed
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2**31
        yield seed % 1000
for count in (0, 1, 2, 10, 60):
    data = list(numbers(count))
    print(count, all(sort(data) == sorted(data) for sort in (quick, merge, heap, insertion)), merge(data)[:8])
words = "pear fig apple kiwi banana date".split()
print(quick(words), merge(words) == heap(words) == insertion(words) == sorted(words))
